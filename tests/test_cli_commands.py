"""The command line: exit codes, what is printed where, and how a mistake of ours is told."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path
from typing import NoReturn

import pytest

from bad.play import run
from hub import build
from smallsite import SmallSite, command, finish, tree, with_theme


def spoil(site: SmallSite) -> SmallSite:
    return site.write("content/practices/bad.yml", "title: A\nsummary: B\ntitle: C\n")


def test_a_clean_hub_is_said_to_be_clean(site: SmallSite) -> None:
    code, output = run(site.root, "check")
    assert code == 0
    assert output.splitlines()[-1].startswith("No problems.")


def test_a_mistake_ends_with_one_and_says_what_happened_to_the_site(site: SmallSite) -> None:
    code, output = run(spoil(site).root, "check")
    assert code == 1
    assert output.splitlines()[-1] == "1 error in 1 file. The published site has not been changed."


def test_ten_mistakes_of_ten_kinds_are_told_in_one_run(site: SmallSite) -> None:
    start = "status: published\nowner: cx-team\nadded: 2024-05-01\nkind: explainer\n"
    texts = {
        "a-colon": "title: Service: design\n",
        "a-field": "tilte: T\ntitle: Field\n",
        "a-value": "title: Value\nstatus: finished\n",
        "a-reference": "title: Reference\nrelated: [practices/servce-blueprint]\n",
        "a-draft": (
            f"title: Draft\nsummary: Leans on a draft.\n{start}related: [practices/sample-draft]\n"
        ),
        "a-key": "title: Key\ntitle: Again\n",
        "a-date": "title: Date\nadded: 2024-02-30\n",
        "ring-one": "title: Ring one\nsuperseded_by: guides/ring-two\n",
        "ring-two": "title: Ring two\nsuperseded_by: guides/ring-one\n",
        "an-anchor": "title: Anchor\n---\n\nSee [[guides/sample-guide#nowhere]].",
        "html": "title: Html\n---\n\n<b>x</b>",
    }
    for name, text in texts.items():
        site.write(f"content/guides/{name}.md", f"---\n{text}" + ("" if "---" in text else "---\n"))

    report = site.check().report

    assert {problem.code for problem in report.sorted()} == {
        "yaml-syntax",
        "unknown-field",
        "bad-choice",
        "broken-reference",
        "draft-reference",
        "yaml-duplicate-key",
        "bad-date",
        "reference-cycle",
        "broken-anchor",
        "raw-html",
    }
    assert len(report.sorted()) == 10


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("chekc",), 'Did you mean "hub check"?'),
        (("check", "--fromat", "json"), "--format"),
        (("check", "--format", "xml"), "json"),
        (("check", "nowhere-at-all"), "nowhere-at-all"),
        (("check", "--content", "nowhere"), "no-content"),
    ],
)
def test_a_wrong_command_line_ends_with_two(
    arguments: tuple[str, ...], words: str, site: SmallSite
) -> None:
    code, output = run(site.root, *arguments)
    assert code == 2
    assert words in output
    assert "Traceback" not in output


def test_the_problems_of_one_file_can_be_asked_for(site: SmallSite) -> None:
    spoil(site).write("content/guides/other.md", "no fields\n")
    for name in ("content/practices/bad.yml", "practices/bad", "bad"):
        code, output = run(site.root, "check", name)
        assert (code, output.count("error[")) == (1, 1)


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_machine_forms_are_nothing_but_json(
    form: str, site: SmallSite, capfd: pytest.CaptureFixture[str]
) -> None:
    code, output = run(spoil(site).root, "check", "--format", form)
    assert code == 1
    assert json.loads(output)


def test_a_bug_in_hub_is_told_as_one(site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> NoReturn:
        raise ZeroDivisionError

    monkeypatch.setattr("hub.link.link", broken)

    code, output = run(site.root, "check")

    assert code == 3
    assert "error[internal]" in output
    assert "not in your content" in output
    assert "Traceback" not in output
    details = Path(re.findall(r"Details +(\S+)", output)[0])
    assert "ZeroDivisionError" in details.read_text(encoding="utf-8")
    details.unlink()


def test_interrupting_ends_with_130(site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "prepare", interrupted)
    assert run(site.root, "check")[0] == 130


def test_nothing_is_colored_when_it_is_not_a_terminal(site: SmallSite) -> None:
    assert "\x1b" not in run(spoil(site).root, "check")[1]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("show", "sampel"), 2, "unknown-entry"),
        (("list", "practises"), 2, "unknown-collection"),
        (("explain", "bad-choise"), 3, "no-project"),
        (("new", "practices", "Draw the sample blueprint"), 0, "Created"),
        (("new", "practices", "???"), 2, "bad-slug"),
        (("build",), 3, "no-project"),
    ],
)
def test_every_command_keeps_the_exit_codes(
    arguments: tuple[str, ...], code: int, words: str, site: SmallSite
) -> None:
    ended, output = run(site.root, *arguments)
    assert ended == code, output
    assert words in output


@pytest.mark.parametrize(
    "text",
    [
        "site_name: [\n",
        "site_name: X\nplugins: [hub]\ntheme: nowhere\n",
    ],
)
def test_settings_that_cannot_be_used_are_told(text: str, site: SmallSite) -> None:
    site.write("mkdocs.yml", text)
    code, output = run(site.root, "build")
    assert code == 3
    assert "bad-config" in output
    assert "Traceback" not in output


def test_a_mistake_in_the_hand_written_pages_is_told(published: SmallSite) -> None:
    (published.root / "docs/about.md").write_text("# About\n\n[x](nowhere.md)\n", encoding="utf-8")
    before = tree(published.root / "site")
    code, output = finish(command(published, "build"))
    assert code == 1
    assert "about/index.html: error[audit-broken-link]" in output
    assert tree(published.root / "site") == before


@pytest.fixture
def warned(published: SmallSite) -> SmallSite:
    """A site whose settings MkDocs warns about, and nothing else does."""
    with (published.root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("nav: [about.md, nowhere.md]\n")
    return published


def test_a_warning_of_mkdocs_is_told(warned: SmallSite) -> None:
    code, output = finish(command(warned, "build"))
    assert code == 3
    assert "audit-warning" in output
    assert "Traceback" not in output


def test_a_warning_of_mkdocs_leaves_the_site_as_it_was(warned: SmallSite) -> None:
    (warned.root / "content/news/sample-news.md").unlink()
    before = tree(warned.root / "site")
    finish(command(warned, "build"))
    assert tree(warned.root / "site") == before


def test_a_port_that_is_taken_is_told(site: SmallSite) -> None:
    with_theme(site)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 65535))
        code, output = run(site.root, "serve", "--port", "65535")
    assert code == 4
    assert "port-taken" in output


def test_nothing_is_overwritten(site: SmallSite) -> None:
    assert run(site.root, "new", "practices", "Sample")[0] == 5
    assert "would-overwrite" in run(site.root, "new", "practices", "Sample")[1]


def test_a_code_that_does_not_exist_is_answered_with_the_nearest() -> None:
    code, output = run(Path(__file__).parents[1], "explain", "bad-choise")
    assert code == 2
    assert "unknown-code" in output
    assert "hub explain bad-choice" in output
