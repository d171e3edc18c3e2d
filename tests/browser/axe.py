"""What axe-core says about a page, as lines that can be read."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Page

# axe takes text in a scrolling box for hidden when the box cuts it off, a sticky cell covers it, or
# it straddles an edge. So
# contrast is looked at with the boxes unrolled in a page that is wide enough for them, and
# everything else with the page as
# it is. Our ::before marks stand beside text, never behind it. Of text in drawings axe knows
# neither colour nor ground: we look
# at the pixels of each drawing ourselves.
_START = """([contrast, within]) => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const kinds = ["violations", "incomplete"];
  const unrolled = new CSSStyleSheet();
  unrolled.replaceSync(`body, .page { min-width: 9000px !important }
    .page { display: block !important }
    .journey { grid-auto-flow: row !important }
    .table-scroll, .journey, .rail, .form-bar { overflow: visible !important; max-height: none !important; position: static !important; margin: 0 !important }
    .table-scroll :is(th, td) { position: static !important }`);
  const measures = { ...axe._audit.defaultConfig.rules.find((rule) => rule.id === "color-contrast").any[0].options, ignorePseudo: true, ignoreLength: true };
  const lines = (result) => kinds.flatMap((kind) => result[kind].flatMap((rule) => rule.nodes.map((node) => {
    const checks = [...node.any, ...node.all, ...node.none];
    return {
      rule: rule.id, is_open: kind === "incomplete", target: node.target.join(" "), html: node.html.slice(0, 200),
      why: checks.map((check) => check.message).join(" "),
      reason: checks.map((check) => check.data && check.data.messageKey || "").join(""),
    };
  })));
  const common = { resultTypes: kinds, iframes: false };
  window.looked = (async () => {
    const found = lines(await axe.run(within || document, { ...common, runOnly: tags, rules: { "color-contrast": { enabled: false } } }));
    if (contrast) {
      document.adoptedStyleSheets.push(unrolled);
      found.push(...lines(await axe.run({ ...(within ? { include: [within] } : {}), exclude: ["svg:not(:has(foreignObject))"] }, {
        ...common, runOnly: { type: "rule", values: ["color-contrast"] }, checks: { "color-contrast": { options: measures } },
      })));
      document.adoptedStyleSheets.pop();
    }
    return found;
  })();
}"""

_ON_A_PICTURE = ("bgImage", "bgGradient", "imgNode")


def complaints(
    pages: Sequence[Page], *, source: str, state: str, contrast: bool = True, within: str = ""
) -> list[str]:
    """Every violation, and everything that axe left open and that our own look at the pixels does
    not settle."""
    for page in pages:
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(source)  # by the debugger, which the content security policy lets pass
        # started in all pages before the first answer is asked for: each has its own process
        page.evaluate(_START, [contrast, within])
    lines = []
    for page in pages:
        if contrast:
            lines += [
                f"{state}: violation contrast of a drawing: {found}"
                for found in _faint_in_drawings(page)
            ]
        for found in page.evaluate("() => window.looked"):
            why = found["why"]
            if (
                found["rule"] == "color-contrast"
                and found["is_open"]
                and found["reason"] in _ON_A_PICTURE
            ):
                worst, needed = contrast_by_pixels(page, found["target"])
                if worst >= needed:
                    continue
                why = f"The lowest contrast of its pixels is {worst:.2f}, and {needed} is needed."
            scheme = (
                "dark"
                if page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")
                else "light"
            )
            kind = "left open" if found["is_open"] else "violation"
            lines.append(
                f"{state}, {scheme}: {kind} {found['rule']} at {found['target']}\n   "
                f" {found['html']}\n    {why}"
            )
    return lines


_WORST = """async ([target, bytes, colour]) => {
  const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const drawing = canvas.getContext("2d");
  drawing.drawImage(picture, 0, 0);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const text = light(colour.match(/[\\d.]+/g).map(Number));
  const pixels = drawing.getImageData(0, 0, picture.width, picture.height).data;
  let worst = 21;
  for (let i = 0; i < pixels.length; i += 4) {
    const ground = light(pixels.subarray(i, i + 3));
    worst = Math.min(worst, (Math.max(text, ground) + .05) / (Math.min(text, ground) + .05));
  }
  return worst;
}"""


def contrast_by_pixels(page: Page, target: str) -> tuple[float, float]:
    """The lowest contrast between a text and any pixel behind it, and the contrast that its size
    needs."""
    element = page.locator(target)
    colour, size = element.evaluate(
        "(e) => { const s = getComputedStyle(e); return [s.color, parseFloat(s.fontSize)] }"
    )
    element.evaluate("(e) => e.style.setProperty('color', 'transparent', 'important')")
    picture = element.screenshot()
    element.evaluate("(e) => e.style.removeProperty('color')")
    return page.evaluate(_WORST, [target, list(picture), colour]), 3.0 if size >= 24 else 4.5


_FAINT = """async ([drawing, bytes]) => {
  const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const edge = drawing.getBoundingClientRect();
  return [...drawing.querySelectorAll("text")].flatMap((text) => {
    const box = text.getBoundingClientRect();
    const style = getComputedStyle(text);
    const size = parseFloat(style.fontSize) * text.getScreenCTM().a;
    const needed = size >= 24 || size >= 18.66 && style.fontWeight >= 700 ? 3 : 4.5;
    const ink = light(text.dataset.ink.match(/[\\d.]+/g).map(Number));
    // letters are lower than their line, whose edge may touch a frame
    const [left, top] = [Math.ceil(box.left - edge.left), Math.ceil(box.top - edge.top + box.height / 5)];
    const pixels = context.getImageData(left, top, Math.max(1, Math.floor(box.width)), Math.max(1, Math.floor(box.height * .6))).data;
    let worst = 21;
    for (let i = 0; i < pixels.length; i += 4) {
      if (pixels[i + 3] < 255) continue;
      const ground = light(pixels.subarray(i, i + 3));
      worst = Math.min(worst, (Math.max(ink, ground) + .05) / (Math.min(ink, ground) + .05));
    }
    return worst < needed ? [`"${text.textContent}" in ${text.dataset.ink} has ${worst.toFixed(2)}, and ${needed} is needed.`] : [];
  });
}"""


def _faint_in_drawings(page: Page) -> list[str]:
    """The texts in drawings that stand out too little from any pixel behind them."""
    page.evaluate(
        "() => document.querySelectorAll('svg text').forEach((text) => { text.dataset.ink ="
        " getComputedStyle(text).fill; text.style.fill = 'transparent' })"
    )
    found = []
    for drawing in page.locator("svg:has(text)").all():
        if drawing.is_visible():
            picture = drawing.screenshot()
            found += drawing.evaluate(
                f"(drawing, bytes) => ({_FAINT})([drawing, bytes])", list(picture)
            )
    page.evaluate(
        "() => document.querySelectorAll('svg text').forEach((text) => {"
        " text.style.removeProperty('fill'); delete text.dataset.ink })"
    )
    return found
