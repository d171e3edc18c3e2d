"""The first bytes decide what a picture is, its header how large, and a drawing holds only
shapes."""

from __future__ import annotations

import struct
import zlib

import pytest

from hub.problems import Report
from hub.reading.files import ContentFile
from hub.reading.pictures.rules import read_picture


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, extra: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + extra
        + chunk(
            b"IDAT",
            zlib.compress(bytes((width + 1) * height) if max(width, height) <= 4096 else b""),
        )
        + chunk(b"IEND", b"")
    )


def jpeg(width: int, height: int, before: bytes = b"") -> bytes:
    return (
        b"\xff\xd8"
        + before
        + b"\xff\xc0"
        + struct.pack(">HBHH", 11, 8, height, width)
        + b"\x01\x01\x11\x00"
        + b"\xff\xda\x00\x02\x00\xff\xd9"
    )


def webp(form: bytes, rest: bytes) -> bytes:
    pixels = b"" if form in (b"VP8 ", b"VP8L") else b"VP8L" + struct.pack("<I", 2) + b"\x2f\0"
    data = b"WEBP" + form + struct.pack("<I", 10) + rest.ljust(10, b"\0") + pixels
    return b"RIFF" + struct.pack("<I", len(data)) + data


def exif(order: bytes) -> bytes:
    form = ">" if order == b"MM" else "<"
    return (
        b"Exif\x00\x00"
        + order
        + struct.pack(f"{form}HIHHHII", 42, 8, 1, 0x8825, 4, 1, 0)
        + bytes(4)
    )


def look(name: str, data: bytes, report: Report) -> tuple[int, int] | None:
    stem, _, suffix = name.rpartition(".")
    picture = read_picture(
        ContentFile(f"content/images/{name}", "images", stem, f".{suffix}", data), report
    )
    return (picture.width, picture.height) if picture else None


@pytest.mark.parametrize(
    ("name", "data", "size"),
    [
        ("a.png", png(640, 480), (640, 480)),
        ("a.jpg", jpeg(640, 480), (640, 480)),
        (
            "a.jpeg",
            jpeg(640, 480, b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\1\2\0\0\1\0\1\0\0"),
            (640, 480),
        ),
        (
            "a.webp",
            webp(b"VP8X", b"\0\0\0\0" + (639).to_bytes(3, "little") + (479).to_bytes(3, "little")),
            (640, 480),
        ),
        (
            "a.webp",
            webp(b"VP8L", b"\x2f" + ((639) | (479 << 14)).to_bytes(4, "little")),
            (640, 480),
        ),
        ("a.webp", webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 640, 480)), (640, 480)),
    ],
)
def test_the_size_comes_from_the_header(
    name: str, data: bytes, size: tuple[int, int], report: Report
) -> None:
    assert look(name, data, report) == size


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.png", b"<html>", "asset-mismatch"),
        ("a.png", b"", "asset-mismatch"),
        ("a.png", jpeg(1, 1), "asset-mismatch"),
        ("a.jpg", png(1, 1), "asset-mismatch"),
        ("a.jpg", b"\xff\xd8\xff", "image-damaged"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x00" * 9, "image-damaged"),
        ("a.png", png(0, 10), "image-too-large"),
        ("a.png", png(4097, 10), "image-too-large"),
        ("a.jpg", jpeg(10, 65535), "image-too-large"),
        (
            "a.jpg",
            jpeg(10, 10, b"\xff\xe1" + struct.pack(">H", 34) + exif(b"MM")),
            "image-metadata",
        ),
        (
            "a.jpg",
            jpeg(10, 10, b"\xff\xe1" + struct.pack(">H", 34) + exif(b"II")),
            "image-metadata",
        ),
        ("a.png", png(10, 10, chunk(b"eXIf", exif(b"MM")[6:])), "image-metadata"),
    ],
)
def test_what_cannot_be_published_has_a_code(
    name: str, data: bytes, code: str, report: Report
) -> None:
    assert look(name, data, report) is None
    assert [problem.code for problem in report.sorted()] == [code]


SVG = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>%s</svg>"


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<g><path d='M0 0h8v8z'/></g>",
        "<title>A &amp; B</title>",
        "<use href='#a'/>",
        "<use xlink:href='#a'/>",
        "<rect fill='url(#a)'/>",
        "<!-- made by hand -->",
    ],
)
def test_a_plain_drawing_is_taken(inside: str, report: Report) -> None:
    assert look("a.svg", (SVG % inside).encode(), report) == (0, 0)


@pytest.mark.parametrize(
    "text",
    [
        SVG % "<script>x</script>",
        SVG % "<style>@import '//x'</style>",
        SVG % "<a href='#x'/>",
        SVG % "<foreignObject/>",
        SVG % "<image href='x.png'/>",
        SVG % "<set attributeName='href' to='javascript:x'/>",
        SVG % "<animate/>",
        SVG % "<rect onclick='x'/>",
        SVG % "<rect ONLOAD='x'/>",
        SVG % "<use href='x.svg#a'/>",
        SVG % "<use xlink:href='https://x'/>",
        SVG % "<rect fill='url(https://x)'/>",
        SVG % "<rect style='background:url(//x)'/>",
        SVG % "<rect fill='java&#x73;cript:x'/>",
        SVG % "<h:script xmlns:h='http://www.w3.org/1999/xhtml'/>",
        SVG % "<x xmlns='urn:x'/>",
        "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + SVG % "&x;",
        "<!doctype svg>" + SVG % "",
        "<?xml-stylesheet href='x'?>" + SVG % "",
        "<svg><g></svg>",
        "",
        "<html/>",
        SVG % ("<g>" * 5000 + "</g>" * 5000),
        "<?xml version='1.0' encoding='utf-16'?>" + SVG % "",
    ],
)
def test_any_other_drawing_is_refused(text: str, report: Report) -> None:
    assert look("a.svg", text.encode(), report) is None
    assert [problem.code for problem in report.sorted()] == ["unsafe-svg"]
    assert report.problems[0].place.line >= 1


def test_a_drawing_in_another_encoding_is_refused(report: Report) -> None:
    assert look("a.svg", (SVG % "").encode("utf-16"), report) is None
