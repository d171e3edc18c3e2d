"""The pages of the digests, and each digest as text and as HTML for a mail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from hub.compose.api.digest import SHOWN_IN_MAIL, Digest, digest_text, digests
from hub.compose.drawing.drawing import View, drawing, environment
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.made import Made
from hub.compose.drawing.trail import trail
from hub.model import Library, last_updated
from hub.pages import DataFile, Link, Page
from hub.project.settings import Settings
from hub.prose.textdirection import directed

ADDRESS = "digest/"


def digest_pages(view: Callable[[str], View]) -> Iterable[Made]:
    """The list of the digests, newest first, and a page for each."""
    found = digests(view(ADDRESS).library)
    yield _list(view(ADDRESS), found)
    for before, digest, after in zip([None, *found], found, [*found[1:], None], strict=False):
        yield _digest(view(digest.address), digest, before=before, after=after)


def _list(here: View, found: Sequence[Digest]) -> Made:
    title, lead = (
        "Monthly digest",
        "What was new on the hub, month by month, to read here or to send on by mail.",
    )
    newest = last_updated(here.library.entry_by_ref.values())
    content = drawing(
        "digests.html",
        here,
        title=title,
        lead=lead,
        digests=list(reversed(found)),
        mail=mail_address,
    )
    return (
        Page(
            here.address,
            title,
            lead,
            draw=content,
            section="news",
            kind="table",
            has_contents=False,
            trail=trail(("News", "news/")),
            data_address="data/digest.json",
            json_ld=list_json_ld("CollectionPage", title, lead, here=here),
            updated=newest,
        ),
        [
            {
                "month": digest.month,
                "title": digest.name,
                "address": digest.address,
                "items": digest.total,
            }
            for digest in reversed(found)
        ],
    )


def _digest(here: View, digest: Digest, *, before: Digest | None, after: Digest | None) -> Made:
    title = f"Digest: {digest.name}"
    content = drawing(
        "digest.html",
        here,
        title=title,
        lead=digest.lead,
        digest=digest,
        to=here.to,
        mail=mail_address,
    )
    page = Page(
        digest.address,
        title,
        digest.lead,
        draw=content,
        section="news",
        kind="table",
        has_contents=True,
        trail=trail(("News", "news/"), ("Monthly digest", ADDRESS)),
        data_address=f"data/digest-{digest.month}.json",
        json_ld=list_json_ld("CollectionPage", title, digest.lead, here=here),
        previous=_link(before) if before else None,
        next=_link(after) if after else None,
    )
    return (
        page,
        [
            {"part": group.part, "entry": item.entry.ref, "on": item.on, "note": item.note}
            for group in digest.groups
            for item in group.items
        ],
    )


def _link(digest: Digest) -> Link:
    return Link(digest.name, digest.address)


def mail_address(digest: Digest, suffix: str) -> str:
    """Where the digest as a mail stands: `suffix` is txt or html."""
    return f"{digest.address}cx-hub-digest-{digest.month}.{suffix}"


def digest_files(library: Library, settings: Settings) -> Iterable[DataFile]:
    """Each digest as text and as HTML for a mail."""
    for digest in digests(library):
        yield DataFile(mail_address(digest, "txt"), partial(_text, digest, settings))
        yield DataFile(mail_address(digest, "html"), partial(_mail, digest, settings))


def _text(digest: Digest, settings: Settings) -> bytes:
    return digest_text(digest, settings).encode()


def _mail(digest: Digest, settings: Settings) -> bytes:
    return digest_mail(digest, settings).encode()


def digest_mail(digest: Digest, settings: Settings) -> str:
    """The digest as a mail: tables, styles on the elements, whole addresses, no picture, nothing
    that counts readers.
    """
    return directed(
        environment()
        .get_template("digest-mail.html")
        .render(digest=digest, settings=settings, shown=SHOWN_IN_MAIL)
    )


def digest_web(digest: Digest, view: View) -> str:
    """The digest as a page by itself, with whole addresses: for a site that is not the hub."""
    values = {
        "title": f"Digest: {digest.name}",
        "lead": digest.lead,
        "digest": digest,
        "to": _whole(view.settings),
        "mail": None,
    }
    return directed(drawing("digest-page.html", view, settings=view.settings, **values)())


def _whole(settings: Settings) -> Callable[[str], str]:
    return lambda address: settings.site_url + address
