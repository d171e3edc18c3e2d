"""The page that says how to tell us of a mistake, in each language that the site leads readers in.
It works without an account and without a script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.spanish import HOME, LANGUAGE, TRAIL
from hub.compose.drawing.trail import trail
from hub.feedback.link import ADDRESS, general_text, issue_href, mail_href
from hub.pages import Link, Page


def feedback_pages(view: Callable[[str], View]) -> Iterable[Page]:
    """The page in English, and in Spanish where there is a home page in Spanish."""
    yield _page(
        view(ADDRESS),
        "feedback.html",
        "Tell us what is wrong or missing",
        lead="You see every word and send it yourself. Nothing is sent by this site.",
        language="en",
        way=trail(),
    )
    if any(
        found.language == LANGUAGE
        for told in view("").library.translations_by_ref.values()
        for found in told
    ):
        lead = "Usted ve cada palabra y la envía. Este sitio no envía nada por su cuenta."
        yield _page(
            view(HOME + ADDRESS),
            "spanish-feedback.html",
            "Díganos qué está mal o qué falta",
            lead=lead,
            language=LANGUAGE,
            way=TRAIL,
        )


def _page(
    here: View,
    template: str,
    title: str,
    lead: str,
    language: str,
    way: tuple[Link, ...],
) -> Page:
    settings = here.settings
    text = general_text(language)
    body = text.replace("\n", "\r\n")
    content = drawing(
        template,
        here,
        title=title,
        lead=lead,
        text=text,
        issue=issue_href(settings, title, body),
        form=settings.suggest_url,
        mail=mail_href(settings, title, body),
        email=settings.feedback_email,
    )
    return Page(
        here.address,
        title,
        lead,
        draw=content,
        section="about",
        kind="feedback",
        has_contents=False,
        trail=way,
        language=language,
        assets=("feedback.js",),
    )
