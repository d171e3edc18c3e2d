"""Links and notes that would be published as words: a bracket that is missing, a space too many, an
address that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hub.folders import COLLECTIONS
from hub.problems import did_you_mean, quoted
from hub.prose.runs import Run, Slip, line_at
from hub.reading.filenames import suggested_slug

_NAME = r"[a-z][a-z-]*/[a-z0-9-]+"
_ADDRESS = r"(?:https?://|www\.|mailto:|tel:)[^\s()]+"
# Bounded on both sides, so that a long text costs no more than its length.
_ONE_BRACKET_LESS = re.compile(
    rf"\[\[ ?({_NAME}(?:#[a-z0-9-]+)?) ?((?:\|[^\[\]\n]{{0,200}})?)\](?!\])"
    rf"|(?<!\[)\[({_NAME}(?:#[a-z0-9-]+)?)((?:\|[^\[\]\n]{{0,200}})?)\]\]"
)
_EMPTY = re.compile(r"\[\[\s*\]\]")
_NEVER_CLOSED = re.compile(rf"\[\[({_NAME}(?:#[a-z0-9-]+)?)(?![\w\]|/#-])")
# [and/or] is text
_SINGLE = re.compile(
    rf"(?<!\[)\[(({'|'.join(COLLECTIONS)})/[a-z0-9-]+(?:#[a-z0-9-]+)?)\](?![\](\[])"
)
_SPACE_BETWEEN = re.compile(rf"\[([^\[\]\n]{{1,200}})\]\s+\(({_ADDRESS})\)")
_TURNED_ROUND = re.compile(r"\(([^()\n]{1,200})\)\[((?:https?://|www\.)[^\s()\[\]]+)\]")
_BROKEN = re.compile(r"(!?)\[([^\[\]\n]{0,200})\]\(([^()\n]{0,300})(\)?)")
_FOREIGN = tuple(
    re.compile(pattern)
    for pattern in (
        # Jira, Confluence
        r"\[(?P<words>[^\[\]|\n]{1,200})\|(?P<address>https?://[^\s\[\]|]+)(?:\|[^\[\]\n]*)?\]",
        r"(?<!\])\[(?P<address>https?://[^\s\[\]|]+)\s+(?P<words>[^\[\]\n]{1,200})\]",  # MediaWiki
        r"\[(?P<words>[^\[\]\n]{1,200})\](?P<address>https?://[^\s\[\]()]+)",
        r"(?<=[^\s>])[ \t]+\[(?P<words>[^\[\]\n^]{1,200})\]:\s*(?P<address>https?://[^\s\[\]()]+)",
        r"\[(?P<words>[^\[\]{}\n]{1,200})\}\((?P<address>[^()\s]{1,300})\)",
    )
)
_NO_REFERENCE = re.compile(r"(?<![\w\]])\[([^\[\]\n^!][^\[\]\n]{0,199})\]\[([^\[\]\n]{0,100})\]")
_NOTE = re.compile(r"\[\^([^\[\]\n]{0,80})\]?|\^\[[^\[\]\n]{0,80}\]?")


def link_slips(run: Run, note_labels: Iterable[str], references: Iterable[str]) -> Iterator[Slip]:
    """What a run of words holds that was meant as a link or the mark of a note. The labels are
    those that the text defines.
    """
    if "[" not in run.typed:
        return
    yield from _half_brackets(run)
    yield from _other_forms(run)
    yield from _no_reference(run, references)
    for found in _NOTE.finditer(run.typed):
        yield _note(run, found, note_labels)


def _half_brackets(run: Run) -> Iterator[Slip]:
    """Links to entries whose brackets are not two on each side."""
    for found in _ONE_BRACKET_LESS.finditer(run.typed):
        name, words = found[1] or found[3], found[2] or found[4] or ""
        message = (
            "A link to an entry has two brackets on each side, and one is missing here, so readers"
            " would see the brackets."
        )
        yield _link(run, found, found.group(), message=message, write=f"[[{name}{words}]]")
    for found in _EMPTY.finditer(run.typed):
        message = "These brackets name no entry, so readers would see them."
        write = "[[practices/map-the-journey]]"
        yield _link(run, found, found.group(), message=message, write=write)
    for found in _SINGLE.finditer(run.typed):
        message = (
            "A link to an entry has two brackets on each side, and here it has one, so readers"
            " would see the brackets."
        )
        yield _link(run, found, found.group(), message=message, write=f"[[{found[1]}]]")
    for found in _NEVER_CLOSED.finditer(run.typed):
        message = (
            "These two brackets are never closed, so readers would see them in the place of a link."
        )
        yield _link(run, found, found.group(), message=message, write=f"[[{found[1]}]]")


def _other_forms(run: Run) -> Iterator[Slip]:
    """Links with a space too many, turned round, broken, or as other systems write them."""
    for found in _SPACE_BETWEEN.finditer(run.typed):
        message = (
            "There is a space between the words and the address of this link, so readers would see"
            " both as text."
        )
        write = f"[{found[1]}]({found[2]})"
        yield _link(run, found, f"[{found[1]}]", message=message, write=write)
    for found in _TURNED_ROUND.finditer(run.typed):
        message = (
            "The words of a link stand in square brackets and its address in round ones, and here"
            " it is the other way round."
        )
        write = f"[{found[1]}]({found[2]})"
        yield _link(run, found, f"({found[1]})[", message=message, write=write)
    for found in _BROKEN.finditer(run.typed):
        yield _broken(run, found)
    for found in (one for pattern in _FOREIGN for one in pattern.finditer(run.typed)):
        message = "This is how another system writes a link, so readers would see its brackets."
        write = f"[{found['words'].strip() or 'words'}]({found['address']})"
        yield _link(run, found, found.group(), message=message, write=write)


def _no_reference(run: Run, references: Iterable[str]) -> Iterator[Slip]:
    """Links by a label that no line of the text explains."""
    for found in _NO_REFERENCE.finditer(run.typed):
        if found[1].isdigit() and found[2].isdigit():
            continue  # Section [3][4] of a law
        label = found[2] or found[1]
        message = (
            f"No line of this text says which address {quoted(label)} stands for, so readers would"
            " see the brackets."
        )
        rows = [
            *did_you_mean(label, references),
            ("Write", f"[{found[1]}](https://…)"),
            ("Or", f"add the line   [{label}]: https://…"),
        ]
        yield Slip(
            "broken-link",
            line_at(run, found.start()),
            found.group(),
            message=message,
            rows=tuple(rows),
        )


def _link(run: Run, found: re.Match[str], typed: str, message: str, write: str) -> Slip:
    rows = (("Write", write), ("Or", "put it between ` marks if it should be shown as it is"))
    return Slip("broken-link", line_at(run, found.start()), typed, message=message, rows=rows)


def _broken(run: Run, found: re.Match[str]) -> Slip:
    """`[words](address)` that is no link: its address holds a space, or is never closed."""
    mark, words, address, closing = found.groups()
    address = address.strip().strip("<>")
    if not closing:
        message = (
            "The address of this link is opened with ( and never closed, so readers would see it as"
            " text."
        )
        write = f"{mark}[{words}]({address.split()[0].rstrip(']}') if address else 'https://…'})"
    elif titled := re.fullmatch(r"(\S+)\s+[“”\"‘'(](.*?)[”“\"’')]?", address):
        message = (
            "The title of a link stands in straight quotes, so readers would see this link as text."
        )
        write = f'{mark}[{words}]({titled[1]} "{titled[2]}")'
    else:
        message = "The address of this link holds a space, so readers would see it as text."
        is_file = re.fullmatch(r"(.*?)([^/]*)\.(md|png|jpe?g|webp|svg)", address, re.IGNORECASE)
        if is_file and "://" not in address:
            whole = (
                f"{is_file[1].replace(' ', '-')}{suggested_slug(is_file[2])}.{is_file[3].lower()}"
            )
        elif address.startswith("#"):
            whole = f"#{suggested_slug(address)}"
        else:
            whole = re.sub(r"^(https?:/*|mailto:|tel:)\s+", r"\1", address).replace(
                " ", "" if address.startswith(("tel:", "mailto:")) else "%20"
            )
        write = f"{mark}[{words}]({whole or 'https://…'})"
    return _link(run, found, found.group(), message=message, write=write)


def _note(run: Run, found: re.Match[str], labels: Iterable[str]) -> Slip:
    line, typed = line_at(run, found.start()), found.group()
    if typed.startswith("^"):
        message = "A note stands below its text, not inside it, so readers would see these marks."
        return Slip(
            "broken-footnote",
            line,
            typed,
            message=message,
            rows=(("Write", "[^1], and further down the line   [^1]: the note"),),
        )
    label = found[1]
    if not label or label != label.strip() or " " in label:
        message = (
            "The mark of a note has one word or number in it, so readers would see these brackets."
        )
        return Slip(
            "broken-footnote",
            line,
            typed,
            message=message,
            rows=(("Write", "[^1], and further down the line   [^1]: the note"),),
        )
    message = (
        f"There is no note {quoted(label)} in this text, so readers would see {quoted(typed)}."
    )
    rows = [
        *did_you_mean(label, labels),
        ("Write", f"a line further down   [^{label}]: the note"),
        ("Or", "take the mark out"),
    ]
    return Slip("broken-footnote", line, typed, message=message, rows=tuple(rows))
