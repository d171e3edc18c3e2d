"""Common Cartridge: a module for each chapter, short links only, and identifiers that no edition
changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from hub.build import Result
from hub.compose.playbook.book import Book, BookChapter
from hub.compose.playbook.cartridge import cartridge
from hub.compose.playbook.packages import RIGHTS
from hub.permalinks.ids import page_id, part_id, parts_of
from packagechecks import cartridge_faults, rezipped, spoiled, unzipped
from smallbook import shelf, small_book

LINK = "links/playbooks.small.listen.xml"
HOSTILE = "</title><script>alert(1)</script> &amp; ]]> \" ' <!-- {{ 7 * 7 }}"


def a_course() -> Book:
    """A plan, then the second chapter before the first."""
    plan = BookChapter(
        "courses.first-day",
        None,
        "Session plan",
        "One morning.",
        "courses/first-day/",
        '<h2 id="courses.first-day.plan">Session plan</h2><p>Go.</p>',
    )
    book = small_book()
    return replace(
        book, id="courses.first-day", title="First day", chapters=(plan, *reversed(book.chapters))
    )


def listed(data: bytes) -> list[tuple[str, str]]:
    """Every module and link of a cartridge: (identifier, title)."""
    manifest = etree.fromstring(unzipped(data)["imsmanifest.xml"])
    return [
        (str(item.get("identifier")), item.findtext("{*}title") or "")
        for item in manifest.iter("{*}item")
    ]


@pytest.mark.parametrize("version", ["1.3", "1.1"])
def test_a_cartridge_has_no_faults(version: str) -> None:
    book = small_book()
    assert cartridge_faults(cartridge(book, version=version), book) == []


def test_the_manifest_is_this(golden: Callable[[str, str], None]) -> None:
    golden("playbook-cartridge.xml", unzipped(cartridge(small_book()))["imsmanifest.xml"].decode())


def test_a_link_is_this(golden: Callable[[str, str], None]) -> None:
    golden("playbook-cartridge-link.xml", unzipped(cartridge(small_book()))[LINK].decode())


def test_the_modules_of_a_course_follow_the_course() -> None:
    book = a_course()
    data = cartridge(book)
    assert cartridge_faults(data, book) == []
    assert [title for identifier, title in listed(data) if identifier.startswith("module.")] == [
        "Session plan",
        "2. Keep going & more",
        "1. Listen first",
    ]


@pytest.mark.parametrize(
    ("sessions", "title"),
    [
        ("<h3>The briefing</h3>", "The briefing"),
        ("<h3>Morning</h3><p>Go.</p><h3>Afternoon</h3>", "Morning; Afternoon"),
        ("<h3>One</h3>" * 8, "8 sessions"),
        ("", "The plan, with a running clock"),
    ],
)
def test_the_plan_of_a_course_leads_to_the_course_and_to_its_sessions(
    sessions: str, title: str
) -> None:
    book = a_course()
    plan = replace(
        book.chapters[0],
        body=(
            f'<h2 id="courses.first-day.plan">Session plan</h2>{sessions}<h2'
            ' id="courses.first-day.reading">Reading list</h2><h3>More</h3>'
        ),
    )
    data = cartridge(replace(book, chapters=(plan, *book.chapters[1:])))

    assert cartridge_faults(data, replace(book, chapters=(plan, *book.chapters[1:]))) == []
    assert [title for _, title in listed(data) if title][:4] == [
        "Session plan",
        "First day",
        title,
        "Reading list",
    ]


def test_the_next_edition_changes_titles_and_keeps_identifiers() -> None:
    book = small_book()
    first, second = book.chapters
    renamed = replace(
        first,
        number=2,
        title="Hear people out",
        body=first.body.replace("Exercises</h2>", "Things to do</h2>"),
    )
    later = replace(book, edition="2027.1", chapters=(replace(second, number=1), renamed))

    before, after = dict(listed(cartridge(book))), dict(listed(cartridge(later)))

    assert before.keys() == after.keys()
    assert after["module.playbooks.small.listen"] == "2. Hear people out"
    assert unzipped(cartridge(book)).keys() == unzipped(cartridge(later)).keys()


def test_the_notes_for_the_facilitator_are_not_linked_for_they_have_no_place_of_their_own_on_the_site() -> (
    None
):
    book = small_book()
    first = book.chapters[0]
    noted = replace(
        book,
        chapters=(
            replace(
                first,
                body=first.body + '<h2 id="playbooks.small.listen.facilitator">For the'
                " facilitator</h2><p>Wait.</p>",
            ),
        ),
    )
    assert not [title for _, title in listed(cartridge(noted)) if "facilitator" in title]


def test_hostile_words_stay_words() -> None:
    book = small_book()
    first = replace(book.chapters[0], title=HOSTILE, summary=HOSTILE)
    hostile = replace(
        book,
        title=HOSTILE,
        summary=HOSTILE,
        publisher=HOSTILE,
        note=HOSTILE,
        chapters=(first, book.chapters[1]),
    )
    data = cartridge(hostile)
    assert cartridge_faults(data, hostile) == []
    assert ("module.playbooks.small.listen", f"1. {HOSTILE}") in listed(data)
    assert b"<script" not in b"".join(unzipped(data).values())


def test_only_two_versions_are_known() -> None:
    with pytest.raises(KeyError):
        cartridge(small_book(), version="1.2")  # type: ignore[arg-type]


def test_the_shipped_playbook_and_each_part_of_it_has_no_faults() -> None:
    books = [shelf().playbook("cx"), *(shelf().course(course) for course in shelf().courses)]
    books += [
        shelf().chapter("cx", chapter.id.removeprefix("playbooks.cx."))
        for chapter in books[0].chapters
    ]
    for book in books:
        assert cartridge_faults(cartridge(book), book) == [], book.id


def test_every_short_link_leads_to_a_part_that_the_site_has(shipped: Result) -> None:
    assert shipped.site is not None
    on_site = {page_id(page.address) for page in shipped.site.pages}
    on_site |= {
        part_id(page_id(page.address), part.fragment)
        for page in shipped.site.pages
        if page.kind in ("chapter", "course")
        for part in parts_of(page.draw())
    }
    for book in (shelf().playbook("cx"), *(shelf().course(course) for course in shelf().courses)):
        linked = {
            name.removeprefix("links/").removesuffix(".xml")
            for name in unzipped(cartridge(book))
            if name.startswith("links/")
        }
        assert sorted(linked - on_site) == [], book.id


MANIFEST = "imsmanifest.xml"
DEFECTS = {
    "an identifier twice": (
        MANIFEST,
        'identifier="item.link.playbooks.small.listen.objectives"',
        'identifier="item.link.playbooks.small.listen"',
        "is used 2 times",
    ),
    "an identifier that begins with a digit": (
        MANIFEST,
        'identifier="organization"',
        'identifier="1organization"',
        "is no XML name",
    ),
    "a reference to nothing": (
        MANIFEST,
        'identifierref="link.playbooks.small.listen.checks"',
        'identifierref="link.gone"',
        "leads nowhere",
    ),
    "a file that is not there": (
        MANIFEST,
        'href="links/playbooks.small.listen.xml"',
        'href="links/playbooks.small.listne.xml"',
        "is not in the zip",
    ),
    "an absolute file": (
        MANIFEST,
        'href="links/playbooks.small.listen.xml"',
        'href="/links/playbooks.small.listen.xml"',
        "is not in the zip",
    ),
    "an item without a title": (
        MANIFEST,
        "<title>Exercises</title>",
        "<title> </title>",
        "has no title",
    ),
    "a module that is itself a link": (
        MANIFEST,
        'identifier="module.playbooks.small.listen"',
        'identifier="module.playbooks.small.listen" identifierref="link.playbooks.small.listen"',
        "and not both",
    ),
    "a root with a title": (
        MANIFEST,
        '<item identifier="root">',
        '<item identifier="root"><title>All</title>',
        "one item without a title",
    ),
    "another version than its namespace": (MANIFEST, "1.3.0", "1.1.0", "the manifest is a"),
    "a version there never was": (MANIFEST, "1.3.0", "1.3", "there is no Common Cartridge 1.3"),
    "another schema": (
        MANIFEST,
        "IMS Common Cartridge",
        "IMS Content",
        "is not IMS Common Cartridge",
    ),
    "no licence": (MANIFEST, RIGHTS, "", "the metadata lack rights/description"),
    "broken XML": (MANIFEST, "</organization>", "", "is not well-formed"),
    "no keyword": (MANIFEST, ">customer experience<", "><", "the metadata lack general/keyword"),
    "an empty description": (
        MANIFEST,
        (
            "Two chapters, for tests. Edition 2026.1. An open-source demonstration, not an official"
            " government site."
        ),
        "",
        "the metadata lack general/description",
    ),
    "an organization of another kind": (
        MANIFEST,
        'structure="rooted-hierarchy"',
        'structure="hierarchical"',
        "rooted-hierarchy",
    ),
    "an LTI link": (
        MANIFEST,
        'type="imswl_xmlv1p3"',
        'type="imsbasiclti_xmlv1p0"',
        "is of type imsbasiclti",
    ),
    "a resource with a href": (
        MANIFEST,
        'type="imswl_xmlv1p3"',
        'type="imswl_xmlv1p3" href="links/playbooks.small.listen.xml"',
        "one file and no href",
    ),
    "a module under another name": (
        MANIFEST,
        'identifier="module.playbooks.small.listen"',
        'identifier="module.1"',
        "the modules are",
    ),
    "a link of an older kind": (LINK, "imsccv1p3/imswl_v1p3", "imsccv1p1/imswl_v1p1", "is a {http"),
    "a link without a title": (
        LINK,
        "<title>Chapter 1: Listen first</title>",
        "<title/>",
        "is titled ''",
    ),
    "a link to a page and not to its short link": (
        LINK,
        "/go/playbooks.small.listen/",
        "/playbooks/small/listen/",
        "no short link of the book",
    ),
    "a link to what is not in the book": (
        LINK,
        "/go/playbooks.small.listen/",
        "/go/playbooks.small.lisen/",
        "no short link of the book",
    ),
    "a link to another host": (
        LINK,
        "https://hub.example/",
        "https://hub.example.evil.test/",
        "no short link of the book",
    ),
    "a link to another place": (
        LINK,
        "/go/playbooks.small.listen/",
        "/go/playbooks.small.listen.checks/",
        "is not named after what it leads to",
    ),
    "a link that takes the whole window": (LINK, "_blank", "_top", "opens in _top"),
    "a link that runs a script": (
        LINK,
        "https://hub.example/go/",
        "javascript:",
        "no short link of the book",
    ),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_the_check_notices(defect: str) -> None:
    name, old, new, told = DEFECTS[defect]
    book = small_book()
    faults = cartridge_faults(spoiled(cartridge(book), name, old, new), book)
    assert [fault for fault in faults if told in fault], faults


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda files: {**files, "readme.txt": b"Hello"}, "readme.txt is listed nowhere"),
        (
            lambda files: {name: data for name, data in files.items() if name != LINK},
            f"{LINK} is not in the zip",
        ),
        (
            lambda files: {f"cx/{name}": data for name, data in files.items()},
            "no imsmanifest.xml at the root",
        ),
        (lambda files: {**files, "../up.xml": b""}, "../up.xml is no plain relative path"),
        (lambda files: {**files, "/up.xml": b""}, "/up.xml is no plain relative path"),
    ],
)
def test_the_check_notices_a_zip_with_other_files(
    change: Callable[[dict[str, bytes]], dict[str, bytes]], told: str
) -> None:
    book = small_book()
    faults = cartridge_faults(rezipped(change(unzipped(cartridge(book)))), book)
    assert [fault for fault in faults if told in fault], faults
