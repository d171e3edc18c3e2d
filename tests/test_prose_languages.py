"""Passages in other languages and scripts: named with {lang=ar}, marked where they run from right
to left, everywhere they are printed."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from lxml import html as lxml_html

from hub.compose.api.markdown import markdown
from hub.compose.playbook.bookhtml import book_html
from hub.compose.playbook.epub import epub
from hub.compose.playbook.typesetting import typeset
from hub.compose.playbook.typstwords import printable
from hub.problems import Place, Report
from hub.prose.languages import language_meant, language_tag, runs_right_to_left
from hub.prose.text import Prose, read_prose
from hub.prose.textdirection import directed
from smallbook import small_book
from smallsite import SmallSite, command, finish

ARABIC = "مرحبا بكم في الموقع!"
ITEM = "العربية: للمساعدة اتصل (TTY: 711)."


def prose_of(text: str, report: Report | None = None) -> Prose:
    return read_prose(text, Place("content/guides/a.md", 1, 1), report or Report())


def elements(prose: Prose) -> dict[str, tuple[str | None, str | None]]:
    """The direction and the language of each element, by its words."""
    tree = lxml_html.fragment_fromstring(str(prose.html([])), create_parent="div")
    return {
        f"{element.tag} {element.text_content().split('!')[0].strip()}": (
            element.get("dir"),
            element.get("lang"),
        )
        for element in tree.iterdescendants()
    }


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (ARABIC, "p"),
        (f"- {ARABIC}", "li"),
        (f"1. {ARABIC}", "li"),
        (f"## {ARABIC}", "h2"),
        (f"## A\n\n### {ARABIC}", "h3"),
        (f"| A |\n|---|\n| {ARABIC} |", "td"),
        (f"| {ARABIC} |\n|---|\n| a |", "th"),
        (f"{ARABIC}\n:   a", "dt"),
        (f"A\n:   {ARABIC}", "dd"),
        (f"> {ARABIC}", "p"),
        (f"**{ARABIC}**", "p"),
        ("שלום עולם!", "p"),
        ("Write **سلام**!", "p"),
    ],
)
def test_a_block_that_holds_right_to_left_letters_finds_its_direction(text: str, tag: str) -> None:
    tree = lxml_html.fragment_fromstring(str(prose_of(text).html([])), create_parent="div")
    assert [
        element.get("dir")
        for element in tree.iter(tag)
        if re.search("[\u0590-\u06ff]", element.text_content())
    ] == ["auto"]


def test_a_quotation_runs_as_its_first_words_do() -> None:
    tree = lxml_html.fragment_fromstring(
        str(prose_of(f"> {ARABIC}\n\n> Hello.").html([])), create_parent="div"
    )
    assert next(quotation.get("dir") for quotation in tree.iter("blockquote")) == "rtl"


@pytest.mark.parametrize(
    "text",
    [
        "Hello!",
        "¡Hola, señora!",
        "中文!",
        "Русский!",
        "Ελληνικά — “quoted”",
        "हिन्दी",
        "- one\n- two",
        "> said",
    ],
)
def test_other_text_is_left_as_it_was(text: str) -> None:
    assert "dir=" not in prose_of(text).draft


def test_what_stands_beside_or_inside_right_to_left_text_keeps_its_own_direction() -> None:
    found = elements(prose_of(f"- {ITEM}\n- English: call (TTY: 711).\n- عربي!\n\n    - inner\n"))
    assert found["li English: call (TTY: 711)."] == (None, None)
    assert found["li inner"] == ("auto", None)


@pytest.mark.parametrize(
    ("text", "tag", "language"),
    [
        ("Llame al 211. {lang=es}", "p", "es"),
        ("- Llame al 211. {lang=es}\n- Call.", "li", "es"),
        ("## Ayuda {lang=es}", "h2", "es"),
        ("## Ayuda {#ayuda} {lang=es}", "h2", "es"),
        ("## Ayuda {lang=es} {#ayuda}", "h2", "es"),
        ("| A |\n|---|\n| Ayuda {lang=es-419} |", "td", "es-419"),
        ("A\n:   Ayuda {lang=ES}", "dd", "es"),
        ("> Ayuda {lang=zh-hant}", "p", "zh-Hant"),
        ("Une *aide* {lang=fr}", "p", "fr"),
        ("Line one\nand two {lang=vi}", "p", "vi"),
        ("- Outer {lang=ht}\n\n    - inner\n", "p", "ht"),
        ("- Outer {lang=ht}\n    - inner\n", "li", "ht"),
    ],
)
def test_a_passage_has_the_language_that_is_named_at_its_end(
    text: str, tag: str, language: str
) -> None:
    report = Report()
    prose = prose_of(text, report)
    assert report.problems == []
    tree = lxml_html.fragment_fromstring(str(prose.html([])), create_parent="div")
    assert [element.get("lang") for element in tree.iter(tag) if element.get("lang")] == [language]
    assert "lang=" not in prose.words
    assert [heading.id for heading in prose.headings if heading.title == "Ayuda"] in ([], ["ayuda"])


def test_a_named_language_decides_where_the_first_letter_would_mislead() -> None:
    assert elements(prose_of("TTY 711: اتصل بنا! {lang=ar}"))["p TTY 711: اتصل بنا"] == (
        "rtl",
        "ar",
    )
    assert elements(prose_of("سلام means peace! {lang=en}"))["p سلام means peace"] == ("ltr", "en")
    assert elements(prose_of("Marhaban! {lang=ar}"))["p Marhaban"] == (None, "ar")
    assert elements(prose_of(f"{ARABIC} {{lang=ar}}"))["p " + ARABIC[:-1]] == ("auto", "ar")


@pytest.mark.parametrize(
    "text",
    [
        "Write `{lang=ar}` behind it.",
        "    {lang=ar}\n",
        "```\n{lang=ar}\n```",
        "Fill in {language} and {name}.",
        'JSON: {"lang": "en"}',
        "a {b} c",
        "The lang: field",
    ],
)
def test_what_only_looks_like_a_mark_is_text(text: str) -> None:
    report = Report()
    prose = prose_of(text, report)
    assert report.problems == []
    assert " lang=" not in prose.draft.replace("{lang=", "")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("arabic", "ar"),
        ("Arabic", "ar"),
        ("arabick", "ar"),
        ("árabe", "ar"),
        ("ara", "ar"),
        ("es_MX", "es-MX"),
        ("spa", "es"),
        ("cn", "zh"),
        ("jp", "ja"),
        ("vn", "vi"),
        ("en-UK", "en-GB"),
        ("iw", "he"),
        ("chinese", "zh"),
        ("haitian creole", "ht"),
        ("zh-Hantt", "zh"),
        ('"ar"', "ar"),
        ("xx", None),
        ("", None),
        ("_", None),
        ("a" * 300, None),
    ],
)
def test_what_was_meant_by_a_wrong_tag_is_found(typed: str, meant: str | None) -> None:
    assert language_tag(typed) is None
    assert language_meant(typed) == meant


@pytest.mark.parametrize(
    ("typed", "tag", "runs_left"),
    [
        ("ar", "ar", True),
        ("he", "he", True),
        ("fa-AF", "fa-AF", True),
        ("ps", "ps", True),
        ("ur", "ur", True),
        ("yi", "yi", True),
        ("ckb", "ckb", True),
        ("pa-arab", "pa-Arab", True),
        ("pa", "pa", False),
        ("es-419", "es-419", False),
        ("zh-hant-tw", "zh-Hant-TW", False),
        ("hmn", "hmn", False),
        ("ksw", "ksw", False),
        ("nv", "nv", False),
        ("kar", "kar", False),
        ("ca-valencia", "ca-valencia", False),
        ("sr-Latn", "sr-Latn", False),
        ("tl", "tl", False),
        ("fil", "fil", False),
        ("ase", "ase", False),
    ],
)
def test_a_language_that_is_known_is_taken(typed: str, tag: str, runs_left: bool) -> None:
    assert language_tag(typed) == tag
    assert runs_right_to_left(tag) is runs_left


def test_what_templates_print_is_marked_in_its_innermost_element() -> None:
    page = (
        f'<main><h1>{ARABIC}</h1><p class="lead">Hi</p><ul><li><a href="x"'
        f' title="{ARABIC}">{ARABIC}</a> <span class="small">Guide</span></li></ul><br><img'
        f' alt="{ARABIC}"></main>'
    )
    wanted = page.replace("<h1>", '<h1 dir="auto">').replace(
        f'title="{ARABIC}">', f'title="{ARABIC}" dir="auto">'
    )
    assert directed(page) == wanted


@pytest.mark.parametrize(
    "page",
    [
        f'<p dir="auto">{ARABIC} <a href="x">{ARABIC}</a></p>',
        (
            f"<title>{ARABIC}</title><script>var a = '<p>{ARABIC}</p>'</script><style>/* {ARABIC}"
            f" */</style><!-- <p>{ARABIC} -->"
        ),
        f"<svg><text>{ARABIC}</text></svg>",
        f"{ARABIC}",
        f'<p title="{ARABIC}">Hi</p>',
        "<p>¡Señora!</p>",
    ],
)
def test_nothing_else_of_a_page_is_touched(page: str) -> None:
    assert directed(page) == page


def test_a_page_that_does_not_close_its_elements_is_read_to_its_end() -> None:
    assert (
        directed(f"<ul><li>a<li>{ARABIC}</ul></b><p>{ARABIC}")
        == f'<ul><li>a<li dir="auto">{ARABIC}</ul></b><p dir="auto">{ARABIC}'
    )


GUIDE = f"""---
title: "{ARABIC}"
summary: "اتصل بنا! (TTY: 711)."
status: published
owner: cx-team
added: 2024-05-01
kind: explainer
---

{ARABIC} {{lang=ar}}

- {ITEM}

## {ARABIC} {{#salam}} {{lang=ar}}

Llame al 211. {{lang=es}}
"""


def test_a_whole_site_with_such_text_is_marked_everywhere_it_is_printed(
    published: SmallSite,
) -> None:
    published.write("content/guides/salam.md", GUIDE)
    code, output = finish(command(published, "build"))
    assert code == 0, output
    seen = 0
    for path in (published.root / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if not re.search("[\u0590-\u06ff]", text):
            continue
        for element in lxml_html.document_fromstring(text).body.iter():
            pieces = (
                [element.text, *(child.tail for child in element)]
                if isinstance(element.tag, str) and element.tag not in ("script", "style")
                else []
            )
            if any(piece and re.search("[\u0590-\u06ff]", piece) for piece in pieces):
                assert any(here.get("dir") for here in (element, *element.iterancestors())), (
                    path.name,
                    element.tag,
                )
                seen += 1
    assert seen > 10
    page = (published.root / "site/guides/salam/index.html").read_text(encoding="utf-8")
    assert re.search('<h2 [^>]*id="salam"[^>]*>', page)
    assert '<p lang="es">Llame al 211.</p>' in page
    twin = (published.root / "site/guides/salam/index.md").read_text(encoding="utf-8")
    assert f"## {ARABIC}" in twin
    assert f"- {ITEM}" in twin
    assert "lang=" not in twin


def test_books_keep_the_language_and_the_direction() -> None:
    book = small_book()
    chapter = book.chapters[0]
    body = book_html(
        str(
            prose_of(
                f"{ARABIC} {{lang=ar}}\n\n- Bonjour {{lang=fr}}\n\n| A |\n|---|\n| Xin chào"
                " {lang=vi} |\n"
            ).html([])
        ),
        chapter.id,
        chapter.address,
    )
    book = replace(book, title=ARABIC, chapters=(replace(chapter, body=body),))
    source = typeset(book).source
    assert 'text(lang: "fr", {' in source
    assert 'text(lang: "vi", {' in source
    assert 'lang: "ar"' not in source  # the note that stands for it is in English
    assert "[text in Arabic letters]!" in source
    assert b'dir="auto"' in _chapter_of(epub(book))
    assert b'xml:lang="fr"' in _chapter_of(epub(book))


def _chapter_of(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = next(name for name in archive.namelist() if name.endswith("listen.xhtml"))
        etree.fromstring(archive.read(name))
        return archive.read(name)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (ITEM, "[text in Arabic letters]: [text in Arabic letters] (TTY: 711)."),
        ("中文 简体, ok", "[text in Chinese characters], ok"),
        ("한국어", "[text in Korean letters]"),
        ("हिन्दी में", "[text in Devanagari letters]"),
        ("привет سلام", "привет [text in Arabic letters]"),
        ("\u65e5", "[cjk unified ideograph-65e5]"),
        ("Ж Ω ő", "Ж Ω ő"),
        ("\u2705\ufe0f", "[white heavy check mark]"),
    ],
)
def test_words_that_the_fonts_lack_are_told_by_their_script(typed: str, shown: str) -> None:
    assert printable(typed) == shown


def test_a_twin_has_the_words_alone() -> None:
    assert markdown(str(prose_of(f"{ARABIC} {{lang=ar}}").html([])), str) == f"{ARABIC}\n"
