"""What a person meets who goes through a page with the Tab key."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

# Where the focus is, and whether one sees it: the ring's width and its contrast with what lies around the element; whether
# the element has a size and a place on the screen; and whether anything of it lies on top (WCAG 2.4.7, 2.4.11, 2.4.13).
_ABOUT = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const style = getComputedStyle(e);
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => numbers(colour).slice(0, 3).map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  let around = e.parentElement;
  while (around && (numbers(getComputedStyle(around).backgroundColor)[3] ?? 1) < 1) around = around.parentElement;
  const ground = light(around ? getComputedStyle(around).backgroundColor : "rgb(255, 255, 255)");
  const ring = light(style.outlineColor);
  const boxes = [...e.getClientRects()].filter((box) => box.width >= 1 && box.height >= 1);
  const points = boxes.flatMap((box) => [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].map(([x, y]) => [box.left + box.width * x, box.top + box.height * y]));
  const path = (node) => node.id ? `#${node.id}` : node.parentElement ? `${path(node.parentElement)} > ${node.localName}:nth-child(${[...node.parentElement.children].indexOf(node) + 1})` : node.localName;
  return {
    path: path(e),
    label: `<${e.localName}> ${(e.getAttribute("aria-label") || e.innerText || e.name || "").trim().slice(0, 60)}`,
    in_main: !!e.closest("main"),
    is_skip_link: e.matches(".skip-link"),
    is_control: e.matches("a[href], button, input, select, textarea, summary, [tabindex]"),
    ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    ring_contrast: (Math.max(ring, ground) + .05) / (Math.min(ring, ground) + .05),
    is_shown: boxes.length > 0 && e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.closest("[aria-hidden=true], [inert]"),
    is_on_top: points.some(([x, y]) => { const top = document.elementFromPoint(x, y); return top && (e.contains(top) || top.contains(e) && top !== document.body && top.closest("a, label") === top); }),
  };
}"""

_CONTROLS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter((e) =>
  e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true })).length"""


@dataclass(frozen=True)
class Stop:
    """One element that took the focus."""

    path: str
    label: str
    in_main: bool
    is_skip_link: bool
    is_control: bool
    ring: float
    ring_contrast: float
    is_shown: bool
    is_on_top: bool

    def complaints(self) -> list[str]:
        wrong = {
            "takes the focus while it is hidden": not self.is_shown,
            "is covered, or off the screen, while it has the focus": self.is_shown and not self.is_on_top,
            f"has a focus ring of {self.ring} px, under 2": self.ring < 2,
            f"has a focus ring whose contrast is {self.ring_contrast:.2f}, under 3": self.ring >= 2 and self.ring_contrast < 3,
        }
        return [f"{self.label} ({self.path}) {words}" for words, is_so in wrong.items() if is_so]


def focused(page: Page) -> Stop | None:
    """The element that has the focus, if any has."""
    about = page.evaluate(_ABOUT)
    return Stop(**about) if about else None


def controls(page: Page) -> int:
    """How many elements ought to take the focus, one after the other."""
    return page.evaluate(_CONTROLS)


def walk(page: Page, *, most: int = 1000) -> list[Stop]:
    """The stops from the top of the page until the focus leaves it."""
    stops: list[Stop] = []
    while len(stops) < most:
        page.keyboard.press("Tab")
        stop = focused(page)
        if stop is None or (stops and stop.path == stops[0].path):
            return stops
        stops.append(stop)
    return stops
