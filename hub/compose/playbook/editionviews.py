"""What the live site says of its editions: a list of them, what changed since each, feeds, and
pinned short links.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from hub.compose.drawing.addresses import relative
from hub.compose.drawing.drawing import View, drawing, environment
from hub.compose.drawing.feeds import Feed, FeedItem, feeds
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.trail import trail
from hub.compose.playbook.changes import Change, by_chapter, changes
from hub.compose.playbook.editionpage import label_of
from hub.compose.playbook.editions import FOLDER, Edition
from hub.compose.playbook.outline import Outline, outline_of
from hub.compose.playbook.shelf import Shelf
from hub.pages import DataFile, Page
from hub.permalinks.ids import page_id, part_id
from hub.project.settings import Settings
from hub.prose.textdirection import directed


class EditionViews:
    """The pages and files that editions bring to the live site."""

    def __init__(
        self, editions: Sequence[Edition], shelf: Shelf, view: Callable[[str], View]
    ) -> None:
        self.editions = editions
        self._shelf = shelf
        self._view = view
        self._live: dict[str, Outline] = {}
        self._since: dict[str, tuple[Change, ...]] = {}

    def pages(self) -> Iterable[Page]:
        """The list of editions, and for each edition what changed since."""
        if not self.editions:
            return
        here = self._view(f"{FOLDER}/")
        title, lead = (
            "Editions of the playbook",
            (
                "Each edition is kept as it was, so that a pinned link reads next year as it does"
                " today."
            ),
        )
        yield Page(
            here.address,
            title,
            lead,
            draw=drawing(
                "editions.html",
                here,
                title=title,
                lead=lead,
                editions=list(reversed(self.editions)),
                since=_since,
                label_of=label_of,
            ),
            section="playbooks",
            kind="table",
            trail=trail(),
            json_ld=list_json_ld("CollectionPage", title, lead, here=here),
        )
        for edition in self.editions:
            here = self._view(_since(edition))
            title = f"What changed since edition {edition.name}"
            lead = (
                f"Every difference between edition {edition.name} of “{edition.outline.title}” and"
                " the playbook as it is now, for whoever teaches from it."
            )
            yield Page(
                here.address,
                title,
                lead,
                draw=partial(self._draw, edition, title, lead),
                section="playbooks",
                kind="since",
                trail=trail(("Editions", f"{FOLDER}/")),
                is_indexed=False,
                json_ld=list_json_ld("CollectionPage", title, lead, here=here),
            )

    def _draw(self, edition: Edition, title: str, lead: str) -> str:
        found = by_chapter(self.since(edition))
        ways: Mapping[str, str] = edition.places
        return drawing(
            "since.html",
            self._view(_since(edition)),
            title=title,
            lead=lead,
            edition=edition,
            chapters=found,
            there=self._address,
            ways=ways,
        )()

    def since(self, edition: Edition) -> tuple[Change, ...]:
        """The changes from a frozen edition to the playbook as it is."""
        if edition.name not in self._since:
            live = self.live(edition.playbook)
            whole = Change(
                f"playbooks.{edition.playbook}",
                "playbook",
                edition.outline.title,
                what="gone",
                words="This playbook is not published any more.",
                chapter=edition.outline.title,
                is_there=False,
            )
            self._since[edition.name] = changes(edition.outline, live) if live else (whole,)
        return self._since[edition.name]

    def live(self, playbook: str) -> Outline | None:
        """The outline of a playbook as it is now; None when there is no such playbook any more."""
        if playbook not in self._shelf.playbooks:
            return None
        if playbook not in self._live:
            self._live[playbook] = outline_of(self._shelf.playbook(playbook))
        return self._live[playbook]

    def _address(self, change: Change) -> str:
        """Where something stands on the live site, below the root."""
        chapter = next(
            (
                one
                for outline in self._live.values()
                for one in outline.chapters
                if f"{change.id}.".startswith(f"{one.id}.")
            ),
            None,
        )
        # on the site, these notes stand on the page for the teacher
        if chapter and change.id == part_id(chapter.id, "facilitator"):
            return f"{chapter.address}teach/#notes"
        return (
            f"{chapter.address}#{change.id.removeprefix(f'{chapter.id}.')}".removesuffix(
                f"#{change.id}"
            )
            if chapter
            else ""
        )

    def files(self, settings: Settings) -> Iterable[DataFile]:
        """The files of the editions as they are, the feed of what changed, and a short link for
        each id in each edition.
        """
        for edition in self.editions:
            for name, data in edition.files.items():
                yield DataFile(edition.address + name, partial(bytes, data))
            for identity, address in edition.places.items():
                yield DataFile(
                    f"go/{edition.name}/{identity}/index.html",
                    partial(_pinned, edition, identity, address, settings),
                )
        for playbook in sorted({edition.playbook for edition in self.editions}):
            own = [edition for edition in self.editions if edition.playbook == playbook]
            now = self.live(playbook)
            items = [
                _item(edition, self._count(edition, after), after.outline if after else now)
                for edition, after in zip(own, [*own[1:], None], strict=True)
            ]
            # The list of editions leads to every page that the feed tells of, and stays when the
            # next edition comes.
            folder = f"playbooks/{playbook}/since/"
            yield from feeds(
                Feed(
                    f"feed at {folder}",
                    folder,
                    f"{settings.site_name}: what changed for trainers",
                    items=list(reversed(items)),
                    home=f"{FOLDER}/",
                ),
                settings,
            )

    def followed(self) -> tuple[tuple[str, str, str], ...]:
        """The feeds of what changed, one for each playbook with an edition: (what it tells, the
        newest page of that, the folder of the feed).
        """
        newest = {edition.playbook: edition for edition in self.editions}
        return tuple(
            (
                f"What changed in “{edition.outline.title}” since edition {edition.name}",
                _since(edition),
                f"playbooks/{name}/since/",
            )
            for name, edition in sorted(newest.items())
        )

    def _count(self, edition: Edition, after: Edition | None) -> tuple[int, str]:
        if after is not None:
            return len(changes(edition.outline, after.outline)), f"edition {after.name}"
        return len(self.since(edition)), "now"


def _item(edition: Edition, counted: tuple[int, str], until_then: Outline | None) -> FeedItem:
    """What a feed tells of an edition. Its day is that of what it is compared with, so that a
    reader is told anew when that changes.
    """
    many, until = counted
    newest = max(outline.updated for outline in (edition.outline, until_then) if outline)
    day = date.fromisoformat(newest) if newest else None
    return FeedItem(
        page_id(_since(edition)),
        _since(edition),
        f"What changed since edition {edition.name}",
        updated=day,
        note=(
            f"{many} {'change' if many == 1 else 'changes'} from edition {edition.name} to {until}."
        ),
        tag="edition",
    )


def _since(edition: Edition) -> str:
    return f"playbooks/{edition.playbook}/since/{edition.name}/"


def _pinned(edition: Edition, identity: str, address: str, settings: Settings) -> bytes:
    here = f"go/{edition.name}/{identity}/"
    spot = {"title": f"{edition.titles[identity]}, edition {edition.name}"}
    drawn = (
        environment()
        .get_template("go.html")
        .render(
            id=identity,
            spot=spot,
            way=relative(here, address),
            whole=settings.site_url + address,
            line=None,
            gone="",
            home=relative(here, ""),
            language="en",
        )
    )
    return directed(drawn).encode()
