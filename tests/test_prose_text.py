"""Markdown becomes listed elements and nothing else, and every link, picture and heading is known
by its place."""

from __future__ import annotations

import pytest

from hub.problems import Place, Report
from hub.prose.text import EMPTY, Prose, read_prose


def read(text: str) -> tuple[Prose, list[str]]:
    report = Report()
    prose = read_prose(text, Place("x.md", 10, 1), report)
    return prose, [
        f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in report.sorted()
    ]


def html(text: str) -> str:
    prose, _ = read(text)
    return str(
        prose.html([(f"to-{number}/", f"Title {number}") for number in range(len(prose.links))])
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
        ("a < 5 & b", "<p>a &lt; 5 &amp; b</p>"),
        ("## Two words", '<h2 id="two-words">Two words</h2>'),
        ("## Own {#my-id}", '<h2 id="my-id">Own</h2>'),
        ("## A\n\n## A", '<h2 id="a">A</h2>\n<h2 id="a-2">A</h2>'),
        ("[[practices/x]]", '<p><a href="to-0/">Title 0</a></p>'),
        ("[[practices/x#y|own words]]", '<p><a href="to-0/">own words</a></p>'),
        ("[a](b.md 'title')", '<p><a href="to-0/">a</a></p>'),
        ("![Alt](images/x.png)", '<p><img src="to-0/" alt="Alt" loading="lazy"></p>'),
        ("`[[practices/x]]`", "<p><code>[[practices/x]]</code></p>"),
        ("    <b>", "<pre><code>&lt;b&gt;\n</code></pre>"),
        ("```html\n<b>\n```", '<pre><code class="language-html">&lt;b&gt;\n</code></pre>'),
        (
            '!!! danger "T"\n    x',
            '<div class="admonition">\n<p class="admonition-title">T</p>\n<p>x</p>\n</div>',
        ),
        ("para\n{: onclick=x }", "<p>para\n{: onclick=x }</p>"),
        ("&copy; &#233;", "<p>© é</p>"),
    ],
)
def test_markdown_becomes_this(text: str, wanted: str) -> None:
    assert html(text).strip() == wanted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one\n\ntwo <b>x</b>", ["12:5 raw-html"]),
        ("a <b>x</b>\n\na <b>x</b>", ["10:3 raw-html", "12:3 raw-html"]),
        ("- one\n- two <i>x</i>", ["11:7 raw-html"]),
        ("x[^1]\n\n[^1]: note <b>x</b>", ["12:12 raw-html"]),
        ("> <b>", ["10:3 raw-html"]),
        ("[x](java\nscript:y)", ["10:1 broken-link"]),
        ("[x](<javascript:y>)", ["10:6 unsafe-link"]),
        ("[a][r]\n\n[r]: javascript:x", ["12:6 unsafe-link"]),
        ("# Title", ["10:3 bad-heading"]),
        ("### Three", ["10:5 bad-heading"]),
        ("## A {#a}\n\n## B {#a}", ["12:6 duplicate-id"]),
        ("![](images/x.png)", ["10:5 missing-alt"]),
        ("![](https://x.gov/x.png)", ["10:5 missing-alt", "10:5 third-party-image"]),
        ("[](https://x.gov)", ["10:4 empty-link"]),
        ("[irs.gov](https://evil.example)", ["10:11 misleading-link"]),
        ("&#8238;", ["10:1 forbidden-character"]),
        ("[" * 401, ["10:1 markdown-too-slow"]),
        ("a[^1] " * 301, ["10:1 markdown-too-slow"]),
        ("a" * 60_000, ["10:1 markdown-too-slow"]),
        ("\n".join("  " * depth + "- a" for depth in range(30)), ["29:1 markdown-too-deep"]),
        ("- " * 21 + "x", ["10:1 markdown-too-deep"]),
    ],
)
def test_what_may_not_stand_there_is_told_with_its_place(text: str, found: list[str]) -> None:
    assert read(text)[1] == found


@pytest.mark.parametrize(
    "text",
    [
        "`<b>`",
        "< 5",
        "<3",
        "a <- b",
        "https://x.gov",
        "[irs.gov/pay](https://www.irs.gov/pay)",
        "* * * * * * * * * * * * * * * * * * * * * * * *",
        "\\*not\\*",
        "R&D",
        "## A\n\n### B\n\n## C",
        "[^1]\n\n[^1]: x",
    ],
)
def test_honest_text_is_left_alone(text: str) -> None:
    assert read(text)[1] == []


@pytest.mark.parametrize("breaker", ["a\n:   b\n" * 3000, "> " * 15 + "- " * 5 + "x"])
def test_one_text_never_changes_how_the_next_is_read(breaker: str) -> None:
    before = read("Plain *text* & more.")[0]
    read(breaker)
    assert read("Plain *text* & more.")[0] == before


def test_links_are_listed_in_order_with_their_kind() -> None:
    prose, _ = read(
        "[[guides/a]] [b](b.md) [c](#c) [d](https://x.gov/) ![e](images/e.png) <https://y.gov/>"
    )
    assert [(use.kind, use.target) for use in prose.links] == [
        ("entry", "guides/a"),
        ("inside", "b.md"),
        ("inside", "#c"),
        ("outside", "https://x.gov/"),
        ("picture", "images/e.png"),
        ("outside", "https://y.gov/"),
    ]


def test_text_cannot_forge_a_link() -> None:
    made = html('x hub-link:0 `<a href="hub-link:0">` [real](a.md) "hub-id:z"')
    assert made.count("to-0/") == 1
    assert "hub-id:z" in made


def test_a_title_is_escaped_where_it_is_filled_in() -> None:
    prose, _ = read("[[guides/a]]")
    assert prose.html([('x"y/', "<b>&")]) == '<p><a href="x&#34;y/">&lt;b&gt;&amp;</a></p>'


def test_headings_can_be_put_down_and_ids_prefixed() -> None:
    prose, _ = read("## A\n\n[up](#a)")
    made = str(prose.html([("#x-a", "")], prefix="x-", demote=2))
    assert '<h4 id="x-a">' in made


def test_ids_of_the_page_are_never_taken() -> None:
    report = Report()
    prose = read_prose("## Steps", Place("x", 1, 1), report, reserved_ids=frozenset({"steps"}))
    assert [heading.id for heading in prose.headings] == ["steps-2"]


@pytest.mark.parametrize("text", ["", " \n\n ", "\t"])
def test_no_text_is_nothing(text: str) -> None:
    assert read(text) == (EMPTY, [])


@pytest.mark.parametrize("marker", ["- ", "> ", "1. ", "\u0663. ", "\u00a0- "])
def test_markers_of_any_script_are_counted(marker: str, report: Report) -> None:
    assert read_prose(marker * 21 + "x", Place("a", 1, 1), report) is EMPTY
    assert [problem.code for problem in report.problems] == ["markdown-too-deep"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("|   |   |\n| --- | --- |\n| Phone | 12 |\n", ["12:3 table-without-header"]),
        ("|   | Calls |\n| --- | --- |\n| Phone | 12 |\n", []),
        ("| Channel | Calls |\n| --- | --- |\n|   |   |\n", []),
    ],
)
def test_a_table_says_what_its_columns_hold(text: str, told: list[str]) -> None:
    assert read(text)[1] == told


def test_the_first_column_below_an_empty_corner_heads_its_rows() -> None:
    found = html("|   | Calls |\n| --- | --- |\n| Phone | 12 |\n|   | 3 |\n")
    assert '<th scope="row">Phone</th>' in found
    assert '<th scope="col">Calls</th>' in found
    assert found.count("<th ") == 2


@pytest.mark.parametrize(
    ("text", "place", "write"),
    [
        ("See [[practices/x] here.", "10:5", "[[practices/x]]"),
        ("See [practices/x]] here.", "10:5", "[[practices/x]]"),
        ("See [[practices/x|own words] here.", "10:5", "[[practices/x|own words]]"),
        ("One\n\n- See [[practices/x#part here.", "12:7", "[[practices/x#part]]"),
        ("See [practices/x].", "10:5", "[[practices/x]]"),
        ("The [dhs] (https://www.dhs.gov/a?b=c) says.", "10:5", "[dhs](https://www.dhs.gov/a?b=c)"),
        ("The [dhs]\n(www.dhs.gov) says.", "10:5", "[dhs](www.dhs.gov)"),
        ("The (dhs)[https://www.dhs.gov] says.", "10:5", "[dhs](https://www.dhs.gov)"),
    ],
)
def test_a_link_that_would_be_published_as_text_is_told(text: str, place: str, write: str) -> None:
    report = Report()
    read_prose(text, Place("x.md", 10, 1), report)
    (problem,) = report.sorted()
    assert (problem.code, f"{problem.place.line}:{problem.place.column}", problem.rows[0]) == (
        "broken-link",
        place,
        ("Write", write),
    )


@pytest.mark.parametrize(
    "text",
    [
        "A yes [and/or] a no, [he/she] said.",
        "`[[practices/x]` and `[a] (https://x.gov)`",
        "```\n[[practices/x]\n```",
        "[[practices/x]] [[practices/x|words]] [a](https://x.gov) (https://x.gov)",
        "Say [sic] (in brackets).",
        "- [ ] one\n- [x] two",
        "A note[^1] (https://x.gov).\n\n[^1]: Words.",
        "[a [b] c](https://x.gov)",
    ],
)
def test_brackets_that_are_meant_are_left_alone(text: str) -> None:
    assert read(text)[1] == []
