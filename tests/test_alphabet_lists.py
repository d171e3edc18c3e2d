"""The order of every list that readers see."""

from __future__ import annotations

import ast
import re

import pytest
from lxml import html as lxml_html

from hub.alphabet import alphabetical, first_letter
from smallsite import ROOT, SmallSite

# Sorted by words, and no list for readers: the longest name is tried first, and files, ids and
# codes have an order that machines agree on.
NOT_FOR_READERS = {
    "hub/compose/wayfinding/names.py",
    "hub/search",
    "hub/report/machine.py",
    "hub/compose/playbook/cards.py",
    "hub/compose/api/calendars.py",
    "hub/reading/files.py",
    "hub/compose/playbook/editions.py",
}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            [
                "Ábaco",
                "abbey",
                "Étude",
                "“Every” day",
                "(Extra) help",
                "Łódź",
                "naïve",
                "Ñandú",
                "nap",
                "Ørsted",
                "otter",
                "Straße",
                "strategy",
            ],
        ),
        (
            "es",
            [
                "Ámbito de la muestra",
                "avión",
                "¿Cómo?",
                "naranja",
                "nube",
                "ñame",
                "Ñandú",
                "oso",
                "Zona de servicio",
            ],
        ),
    ],
)
def test_words_stand_where_their_readers_look(language: str, words: list[str]) -> None:
    mixed = [*words[1::2], *words[::2]]
    assert sorted(mixed, key=lambda word: alphabetical(word, language)) == words


@pytest.mark.parametrize(
    ("words", "language", "letter"),
    [
        ("Ámbito", "es", "A"),
        ("ñame", "es", "Ñ"),
        ("ñame", "en", "N"),
        ("«Zona»", "es", "Z"),
        ("311", "en", ""),
        ("العربية", "en", ""),
        ("\u200eAsk", "en", "A"),
        ("...", "en", ""),
    ],
)
def test_words_stand_under_their_letter(words: str, language: str, letter: str) -> None:
    assert first_letter(words, language) == letter


def test_a_composed_letter_and_its_parts_are_one() -> None:
    assert alphabetical("n\u0303ame", "es") == alphabetical("ñame", "es")
    assert alphabetical("A\u0301mbito") == alphabetical("ámbito")


def english(site: SmallSite, title: str) -> str:
    """The sample practice with another title."""
    text = (site.root / "content/practices/sample.md").read_text(encoding="utf-8")
    return re.sub(
        "(?m)^summary: .*",
        f"summary: All about this one, {title}.",
        re.sub("(?m)^title: .*", f"title: {title}", text),
    )


def practice(title: str) -> str:
    return (
        f"---\ntitle: {title}\nsummary: Así se hace {title}.\ntranslation: {{ by: language-team,"
        " on: 2026-11-24 }\n---\n\nTexto.\n"
    )


def test_spanish_lists_are_in_spanish_order(site: SmallSite) -> None:
    titles = ("Zona de servicio", "Ámbito de la muestra", "Ñandú", "Nube", "Oso")
    for number, title in enumerate(titles):
        site.write(f"content/practices/p{number}.md", english(site, f"Practice {number}"))
        site.write(f"content/es/practices/p{number}.md", practice(title))
    result = site.check()
    assert result.site is not None, [str(problem) for problem in result.report.problems]
    wanted = ["Ámbito de la muestra", "Nube", "Ñandú", "Oso", "Zona de servicio"]
    for address in ("es/", "es/search/"):
        tree = lxml_html.fragment_fromstring(
            result.site.page_by_address[address].content, create_parent="div"
        )
        assert [
            words for link in tree.iter("a") if (words := link.text_content()) in titles
        ] == wanted
    letters = [
        heading.text
        for heading in tree.iter("h2")
        if (heading.get("id") or "").startswith("letter-")
    ]
    # the fixture has a page of its own under L
    assert [letter for letter in letters if letter != "L"] == ["A", "N", "Ñ", "O", "Z"]


def test_english_lists_fold_accents(site: SmallSite) -> None:
    for number, title in enumerate(("Zone the service", "Élan in letters", "Ask people")):
        site.write(f"content/practices/p{number}.md", english(site, title))
    result = site.check()
    assert result.library is not None
    titles = [entry.title for entry in result.library.collection("practices")]
    assert (
        titles.index("Ask people")
        < titles.index("Élan in letters")
        < titles.index("Zone the service")
    )


def test_no_list_is_sorted_by_words_in_another_way() -> None:
    """A key that names a title, a label or words goes through the alphabet: `Entry.order` or
    `alphabetical`."""
    wrong = []
    for path in sorted((ROOT / "hub").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if any(name == listed or name.startswith(f"{listed}/") for listed in NOT_FOR_READERS):
            continue
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            keys = (
                [keyword.value for keyword in call.keywords if keyword.arg == "key"]
                if isinstance(call, ast.Call)
                else []
            )
            for key in keys:
                words = {node.attr for node in ast.walk(key) if isinstance(node, ast.Attribute)}
                names = {node.id for node in ast.walk(key) if isinstance(node, ast.Name)}
                if (
                    words & {"title", "label", "words", "name", "casefold", "lower"}
                    and "alphabetical" not in names
                ):
                    wrong.append(f"{name}:{call.lineno}")
    assert wrong == []


def test_no_template_sorts() -> None:
    """What a template draws comes in its order: Jinja's own sort knows no alphabet."""
    found = [
        path.name
        for path in (ROOT / "hub/templates").rglob("*")
        if path.is_file() and "| sort" in path.read_text(encoding="utf-8")
    ]
    assert found == []
