"""What XMP, the notes of picture programs, says of a picture."""

from __future__ import annotations

import re

from lxml import etree

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XMP_HARMLESS = re.compile(
    r"http://ns\.adobe\.com/tiff/1\.0/(?:Orientation|[XY]Resolution|ResolutionUnit|Image(?:Width|Length)|BitsPerSample|Compression|PhotometricInterpretation|SamplesPerPixel"
    r"|PlanarConfiguration|YCbCr\w+|NativeDigest|Software)"
    r"|http://ns\.adobe\.com/exif/1\.0/(?:Pixel[XY]Dimension|ColorSpace|ExifVersion|FlashpixVersion|NativeDigest|ComponentsConfiguration|CompressedBitsPerPixel)"
    r"|http://ns\.adobe\.com/xap/1\.0/(?:CreatorTool|CreateDate|ModifyDate|MetadataDate|Rating)"
    r"|http://ns\.adobe\.com/xap/1\.0/(?:mm|sType/Resource(?:Event|Ref)#|t/pg/|g/|rights)/?(?!img/).*|http://ns\.adobe\.com/xap/1\.0/sType/.*"
    r"|http://ns\.adobe\.com/photoshop/1\.0/(?:ColorMode|ICCProfile|LegacyIPTCDigest|DocumentAncestors|Urgency)"
    r"|http://purl\.org/dc/elements/1\.1/(?:format|title|rights|type|language)"
    r"|http://ns\.adobe\.com/pdf/1\.3/(?:Producer|Trapped)|http://www\.w3\.org/XML/1998/namespace\w+|adobe:ns:meta/.*|http://ns\.adobe\.com/xmp/note/.*"
)
_XMP_PEOPLE = re.compile(
    r"http://ns\.adobe\.com/xap/1\.0/rights/(?:Owner|Certificate|WebStatement)"
)
UNREAD = "what cannot be read, and perhaps where it was taken"


def xmp_says(data: bytes) -> str:
    """What the notes give away; empty when they are harmless."""
    try:
        root = etree.fromstring(
            re.sub(rb"^\s*<\?xpacket[^>]*\?>", b"", data.strip(b"\0 \r\n\t\xef\xbb\xbf")),
            etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False),
        )
    except (etree.XMLSyntaxError, ValueError):
        return f"{UNREAD} (XMP)"
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        value = (element.text or "").strip() or len(element)
        names = [str(element.tag)] * bool(value or element.attrib) + [
            str(key) for key, held in element.attrib.items() if str(held).strip()
        ]
        for name in names:
            full = name.lstrip("{").replace("}", "")
            if full.endswith("exif/1.0/UserComment") and element.attrib.get(
                name, "".join(map(str, element.itertext()))
            ).strip() in ("Screenshot", ""):
                continue
            if (
                name.startswith(_RDF)
                or not name.startswith("{")
                or (_XMP_HARMLESS.fullmatch(full) and not _XMP_PEOPLE.fullmatch(full))
            ):
                continue
            return _said_by_xmp(etree.QName(name).localname)
    return ""


def _said_by_xmp(name: str) -> str:
    if re.search(
        r"gps|location|city|state|country|latitude|longitude|place|address|lat|long",
        name,
        re.IGNORECASE,
    ):
        return f"where it was taken ({name})"
    if re.search(r"creator|author|owner|artist|credit|by-?line|person", name, re.IGNORECASE):
        return f"who took it ({name})"
    if re.search(r"make|model|serial|lens|camera|firmware|device", name, re.IGNORECASE):
        return f"with what it was taken ({name})"
    if re.search(r"comment|description|subject|keyword|caption|headline", name, re.IGNORECASE):
        return f"something in words ({name})"
    return f"something else of the camera or the writer ({name})"
