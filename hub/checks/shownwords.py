"""Words that readers would see and nobody meant: what a draft was started with, letters garbled on
the way, marks in plain fields.
"""

from __future__ import annotations

import re

from hub.model import Source
from hub.problems import Place, Report, quoted
from hub.reading.nodes import FieldsNode, texts

WRITE_HERE = "Write here."  # what `hub new` puts below a heading

_UNFINISHED = re.compile(
    r"(?<![“\"'‘\w])(?:TODO|TBD|FIXME|TKTK|[Ll]orem"
    r" ipsum)\b(?!\s+(?:is|are|was|means?|stands)\b)|^[ \t]*(?:\*{1,2})?Write here\.?(?:\*{1,2})?["
    r" \t]*$|(?<![“\"'‘])\[(?i:insert|fill in|your|placeholder|to do|tbd)\b[^\]\n]{0,60}\](?!\()"
    r"|\b(?i:insert|your) (?:text|title|summary|words|content) here\b|^["
    r" \t]*(?i:text|title|summary|placeholder)(?: goes)? here\.?[ \t]*$|^["
    r" \t]*(?:(?i:placeholder)\.?|(?i:untitled(?: document)?)|null|~)[ \t]*$",
    re.MULTILINE,
)
_WORDS = (
    *(
        "todo",
        "tbd",
        "fixme",
        "tktk",
        "lorem ipsum",
        "write here",
        "text here",
        "title here",
        "summary here",
        "words here",
        "content here",
        "goes here",
        "placeholder",
    ),
    *("untitled", "null", "~", "[insert", "[fill in", "[your", "[to do"),
)
_SPANISH_ALL = re.compile(r"TODO(?![:(])")  # in Spanish this is a word
_CODE = re.compile(
    r"^(?P<fence>[ \t>]*(`{3,}|~{3,}))[^\n]*\n.*?(?:^[ \t>]*\2[`~]*["
    r" \t]*$|\Z)|(?P<tick>`+)(?!`)[^\n]*?(?<!`)(?P=tick)(?!`)",
    re.MULTILINE | re.DOTALL,
)
# UTF-8 that was read as Windows-1252 or Latin-1 and saved again: a lead byte as a letter, then what
# its tail bytes became.
_GARBLED = re.compile(
    "[\u00c2-\u00df][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
    "|\u00e2\u20ac[\u0080-\u00bf\u0152\u0153\u02dc\u2122\u201c\u201d\u2020\u00a6\u00a2]|\u00f0\u0178|\u00ef\u00bb\u00bf|\ufffd"
)
_MARKS = re.compile(
    r"\[\^[^\]\s]+\]|\*\*(?=\S)|(?<=\S)\*\*(?!\d)|\[\[(?=[a-z])|\]\((?=\S)|`[^`]+`|(?<![\w:/]):[a-z][a-z0-9_+-]{2,30}:(?![\w:])|~~(?=\S)|^(?:#{1,6}|[-*+•·▪●])"
    r" (?=\S)|&(?:nbsp|amp|lt|gt|quot|[mn]dash);"
    r"|(?<![\w*])\*[^\W\d_][^*\n]*\*(?![\w*])|(?<![\w_/])_[^\W\d_][^_\n]* [^_\n]*_(?![\w_])"
)
_ADDRESS = re.compile(r"\s*[a-z]+://\S+\s*", re.IGNORECASE)
# One of them is in every text that `_MARKS` finds something in; plain search is ten times as quick.
_SIGNS = (
    "*",
    "[[",
    "[^",
    "](",
    "`",
    "~~",
    "&",
    "•",
    "·",
    "▪",
    "●",
    "+ ",
    *(f"{quote}{sign}" for quote in "\"'" for sign in "#-+"),
)
_ODD_SIGNS = re.compile(r":[a-z][a-z0-9_+-]+:|_(?<=[^\w/]_)\w")


def check_shown_words(source: Source, report: Report, *, is_published: bool) -> None:
    """Report what readers of one entry would see and nobody meant."""
    text = report.text_by_path.get(source.path, "")
    told = (
        {problem.place.line for problem in report.problems if problem.place.path == source.path}
        if report.problems
        else set()
    )
    if not text.isascii():
        _check_letters(source.path, text, told, report=report)
    fields = text[: len(text) - len(source.body)]
    if is_published and _may_be_unfinished(text):
        _check_finished(source, report)
    if any(sign in fields for sign in _SIGNS) or _ODD_SIGNS.search(fields):
        _check_marks(source.fields, told, report)


def _check_letters(path: str, text: str, told: set[int], report: Report) -> None:
    """Letters that were read in another encoding than they were saved in: the first of each line of
    which nothing was told before.
    """
    for found in _GARBLED.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if line in told:
            continue
        told.add(line)
        place = Place(
            path,
            line,
            found.start() - text.rfind("\n", 0, found.start()),
            length=len(found.group()),
        )
        start = text.rfind(" ", 0, found.start()) + 1
        word = re.split(
            r"[\s]", text[max(start, text.rfind("\n", 0, found.start()) + 1) :], maxsplit=1
        )[0]
        report.add(
            "garbled-text",
            place,
            f"The letters of {quoted(word)} were garbled when the file was copied or saved.",
            rows=[("Write", _mended(word))],
        )


def _mended(word: str) -> str:
    for encoding in ("cp1252", "latin-1"):
        try:
            mended = word.encode(encoding).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        return mended
    return "the word as it was meant, and save the file as UTF-8"


def _check_finished(source: Source, report: Report) -> None:
    # of an event, which has words of its own for a place that is not known
    elsewhere = source.fields.value_by_name.get("where")
    for node in texts(source.fields):
        found = None if node is elsewhere else _first_unfinished(node.text, source.language)
        if found:
            _tell_unfinished(found.group().strip(), node.place, report)
    lines = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), source.body).split("\n")
    for number, line in enumerate(lines):
        found = _first_unfinished(line, source.language)
        if found:
            typed = found.group().strip()
            _tell_unfinished(
                typed,
                Place(
                    source.path, source.body_line + number, line.index(typed) + 1, length=len(typed)
                ),
                report,
            )


def _may_be_unfinished(text: str) -> bool:
    """False for nearly every file, at a tenth of what the pattern costs."""
    lowered = text.lower()
    return any(words in lowered for words in _WORDS)


def _first_unfinished(text: str, language: str) -> re.Match[str] | None:
    return next(
        (
            found
            for found in _UNFINISHED.finditer(text)
            if language == "en" or not _SPANISH_ALL.match(text, found.start())
        ),
        None,
    )


def _tell_unfinished(typed: str, place: Place, report: Report) -> None:
    message = f"{quoted(typed)} stands where words are still missing, and the entry is published."
    report.add(
        "unfinished-text",
        place,
        message,
        rows=[
            ("Write", "the words that are missing, or take the line out"),
            ("Or", "status: draft   until they are there"),
        ],
    )


def _check_marks(fields: FieldsNode, told: set[int], report: Report) -> None:
    for node in texts(fields):
        found = (
            _MARKS.search(node.text)
            if not _ADDRESS.fullmatch(node.text) and node.place.line not in told
            else None
        )
        if found:
            rows = [
                ("Write", "plain words; bold, links and code stand in the text below the fields")
            ]
            report.add(
                "markup-in-text",
                node.place,
                f"A field is plain text, so readers would see {quoted(found.group().strip())} as it"
                " stands here.",
                rows=rows,
            )
