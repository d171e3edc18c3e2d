"""The elements and attributes that a drawing may have."""

from __future__ import annotations

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
# Drawing programs write notes of their own. No browser does anything with elements and attributes
# of these namespaces.
INERT = frozenset(
    {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://creativecommons.org/ns#",
        "http://web.resource.org/cc/",
        "http://purl.org/dc/elements/1.1/",
        "http://www.inkscape.org/namespaces/inkscape",
        "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
        "http://ns.adobe.com/AdobeIllustrator/10.0/",
        "http://ns.adobe.com/Extensibility/1.0/",
        "http://ns.adobe.com/Graphs/1.0/",
        "http://www.serif.com/",
        "http://www.bohemiancoding.com/sketch/ns",
        "http://svgjs.com/svgjs",
        "http://svgjs.dev/svgjs",
        "https://boxy-svg.com",
        "http://www.figma.com/figma/ns",
    }
)
ELEMENTS = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan textPath title desc metadata"
    " defs use symbol marker clipPath mask pattern linearGradient radialGradient stop style".split()
)
REFERRING = frozenset("use pattern linearGradient radialGradient textPath".split())
# Presentation attributes, which are styles; the same names may stand in a style.
STYLED = frozenset(
    "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation"
    " color-interpolation-filters color-rendering direction display dominant-baseline"
    " enable-background fill fill-opacity fill-rule filter flood-color flood-opacity font"
    " font-family font-size font-size-adjust font-stretch font-style font-variant font-weight"
    " glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning"
    " letter-spacing lighting-color marker marker-end marker-mid marker-start mask mask-type"
    " mix-blend-mode opacity overflow paint-order pointer-events shape-rendering solid-color"
    " solid-opacity stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset"
    " stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor"
    " text-decoration text-overflow text-rendering transform transform-box transform-origin"
    " unicode-bidi vector-effect visibility white-space word-spacing writing-mode".split()
)
PLAIN = frozenset(
    "id class lang tabindex role viewBox preserveAspectRatio version baseProfile zoomAndPan width"
    " height x y dx dy x1 y1 x2 y2 cx cy r rx ry fx fy fr d points pathLength rotate textLength"
    " lengthAdjust offset gradientUnits gradientTransform spreadMethod patternUnits"
    " patternContentUnits patternTransform maskUnits maskContentUnits clipPathUnits markerUnits"
    " markerWidth markerHeight refX refY orient startOffset method spacing side media type"
    " data-name focusable contentStyleType content".split()
)
TRANSFORMS = frozenset({"gradientTransform", "patternTransform"})
# where the drawing was stored on the computer it was made on
PRIVATE = frozenset({"export-filename", "absref", "docbase"})
INSTEAD = {
    "image": "a picture inside it. Export the whole as PNG or WebP",
    "foreignObject": (
        "text that is a web page. In draw.io switch off Word Wrap and Formatted Text, or export"
        " as PNG"
    ),
    "switch": (
        "a choice of two drawings. In draw.io and Illustrator export without text as HTML or"
        " editing data"
    ),
    "a": "a link. Take the link out; a link can stand in the text beside the picture",
    "filter": "an effect, such as a shadow. Take the effect off, or export as PNG",
    "font": "a font. Convert the text to paths",
}
