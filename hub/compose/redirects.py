"""The ways from old addresses to new ones: an alias at the new heading, a note at the old place, a
page at the old address, short links.

Each works without a script where HTML allows it. assets/hub.js adds what it does not: the part of
an address after # is never sent to a server, and only a script can follow it to another page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from hub.compose.api.moveddata import moved_documents
from hub.compose.drawing.addresses import relative
from hub.compose.drawing.data import json_bytes
from hub.compose.drawing.drawing import environment
from hub.compose.drawing.spanish import HOME, LANGUAGE, TRAIL
from hub.compose.drawing.trail import trail
from hub.pages import DataFile, Page
from hub.permalinks.check import check_editions, check_ledger, published_in
from hub.permalinks.ids import WITHOUT_ID, Part, go_address, page_id, part_id, with_signs
from hub.permalinks.ledger import Ledger, Line
from hub.permalinks.places import Spot
from hub.problems import Report
from hub.project.settings import Settings
from hub.prose.textdirection import directed

# Pages that somebody wrote, whose parts have ids. The parts of a list come and go with what is
# listed, and a facet page is a question with an address: neither is promised.
WRITTEN = frozenset({"entry", "translation", "playbook", "chapter", "teach", "course"})
JSON_ADDRESS = "permalinks.json"
_MOVED_TITLES = {
    "en": ("This page moved", "This page was withdrawn"),
    LANGUAGE: ("Esta página se mudó", "Esta página se retiró"),
}


@dataclass(frozen=True)
class Move:
    """From an old place to a new one: the part it had on its old page, and the place it leads to,
    or None when it is gone.
    """

    line: Line
    target: Spot | None
    end: Line | None = None  # the last line of the way

    @property
    def words(self) -> str:
        """Why, in the words of the ledger: of the last step, where the target is gone, too."""
        return (
            self.line.gone
            or (self.end.gone if self.end and not self.target else "")
            or self.line.why
        )


class Redirects:
    """Every way that the ledger tells, for the pages that were composed. `docs` are hand-written
    pages, as (address, title).

    `given_by_edition` are the ids that frozen editions hold, each with the place where it stood
    then.
    """

    def __init__(
        self,
        ledger: Ledger,
        pages: Sequence[Page],
        docs: Sequence[tuple[str, str]],
        settings: Settings,
        given_by_edition: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.ledger = ledger
        self.settings = settings
        self._given_by_edition = given_by_edition or {}
        self._pages = pages
        self._docs = docs
        self._report = Report()
        self._addresses = {page.address for page in pages} | {address for address, _ in docs}

    @cached_property
    def published(self) -> Mapping[str, Spot]:
        """Every id on the site, by drawing every page."""
        pages = [
            (page.address, page.title, page.content if page.kind in WRITTEN else "")
            for page in self._pages
            if page.kind not in WITHOUT_ID
        ]
        return published_in(
            [*pages, *((address, title, "") for address, title in self._docs)], self._report
        )

    def check(self, report: Report) -> None:
        """Report what was given out and leads nowhere any more."""
        published = self.published
        report.problems += self._report.problems
        check_ledger(self.ledger, published, report, stands=self._stands)
        check_editions(self.ledger, self._given_by_edition, report)

    @cached_property
    def _content_by_address(self) -> Mapping[str, str]:
        return {page.address: page.content for page in self._pages}

    def _stands(self, line: Line) -> bool:
        """Whether the address of a part still leads to something on its page, be it a part or
        not.
        """
        return bool(line.fragment) and f' id="{line.fragment}"' in self._content_by_address.get(
            line.page, ""
        )

    @cached_property
    def _ways_by_page(self) -> Mapping[str, tuple[Move, ...]]:
        found: dict[str, list[Move]] = defaultdict(list)
        for line in self.ledger.line_by_id.values():
            if not line.is_live:
                end = self.ledger.end_of(line.id)
                found[line.page].append(
                    Move(
                        line, self.published.get(end) if end else None, self.ledger.last_of(line.id)
                    )
                )
        return {
            page: tuple(sorted(ways, key=lambda way: way.line.at)) for page, ways in found.items()
        }

    @cached_property
    def moved_pages(self) -> tuple[Page, ...]:
        """A page at each old address that has none now."""
        return tuple(self._moved_pages())

    def _moved_pages(self) -> Iterable[Page]:
        for address in sorted(
            {line.page for line in self.ledger.line_by_id.values() if not line.is_live}
            - self._addresses
        ):
            line = self.ledger.line_by_id.get(page_id(address))
            end = self.ledger.end_of(line.id) if line else None
            there = self.published[end].address if end and end in self.published else ""
            language = self._language(address)
            title = _MOVED_TITLES[language][0 if there else 1]
            yield Page(
                address,
                title,
                "",
                draw=partial(self._draw_moved, address, title, language),
                section="",
                kind="moved",
                has_contents=False,
                trail=TRAIL if language == LANGUAGE else trail(),
                language=language,
                is_indexed=False,
                moved_to=there,
            )

    def _language(self, address: str) -> str:
        """Spanish for what stood among the Spanish pages, as long as there are any."""
        return LANGUAGE if address.startswith(HOME) and HOME in self._addresses else "en"

    def _draw_moved(self, address: str, title: str, language: str) -> str:
        ways = self._ways_by_page.get(address, ())
        whole = next((way for way in ways if not way.line.fragment), None)
        parts = [way for way in ways if way.line.fragment]
        return (
            environment()
            .get_template("moved.html")
            .render(
                title=title,
                whole=whole,
                parts=parts,
                to=partial(relative, address),
                language=language,
            )
        )

    def with_notes(self, page: Page, content: str) -> str:
        """A page's content as readers get it: link signs, the ids that its headings had before, and
        notes where something stood that moved.
        """
        own = page_id(page.address)
        ways = self._ways_by_page.get(page.address, ())
        before: dict[str, list[str]] = defaultdict(list)
        away = []
        for way in () if page.kind == "moved" else ways:  # a moved page lists its parts itself
            if self._stands(way.line):
                continue  # something else has this id on the page now, and a page has an id once
            if (
                way.line.fragment
                and way.target is not None
                and way.target.address.startswith(f"{page.address}#")
            ):
                before[way.target.address.partition("#")[2]].append(way.line.fragment)
            elif way.line.fragment:
                away.append(way)

        def sign(part: Part) -> str:
            way = relative(page.address, go_address(part_id(own, part.fragment)))
            return str(
                environment()
                .get_template("sign.html")
                .render(
                    href=way,
                    part=part,
                    before=before.get(part.fragment, ()),
                    language=page.language,
                )
            )

        signed = with_signs(content, sign) if page.kind in WRITTEN else content
        return signed + (
            environment()
            .get_template("away.html")
            .render(ways=away, language=page.language, to=partial(relative, page.address))
            if away
            else ""
        )

    def files(self) -> Iterable[DataFile]:
        """The short link of every id, the ledger for machines, and the rules for hosts that read
        them.
        """
        for identity in sorted({*self.published, *self.ledger.line_by_id}):
            yield DataFile(f"{go_address(identity)}index.html", partial(self._go_page, identity))
        yield DataFile(JSON_ADDRESS, self._json)
        yield DataFile("_redirects", self._rules)

    @property
    def go_addresses(self) -> list[str]:
        """The addresses of the short links."""
        return [
            go_address(identity) for identity in sorted({*self.published, *self.ledger.line_by_id})
        ]

    def _go_page(self, identity: str) -> bytes:
        end = self.ledger.end_of(identity)
        line = self.ledger.line_by_id.get(identity)
        spot = self.published.get(end) if end else None
        if spot is None and line is not None and line.is_live and self._stands(line):
            spot = Spot(identity, line.at, self.published[page_id(line.page)].title)
        gone = self.ledger.last_of(identity)
        way = relative(go_address(identity), spot.address) if spot else ""
        whole = self.settings.site_url + spot.address if spot else ""
        language = self._language(spot.address if spot else line.page if line else "")
        home = relative(go_address(identity), HOME if language == LANGUAGE else "")
        drawn = (
            environment()
            .get_template("go.html")
            .render(
                id=identity,
                spot=spot,
                way=way,
                whole=whole,
                line=line,
                gone=gone.gone if gone else "",
                home=home,
                language=language,
            )
        )
        return directed(drawn).encode()

    def _json(self) -> bytes:
        ids: dict[str, dict[str, str]] = {}
        for identity in sorted({*self.published, *self.ledger.line_by_id}):
            line, spot = (
                self.ledger.line_by_id.get(identity),
                self.published.get(self.ledger.end_of(identity) or ""),
            )
            told = (
                {"address": spot.address, "title": spot.title, "go": go_address(identity)}
                if spot
                else {"go": go_address(identity)}
            )
            if line is not None:
                told |= {"at": line.at, "since": line.since}
                told |= {
                    name: value
                    for name, value in (
                        ("to", line.to),
                        ("why", line.why),
                        ("gone", line.gone),
                        ("back", line.back),
                    )
                    if value
                }
            ids[identity] = told
        return json_bytes({"schema": "hub.permalinks/1", "ids": ids})

    def _rules(self) -> bytes:
        ways = [
            *(
                (f"/{page.address}", f"/{page.moved_to}")
                for page in self.moved_pages
                if page.moved_to
            ),
            *moved_documents(page.data_address for page in self._pages),
        ]
        return "".join(f"{old} {new} 301\n" for old, new in ways).encode()
