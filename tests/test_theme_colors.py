"""The colours of the site: every pair that text, edges and marks use has the contrast WCAG 2.2 asks
for, in both schemes."""

from __future__ import annotations

import re

import pytest

from smallsite import ROOT

CSS = (ROOT / "overrides/assets/hub.css").read_text(encoding="utf-8")
GROUNDS = ("ground", "ground-soft", "ground-raised")
PILLARS = (
    "strategy",
    "journey",
    "voice-of-customer",
    "solution-design",
    "measure-and-improve",
    "culture",
    "governance",
)
TEXT = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-soft", "link", "link-strong", "visited", "accent-ink")
        for ground in GROUNDS
    ),
    *((f"{tone}-ink", f"{tone}-soft") for tone in ("accent", "good", "calm", "warn")),
    *(
        (ink, soft)
        for ink in ("ink", "link")
        for soft in ("accent-soft", "good-soft", "calm-soft", "warn-soft", "mark")
    ),
    *(("on-brand", ground) for ground in ("brand", "brand-deep")),
    *(("on-brand-soft", ground) for ground in ("brand", "brand-deep")),
]
# borders of fields, focus rings, marks with a meaning
SHAPES = [*((shape, ground) for shape in ("edge", "focus", *PILLARS) for ground in GROUNDS)]


def tokens(opening: str) -> dict[str, str]:
    """The colours of the block that begins so: name to #rrggbb."""
    block = CSS.split(opening, 1)[1].split("}", 1)[0]
    return {
        name: "#" + "".join(letter * 2 for letter in value[1:]) if len(value) == 4 else value
        for name, value in re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", block)
    }


LIGHT = tokens(":root {")
DARK = LIGHT | tokens(':root[data-theme="dark"] {')
SCHEMES = {"light": LIGHT, "dark": DARK}


def luminance(color: str) -> float:
    """The relative luminance of WCAG 2.2: 0 is black, 1 is white."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    # the known grey that just passes
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(scheme: str, ink: str, ground: str) -> None:
    colors = SCHEMES[scheme]
    assert contrast(colors[ink], colors[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_can_be_seen(scheme: str, shape: str, ground: str) -> None:
    colors = SCHEMES[scheme]
    assert contrast(colors[shape], colors[ground]) >= 3


def test_dark_is_one_scheme_whether_the_system_or_the_reader_asks_for_it() -> None:
    assert tokens(':root:not([data-theme="light"]) {') == tokens(':root[data-theme="dark"] {')


def test_every_colour_of_the_light_scheme_is_thought_of_in_the_dark() -> None:
    same_in_both = {"on-brand", "on-brand-soft"}
    assert set(LIGHT) - set(tokens(':root[data-theme="dark"] {')) == same_in_both
