"""The twin of each page in Markdown, and llms.txt that leads to them."""

from __future__ import annotations

import json
import posixpath
import re

import pytest
from lxml import html as lxml_html

from hub.build import Result
from hub.compose.api.markdown import markdown
from hub.compose.api.twins import llms_text, twin_files
from hub.pages import Page
from hub.project.settings import Settings
from smallsite import SmallSite

SITE = Settings().site_url


def plain(content: str) -> str:
    return markdown(content, lambda address: address)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (
            "<h1>A</h1><p class='lead'>B <em>c</em>\n  <strong>d</strong></p>",
            "# A\n\nB *c* **d**\n",
        ),
        ("<h2 id='x'>A <a href='y/'>b</a></h2>", "## A [b](y/)\n"),
        (
            "<ul><li>a</li><li><p>b</p><p>c</p><ul><li>d</li></ul></li></ul>",
            "- a\n- b\n\n  c\n  - d\n",
        ),
        ("<ol start='3'><li>a</li><li>b</li></ol>", "3. a\n4. b\n"),
        ("<ul><li><h3>a</h3><p>b</p></li></ul>", "- **a**\n\n  b\n"),
        (
            "<dl><div><dt>a</dt><dd>b</dd><dd><p>c</p><p>d</p></dd></div></dl>",
            "a\n:   b\n:   c\n\n    d\n",
        ),
        (
            (
                "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1 |"
                " 2</td><td>c<ul><li>x</li><li>y</li></ul></td></tr></tbody></table>"
            ),
            "| a | b |\n| --- | --- |\n| 1 \\| 2 | c x; y |\n",
        ),
        (
            "<table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
            "|  |  |\n| --- | --- |\n| a |  |\n| b | c |\n",
        ),
        ("<details><summary>More</summary><p>a</p></details>", "**More**\n\na\n"),
        ("<blockquote><p>a</p><footer>b</footer></blockquote>", "> a\n>\n> b\n"),
        ("<pre><code>a\n  ``` b</code></pre>", "````\na\n  ``` b\n````\n"),
        ("<p>a<br>b <code>c*d</code></p>", "a\\\nb `c*d`\n"),
        ("<p><img src='i.png' alt='A map'><img src='j.png' alt=''></p>", "![A map](i.png)\n"),
        (
            (
                "<svg role='img' aria-label='A line'><path d='M0 0'/></svg><svg"
                " aria-hidden='true'><title>no</title></svg>"
            ),
            "*Picture: A line*\n",
        ),
        (
            "<p>2 * 3 [x] a_b _c_ &lt;b&gt; R&amp;D &amp;amp;</p>",
            "2 \\* 3 \\[x\\] a_b \\_c\\_ &lt;b> R&D &amp;amp;\n",
        ),
        ("<p># a</p><p>1. b</p><p>- c</p>", "\\# a\n\n1\\. b\n\n\\- c\n"),
        (
            "<form hidden><p>a</p></form><script>b</script><button>c</button><p>d</p><hr>",
            "d\n\n---\n",
        ),
        ("<ul><li><input type='checkbox' checked> a</li></ul>", "- [x] a\n"),
        ("<div>a<p>b</p>c</div>", "a\n\nb\n\nc\n"),
        ("", "\n"),
    ],
)
def test_our_html_is_written_as_markdown(content: str, text: str) -> None:
    assert plain(content) == text


@pytest.fixture(scope="session")
def twins(shipped: Result) -> dict[str, str]:
    assert shipped.site is not None
    return {file.address: file.data.decode() for file in twin_files(shipped.site.pages, Settings())}


def test_a_twin_says_every_word_of_a_practice(shipped: Result, twins: dict[str, str]) -> None:
    """Words, not marks: what stands in the page's text in order stands in the twin in the same
    order."""
    assert shipped.site is not None
    page = next(page for page in shipped.site.pages if page.address == "practices/map-the-journey/")
    tree = lxml_html.fragment_fromstring(page.content, create_parent="div")
    for hidden in tree.xpath(".//*[@hidden]"):  # what only a script shows
        hidden.drop_tree()
    said = re.findall(r"[A-Za-z]+", " ".join(tree.itertext()))
    written = re.findall(
        r"[A-Za-z]+",
        re.sub(
            r"\]\([^)]*\)", "]", twins["practices/map-the-journey/index.md"].partition("\n---\n")[2]
        ),
    )
    assert written == said


def test_every_link_of_every_twin_leads_to_something_published(
    shipped: Result, twins: dict[str, str]
) -> None:
    assert shipped.site is not None
    there = (
        {page.address for page in shipped.site.pages}
        | {file.address.removesuffix("index.html") for file in shipped.site.files}
        | set(twins)
    )
    broken = set()
    for address, text in twins.items():
        for link in re.findall(r"\]\(([^)\s]+)\)", text):
            path = link.removeprefix(SITE).partition("#")[0]
            if link.startswith(SITE) and path not in there:
                broken.add((address, link))
            assert not link.startswith(("..", "/")), address
    docs = {
        "about/",
        "contribute/",
        "for-trainers/",
        "accessibility/",
        "privacy/",
        "errors/",
        "about-search/",
        "for-machines/",
    }
    assert [
        found
        for found in sorted(broken)
        if found[1].removeprefix(SITE).partition("#")[0].removesuffix("index.md") not in docs
    ] == []


def test_every_twin_begins_with_what_it_is_and_has_one_title(
    shipped: Result, twins: dict[str, str]
) -> None:
    assert shipped.site is not None
    for page in shipped.site.pages:
        head, _, text = twins[f"{page.address}index.md"].removeprefix("---\n").partition("\n---\n")
        facts = {
            name: json.loads(value)
            for name, value in (line.split(": ", 1) for line in head.split("\n"))
        }
        assert facts["url"] == SITE + page.address
        assert facts["title"] == page.title
        assert (
            len(
                re.findall(
                    r"^# ",
                    re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL),
                    re.MULTILINE,
                )
            )
            == 1
        ), page.address


def test_a_link_to_a_part_of_a_page_leads_to_the_page(twins: dict[str, str]) -> None:
    assert f"]({SITE}agencies/va/#source-trust)" in twins["agencies/va/index.md"]


def test_a_page_without_a_title_of_its_own_gets_it(twins: dict[str, str]) -> None:
    page = Page("a/", "A", "", lambda: "<p>b <a href='../c/d.json?x=1'>c</a></p>", "", "docs")
    assert (
        next(iter(twin_files([page], Settings())))
        .data.decode()
        .endswith(f"\n\n# A\n\nb [c]({SITE}c/d.json?x=1)\n")
    )


def test_llms_txt_has_the_form_that_was_proposed_and_leads_to_twins(
    shipped: Result, twins: dict[str, str]
) -> None:
    assert shipped.site is not None
    text = llms_text(
        shipped.site.pages, ["about/", "for-machines/"], Settings(description="What it is.")
    ).decode()
    lines = text.split("\n")
    assert lines[0] == "# CX hub"
    assert lines[2] == "> What it is."
    assert [line for line in lines if line.startswith("# ")] == lines[:1]
    assert lines.index("## Optional") > lines.index("## Practices")
    links = [
        re.fullmatch(r"- \[.+\]\((\S+)\)(?:: .+)?", line) for line in lines if line.startswith("- ")
    ]
    assert all(links)
    addresses = [found[1].removeprefix(SITE) for found in links if found]
    assert {address for address in addresses if address not in twins} == {
        "about/index.md",
        "for-machines/index.md",
    }
    assert len(addresses) == len(set(addresses))


def test_chapters_stand_in_llms_txt_in_the_order_of_the_book(shipped: Result) -> None:
    assert shipped.site is not None
    text = llms_text(shipped.site.pages, [], Settings()).decode()
    assert shipped.library is not None
    keys = [chapter.key for chapter in shipped.library.entry_by_ref["playbooks/cx"].fields.chapters]
    assert re.findall(rf"{SITE}playbooks/cx/([a-z-]+)/index.md", text) == keys


def test_every_published_page_names_its_twin(built: SmallSite) -> None:
    site = built.root / "site"
    trees = {path: lxml_html.parse(path) for path in site.rglob("index.html")}
    # the others are books, embeds and short links
    pages = {
        path: tree
        for path, tree in trees.items()
        if tree.xpath("//body[starts-with(@class, 'kind-')]")
    }
    assert len(pages) > 30
    for path, tree in pages.items():
        links = tree.xpath("//link[@type='text/markdown']/@href")
        assert len(links) == 1, path
        assert (
            site
            / posixpath.normpath(posixpath.join(path.parent.relative_to(site).as_posix(), links[0]))
        ).is_file()
    assert (site / "about/index.md").read_text(encoding="utf-8").count("\n# About this hub") == 1
    assert (site / "llms.txt").is_file()
    assert "/api/*\n  Access-Control-Allow-Origin: *" in (site / "_headers").read_text(
        encoding="utf-8"
    )
