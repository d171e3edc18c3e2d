"""The page that tells every way to follow the hub: feeds, calendars and the monthly digest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hub.compose.api.calendars import EVENTS, REVIEWS, reviews_address
from hub.compose.api.digest import digests
from hub.compose.api.topics import Topic, experience_topics, owner_topics, pillar_topics
from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.titles import COLLECTION_TITLES
from hub.compose.drawing.trail import trail
from hub.model import Library, last_updated
from hub.pages import Page, SearchFacts

ADDRESS = "follow/"


def follow(view: Callable[[str], View], taught: Sequence[tuple[str, str, str]]) -> Page:
    """The page. `taught` are the feeds for trainers: what each tells, the page of that, and its
    folder.
    """
    here = view(ADDRESS)
    library = here.library
    title, lead = (
        "How to follow the hub",
        (
            "Hear of what is new without coming back to look: by feed, by calendar or by a digest"
            " once a month."
        ),
    )
    groups = (
        (
            "collections",
            "By collection",
            [
                (name, f"{collection}/", f"{collection}/")
                for collection, name in COLLECTION_TITLES.items()
            ],
        ),
        ("areas", "By area of practice", _own(pillar_topics(library))),
        ("experiences", "By life experience", _own(experience_topics(library))),
        ("owners", "By owner", _own(owner_topics(library))),
        ("trainers", "For trainers", taught),
    )
    content = drawing(
        "follow.html",
        here,
        title=title,
        lead=lead,
        groups=groups,
        calendars=_calendars(library),
        latest=next(iter(digests(library)[::-1]), None),
    )
    newest = last_updated(library.entry_by_ref.values())
    return Page(
        ADDRESS,
        title,
        lead,
        draw=content,
        section="news",
        kind="table",
        has_contents=True,
        trail=trail(("News", "news/")),
        updated=newest,
        json_ld=list_json_ld("WebPage", title, lead, here=here),
        search=SearchFacts(
            "about this hub",
            names=("RSS", "Atom", "newsletter", "subscribe", "iCal"),
            holds_text=False,
        ),
    )


def _calendars(library: Library) -> list[tuple[str, str, str]]:
    """Each calendar: what it is called, its address, and what it tells."""
    return [
        ("Events", EVENTS, "Events among the news whose day is known."),
        (
            "Pages to read again",
            REVIEWS,
            "The day by which each page is due to be read again by its owner.",
        ),
        *(
            (f"Pages to read again: {term.label}", reviews_address(owner), "")
            for owner, term in library.vocabulary.get("owners", {}).items()
        ),
    ]


def _own(topics: Sequence[Topic]) -> list[tuple[str, str, str]]:
    """Topics whose feeds stand below their own pages."""
    return [(topic.title, topic.address, topic.address) for topic in topics]
