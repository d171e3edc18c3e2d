"""All pictures of the hub on one page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.made import Made
from hub.compose.drawing.trail import trail
from hub.pages import Page


@dataclass(frozen=True)
class Picture:
    """A picture of the hub: where it is, what it answers, and the name of its little drawing."""

    title: str
    address: str
    answers: str
    sign: str


PICTURES = (
    Picture(
        "Practice map",
        "maps/practices/",
        "Which practices are there, and which suit a team like yours?",
        sign="squares",
    ),
    Picture(
        "Learning path",
        "maps/learning-path/",
        "What do you do first, and what builds on it?",
        sign="path",
    ),
    Picture(
        "Journey maps",
        "life-experiences/",
        "What do people go through at a moment of life, stage by stage, and how do they feel?",
        sign="journey",
    ),
    Picture(
        "Agencies and life experiences",
        "maps/agencies/",
        "Who meets people at which moment, and who has to work together?",
        sign="sky",
    ),
    Picture(
        "Figures over time",
        "charts/",
        "Did it get better? Real figures over time, with their sources.",
        sign="columns",
    ),
    Picture(
        "Timeline",
        "timeline/",
        "What happened when: laws, orders, reports, case studies and news?",
        sign="line",
    ),
    Picture(
        "Practices by life experience",
        "matrix/",
        "Which practice helps at which moment of life?",
        sign="grid",
    ),
    Picture(
        "Practices by part of the experience",
        "drivers/",
        "Which practice moves trust, ease or speed?",
        sign="dots",
    ),
)


def gallery(view: Callable[[str], View]) -> Made:
    """Every picture of the hub, with the question it answers."""
    here = view("maps/")
    title, lead = "Pictures", "The hub at a glance. Pick the question you have."
    content = drawing("gallery.html", here, title=title, lead=lead, pictures=PICTURES)
    data = [
        {"title": picture.title, "address": picture.address, "answers": picture.answers}
        for picture in PICTURES
    ]
    return Page(
        here.address,
        title,
        lead,
        draw=content,
        section="reference",
        kind="gallery",
        has_contents=False,
        trail=trail(),
        json_ld=list_json_ld("CollectionPage", title, lead, here=here),
        data_address="data/maps.json",
        assets=("charts.css",),
    ), data
