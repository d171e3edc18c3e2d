"""What a picture gives away is found in every container and in every form, and no bytes whatever
make a traceback."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Iterator

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from hub.problems import Report
from hub.reading.drawings.rules import drawing_is_safe
from hub.reading.files import ContentFile
from hub.reading.pictures.rules import read_picture

COLORS = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}
PLACE = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
    b' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:e="%s"'
    b" %s/></rdf:RDF></x:xmpmeta>"
)
XMP = {
    "GPSLatitude": PLACE % (b"http://ns.adobe.com/exif/1.0/", b'e:GPSLatitude="38,53.85N"'),
    "Location": PLACE % (b"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", b'e:Location="The desk"'),
    "City": PLACE % (b"http://iptc.org/std/Iptc4xmpExt/2008-02-29/", b'e:City="Washington"'),
    "SerialNumber": PLACE % (b"http://ns.adobe.com/exif/1.0/aux/", b'e:SerialNumber="1234"'),
    "Model": PLACE % (b"http://ns.adobe.com/tiff/1.0/", b'e:Model="Phone"'),
    "creator": PLACE % (b"http://purl.org/dc/elements/1.1/", b'e:creator="Jane"'),
    "lat": PLACE % (b"http://www.w3.org/2003/01/geo/wgs84_pos#", b'e:lat="38.89"'),
    "description": (
        PLACE % (b"http://purl.org/dc/elements/1.1/", b'e:description="at 38.89, -77.03"')
    ),
    "UserComment": PLACE % (b"http://ns.adobe.com/exif/1.0/", b'e:UserComment="at home"'),
    "GpsLongitude": PLACE % (b"http://www.dji.com/drone-dji/1.0/", b'e:GpsLongitude="1"'),
}


def picture(form: str, **options: object) -> bytes:
    """A small real picture, as Pillow writes it."""
    if form == "png" and "xmp" in options:
        notes = PngImagePlugin.PngInfo()
        notes.add_itxt("XML:com.adobe.xmp", options.pop("xmp").decode())  # type: ignore[attr-defined]
        options["pnginfo"] = notes
    data = io.BytesIO()
    Image.effect_noise((9, 7), 40).convert("RGB").save(data, FORMATS[form], **options)
    return data.getvalue()


def exif(tag: int, value: object, *, directory: int = 0) -> bytes:
    block = Image.Exif()
    block[0x0112] = 1
    (block.get_ifd(directory) if directory else block)[tag] = value
    return block.tobytes()


def codes(form: str, data: bytes) -> list[str]:
    report = Report()
    read_picture(ContentFile(f"content/images/a.{form}", "images", "a", f".{form}", data), report)
    return [problem.code for problem in report.sorted()]


every_form = pytest.mark.parametrize("form", FORMATS)


@every_form
@pytest.mark.parametrize(
    ("tag", "value", "directory"),
    [
        (1, "N", 0x8825),
        (0x0110, "Phone", 0),
        (0x010F, "Maker", 0),
        (0x013B, "Jane", 0),
        (0xA431, "1234", 0x8769),
        (0x927C, b"x" * 9, 0x8769),
        (0x9286, b"ASCII\0\0\0at home", 0x8769),
        (0x0132, "2026:01:02 03:04:05", 0),
        (0x9C9C, b"a\0t\0", 0),
        (0x0131, "Phone 7", 0),
    ],
)
def test_exif_that_says_where_with_what_or_by_whom_is_told(
    form: str, tag: int, value: object, directory: int
) -> None:
    block = exif(tag, value, directory=directory)
    assert codes(form, picture(form, exif=block)) == ["image-metadata"]
    # in WebP and PNG the head is left out, too
    assert codes(form, picture(form, exif=block[6:] if form != "jpg" else block)) == [
        "image-metadata"
    ]


@every_form
@pytest.mark.parametrize("name", XMP)
def test_xmp_that_says_so_is_told(form: str, name: str) -> None:
    assert codes(form, picture(form, xmp=XMP[name])) == ["image-metadata"]


@every_form
def test_what_cannot_be_read_is_told(form: str) -> None:
    assert codes(form, picture(form, xmp=b"<x:xmpmeta")) == ["image-metadata"]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("exif", exif(1, "N", directory=0x8825)),
        ("APP1", exif(1, "N", directory=0x8825)),
        ("xmp", XMP["City"]),
        ("iptc", b"\x1c\x02\x5a\x00\x04Rome"),
    ],
)
def test_raw_profiles_of_a_png_are_read(name: str, raw: bytes, packed: bool) -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text(f"Raw profile type {name}", f"\n{name}\n{len(raw):8}\n{raw.hex()}\n", zip=packed)
    assert codes("png", picture("png", pnginfo=notes)) == ["image-metadata"]


@every_form
def test_a_picture_with_its_orientation_and_colors_is_taken(form: str) -> None:
    assert codes(form, picture(form, exif=exif(0x0112, 6), icc_profile=COLORS)) == []


@every_form
def test_a_picture_that_is_cut_anywhere_is_told(form: str) -> None:
    data = picture(form)
    for length in range(12, len(data)):
        told = codes(form, data[:length])
        assert told in (["image-damaged"], ["asset-mismatch"]), length


@every_form
def test_what_stands_behind_the_end_is_told(form: str) -> None:
    assert codes(form, picture(form) + b"PK\x03\x04") == ["image-damaged"]
    assert codes(form, picture(form) + b"\0\0\n") == []  # padding


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def with_segment(marker: int, body: bytes) -> bytes:
    data = picture("jpg")
    return data[:2] + segment(marker, body) + data[2:]


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def with_chunk(name: bytes, body: bytes) -> bytes:
    data = picture("png")
    return data[:33] + chunk(name, body) + data[33:]


@pytest.mark.parametrize(
    "body",
    [
        b"JFXX\0\x10" + picture("jpg", exif=exif(1, "N", directory=0x8825)),
        b"JFIF\0\1\2\0\0\1\0\1\1\1abc",
        b"JFIF\0\1\2\0\0\1\0\1\0\0GPS 38.89",
    ],
)
def test_a_small_copy_within_a_jpeg_is_told(body: bytes) -> None:
    assert codes("jpg", with_segment(0xE0, body)) == ["image-metadata"]


@pytest.mark.parametrize(
    ("marker", "body"),
    [
        (0xEE, b"Adobe\0\x64\0\0\0\0\1GPS 38.89"),
        (0xEC, b"Ducky\0\1\0\4\0\0\0\x3c\0\2\0\4GPS!\0\0"),
        (0xE2, b"ICC_PROFILE\0\1\1a profile of colors"),
        (0xE2, b"ICC_PROFILE\0\1\1" + COLORS + b"GPS 38.89"),
        (0xFE, XMP["City"]),
        (0xFE, b"at home"),
        (0xFE, b"GIMP 38.8977, -77.0365"),
    ],
)
def test_a_segment_that_holds_more_than_its_form_is_told(marker: int, body: bytes) -> None:
    assert codes("jpg", with_segment(marker, body)) == ["image-metadata"]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        (b"tEXt", b"Anything\0" + XMP["City"]),
        (b"iTXt", b"Software\0\0\0\0\0" + XMP["City"]),
        (b"iTXt", b"Software\0\1\0\0\0" + zlib.compress(XMP["City"])),
        (
            b"zTXt",
            b"Raw profile type exif\0\0"
            + zlib.compress(b"\n" * 30_000_000 + b"exif\n 4\n00000000"),
        ),
        (b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"\nexif\n 4\nnothing")),
        (b"zTXt", b"Software\0\0" + zlib.compress(b"GIMP") + b"GPS 38.89"),
        (b"tEXt", b"Comment\0at home"),
        (b"tEXt", b"Description\0Taken by Jane"),
        (b"tEXt", b"date:create\0at home"),
        (b"iCCP", b"colors\0\0" + zlib.compress(b"GPS 38.89")),
    ],
)
def test_a_text_of_a_png_is_told_whatever_its_key_word(name: bytes, body: bytes) -> None:
    assert codes("png", with_chunk(name, body)) == ["image-metadata"]


@pytest.mark.parametrize(
    "text",
    [
        b"Created with GIMP",
        b"CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90\n",
        b"Adobe Photoshop CC 2019 (Windows)",
        b"Matplotlib version3.9.0, https://matplotlib.org/",
        b"www.inkscape.org",
        b"Lavc58.134.100",
        b"LEAD Technologies Inc. V1.01",
        b"ImageMagick 6.9.10-23 Q16 x86_64 20190101 https://imagemagick.org",
    ],
)
def test_the_name_of_a_program_is_taken(text: bytes) -> None:
    assert codes("jpg", with_segment(0xFE, text)) == []
    assert codes("png", with_chunk(b"tEXt", b"Software\0" + text)) == []
    assert codes("png", with_chunk(b"tEXt", b"date:create\0" + b"2026-01-02T03:04:05+00:00")) == []


@every_form
@pytest.mark.parametrize("what", ["behind", "ring", "gap"])
def test_exif_with_bytes_that_no_tag_names_is_told(form: str, what: str) -> None:
    head = b"Exif\0\0MM\0*"
    entry = b"\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0"
    block = {
        "behind": head + b"\0\0\0\x08" + entry + b"\0\0\0\0GPS 38.89",
        "ring": head + b"\0\0\0\x08" + entry + b"\0\0\0\x08",
        "gap": head + b"\0\0\0\x11GPS 38.89" + entry + b"\0\0\0\0",
    }[what]
    assert codes(form, picture(form, exif=block)) == ["image-metadata"]


@every_form
def test_what_a_mac_writes_into_a_picture_of_the_screen_is_taken(form: str) -> None:
    assert (
        codes(form, picture(form, exif=exif(0x9286, b"ASCII\0\0\0Screenshot", directory=0x8769)))
        == []
    )


def png(header: tuple[int, int, int, int, int], packed: bytes) -> bytes:
    width, height, depth, color, interlace = header
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, interlace))
        + chunk(b"IDAT", packed)
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        zlib.compress(b""),
        zlib.compress(b"\0" * 29),
        zlib.compress(b"\0" * 31),
        b"GPS 38.89",
        zlib.compress(b"\0" * 30) + b"GPS 38.89",
        zlib.compress(b"\0" * 30_000_000),
    ],
)
def test_a_png_holds_as_many_pixels_as_it_says(packed: bytes) -> None:
    assert codes("png", png((3, 3, 8, 2, 0), zlib.compress(b"\0" * 30))) == []
    assert codes("png", png((3, 3, 8, 2, 0), packed)) == ["image-damaged"]


@pytest.mark.parametrize(
    ("header", "length"),
    [
        ((9, 7, 1, 0, 0), 21),
        ((5, 3, 16, 6, 0), 123),
        ((1, 1, 8, 0, 1), 2),
        ((8, 8, 8, 0, 1), 79),
        ((3, 3, 4, 3, 1), 13),
    ],
)
def test_pixels_are_counted_in_every_form(
    header: tuple[int, int, int, int, int], length: int
) -> None:
    assert codes("png", png(header, zlib.compress(b"\0" * length))) == []
    assert codes("png", png(header, zlib.compress(b"\0" * (length - 1)))) == ["image-damaged"]


def mutations(data: bytes, seed: int, count: int) -> Iterator[bytes]:
    """The bytes with parts turned, cut out, doubled or swapped, the same each time."""
    source = random.Random(seed)
    for _ in range(count):
        changed = bytearray(data)
        for _ in range(source.randint(1, 6)):
            at, length = source.randrange(len(changed)), source.randint(1, 12)
            what = source.randrange(4)
            if what == 0:
                changed[at] = source.choice((0, 1, 0x7F, 0x80, 0xFE, 0xFF, source.randrange(256)))
            elif what == 1:
                del changed[at : at + length]
            elif what == 2:
                changed[at:at] = changed[at : at + length] * source.randint(1, 4)
            else:
                changed[at : at + 4] = struct.pack(
                    source.choice(("<I", ">I")),
                    source.choice((0, 1, 8, 0x7FFFFFFF, 0xFFFFFFFF, len(changed))),
                )
            changed = changed or bytearray(b"\0")
        yield bytes(changed)


@pytest.mark.fuzz
@every_form
@pytest.mark.parametrize("rounds", [300, pytest.param(20_000, marks=pytest.mark.slow)])
def test_whatever_the_bytes_are_the_answer_is_a_problem_or_none(form: str, rounds: int) -> None:
    whole = [
        picture(form, exif=exif(1, "N", directory=0x8825)),
        picture(form, xmp=XMP["City"]),
        picture(form),
    ]
    for number, data in enumerate(whole):
        for changed in mutations(data, number, rounds // 3):
            assert set(codes(form, changed)) <= {
                "image-damaged",
                "image-metadata",
                "image-too-large",
                "asset-mismatch",
            }


DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>.a{fill:url(#g);stroke-dasharray:4 2}@media print{*{fill:red}}</style><defs>
<linearGradient id="g"><stop offset="0" style="stop-color:#123"/></linearGradient><marker id="m"><path d="M0 0L9 5z"/></marker><g id="b"><use href="#c"/></g><g id="c"><rect class="a"/></g></defs>
<path d="M0 0c1 2 3-4 5.5.5A3 3 0 01 9 9H3V1q1 1 2 2Z" marker-end="url(#m)" stroke-dasharray="1%"/><use href="#b" style="mask:url('#g');fill:\\72 ed"/></svg>"""


@pytest.mark.fuzz
@pytest.mark.parametrize("rounds", [300, pytest.param(20_000, marks=pytest.mark.slow)])
def test_whatever_a_drawing_holds_the_answer_is_a_problem_or_none(rounds: int) -> None:
    for changed in mutations(DRAWING, 7, rounds):
        report = Report()
        assert drawing_is_safe("content/images/a.svg", changed, report) == (not report.problems)
        assert {problem.code for problem in report.problems} <= {"unsafe-svg"}


@pytest.mark.parametrize(
    "inside",
    [
        "<style>" + "a" * 500_000 + "</style>",
        "<style>" + "url(#" * 100_000 + "</style>",
        "<style>" + "a{b:c;" * 80_000 + "</style>",
        "<rect style='" + "(" * 500_000 + "'/>",
        "<rect style='" + "fill:(" * 100_000 + "'/>",
        "<rect style='" + "/*" * 200_000 + "'/>",
        "<rect stroke-dasharray='" + "1 " * 200_000 + "'/>",
        "<path d='" + "M0 0" * 200_000 + "'/>",
        "<path d='" + "." * 800_000 + "'/>",
        "<rect class='" + "a " * 400_000 + "'/><style>" + ".a{fill:url(#a)}" * 20_000 + "</style>",
        "<g>" * 200 + "<use href='#a'/>" * 20_000 + "</g>" * 200,
        "".join(f"<g id='a{number}'><use href='#a{number + 1}'/></g>" for number in range(15_000)),
    ],
)
def test_a_drawing_costs_no_more_than_its_length(inside: str) -> None:
    """Each of these took minutes with an expression that looks again and again; a whole picture of
    a megabyte takes a second."""
    drawing_is_safe(
        "content/images/a.svg",
        f"<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>".encode(),
        Report(),
    )
