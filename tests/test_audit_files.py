"""The last look before publishing: each thing that may not go out has a page on which it is
found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hub.audit.audit import audit
from hub.problems import HubError, Report
from hub.theme.csp import LIST, policy, script_hash, theme_hashes, with_policy
from smallsite import ROOT

HASHES = (script_hash("go()"),)
GOOD = (
    "<!doctype html><html lang=en><head><meta"
    " charset=utf-8><title>T</title></head><body><h1>T</h1>%s</body></html>"
)


def codes(
    tmp_path: Path,
    inside: str = "",
    *,
    page: str = GOOD,
    expected: tuple[str, ...] = ("",),
    **files: str,
) -> list[str]:
    (tmp_path / "index.html").write_text(
        with_policy(page.replace("%s", inside), policy(HASHES)), encoding="utf-8"
    )
    for name, text in files.items():
        (tmp_path / name.replace("_dot_", ".")).write_text(text, encoding="utf-8")
    report = Report()
    audit(tmp_path, expected, HASHES, "https://hub.example/", report)
    return [problem.code for problem in report.sorted()]


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<p id=a>x <a href='#a'>y</a> <a href='.'>z</a></p>",
        "<a href='https://www.usa.gov/?a=b&c'>x</a>",
        "<a href='mailto:a@b.gov'>x</a>",
        "<script>go()</script>",
        "<img src='data:image/png;base64,AA' alt=''>".replace("data:image/png;base64,AA", "x.svg"),
    ],
)
def test_what_is_sound_passes(inside: str, tmp_path: Path) -> None:
    assert codes(tmp_path, inside, x_dot_svg="<svg xmlns='http://www.w3.org/2000/svg'/>") == []


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<script>alert(1)</script>", "audit-script"),
        ("<p onclick='x()'>x</p>", "audit-script"),
        ("<svg onload='x()'></svg>", "audit-script"),
        ("<script src='https://evil.example/x.js'></script>", "audit-third-party"),
        ("<img src='https://evil.example/x.gif' alt=''>", "audit-third-party"),
        ("<img src='//evil.example/x.gif' alt=''>", "audit-third-party"),
        ("<link rel=stylesheet href='https://evil.example/x.css'>", "audit-third-party"),
        ("<a href='//evil.example'>x</a>", "audit-third-party"),
        ("<a href='/\\evil.example'>x</a>", "audit-third-party"),
        ("<form action='https://evil.example'></form>", "audit-third-party"),
        ("<a href='javascript:alert(1)'>x</a>", "audit-link"),
        ("<a href='java\tscript:alert(1)'>x</a>", "audit-link"),
        ("<a href=' &#106;avascript:alert(1)'>x</a>", "audit-link"),
        ("<a href='data:text/html,x'>x</a>", "audit-link"),
        ("<a href='https://login.gov@evil.example/'>x</a>", "audit-link"),
        ("<a href='http://[::1'>x</a>", "audit-link"),
        ("<a href='nowhere/'>x</a>", "audit-broken-link"),
        ("<a href='#nowhere'>x</a>", "audit-broken-link"),
        ("<p id=a></p><p id=a></p>", "audit-duplicate-id"),
        ("<iframe src='.'></iframe>", "audit-element"),
        ("<object></object>", "audit-element"),
        ("<p style='color:red'>x</p>", "audit-style"),
        ("<style>p{}</style>", "audit-style"),
        ("<img src='.'>", "audit-alt"),
        ("<h1>Again</h1>", "audit-heading"),
        ("<script type='application/ld+json'>{</script>", "audit-json"),
    ],
)
def test_what_is_not_sound_is_found(inside: str, code: str, tmp_path: Path) -> None:
    assert codes(tmp_path, inside) == [code]


def test_a_page_without_title_or_policy_is_found(tmp_path: Path) -> None:
    assert codes(tmp_path, page=GOOD.replace("<title>T</title>", "<title> </title>")) == [
        "audit-title"
    ]
    assert codes(tmp_path, page=GOOD.replace("<meta charset=utf-8>", "")) == ["audit-policy"]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("x_dot_exe", "MZ", "audit-file"),
        ("x_dot_json", "{NaN", "audit-json"),
        ("x_dot_json", '{"a": Infinity}', "audit-json"),
        ("x_dot_xml", "<a>", "audit-xml"),
        ("x_dot_svg", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "audit-script"),
        ("x_dot_css", "a{background:url(https://evil.example/x.png)}", "audit-third-party"),
        ("x_dot_css", "@import 'x.css';", "audit-third-party"),
        (
            "more_dot_html",
            GOOD.replace(
                "<meta charset=utf-8>",
                "<meta charset=utf-8><meta http-equiv=Content-Security-Policy>",
            )
            % "",
            "audit-count",
        ),
    ],
)
def test_a_file_that_may_not_be_published_is_found(
    name: str, text: str, code: str, tmp_path: Path
) -> None:
    assert codes(tmp_path, **{name: text}) == [code]


def test_a_page_that_was_not_written_is_found(tmp_path: Path) -> None:
    assert codes(tmp_path, expected=("", "guides/")) == ["audit-count"]


def test_a_link_in_the_stage_is_found(tmp_path: Path) -> None:
    (tmp_path / "x.txt").symlink_to("/etc/passwd")
    assert codes(tmp_path) == ["audit-file"]


def test_markdown_stands_beside_its_page_and_nowhere_else(tmp_path: Path) -> None:
    assert codes(tmp_path, index_dot_md="# T\n") == []
    assert codes(tmp_path, notes_dot_md="# T\n") == ["audit-file"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "@x", "-x", "\tx"])
def test_a_cell_that_a_spreadsheet_would_run_is_found(cell: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/x.csv").write_text(f'a,b\r\n"{cell}",-5\r\n', encoding="utf-8", newline="")
    assert codes(tmp_path) == ["audit-file"]


def test_plain_words_and_negative_numbers_are_a_sound_table(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/x.csv").write_text("a,b\r\n'=1+1,-5.2e+7\r\n", encoding="utf-8", newline="")
    assert codes(tmp_path) == []


def test_the_listed_inline_scripts_may_run() -> None:
    text = (ROOT / "overrides" / LIST).read_text(encoding="utf-8")
    assert [line.split()[0] for line in text.splitlines() if not line.startswith("#")] == list(
        theme_hashes(ROOT / "overrides")
    )


@pytest.mark.parametrize("tag", ["script", "SCRIPT async", 'script type="module"'])
def test_an_inline_script_that_nobody_listed_ends_the_build(tag: str, tmp_path: Path) -> None:
    theme = tmp_path / "overrides"
    shutil.copytree(ROOT / "overrides", theme)
    template = theme / "partials/footer.html"
    template.write_text(
        template.read_text(encoding="utf-8") + f"<{tag}>go()</{tag.split(maxsplit=1)[0]}>",
        encoding="utf-8",
    )

    with pytest.raises(HubError) as refused:
        theme_hashes(theme)
    assert refused.value.code == "unlisted-script"
    assert refused.value.exit_code == 3
    assert "overrides/partials/footer.html" in str(refused.value)
    assert script_hash("go()") in refused.value.fix

    with (theme / LIST).open("a", encoding="utf-8") as listed:
        listed.write(f"{script_hash('go()')}  partials/footer.html\n")
    assert script_hash("go()") in theme_hashes(theme)


def test_a_script_of_template_language_cannot_be_listed(tmp_path: Path) -> None:
    (tmp_path / "main.html").write_text("<script>go({{ page.title }})</script>", encoding="utf-8")
    with pytest.raises(HubError) as refused:
        theme_hashes(tmp_path)
    assert "a file of its own" in refused.value.fix
