"""What the notes in a picture give away: where it was taken, with which device, and by whom. What is not listed as harmless is told.

The lists hold what a browser needs to show a picture, and what programs write about the file itself: sizes, colors, dates, the
exposure, the words of a caption. Cameras write hundreds of other things, and more each year.
"""

from __future__ import annotations

import re

from lxml import etree

from hub.pictureparts import Note

_EXIF_POINTERS = {0x8769: "photo", 0xA005: "interoperability"}
_GPS = 0x8825  # leads to the place; its type may be LONG (4) or IFD (13)
# Tags of Exif 3.0 and TIFF 6 that say neither where, nor with what, nor by whom.
_EXIF_HARMLESS = frozenset({
    *range(0x00FE, 0x0104), 0x0106, 0x0107, 0x010A, 0x010D, 0x010E, 0x0111, 0x0112, 0x0115, 0x0116, 0x0117, 0x0118, 0x0119, 0x011A, 0x011B, 0x011C, 0x0128, 0x012D, 0x0131, 0x0132,
    0x013D, 0x013E, 0x013F, 0x0142, 0x0143, 0x0144, 0x0145, 0x0152, 0x0153, 0x0201, 0x0202, 0x0211, 0x0212, 0x0213, 0x0214, 0x4746, 0x4749, 0x8298, 0x8773, 0x9C9B, 0x9C9C, 0x9C9F,
    0x829A, 0x829D, 0x8822, 0x8824, 0x8827, *range(0x8830, 0x8836), 0x9000, 0x9003, 0x9004, *range(0x9010, 0x9013), 0x9101, 0x9102, *range(0x9201, 0x920B), 0x9214, 0x9286,
    *range(0x9290, 0x9293), *range(0xA000, 0xA004), 0xA20E, 0xA20F, 0xA210, 0xA215, 0xA217, 0xA300, 0xA301, 0xA302, *range(0xA401, 0xA40B), 0xA40C, 0xA460, 0xA461, 0xA462, 0xA500,
    0xC4A5, 0xEA1C, 0x0001, 0x0002, 0x1000, 0x1001, 0x1002,
})  # fmt: skip
_EXIF_SAYS = {
    0x010F: "the maker of the camera", 0x0110: "the model of the camera", 0x013B: "who took it", 0x013C: "the computer it was made on", 0x9C9D: "who took it",
    0xA420: "the number of the picture", 0xA430: "the owner of the camera", 0xA431: "the serial number of the camera", 0xA432: "the lens", 0xA433: "the maker of the lens",
    0xA434: "the model of the lens", 0xA435: "the serial number of the lens", 0xA437: "who took it", 0xA438: "who edited it", 0x927C: "notes of the camera",
}  # fmt: skip
_SIZES = (0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4)  # bytes of a value of each type
_MAX_DIRECTORIES = 16

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XMP_HARMLESS = re.compile(
    r"http://ns\.adobe\.com/tiff/1\.0/(?:Orientation|[XY]Resolution|ResolutionUnit|Image(?:Width|Length|Description)|BitsPerSample|Compression|PhotometricInterpretation|SamplesPerPixel"
    r"|PlanarConfiguration|YCbCr\w+|NativeDigest|Software|DateTime|Copyright)"
    r"|http://ns\.adobe\.com/exif/1\.0/(?:Pixel[XY]Dimension|ColorSpace|ExifVersion|FlashpixVersion|NativeDigest|UserComment|DateTime\w+|ComponentsConfiguration|CompressedBitsPerPixel)"
    r"|http://ns\.adobe\.com/xap/1\.0/(?:CreatorTool|CreateDate|ModifyDate|MetadataDate|Rating|Label|Thumbnails)"
    r"|http://ns\.adobe\.com/xap/1\.0/(?:mm|sType/Resource(?:Event|Ref)#|g/img/|t/pg/|g/|rights)/?.*|http://ns\.adobe\.com/xap/1\.0/sType/.*"
    r"|http://ns\.adobe\.com/photoshop/1\.0/(?:ColorMode|ICCProfile|DateCreated|LegacyIPTCDigest|Headline|History|DocumentAncestors|TextLayers|LayerName|LayerText|Urgency)"
    r"|http://purl\.org/dc/elements/1\.1/(?:format|title|description|rights|subject|type|date|language|identifier)"
    r"|http://ns\.adobe\.com/pdf/1\.3/(?:Producer|Keywords|Trapped)|http://www\.w3\.org/.*|adobe:ns:meta/.*|http://ns\.adobe\.com/xmp/note/.*"
)
_XMP_PEOPLE = re.compile(r"http://ns\.adobe\.com/xap/1\.0/rights/(?:Owner|Certificate|WebStatement)")
_TEXT_HARMLESS = re.compile(
    r"(?:title|description|copyright|creation time|software|disclaimer|warning|comment|date:\w+|png:.*|mxfile|mxgraphmodel|xmp:\w+|signature)", re.IGNORECASE
)
_IPTC_HARMLESS = frozenset(
    {0, 5, 10, 15, 25, 40, 55, 60, 62, 63, 65, 70, 105, 116, 120, 184, 185, 186, 187, 188, 202, 221}
)  # of record 2: title, dates, captions, keywords, rights, program
_PHOTOSHOP_NOTES = {0x0404: "iptc", 0x0422: "exif", 0x0423: "exif", 0x0424: "xmp"}


def given_away(note: Note) -> str:
    """What a note gives away, in the words that follow "It says"; empty when it is harmless."""
    if note.form == "exif":
        return _exif(note.data)
    if note.form == "xmp":
        return _xmp(note.data)
    if note.form == "iptc":
        return _iptc(note.data)
    if note.form == "photoshop":
        return _photoshop(note.data)
    if note.form == "text":
        return "" if _TEXT_HARMLESS.fullmatch(note.word) else f'something about "{note.word[:30]}"'
    return "" if note.form == "shown" else f"what no browser shows ({note.form})"


def _exif(data: bytes) -> str:
    """The directories of a TIFF block, with or without the six bytes that JPEG puts before it."""
    start = data.find(b"Exif\0\0", 0, 16)
    block = data[start + 6 :] if start >= 0 else data
    order: str = {b"II*\0": "little", b"MM\0*": "big"}.get(block[:4], "")
    if not order:
        return "" if not block.strip(b"\0") else "what cannot be read, and perhaps where it was taken (Exif)"

    def number(position: int, length: int) -> int:
        return int.from_bytes(block[position : position + length], "little" if order == "little" else "big")

    waiting, seen = [number(4, 4)], set[int]()
    while waiting:
        directory = waiting.pop()
        if not directory or directory in seen:
            continue
        if directory + 2 > len(block) or len(seen) >= _MAX_DIRECTORIES:
            return "what cannot be read, and perhaps where it was taken (Exif)"
        seen.add(directory)
        count = number(directory, 2)
        for entry in range(directory + 2, min(directory + 2 + 12 * count, len(block) - 11), 12):
            tag, form, items = number(entry, 2), number(entry + 2, 2), number(entry + 4, 4)
            if tag == _GPS:
                return "where it was taken"
            if tag in _EXIF_POINTERS:
                waiting.append(number(entry + 8, 4))
            elif tag == 0x02BC or tag in (0x83BB, 0x8649):  # XMP, IPTC and Photoshop blocks as TIFF keeps them
                size = items * (_SIZES[form] if form < len(_SIZES) else 1)
                inner = given_away(Note({0x02BC: "xmp", 0x83BB: "iptc"}.get(tag, "photoshop"), block[number(entry + 8, 4) :][:size]))
                if inner:
                    return inner
            elif tag not in _EXIF_HARMLESS and _holds(block, number(entry + 8, 4), entry + 8, items * (_SIZES[form] if form < len(_SIZES) else 1)):
                return _EXIF_SAYS.get(tag, f"something else of the camera (tag {tag:04X})")
        waiting.append(number(directory + 2 + 12 * count, 4))
    return ""


def _holds(block: bytes, offset: int, inline: int, size: int) -> bool:
    """Whether a value is more than spaces and zeros: some programs empty a field and leave it there."""
    value = block[inline : inline + size] if size <= 4 else block[offset : offset + size]
    return bool(value.strip(b"\0 "))


def _xmp(data: bytes) -> str:
    try:
        root = etree.fromstring(
            re.sub(rb"^\s*<\?xpacket[^>]*\?>", b"", data.strip(b"\0 \r\n\t\xef\xbb\xbf")), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )
    except (etree.XMLSyntaxError, ValueError):
        return "what cannot be read, and perhaps where it was taken (XMP)"
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        value = (element.text or "").strip() or len(element)
        names = [str(element.tag)] * bool(value or element.attrib) + [str(key) for key, held in element.attrib.items() if str(held).strip()]
        for name in names:
            full = name.lstrip("{").replace("}", "")
            if name.startswith(_RDF) or not name.startswith("{") or (_XMP_HARMLESS.fullmatch(full) and not _XMP_PEOPLE.fullmatch(full)):
                continue
            return _said_by_xmp(etree.QName(name).localname)
    return ""


def _said_by_xmp(name: str) -> str:
    if re.search(r"gps|location|city|state|country|latitude|longitude|place|address|lat|long", name, re.IGNORECASE):
        return f"where it was taken ({name})"
    if re.search(r"creator|author|owner|artist|credit|by-?line|person", name, re.IGNORECASE):
        return f"who took it ({name})"
    if re.search(r"make|model|serial|lens|camera|firmware|device", name, re.IGNORECASE):
        return f"with what it was taken ({name})"
    return f"something else of the camera or the writer ({name})"


def _iptc(data: bytes) -> str:
    position = data.find(b"\x1c")
    while position >= 0 and position + 5 <= len(data) and data[position] == 0x1C:
        record, number, length = data[position + 1], data[position + 2], int.from_bytes(data[position + 3 : position + 5])
        if length & 0x8000:  # the length of the length
            size = length & 0x7FFF
            length, position = int.from_bytes(data[position + 5 : position + 5 + min(size, 4)]), position + size
        if record != 1 and data[position + 5 : position + 5 + length].strip(b"\0 ") and (record != 2 or number not in _IPTC_HARMLESS):
            is_place = record == 2 and number in (26, 27, 90, 92, 95, 100, 101, 103)
            is_person = record == 2 and number in (80, 85, 110, 115, 118, 122)
            return "where it was taken" if is_place else "who took it" if is_person else f"something of its writer (IPTC {record}:{number})"
        position += 5 + length
    return ""


def _photoshop(data: bytes) -> str:
    position = data.find(b"8BIM")
    while position >= 0 and position + 12 <= len(data) and data[position : position + 4] == b"8BIM":
        number = int.from_bytes(data[position + 4 : position + 6])
        name = data[position + 6] + 1
        position += 6 + name + name % 2
        length = int.from_bytes(data[position : position + 4])
        body = data[position + 4 : position + 4 + length]
        if number in _PHOTOSHOP_NOTES and (inner := given_away(Note(_PHOTOSHOP_NOTES[number], body))):
            return inner
        position += 4 + length + length % 2
    return ""
