"""What a person meets who goes through a page with the Tab key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from playwright.sync_api import Page

# Where the focus is, and whether one sees it: the ring's width and its contrast with what lies
# around the element; whether
# the element has a size and a place on the screen; and whether anything of it lies on top (WCAG
# 2.4.7, 2.4.11, 2.4.13).
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
  // The outline of a link in a drawing would not follow its shape: there the first shape gets a stroke.
  const drawn = e instanceof SVGElement && style.outlineStyle === "none" ? getComputedStyle(e.querySelector("rect, circle, path") || e) : null;
  const ring = light(drawn ? drawn.stroke === "none" ? "rgb(0, 0, 0)" : drawn.stroke : style.outlineColor);
  const boxes = [...e.getClientRects()].filter((box) => box.width >= 1 && box.height >= 1);
  const seen = boxes.map(({ left, top, right, bottom }) => ({ left: Math.max(left, 0), top: Math.max(top, 0), width: Math.min(right, innerWidth) - Math.max(left, 0), height: Math.min(bottom, innerHeight) - Math.max(top, 0) }));
  const points = seen.filter((box) => box.width > 0 && box.height > 0).flatMap((box) => [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].map(([x, y]) => [box.left + box.width * x, box.top + box.height * y]));
  // A side of the ring is cut off where a box around the element leaves less than 2 px of it, unless that box can be scrolled further to that side.
  const whole = e.getBoundingClientRect();
  const out = Math.max(0, parseFloat(style.outlineOffset) + 2) - .5;
  const sides = new Set();
  for (let box = e.parentElement; box && box !== document.body; box = box.parentElement) {
    const look = getComputedStyle(box), edge = box.getBoundingClientRect();
    if (look.display === "inline" || look.display === "contents") continue;
    if (look.overflowX !== "visible") {
      if (whole.left - out < edge.left && box.scrollLeft < 1) sides.add("left");
      if (whole.right + out > edge.right && box.scrollLeft + box.clientWidth > box.scrollWidth - 1) sides.add("right");
    }
    if (look.overflowY !== "visible") {
      if (whole.top - out < edge.top && box.scrollTop < 1) sides.add("top");
      if (whole.bottom + out > edge.bottom && box.scrollTop + box.clientHeight > box.scrollHeight - 1) sides.add("bottom");
    }
  }
  let right = scrollX, down = scrollY; // where it stands in the page, whatever box was scrolled to bring it into view
  for (let box = e.parentElement; box && box !== document.body; box = box.parentElement) { right += box.scrollLeft; down += box.scrollTop }
  const before = window.hubStop;
  window.hubStop = e;
  const path = (node) => node.id ? `#${node.id}` : node.parentElement ? `${path(node.parentElement)} > ${node.localName}:nth-child(${[...node.parentElement.children].indexOf(node) + 1})` : node.localName;
  return {
    path: path(e),
    label: `<${e.localName}> ${(e.getAttribute("aria-label") || e.innerText || e.name || "").trim().slice(0, 60)}`,
    in_main: !!e.closest("main"),
    in_article: !!e.closest("main article"),
    is_skip_link: e.matches(".skip-link"),
    is_control: e.matches("a[href], button, input, select, textarea, summary, [tabindex]"),
    ring: drawn ? drawn.stroke === "none" ? 0 : parseFloat(drawn.strokeWidth) : style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    ring_contrast: (Math.max(ring, ground) + .05) / (Math.min(ring, ground) + .05),
    is_shown: boxes.length > 0 && e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.closest("[aria-hidden=true], [inert]"),
    cut: [...sides].join(", "),
    goes_on: !before || !before.isConnected || !!(before.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING),
    left: whole.left + right, top: whole.top + down, right: whole.right + right, bottom: whole.bottom + down,
    is_on_top: points.some(([x, y]) => { const top = document.elementFromPoint(x, y); return top && (e.contains(top) || top.contains(e) && top !== document.body && top.closest("a, label") === top); }),
  };
}"""

# Of the choices of one question, only one takes the focus: arrow keys lead to the others.
_ALL = """[...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter((e, at, all) =>
  e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true })
  && !(e.type === "radio" && e.name && [...document.getElementsByName(e.name)].filter((one) => one.form === e.form).indexOf(e) > 0))"""


_SKIP = f"""(left) => {{
  const all = {_ALL};
  const from = all.indexOf(document.activeElement), to = all.length - left - 1;
  if (to <= from) return 0;
  all[to].focus();
  return to - from;
}}"""


@dataclass(frozen=True)
class Stop:
    """One element that took the focus."""

    path: str
    label: str
    in_main: bool
    in_article: bool
    is_skip_link: bool
    is_control: bool
    ring: float
    ring_contrast: float
    is_shown: bool
    is_on_top: bool
    cut: str
    goes_on: bool
    left: float
    top: float
    right: float
    bottom: float

    def complaints(self) -> list[str]:
        wrong = {
            "takes the focus while it is hidden": not self.is_shown,
            "is covered, or off the screen, while it has the focus": (
                self.is_shown and not self.is_on_top
            ),
            f"has a focus ring of {self.ring} px, under 2": self.ring < 2,
            f"has a focus ring that is cut off at its {self.cut}": self.is_shown and bool(self.cut),
            f"has a focus ring whose contrast is {self.ring_contrast:.2f}, under 3": (
                self.ring >= 2 and self.ring_contrast < 3
            ),
        }
        return [f"{self.label} ({self.path}) {words}" for words, is_so in wrong.items() if is_so]


def focused(page: Page) -> Stop | None:
    """The element that has the focus, if any has."""
    about = page.evaluate(_ABOUT)
    return Stop(**about) if about else None


def controls(page: Page) -> int:
    """How many elements ought to take the focus, one after the other."""
    page.keyboard.press("Shift")  # the first key fetches what a page leaves out until then
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-scripts]')].every((part) =>"
        " part.querySelector('.is-live'))"
    )
    return page.evaluate(f"() => {_ALL}.length")


def out_of_order(stops: Sequence[Stop]) -> list[str]:
    """Where the focus goes against the order of the page: to what stands before, or up and to the
    left on the screen."""
    lines = [
        f"{stop.label} ({stop.path}) takes the focus after what follows it in the page"
        for stop in stops[1:]
        if not stop.goes_on
    ]
    for before, after in pairwise(stops):
        # a column may be longer than the page
        if (
            not before.is_skip_link
            and " footer" not in after.path
            and after.bottom <= before.top
            and after.right <= before.left
        ):
            lines.append(
                f"{after.label} ({after.path}) stands above and to the left of {before.label},"
                " which has the focus before it"
            )
    return lines


def walk(page: Page, *, most: int = 1000, after: Sequence[Stop] = ()) -> list[Stop]:
    """The stops from the top of the page, or on from an earlier walk, until the focus leaves the
    page."""
    if not after:
        page.evaluate("() => { delete window.hubStop }")
    stops: list[Stop] = []
    while len(stops) < most:
        page.keyboard.press("Tab")
        stop = focused(page)
        first = next(iter(after or stops), None)
        if stop is None or (first and stop.path == first.path):
            return stops
        stops.append(stop)
    return stops


def skip(page: Page, *, to_the_last: int) -> int:
    """Move the focus on to where so many stops are left. How many were passed over."""
    return page.evaluate(_SKIP, to_the_last)
