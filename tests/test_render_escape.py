"""With the first lock open, every attack is still only text: on the page, around it, in search and
in the data files."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from lxml import html as lxml_html

from bad.play import CASES, run, text_of
from hub.compose.drawing.drawing import environment
from hub.kinds import fields
from hub.prose import htmlslips
from smallsite import ROOT, copy_of_site, with_theme

# the theme's sitemap.xml stands where ours is put
pytestmark = pytest.mark.filterwarnings("ignore:To replace an existing file:DeprecationWarning")
NEVER = re.compile("(?!)")
IMAGE = '<img src=x onerror="document.documentElement.dataset.pwned=1">'
SCRIPT = "</script><script>alert(1)</script>"
HANDLER = 'a" onload="alert(1)'
TAGS = [
    text_of(case["given"]["body"])
    for case in CASES
    if case.get("code") == "raw-html" and "second_lock" in case
]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A published site whose entries are full of attacks, built while nothing looks for them."""
    site = with_theme(copy_of_site(tmp_path_factory.mktemp("attacked") / "project"))
    sample = (site.root / "content/practices/sample.md").read_text(encoding="utf-8")
    spoilt = re.sub(
        r"^title: .*", lambda _: f"title: '{IMAGE}'", sample, flags=re.MULTILINE, count=1
    )
    spoilt = re.sub(r"^summary: .*", lambda _: f"summary: '{SCRIPT}'", spoilt, flags=re.MULTILINE)
    spoilt = re.sub(r"^problem: .*", lambda _: f"problem: '{HANDLER}'", spoilt, flags=re.MULTILINE)
    spoilt = spoilt.replace("title: The sample handbook", f"title: '\">{IMAGE}'").replace(
        "A customer has seen the map.", f"'{IMAGE}'"
    )
    site.write(
        "content/practices/sample.md",
        spoilt + "\n" + "\n\n".join(TAGS) + "\n\n## <b onclick=x>Heading</b>\n",
    )
    for path, field in (
        ("terms/sample-term.md", "definition"),
        ("news/sample-news.md", "title"),
        ("agencies/sample-agency.yml", "title"),
        ("playbooks/course.yml", "title"),
    ):
        text = (site.root / "content" / path).read_text(encoding="utf-8")
        # used at once
        site.write(
            f"content/{path}",
            re.sub(
                rf"^{field}: .*",
                lambda _: f"{field}: '{IMAGE} {SCRIPT}'",
                text,
                count=1,
                flags=re.MULTILINE,
            ),
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fields, "_TAG", NEVER)
        patch.setattr(fields, "_HANDLER", NEVER)
        patch.setattr(htmlslips, "_TAG", NEVER)
        patch.chdir(site.root)
        code, output = run(site.root, "build")
    assert code == 0, output
    yield site.root / "site"


def test_no_page_holds_an_attack(attacked: Path) -> None:
    seen = 0
    for path in attacked.rglob("*.html"):
        tree = lxml_html.document_fromstring(path.read_bytes())
        where = path.relative_to(attacked)
        seen += "onerror" in "".join(tree.itertext())
        for element in (element for element in tree.iter() if isinstance(element.tag, str)):
            assert not [name for name in element.attrib if name.startswith("on")], where
            assert element.tag not in ("iframe", "base", "object", "embed"), where
            assert not (
                element.tag == "script"
                and "alert(1)" in (element.text or "")
                and element.get("type") != "application/ld+json"
            ), where
            if element.tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
                assert where.parts[0] == "go", where
                assert re.fullmatch(r"0; url=(\.\./)+[\w./#-]*", element.get("content", "")), where
            assert not (element.tag == "form" and "evil" in element.get("action", "")), where
    assert seen > 5, "the attacks should be there to read, as text"


def test_the_json_of_a_page_ends_no_script(attacked: Path) -> None:
    for path in attacked.rglob("*.html"):
        for script in lxml_html.document_fromstring(path.read_bytes()).iter("script"):
            if script.get("type") == "application/ld+json":
                json.loads(script.text or "")
    page = (attacked / "practices/sample/index.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page


def test_the_search_index_holds_no_markup(attacked: Path) -> None:
    assert not (attacked / "search/search_index.json").exists(), (
        "MkDocs' own index is drawn as HTML by the theme"
    )
    assert "<img src=x" not in (attacked / "search/index.html").read_text(encoding="utf-8")
    texts = [
        gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        for path in (attacked / "search").rglob("*.bin")
    ]
    assert any("<script>alert" in text or "<img src=x" in text for text in texts), (
        "the attacks should be there to read, as text"
    )
    assert not [text for text in texts if "&lt;" in text or "</p>" in text], (
        "the index holds words, and never HTML"
    )


def test_the_scripts_of_the_search_make_text_and_never_markup() -> None:
    scripts = [
        path.read_text(encoding="utf-8") for path in (ROOT / "overrides/assets").glob("*.js")
    ]
    assert len(scripts) >= 4
    for script in scripts:
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|\beval\b|new"
            r" Function",
            script,
        )


def test_feeds_and_maps_hold_the_attacks_as_text(attacked: Path) -> None:
    # a mail as plain text shows words as they are
    texts = [
        path for path in attacked.rglob("*.txt") if path.relative_to(attacked).parts[0] != "digest"
    ]
    for path in [*attacked.rglob("*.xml"), *texts, *attacked.rglob("*.md")]:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".md":  # code is shown as it is
            text = re.sub(
                r"^ *(`{3,}).*?^ *\1$|`[^`\n]*`", "", text, flags=re.MULTILINE | re.DOTALL
            )
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path


def test_a_template_that_names_a_missing_field_stops_the_build() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("<p>{{ entry.sumary }}</p>").render(entry={"summary": "x"})


def test_every_template_of_ours_escapes() -> None:
    assert (
        environment().from_string('<p title="{{ value }}">{{ value }}</p>').render(value='"><b>')
        == '<p title="&#34;&gt;&lt;b&gt;">&#34;&gt;&lt;b&gt;</p>'
    )
