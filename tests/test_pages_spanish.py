"""What readers of Spanish get: pages that lead them, a menu they can read, and no word under the
wrong language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from jinja2 import Environment, FileSystemLoader
from lxml import etree
from lxml import html as lxml_html

from hub.build import Result
from hub.compose.api.rootfiles import root_files
from hub.compose.drawing.spanish import HOME, ONLY_ENGLISH, in_spanish, spanish_day
from hub.compose.shell import Shell, shell
from hub.pages import MenuItem, Page, Site
from hub.permalinks.ledger import FILE_NAME, Ledger, Line, ledger_text
from hub.problems import Place, Report
from hub.project.settings import Settings
from hub.prose.text import read_prose
from smallsite import ROOT, SmallSite, command, finish

# a template's own name
WORDS = (
    Environment(loader=FileSystemLoader(ROOT / "overrides"), autoescape=True)
    .get_template("partials/words.html")
    .module.words_by_language
)  # type: ignore[attr-defined]
ENGLISH = re.compile(r"(?i)(?:^| )(?:the|and|of|with|this|you|your|is|are|page)(?: |$)")
SPANISH = re.compile(
    r"(?i)(?:^| )(?:el|los|las|del|para|una|esta|usted|que|página|en español)(?: |$)"
)
SHOWN = ("aria-label", "placeholder", "alt", "title")


def said(root: lxml_html.HtmlElement, language: str) -> Iterator[tuple[str, str]]:
    """Every piece of text that readers meet, with the language that it is marked as."""
    if not isinstance(root.tag, str) or root.tag in ("script", "style", "svg", "code", "pre"):
        return
    here = root.get("lang") or language
    for text in (root.text, *(root.get(name) for name in SHOWN)):
        if text and text.strip():
            yield here, " ".join(text.split())
    for child in root:
        yield from said(child, here)
        if child.tail and child.tail.strip():
            yield here, " ".join(child.tail.split())


def shell_of(address: str, result: Result, settings: Settings | None = None) -> Shell:
    assert result.site is not None
    return shell(
        result.site.page_by_address[address],
        replace(result.site, settings=settings or Settings()),
        draws_title=True,
        docs=["about/", "privacy/"],
    )


def pages_in(result: Result, language: str) -> list[Page]:
    assert result.site is not None
    return [page for page in result.site.pages if page.language == language]


def test_every_life_experience_is_told_in_spanish_stage_by_stage(shipped: Result) -> None:
    assert shipped.library is not None
    told = {
        ref: found[0].fields
        for ref, found in shipped.library.translations_by_ref.items()
        if ref.startswith("life-experiences/")
    }
    wanted = {
        entry.ref: [stage.key for stage in entry.fields.stages]
        for entry in shipped.library.collection("life-experiences")
    }
    assert len(wanted) == 9
    assert {ref: [stage.key for stage in fields.stages] for ref, fields in told.items()} == wanted
    for ref, fields in told.items():
        english = shipped.library.entry_by_ref[ref].fields
        assert len(fields.questions) == len(english.questions), ref
        for ours, theirs in zip(fields.stages, english.stages, strict=True):
            assert [len(ours.needs), len(ours.feelings), len(ours.pain_points)] == [
                len(theirs.needs),
                len(theirs.feelings),
                len(theirs.pain_points),
            ], (ref, ours.key)


def test_a_figure_in_spanish_stands_in_the_english_entry_too(shipped: Result) -> None:
    assert shipped.library is not None
    for ref, (found, *_) in shipped.library.translations_by_ref.items():
        entry = shipped.library.entry_by_ref[ref]
        if entry.collection == "life-experiences":
            english = f"{entry.prose.draft} {entry.fields}"
            figures = set(re.findall(r"\d[\d,.]*\d", re.sub(r"<[^>]+>", " ", found.prose.draft)))
            assert {
                figure
                for figure in figures
                if figure not in english and figure.replace(",", "") not in english
            } == set(), ref


def test_spanish_pages_hold_no_unmarked_english_and_english_ones_no_unmarked_spanish(
    shipped: Result,
) -> None:
    wrong = []
    for language, other in (("es", ENGLISH), ("en", SPANISH)):
        for page in pages_in(shipped, language):
            if language == "en" and page.address != "search/":
                # of the English pages only this one holds Spanish; names of Spanish origin are no
                # matter of language
                continue
            wrong += [
                (page.address, text)
                for marked, text in said(
                    lxml_html.fragment_fromstring(page.content, create_parent="div"), language
                )
                # LOS is a short form
                if marked == language and other.search(text) and not text.isupper()
            ]
    assert wrong == []


def test_the_home_page_says_what_is_in_english_only(shipped: Result) -> None:
    assert shipped.site is not None
    content = shipped.site.page_by_address[HOME].content
    tree = lxml_html.fromstring(f"<div>{content}</div>")
    for link in tree.iter("a"):
        is_english = (
            not (link.get("href") or "").startswith(
                ("./", "life-experiences/", "search/", "practices/", "guides/", "terms/")
            )
            and link.get("lang") != "en"
        )
        assert is_english == link.text_content().endswith(ONLY_ENGLISH), link.get("href")


def test_both_languages_of_a_page_name_each_other(shipped: Result) -> None:
    assert shipped.site is not None
    pages = shipped.site.page_by_address
    for page in pages_in(shipped, "es"):
        assert page.alternates == (("en", page.address.removeprefix(HOME)), ("es", page.address))
        assert pages[page.address.removeprefix(HOME)].alternates == page.alternates


def test_the_sitemap_names_the_other_language(shipped: Result) -> None:
    assert shipped.site is not None
    tree = etree.fromstring(
        next(
            file.data
            for file in root_files(shipped.site, Settings(), [])
            if file.address == "sitemap.xml"
        )
    )
    links = {
        url.findtext("{*}loc"): [
            (link.get("hreflang"), link.get("href")) for link in url.iterfind("{*}link")
        ]
        for url in tree
    }
    both = [
        ("en", "https://cx-hub.example/life-experiences/"),
        ("es", "https://cx-hub.example/es/life-experiences/"),
    ]
    assert links["https://cx-hub.example/es/life-experiences/"] == both
    assert links["https://cx-hub.example/life-experiences/"] == both
    assert links["https://cx-hub.example/matrix/"] == []


def test_every_section_of_the_menu_has_spanish_words(shipped: Result) -> None:
    assert shipped.site is not None
    english = {item.title for item in shipped.site.menu}
    titles = [item.title for item in shell_of("es/life-experiences/losing-a-job/", shipped).menu]
    assert len(titles) == len(shipped.site.menu)
    assert [title for title in titles if title.removesuffix(ONLY_ENGLISH) in english] == []


def test_the_menu_leads_to_spanish_where_there_is_some_and_says_so_where_there_is_none(
    shipped: Result,
) -> None:
    seen = shell_of("es/life-experiences/losing-a-job/", shipped)
    by_title = {item.title: item for item in seen.menu}
    experiences = by_title["Experiencias de vida"]
    assert experiences.href == "../"
    assert experiences.is_open
    assert [child.title for child in experiences.children if child.is_current] == [
        "Perder el empleo"
    ]
    assert by_title["Prácticas (en inglés)"].href == "../../../practices/"
    assert seen.links.home_href == "../../"
    assert seen.links.search_href == "../../search/"
    assert seen.trail == (("Inicio", "../../"), ("Experiencias de vida", "../"))
    assert seen.footer[0] == ("Acerca de este sitio (en inglés)", "../../../about/")


def test_a_line_of_the_menu_without_spanish_words_is_left_out_below_a_section() -> None:
    items = [MenuItem("Brand new", "new/", "new", (MenuItem("Deep down", "new/deep/"),))]
    assert in_spanish(items, {}, {}) == (MenuItem("Brand new (en inglés)", "new/", "new"),)


def test_an_english_page_offers_the_spanish_home_only_where_it_has_no_spanish_itself(
    shipped: Result,
) -> None:
    assert shell_of("matrix/", shipped).other_home == ("es", "../es/")
    assert shell_of("life-experiences/losing-a-job/", shipped).other_home is None
    assert shell_of("es/search/", shipped).other_home is None


def test_days_and_the_owners_note_are_in_the_language_of_the_page(shipped: Result) -> None:
    both = Settings(note="A note.", note_es="Una nota.", banner="Only English.")
    seen = shell_of("es/terms/customer-experience/", shipped, both)
    assert seen.updated == "24 de noviembre de 2026"
    assert (seen.site_note, seen.note_language) == ("Una nota.", "es")
    assert (seen.banner, seen.banner_language) == ("Only English.", "en")
    assert shell_of("terms/", shipped, both).note_language == "en"
    assert spanish_day(None) == ""


def test_without_a_translation_there_is_no_spanish_page(site: SmallSite) -> None:
    (site.root / "content/es/guides/sample-guide.md").unlink()
    made = site.check().site
    assert isinstance(made, Site)
    assert [page.address for page in made.pages if page.language != "en"] == []
    assert shell(made.page_by_address[""], made, draws_title=True).other_home is None


def test_a_stage_that_the_english_entry_does_not_have_is_named_with_its_neighbour(
    site: SmallSite,
) -> None:
    site.write(
        "content/es/life-experiences/sample-life.md",
        "---\ntitle: Ejemplo\nsummary: Lo que vive una persona.\ntranslation: { by: language-team,"
        " on: 2026-11-01 }\nstages:\n  - { key: waitin, title: Esperar }\n---\n",
    )
    assert site.problems() == ["content/es/life-experiences/sample-life.md:6:12 broken-reference"]


def test_a_stage_without_spanish_words_is_shown_in_english_and_marked(site: SmallSite) -> None:
    result = site.check()
    assert result.library is not None
    stage = result.library.entry_by_ref["life-experiences/sample-life"].fields.stages[0]
    site.write(
        "content/es/life-experiences/sample-life.md",
        "---\ntitle: Ejemplo\nsummary: Lo que vive una persona.\ntranslation: { by:"
        f" language-team, on: 2026-11-01 }}\nstages:\n  - {{ key: {stage.key}, title: Primero,"
        " needs: [Saber qué sigue] }\n---\n",
    )
    made = site.check().site
    assert isinstance(made, Site)
    content = made.page_by_address["es/life-experiences/sample-life/"].content
    rest = result.library.entry_by_ref["life-experiences/sample-life"].fields.stages[1:]
    assert "<h3>Primero</h3>" in content
    assert "Saber qué sigue" in content
    assert all(f'<span lang="en">{other.title}</span> (en inglés)' in content for other in rest)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_shell_says_no_word_of_the_other_language(language: str, published: SmallSite) -> None:
    """In the built pages, every word of the shell stands under its own language."""
    other = "es" if language == "en" else "en"
    own = set(map(str, WORDS[language].values()))
    foreign = set(map(str, WORDS[other].values())) - own
    pages = [
        path
        for path in (published.root / "site").rglob("index.html")
        if f'<html lang="{language}">' in path.read_text(encoding="utf-8")
    ]
    assert len(pages) >= 3
    for path in pages:
        tree = lxml_html.document_fromstring(
            path.read_bytes(), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
        texts = list(said(tree, language))
        assert [
            text for marked, text in texts if marked == language and text.rstrip(":") in foreign
        ] == [], path
        assert [
            text for marked, text in texts if marked == other and text.rstrip(":") in own
        ] == [], path


def test_the_built_pages_lead_both_ways(published: SmallSite) -> None:
    def links(name: str) -> set[tuple[str, str]]:
        tree = lxml_html.document_fromstring((published.root / "site" / name).read_bytes())
        return {
            (link.get("hreflang") or "", link.get("href") or "")
            for link in tree.iter("link")
            if link.get("rel") == "alternate" and link.get("hreflang")
        }

    # search engines want whole addresses
    both = {("en", "https://cx-hub.example/"), ("es", "https://cx-hub.example/es/")}
    assert links("index.html") == both
    assert links("es/index.html") == both
    assert links("practices/index.html") == set()
    lost = lxml_html.document_fromstring(
        (published.root / "site/404.html").read_bytes(),
        parser=lxml_html.HTMLParser(encoding="utf-8"),
    )
    (spanish,) = [part for part in lost.iter("p") if part.get("lang") == "es"]
    assert spanish.text_content().startswith("No hay ninguna página en esta dirección.")


def test_the_search_in_spanish_finds_the_new_pages(published: SmallSite) -> None:
    code, output = finish(
        command(published, "search", "experiencias", "--language", "es", "--json")
    )
    assert code == 0, output
    assert "es/life-experiences/" in output


def test_the_words_that_the_hub_writes_into_a_text_are_in_its_language() -> None:
    text = (
        'Uno[^1].\n\n!!! warning\n    Ojo.\n\n!!! note "Aviso"\n    Ojo.\n\n- [x] listo\n- [ ]'
        " no\n\n[^1]: Una nota.\n"
    )
    for path, wanted, other in (
        (
            "content/es/guides/a.md",
            ('aria-label="Nota 1"', ">Advertencia<", ">Aviso<", "Hecho: listo"),
            ("Note", "Warning", "Done"),
        ),
        (
            "content/guides/a.md",
            ('aria-label="Note 1"', ">Warning<", ">Aviso<", "Done: listo"),
            ("Nota", "Advertencia", "Hecho"),
        ),
    ):
        prose = read_prose(text, Place(path, 1, 1), Report())
        assert [words for words in wanted if words not in prose.draft] == []
        assert [words for words in other if words in prose.draft] == []


def test_what_is_left_of_a_spanish_page_is_said_in_spanish(published: SmallSite) -> None:
    lines = (
        Line(
            "es.guides.vieja",
            "es/guides/vieja/",
            "2026.1",
            to="es.guides.sample-guide",
            why="Merged.",
        ),
        Line("es.guides.vieja.uno", "es/guides/vieja/#uno", "2026.1", gone="Not true any more."),
        Line("es.guides.nada", "es/guides/nada/", "2026.1", gone="Not true any more."),
    )
    published.write(FILE_NAME, ledger_text(Ledger({line.id: line for line in lines})))
    code, output = finish(command(published, "build", "--site-dir", "again"))
    assert code == 0, output
    for address in (
        "es/guides/vieja",
        "es/guides/nada",
        "go/es.guides.vieja",
        "go/es.guides.nada",
        "go/es.guides.sample-guide",
    ):
        tree = lxml_html.document_fromstring(
            (published.root / "again" / address / "index.html").read_bytes(),
            parser=lxml_html.HTMLParser(encoding="utf-8"),
        )
        assert tree.get("lang") == "es"
        main = next(tree.iter("main"))
        assert [
            text
            for marked, text in said(main, "es")
            if marked == "es"
            and re.search(r"(?i)\b(?:page|this|was|true|merged|find|link|home)\b", text)
        ] == []
