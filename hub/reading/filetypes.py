"""Files that do not belong in a folder of content/: what they are, and what to do with them."""

from __future__ import annotations

from pathlib import PurePosixPath

from hub.problems import did_you_mean, quoted

ENTRY_TYPES = (".md", ".yml")
IMAGE_TYPES = (".png", ".jpg", ".jpeg", ".webp", ".svg")
GUIDE = "docs/contribute.md"  # how an entry is written
_OFFICE = {
    **dict.fromkeys(
        (".doc", ".docx", ".odt", ".rtf", ".pages", ".gdoc", ".wpd"),
        "a document of a word processor",
    ),
    **dict.fromkeys((".xls", ".xlsx", ".ods", ".numbers", ".csv", ".tsv"), "a spreadsheet"),
    **dict.fromkeys((".ppt", ".pptx", ".odp", ".key"), "a set of slides"),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".mht"), "a page of the web"),
    **dict.fromkeys((".txt", ".text", ".log"), "plain text"),
    **dict.fromkeys((".pdf", ".epub"), "a finished document"),
}
_SAME = {".markdown": ".md", ".mdown": ".md", ".mkd": ".md", ".mdx": ".md", ".yaml": ".yml"}
_PICTURES = (".gif", ".tif", ".tiff", ".bmp", ".heic", ".avif", ".ico", ".eps", ".psd")


def is_told_first(path: str) -> bool:
    """True for a type that says more of the mistake than the name before it: `My notes.docx` is not
    mended by a better name.
    """
    suffix = PurePosixPath(path).suffix.lower()
    return suffix in _OFFICE or suffix in _SAME or suffix in _PICTURES or suffix in IMAGE_TYPES


def other_type(path: str, folder: str, slug: str) -> tuple[str, list[tuple[str, str]]]:
    """The message and its help for a file whose ending does not belong in `folder`; `slug` is its
    name in the right form, or nothing.
    """
    name, suffix = PurePosixPath(path).name, PurePosixPath(path).suffix
    types = IMAGE_TYPES if folder == "images" else ENTRY_TYPES
    stem = slug or "map-the-journey"
    low = _SAME.get(suffix.lower(), suffix.lower())
    if low in types:
        return f"The ending of {quoted(name)} is written {low} here.", [
            ("Rename it to", f"{stem}{low}")
        ]
    if folder == "images":
        if low in _PICTURES:
            return f"{quoted(name)} is a picture that browsers do not show, or not well.", [
                ("Write", f"Export it as {stem}.png or {stem}.jpg."),
                ("Allowed", ", ".join(types)),
            ]
        return f"{quoted(name)} is not a picture, and {folder}/ holds pictures.", [
            *did_you_mean(suffix, types),
            ("Allowed", ", ".join(types)),
        ]
    if low in (*IMAGE_TYPES, *_PICTURES):
        return f"{quoted(name)} is a picture, and {folder}/ holds entries.", [
            ("Move it to", f"content/images/{stem}{low}")
        ]
    if low in _OFFICE:
        message = f"{quoted(name)} is {_OFFICE[low]}, and words are written as Markdown here."
        return message, [
            ("Write", f"{stem}.md, with the same words in it"),
            ("See", f"{GUIDE}, which says how an entry is written"),
        ]
    message = f"{quoted(name)} is not a type of file that belongs in {folder}."
    return message, [*did_you_mean(suffix, types), ("Allowed", ", ".join(types))]
