"""Which pictures may be published: the first bytes decide, never the name, and no pixel is
decoded.
"""

from __future__ import annotations

from hub.limits import MAX_IMAGE_SIDE
from hub.problems import Place, Report
from hub.reading.drawings.rules import drawing_is_safe
from hub.reading.files import ContentFile
from hub.reading.pictures.notes import given_away
from hub.reading.pictures.parts import parts_of
from hub.reading.pictures.picture import Picture

_KIND_BY_SUFFIX = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WebP", ".svg": "SVG"}
_AGAIN = [("Write", "Copy or export it again, and look at it before you send it.")]


def read_picture(file: ContentFile, report: Report) -> Picture | None:
    """The picture with its size, or None and a problem."""
    name = file.path.split("/images/", 1)[1]
    if file.suffix == ".svg":
        return (
            Picture(name, file.path, file.data)
            if drawing_is_safe(file.path, file.data, report)
            else None
        )
    parts = parts_of(file.data)
    size, place = parts.size, Place(file.path)
    says = next((says for note in parts.notes if (says := given_away(note))), "")
    if parts.kind != _KIND_BY_SUFFIX[file.suffix]:
        held = f"a {parts.kind}" if parts.kind else "not a picture"
        report.add(
            "asset-mismatch",
            place,
            f"The name says {_KIND_BY_SUFFIX[file.suffix]}, and the file is {held}.",
            rows=[("Write", "Export the picture again.")],
        )
    elif parts.fault and size == (0, 0):
        report.add("image-damaged", place, f"This picture {parts.fault}.", rows=_AGAIN)
    elif max(size) > MAX_IMAGE_SIDE or min(size) < 1:
        report.add(
            "image-too-large",
            place,
            f"This picture is {size[0]:,} by {size[1]:,} pixels; the most is {MAX_IMAGE_SIDE:,} on"
            " a side.",
            rows=[("Write", "Make it smaller.")],
        )
    elif says:
        rows = [
            (
                "Write",
                (
                    "Export it without metadata. Windows: Properties, Details, Remove Properties."
                    " Most programs have an option for it."
                ),
            ),
            ("Or", "exiftool -all= --icc_profile:all -tagsfromfile @ -orientation FILE"),
        ]
        report.add(
            "image-metadata",
            place,
            f"This picture holds notes that every reader would get with it, and they say {says}.",
            rows=rows,
        )
    elif parts.fault:
        report.add("image-damaged", place, f"This picture {parts.fault}.", rows=_AGAIN)
    else:
        return Picture(name, file.path, file.data, width=size[0], height=size[1])
    return None
