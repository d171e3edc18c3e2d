"""The lists of content/search/: each mistake is told where it stands, and the rest is read all the
same."""

from __future__ import annotations

from collections.abc import Callable

from hub.compose.drawing.searchfacts import glossary
from hub.kinds.searching import SameWords
from hub.report import text as report_text
from smallsite import SmallSite

SYNONYMS = """\
- words: [form, paper form]
- words: [gobbledygook]
- words: [jargon, jargon]
- word: [call, ring up]
- words: queue
- [line, wait]
- words: [<b>bold</b>, strong]
- words: [survey, questionnaire]
- words: [sign in, login]
- words: [surveys, poll]
"""
QUERIES = """\
- id: q1
  query: blueprint
  category: title
  relevant: {practices/service-blueprint: 3}
- id: q1
  query: map
  category: title
  relevant: {practices/sample: 4, practices/smaple: 1}
- id: Query 2
  query: ""
  relevant: [practices/sample]
- id: q3
  query: guide
  category: title
  relevant: {guides/smaple-guide: 3, es/guides/sample-guide: 2}
- id: q4
  query: draft
  category: title
  relevant: {practices/sample-draft: 3}
"""


def queries(*relevant: str) -> str:
    pages = "".join(f"    {page}: 3\n" for page in relevant)
    return f"- id: q1\n  query: map\n  category: title\n  relevant:\n{pages}"


def test_every_mistake_is_told_in_one_run(
    site: SmallSite, golden: Callable[[str, str], None]
) -> None:
    site.write("content/search/synonyms.yml", SYNONYMS).write(
        "content/search/queries.yml", QUERIES
    ).write("content/search/query.yml", "- id: q9\n")
    report = site.check().report
    golden(
        "search-words.txt",
        "".join(
            report_text.problem_text(problem, report.text_by_path) + "\n"
            for problem in report.sorted()
        ),
    )


def test_one_item_with_a_mistake_does_not_hide_the_others(site: SmallSite) -> None:
    result = site.write("content/search/synonyms.yml", SYNONYMS).check()
    assert result.library is not None
    assert result.library.search.synonyms == (
        SameWords(words=("form", "paper form")),
        SameWords(words=("survey", "questionnaire")),
        SameWords(words=("sign in", "login")),
        SameWords(words=("surveys", "poll")),
    )


def test_without_the_lists_there_is_nothing_to_say(site: SmallSite) -> None:
    assert not (site.root / "content/search").exists()
    assert site.problems() == []


def test_a_judged_query_may_name_a_translation(site: SmallSite) -> None:
    assert (
        site.write(
            "content/search/queries.yml", queries("es/guides/sample-guide", "guides/sample-guide")
        ).problems()
        == []
    )


def test_a_page_with_mistakes_of_its_own_is_not_missed_by_a_query(site: SmallSite) -> None:
    site.write("content/practices/service-blueprint.yml", "title: T\ntitle: T\n").write(
        "content/search/queries.yml", queries("practices/service-blueprint")
    )
    assert [problem.split()[1] for problem in site.problems()] == ["yaml-duplicate-key"]


def test_words_of_the_lists_terms_and_agencies_mean_the_same_to_the_search(site: SmallSite) -> None:
    fields = "summary: S.\nstatus: published\nowner: cx-team\nadded: 2024-05-01\n"
    site.write("content/search/synonyms.yml", "- words: [form, paper form]\n")
    site.write(
        "content/terms/voc.md",
        "---\ntitle: Voice of the customer\nshort: VoC\nother_names: [customer"
        f" voice]\n{fields}definition: What people say.\nuse: preferred\n---\n",
    )
    site.write(
        "content/terms/alone.md",
        f"---\ntitle: Alone\n{fields}definition: With no other name.\nuse: preferred\n---\n".replace(
            "S.", "T."
        ),
    )
    result = site.check()
    assert result.library is not None
    groups = glossary(result.library)
    assert groups[0] == ("Voice of the customer", "VoC", "customer voice")
    assert groups[-1] == ("form", "paper form")
    assert all(len(group) > 1 for group in groups)


def test_the_lists_make_no_pages(site: SmallSite) -> None:
    before = site.check().site
    after = site.write("content/search/queries.yml", queries("guides/sample-guide")).check().site
    assert before is not None
    assert after is not None
    assert [page.address for page in after.pages] == [page.address for page in before.pages]
    assert [file.address for file in after.files] == [file.address for file in before.files]
