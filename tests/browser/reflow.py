"""What does not fit on a narrow screen."""

from __future__ import annotations

from playwright.sync_api import Page

# A box that scrolls on purpose (a table, code) may be wider than the screen; the page may not, and
# no text may be cut off.
_MISFITS = """() => {
  const width = document.documentElement.clientWidth;
  const name = (e) => `<${e.localName} class="${e.className}"> ${(e.innerText || "").trim().slice(0, 50)}`;
  const found = [];
  if (document.documentElement.scrollWidth > width) found.push(`The page is ${document.documentElement.scrollWidth} px wide on a screen of ${width} px.`);
  const unseen = [...document.querySelectorAll("thead")].filter((head) => getComputedStyle(head).clipPath.startsWith("inset(50%")); // of tables that are cards: each cell says it
  for (const e of document.body.querySelectorAll("*")) {
    if (!e.checkVisibility({ visibilityProperty: true }) || e.closest(".visually-hidden, svg") || unseen.some((head) => head.contains(e))) continue;
    const box = e.getBoundingClientRect();
    const style = getComputedStyle(e);
    let scroller = e.parentElement;
    while (scroller && getComputedStyle(scroller).overflowX === "visible") scroller = scroller.parentElement;
    const scrolls = scroller && scroller !== document.body && scroller !== document.documentElement && getComputedStyle(scroller).overflowX !== "hidden";
    if (!scrolls && box.width && box.right + scrollX > width + 1) found.push(`${name(e)} reaches to ${Math.round(box.right)} px.`);
    const cuts = ["hidden", "clip"];
    if ((cuts.includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1 || cuts.includes(style.overflowY) && e.scrollHeight > e.clientHeight + 1) && e.innerText) {
      found.push(`${name(e)} is cut off.`);
    }
  }
  return found.slice(0, 20);
}"""

# WCAG 1.4.12, word for word.
_SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets.push(sheet);
}"""


def misfits(page: Page) -> list[str]:
    """Whatever makes the page scroll sideways, and text that is cut off."""
    return page.evaluate(_MISFITS)


def space_out(page: Page) -> None:
    """Set the text as a person may who needs more room between letters, words and lines."""
    page.evaluate(_SPACING)
