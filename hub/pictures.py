"""Which pictures may be published: the first bytes decide, never the name, and no pixel is decoded."""

from __future__ import annotations

import re
import struct

from lxml import etree

from hub.files import ContentFile
from hub.limits import MAX_IMAGE_SIDE
from hub.model import Picture
from hub.problems import Place, Report

_SVG_ELEMENTS = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan title desc defs use symbol marker clipPath mask pattern linearGradient radialGradient stop".split()
)
_KIND_BY_SUFFIX = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WebP", ".svg": "SVG"}


def read_picture(file: ContentFile, report: Report) -> Picture | None:
    """The picture with its size, or None and a problem."""
    name = file.path.split("/images/", 1)[1]
    if file.suffix == ".svg":
        return Picture(name, file.path, file.data) if _svg_is_safe(file, report) else None
    kind, size = _kind_and_size(file.data)
    place = Place(file.path)
    if kind != _KIND_BY_SUFFIX[file.suffix]:
        found = f"a {kind}" if kind else "not a picture"
        report.add("asset-mismatch", place, f"The name says {_KIND_BY_SUFFIX[file.suffix]}, and the file is {found}.", rows=[("Write", "Export the picture again.")])
        return None
    if max(size) > MAX_IMAGE_SIDE or min(size) < 1:
        report.add("image-too-large", place, f"This picture is {size[0]:,} by {size[1]:,} pixels; the most is {MAX_IMAGE_SIDE:,} on a side.", rows=[("Write", "Make it smaller.")])
        return None
    if _has_location(file.data, kind):
        report.add("image-metadata", place, "This photograph says where it was taken.", rows=[("Write", "Export it without location data.")])
        return None
    return Picture(name, file.path, file.data, *size)


def _kind_and_size(data: bytes) -> tuple[str, tuple[int, int]]:
    if data[:8] == b"\x89PNG\r\n\x1a\n" and data[12:16] == b"IHDR" and len(data) >= 24:
        return "PNG", struct.unpack(">II", data[16:24])
    if data[:3] == b"\xff\xd8\xff":
        return "JPEG", _jpeg_size(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP" and len(data) >= 30:
        return "WebP", _webp_size(data)
    return "", (0, 0)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    position = 2
    while position + 9 < len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        position += 2 + struct.unpack(">H", data[position + 2 : position + 4])[0]
    return 0, 0


def _webp_size(data: bytes) -> tuple[int, int]:
    form = data[12:16]
    if form == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if form == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", data[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _has_location(data: bytes, kind: str) -> bool:
    """True when an EXIF block holds a GPS directory (tag 0x8825)."""
    start = data.find(b"Exif\x00\x00") if kind != "PNG" else data.find(b"eXIf")
    if start < 0:
        return False
    block = data[start : start + 65_536]
    return b"\x88\x25\x00\x04" in block or b"\x25\x88\x04\x00" in block


def _svg_is_safe(file: ContentFile, report: Report) -> bool:
    def refuse(line: int, why: str) -> bool:
        report.add("unsafe-svg", Place(file.path, line, 1), f"This drawing {why}, so it cannot be published.", rows=[("Write", "Export it as plain SVG, or as PNG.")])
        return False

    try:
        text = file.data.decode("utf-8")
    except UnicodeDecodeError:
        return refuse(1, "is not saved as UTF-8")
    report.text_by_path[file.path] = text
    declared = re.search(r"<!(?!--)", text)
    if declared:
        return refuse(text.count("\n", 0, declared.start()) + 1, "declares a document type")
    instruction = re.search(r"<\?(?!xml\s)", text)
    if instruction:  # a parsed tree does not show the ones before its root, and a style sheet loads from there
        return refuse(text.count("\n", 0, instruction.start()) + 1, "holds a processing instruction")
    try:
        root = etree.fromstring(file.data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        return refuse(getattr(error, "lineno", 1) or 1, "is not well-formed XML")
    for element in root.iter():
        line = element.sourceline if isinstance(element.sourceline, int) else 1
        if not isinstance(element.tag, str):
            if element.tag is etree.Comment:
                continue
            return refuse(line, "holds a processing instruction")
        space, _, name = element.tag.rpartition("}")
        if space.lstrip("{") not in ("", "http://www.w3.org/2000/svg") or name not in _SVG_ELEMENTS:
            return refuse(line, f"holds <{name}>")
        for attribute, value in ((str(key), str(held)) for key, held in element.attrib.items()):
            bare = attribute.rpartition("}")[2].lower()
            if bare.startswith("on") or (bare == "href" and not value.startswith("#")) or re.search(r"url\((?!['\"]?#)|javascript:|@import|expression\(", value, re.IGNORECASE):
                return refuse(line, f"has a {bare} that reaches out of it")
    return True
