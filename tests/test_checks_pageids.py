"""Every id on the page of an entry is a heading's or the page's own, and no heading can have one of
the page's own."""

from __future__ import annotations

import re

import pytest

from hub.build import Result
from hub.checks.pageids import item_ids, may_be_drawn, settled
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.problems import Place, Report
from hub.prose.sections import free_id
from hub.prose.text import read_prose
from hub.reading.slugs import SLUG
from smallsite import ROOT

TEMPLATES = ROOT / "hub/templates"
DRAWN_BY = {
    "playbooks": ("playbook.html",),
    "courses": ("course.html",),
    "tools": tuple(f"tools/{path.name}" for path in sorted((TEMPLATES / "tools").glob("*.html"))),
}
OUTSIDE_THE_CONTENT = (
    "overrides/main.html",
    *(
        f"overrides/partials/{path.name}"
        for path in sorted((ROOT / "overrides/partials").glob("*.html"))
    ),
)
MACROS = {
    found[1]: found[2]
    for path in sorted(TEMPLATES.glob("_*.html"))
    for found in re.finditer(
        r"{%-? macro (\w+)\(.*?\) -?%}(.*?){%-? endmacro",
        path.read_text(encoding="utf-8"),
        re.DOTALL,
    )
}


def written_ids(text: str, seen: set[str]) -> set[str]:
    """The ids that a template spells out, those of the macros that it calls too."""
    found = set(re.findall(r'\bid="([^"{}]+)"', text)) | set(
        re.findall(r'\blist_part\("([^"]+)"', text)
    )
    for name in set(re.findall(r"\b(\w+)\(", text)) & MACROS.keys() - seen:
        seen.add(name)
        found |= written_ids(MACROS[name], seen)
    return found


@pytest.mark.parametrize("collection", KIND_BY_COLLECTION)
def test_a_kind_names_the_parts_that_its_template_draws(collection: str) -> None:
    written = {
        identity
        for name in DRAWN_BY.get(collection, (f"{collection}.html",))
        for identity in written_ids((TEMPLATES / name).read_text(encoding="utf-8"), set())
    }
    assert written
    assert {identity for identity in written if SLUG.fullmatch(identity)} <= KIND_BY_COLLECTION[
        collection
    ].part_ids


@pytest.mark.parametrize("collection", KIND_BY_COLLECTION)
def test_no_heading_keeps_the_id_of_a_part(collection: str) -> None:
    kind = KIND_BY_COLLECTION[collection]
    fields = kind.model_construct(title="T")
    names = [
        *sorted(kind.part_ids),
        *(f"{lead}x" for lead in (*kind.item_ids.values(), *kind.other_ids) if lead),
    ]
    report = Report()
    text = "\n\n".join(f"## {name.replace('-', ' ')}\n\nWords." for name in names)

    prose = settled(read_prose(text, Place("x", 1, 1), report), fields, report)

    assert report.problems == []
    assert not {heading.id for heading in prose.headings} & {*names}
    assert re.findall(r'id="hub-id:([^"]+)"', prose.draft) == [
        heading.id for heading in prose.headings
    ]


@pytest.mark.parametrize("path", OUTSIDE_THE_CONTENT)
def test_what_stands_around_the_content_has_ids_that_no_heading_has(path: str) -> None:
    written = set(re.findall(r'\bid="([^"{}]+)"', (ROOT / path).read_text(encoding="utf-8")))
    assert [identity for identity in sorted(written) if SLUG.fullmatch(identity)] == []


def test_every_id_of_an_entry_is_a_heading_or_its_own(shipped: Result) -> None:
    assert shipped.site is not None
    assert shipped.library is not None
    seen = 0
    for entry in shipped.library.entry_by_ref.values():
        ids = re.findall(
            r'<[a-z0-9]+(?:[^<>"]|"[^"]*")*? id="([^"]+)"',
            shipped.site.page_by_address[entry.address].content,
        )
        headings = {heading.id for heading in entry.prose.headings}
        own = {identity for identity in ids if SLUG.fullmatch(identity)} - headings
        seen += len(own)
        assert len(ids) == len(set(ids)), entry.ref
        assert [
            identity
            for identity in own
            if identity not in item_ids(entry.fields) and not may_be_drawn(entry.fields, identity)
        ] == [], entry.ref
        assert not headings & (item_ids(entry.fields) | entry.fields.part_ids), entry.ref

    assert seen > 1000


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert free_id("steps", {"steps", "steps-2"}.__contains__) == "steps-3"
