"""The message that a page prepares for a reader who finds a mistake on it. Nothing is sent until
the reader sends it, in a program of their own.

It goes to the project's issues where the site's owner names them, else to an e-mail address, else
it is copied from a page of this site. `assets/hub.js` adds the part that was being read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, urlsplit

from hub.limits import MAX_ADDRESS
from hub.pages import Page
from hub.permalinks.ids import page_id
from hub.project.settings import Settings

ADDRESS = "feedback/"
WITHOUT_FEEDBACK = frozenset({"404", "moved", "feedback"})  # kinds of pages
ROOM = 300  # characters of an address that are left for the part that the script adds
_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "subject": "Feedback",
            "ask": "What is wrong or missing?",
            "care": "Please write no names, phone numbers or case details.",
            "keep": "Please keep these lines. They say which page you mean.",
            "page": "Page",
            "updated": "Updated",
            "source": "Source",
        },
        "es": {
            "subject": "Comentario",
            "ask": "¿Qué está mal o qué falta?",
            "care": "Por favor no escriba nombres, teléfonos ni datos de un caso.",
            "keep": "Por favor deje estas líneas. Dicen de qué página habla.",
            "page": "Página",
            "updated": "Actualizada",
            "source": "Archivo",
        },
    }
)


@dataclass(frozen=True)
class Feedback:
    """Where the message about a page goes: `way` is issue, mail or page; `host` is who is asked
    when it is sent.
    """

    href: str
    id: str
    way: str
    host: str = ""


def feedback_of(page: Page, settings: Settings, to: Callable[[str], str]) -> Feedback | None:
    """The prepared message of a page; None for pages that are not about anything. `to` leads from
    the page to others.
    """
    if page.kind in WITHOUT_FEEDBACK:
        return None
    identity = page_id(page.address)
    for way, made in (("issue", issue_href), ("mail", mail_href)):
        href = next(
            (
                href
                for title, lines in _shorter(page, settings)
                if len(href := made(settings, title, _body(page.language, lines)))
                <= MAX_ADDRESS - ROOM
            ),
            "",
        )
        if href:
            return Feedback(
                href,
                identity,
                way,
                host=urlsplit(settings.suggest_url).hostname or "" if way == "issue" else "",
            )
    prefix = "es/" if page.language == "es" else ""
    return Feedback(f"{to(prefix + ADDRESS)}?page={quote(identity, safe='')}", identity, "page")


def issue_href(settings: Settings, title: str, body: str) -> str:
    """The form for a new issue, filled in; "" when the site's owner names no such form."""
    form = urlsplit(settings.suggest_url)
    if not form.path.rstrip("/").endswith("/issues/new"):
        return ""
    # GitLab's names; GitHub's, Gitea's and Forgejo's
    names = (
        ("issue[title]", "issue[description]") if "/-/issues/" in form.path else ("title", "body")
    )
    given = "&".join(
        f"{quote(name, safe='')}={quote(words, safe='')}"
        for name, words in zip(names, (title, body), strict=True)
    )
    return f"{settings.suggest_url}{'&' if form.query else '?'}{given}"


def mail_href(settings: Settings, title: str, body: str) -> str:
    """An e-mail, written but for what the reader has to say; "" when the site's owner names no
    address.
    """
    if not settings.feedback_email:
        return ""
    given = f"subject={quote(title, safe='')}&body={quote(body, safe='')}"
    return f"mailto:{quote(settings.feedback_email, safe='@')}?{given}"


def general_text(language: str, page: str = "", identity: str = "") -> str:
    """The message without a page, to be filled in by hand."""
    words = _WORDS[language]
    return _body(language, [(words["page"], page or "…"), ("Id", identity or "…")]).replace(
        "\r\n", "\n"
    )


def _shorter(page: Page, settings: Settings) -> list[tuple[str, list[tuple[str, str]]]]:
    """The subject and the facts of a page, in full and then ever shorter, until an address holds
    them.
    """
    words = _WORDS.get(page.language, _WORDS["en"])
    identity = ("Id", page_id(page.address))
    facts = [(words["page"], settings.site_url + page.address), identity]
    if page.updated:
        facts.append((words["updated"], page.updated.isoformat()))
    every = [*facts, (words["source"], page.source_path)] if page.source_path else facts
    titles = [
        page.title,
        *(f"{page.title[:most].rstrip()}…" for most in (60, 20) if len(page.title) > most),
    ]
    return [
        (f"{words['subject']}: {title}", lines) for lines in (every, [identity]) for title in titles
    ] + [(words["subject"], [identity])]


def _body(language: str, lines: list[tuple[str, str]]) -> str:
    words = _WORDS.get(language, _WORDS["en"])
    return "\r\n".join(
        [
            words["ask"],
            "",
            "",
            "",
            words["care"],
            words["keep"],
            *(f"{name}: {value}" for name, value in lines),
        ]
    )
