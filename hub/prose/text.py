"""Markdown in, safe HTML out: no raw HTML, listed elements only, every link and picture known by
its place.

An entry's text is converted once. Links, pictures and ids are left as tokens in the HTML, so that
the same text can stand on its own page, in a chapter and in a feed with the right addresses each
time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import html as lxml_html
from lxml.etree import ParserError
from markupsafe import Markup, escape

from hub.limits import MARKDOWN_SECONDS
from hub.problems import Place, Report
from hub.prose.clean import clean
from hub.prose.cost import TooSlow, is_costly, processor_limit
from hub.prose.markdown import convert_markdown, deepest
from hub.prose.parts import LinkUse, TextHeading
from hub.prose.slips import check_slips
from hub.reading.characters import first_forbidden, forbidden_message

# Inside a real tag only: text that looks like a token has its "<" escaped. The mark U+200B cannot
# come from content.
_TOKEN = re.compile(
    r'(<[a-z0-9]+(?:[^<>"]|"[^"]*")*? (?:href|src|id)=")hub-(link|id|at):([^"]*)"(>\u200b(?=</a>))?'
)


@dataclass(frozen=True)
class Prose:
    """Converted text. `draft` holds tokens for link targets and ids; `html` fills them in."""

    draft: str
    links: tuple[LinkUse, ...]
    headings: tuple[TextHeading, ...]
    words: str

    @property
    def is_empty(self) -> bool:
        return not self.draft

    def html(
        self, targets: Sequence[tuple[str, str]], *, prefix: str = "", demote: int = 0
    ) -> Markup:
        """The HTML with its links led to `targets`, ids prefixed and headings put `demote` levels
        down.

        `targets` has one (address, title) for each link, in order; the title is shown where the
        editor gave no words.
        """

        def fill(found: re.Match[str]) -> str:
            start, kind, value, untitled = found.groups()
            if kind == "link":
                address, title = targets[int(value)]
                words = f">{escape(title)}" if untitled else ""
                return f'{start}{escape(address)}"{words}'
            return f'{start}{prefix}{value}"' if kind == "id" else f'{start}#{prefix}{value}"'

        text = _TOKEN.sub(fill, self.draft)
        if demote:
            text = re.sub(
                r"(</?h)([2-6])(?=[ >])",
                lambda found: found.group(1) + str(min(int(found.group(2)) + demote, 6)),
                text,
            )
        return Markup(text)  # noqa: S704  # the cleaner wrote it, element by element

    def with_ids(self, new_by_old: Mapping[str, str]) -> Prose:
        """The same text with other ids for some of its headings."""

        def renamed(found: re.Match[str]) -> str:
            start, kind, value, _ = found.groups()
            return (
                f'{start}hub-id:{new_by_old[value]}"'
                if kind == "id" and value in new_by_old
                else found.group()
            )

        headings = tuple(
            replace(heading, id=new_by_old.get(heading.id, heading.id)) for heading in self.headings
        )
        return replace(self, draft=_TOKEN.sub(renamed, self.draft), headings=headings)


_ENTITY = re.compile(r"&#?[0-9A-Za-z]+;?")
EMPTY = Prose("", (), (), words="")


def read_prose(
    text: str, place: Place, report: Report, *, reserved_ids: frozenset[str] = frozenset()
) -> Prose:
    """Convert Markdown that starts at `place`. Whatever may not stand there is reported, and left
    out of the HTML.
    """
    if not text.strip():
        return EMPTY
    lines = text.split("\n")
    if is_costly(lines, place, report):
        return EMPTY
    try:
        with processor_limit(MARKDOWN_SECONDS):
            converted = convert_markdown(text)
            tree = lxml_html.fragment_fromstring(converted.html, create_parent="div")
    except TooSlow:
        report.add(
            "markdown-too-slow",
            place,
            f"This text took more than {MARKDOWN_SECONDS:g} seconds of the processor to convert.",
            rows=[("Write", "Look for a long run of brackets or markers, and take it out.")],
        )
        return EMPTY
    except (RecursionError, MemoryError, ParserError):
        return _too_deep(place, report)
    deep = deepest(converted.tokens)
    if deep is not None:
        return _too_deep(Place(place.path, place.line + (deep.map or [0])[0], 1), report)
    if "&" in text and _entity_is_forbidden(tree, text, place, report=report):
        return EMPTY
    check_slips(converted, lines, place, report=report)
    cleaned = clean(tree, lines, place, report=report, reserved_ids=reserved_ids)
    return Prose(cleaned.draft, cleaned.links, cleaned.headings, words=cleaned.words)


def _too_deep(place: Place, report: Report) -> Prose:
    report.add(
        "markdown-too-deep",
        place,
        "Lists or quotes in this text are nested too deeply.",
        rows=[("Write", "Use fewer levels.")],
    )
    return EMPTY


def _entity_is_forbidden(
    tree: lxml_html.HtmlElement, typed: str, place: Place, report: Report
) -> bool:
    """Refuse an invisible character that the file does not hold and an entity makes, such as
    &#8238;.
    """
    texts = (
        text
        for element in tree.iter()
        for text in (
            None
            if element.get("class") == "entry-link" and element.text == "\u200b"
            else element.text,
            element.tail,
            *element.attrib.values(),
        )
    )
    character = next(
        (
            text[position]
            for text in texts
            if text and (position := first_forbidden(text, around=typed)) is not None
        ),
        None,
    )
    # the converter puts it in the place of what no text may hold
    if character is None and "\ufffd" not in tree.text_content():
        return False
    spots = [
        (number, found, _meant_by(found.group()))
        for number, line in enumerate(typed.split("\n"))
        for found in _ENTITY.finditer(line)
    ]
    number, found, meant = next(
        (
            spot
            for spot in spots
            if (
                character in spot[2]
                if character
                else "\ufffd" in spot[2] or first_forbidden(spot[2]) is not None
            )
        ),
        (0, None, ""),
    )
    character = character or meant
    if not character:
        return False
    column, length = (found.start() + 1, len(found.group())) if found else (1, 1)
    report.add(
        "forbidden-character",
        Place(place.path, place.line + number, column, length=length),
        forbidden_message(character, "is made here, and it"),
        rows=[("Write", "Remove it, or type the character you can see.")],
    )
    return True


def _meant_by(entity: str) -> str:
    """The character that an entity stands for. `html.unescape` alone drops the controls, which are
    looked for here.
    """
    number = re.fullmatch(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));?", entity)
    code_point = int(number[1], 16) if number and number[1] else int(number[2]) if number else 0
    return chr(code_point) if 0 < code_point <= 0x10FFFF else html.unescape(entity)
