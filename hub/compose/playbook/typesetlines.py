"""What stands inside a line, as Typst: words, emphasis, links, notes, pictures, and places with a
permanent id.

A line is first a list of pieces: `Words`, whose white space is still as the HTML has it, and Typst
calls, opened and closed. Only when the whole line is known does white space become what a browser
shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from hub.compose.playbook.book import Book
from hub.compose.playbook.typstwords import collapsed, lacks_letters, literal, truth, words
from hub.problems import HubError, quoted
from hub.prose.urls import is_outside

_WRAPPED = {
    "strong": "strong({",
    "em": "emph({",
    "sup": "super({",
    "sub": "sub({",
    "del": "strike({",
    "s": "strike({",
    "u": "underline({",
}


class Words(str):
    """Text whose white space is not yet collapsed: what stands beside it decides whether it begins
    with a space.
    """

    __slots__ = ()


class Lines:
    """Writes lines, and remembers which ids, pictures and notes it has met."""

    def __init__(self, book: Book, flow: Callable[[etree._Element], str]) -> None:
        self.book = book
        self.ids = frozenset(book.ids)
        self.flow = flow  # writes a note that is more than one line
        self.title = ""  # of the chapter in hand
        self.is_heading = False
        self.files: dict[str, str] = {}  # picture -> name of its file
        self.placed: set[str] = set()
        self.notes: dict[str, etree._Element] = {}
        self.noted: set[str] = set()

    def begin(self, title: str, tree: etree._Element) -> None:
        """A new chapter, with the notes that stand at the end of its parts."""
        self.title = title
        self.notes = {
            str(note.get("id")): note
            for area in tree.iter("div")
            if "footnote" in classes_of(area)
            for note in area.iter("li")
            if note.get("id")
        }
        self.noted = set()

    def inside(self, element: etree._Element) -> list[str]:
        """The pieces of what an element holds."""
        pieces: list[str] = [Words(element.text or "")]
        for child in element:
            pieces += self.inline(child)
            pieces.append(Words(child.tail or ""))
        language = language_of(element)
        return [language, *pieces, "})"] if language else pieces

    def inline(self, element: etree._Element) -> list[str]:
        """The pieces of one element of a line."""
        tag, place = str(element.tag), self.place_of(element)
        if tag == "br":
            return [*place, "linebreak()"]
        if tag == "img":
            return [*place, self.picture(element, is_inline=True)]
        if tag == "code":
            return [*place, f"code({words(collapsed(text_of(element)))})"]
        mark = (
            next((link for link in element.iter("a") if "footnote-ref" in classes_of(link)), None)
            if tag == "sup"
            else None
        )
        if mark is not None:
            return [*place, self._foot((mark.get("href") or "")[1:])]
        if tag == "a":
            return [*place, *self._link(element)]
        if tag in _WRAPPED:
            return [*place, _WRAPPED[tag], *self.inside(element), "})"]
        if tag == "span" and "label" in classes_of(element):
            return [*place, "label-words({", *self.inside(element), "})"]
        return [*place, *self.inside(element)]

    def _link(self, element: etree._Element) -> list[str]:
        """A link inside the book, or one out of it with its address in print."""
        target, inner = element.get("href") or "", self.inside(element)
        if "footnote-backref" in classes_of(element):
            return []
        if target.startswith("#"):
            if target[1:] not in self.ids:
                raise HubError(
                    "broken-book-link",
                    f"In {quoted(self.title)} a link leads to {quoted(target[1:])}, and the book"
                    " has no such id.",
                    exit_code=3,
                )
            return [
                f"inside({literal(target[1:])}, {truth(is_true=not self.is_heading)}, {{",
                *inner,
                "})",
            ]
        if not is_outside(target):
            return inner
        shown = target.removeprefix("mailto:").removeprefix("tel:")
        is_shown_already = self.is_heading or collapsed(text_of(element)).strip() == shown
        return [
            f"outside({literal(target)}, {words('' if is_shown_already else shown)}, {{",
            *inner,
            "})",
        ]

    def _foot(self, name: str) -> str:
        """A mark with its note at the foot of the page; a second mark of the same note shows the
        same number.
        """
        note = self.notes.get(name)
        if note is None:
            raise HubError(
                "broken-book-link",
                f"In {quoted(self.title)} a mark leads to the note {quoted(name)}, and there is"
                " none.",
                exit_code=3,
            )
        label = literal(f"note of {name}")  # a space: no id has one
        if name in self.noted:
            return f"foot-again({label})"
        self.noted.add(name)
        paragraphs = list(note.iterchildren("p"))
        only = (
            paragraphs[0]
            if len(paragraphs) == len(note) == 1 and not (note.text or "").strip()
            else None
        )
        body = (
            joined([self.place(name), *self.inside(only)]) if only is not None else self.flow(note)
        )
        return f"foot({label}, {{ {body} }})"

    def picture(self, element: etree._Element, *, is_inline: bool) -> str:
        """A picture with the words that stand for it. HubError when it has none."""
        name, alt = str(element.get("src") or ""), collapsed(element.get("alt") or "").strip()
        if not alt:
            raise HubError(
                "picture-without-words",
                f"In {quoted(self.title)} the picture {quoted(name)} has no words for people who"
                " cannot see it.",
                exit_code=1,
                fix="Write what it shows between the brackets: ![what it shows](…)",
            )
        if name not in self.book.pictures:
            raise HubError(
                "picture-not-in-book",
                f"In {quoted(self.title)} the picture {quoted(name)} is shown, and the book does"
                " not hold it.",
                exit_code=3,
            )
        # nothing else of a name reaches the disk
        suffix = re.search(r"\.([a-z]{3,4})$", name.lower())
        file = self.files.setdefault(
            name, f"picture-{len(self.files) + 1}.{suffix[1] if suffix else 'png'}"
        )
        return f"picture({literal(file)}, {literal(alt)}, {truth(is_true=is_inline)})"

    def place_of(self, element: etree._Element) -> list[str]:
        """The place of an element's id, if it has one."""
        return [self.place(str(element.get("id")))] if element.get("id") else []

    def place(self, identity: str) -> str:
        """A permanent id that is not a heading's."""
        self.placed.add(identity)
        return f"at({literal(identity)})"


def language_of(element: etree._Element) -> str:
    """The beginning of a Typst call that says in which language the words of an element are; ""
    where it is that of the book.

    Words in letters that the fonts lack are told in English, and in the order of English.
    """
    primary = (element.get("lang") or "").partition("-")[0]
    return (
        f"text(lang: {literal(primary)}, {{"
        if re.fullmatch("[a-z]{2,3}", primary) and not lacks_letters(text_of(element))
        else ""
    )


def classes_of(element: etree._Element) -> list[str]:
    """The classes of an element."""
    return (element.get("class") or "").split()


def text_of(element: etree._Element) -> str:
    """The words in an element, with all their white space."""
    return "".join(map(str, element.itertext()))


def has_words(pieces: list[str]) -> bool:
    """True when a line shows something, and does not only hold places."""
    return any(not piece.startswith("at(") or isinstance(piece, Words) for piece in _tidy(pieces))


def joined(pieces: list[str]) -> str:
    """The pieces as the inside of a Typst code block."""
    line = ""
    for piece in _tidy(pieces):
        shown = words(str(piece)) if isinstance(piece, Words) else piece
        line += ("" if not line or line.endswith("{") or shown.startswith("}") else "; ") + shown
    return line


def _tidy(pieces: list[str]) -> list[str]:
    """The pieces with white space as a browser shows it: none at the edges and beside a line break,
    one space elsewhere.
    """
    kept: list[str] = []
    # last: the words that a line break or the end would leave with a space
    is_after_space, last = True, -1
    for piece in pieces:
        if isinstance(piece, Words):
            text = collapsed(piece)
            text = text.lstrip(" ") if is_after_space else text
            if text:
                is_after_space, last = text.endswith(" "), len(kept)
                kept.append(Words(text))
            continue
        if piece == "linebreak()":
            _strip(kept, last)
            is_after_space, last = True, -1
        elif not piece.endswith("{") and not piece.startswith(("}", "at(")):
            is_after_space, last = False, -1  # something that is seen, such as a picture
        kept.append(piece)
    _strip(kept, last)
    return _without_empty([piece for piece in kept if piece])


def _strip(kept: list[str], last: int) -> None:
    if last >= 0:
        kept[last] = Words(kept[last].rstrip(" "))


def _without_empty(pieces: list[str]) -> list[str]:
    """Without calls that would hold nothing."""
    kept: list[str] = []
    for piece in pieces:
        if piece == "})" and kept and kept[-1].endswith("{") and not isinstance(kept[-1], Words):
            kept.pop()
        else:
            kept.append(piece)
    return kept
