"""Bold, italic, struck and code that is opened and never closed: readers would see the stars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hub.prose.runs import HOLE, Run, Slip, line_at

_KINDS = {
    "**": "bold",
    "__": "bold",
    "*": "italic",
    "_": "italic",
    "~~": "struck text",
    "`": "code",
}
# A star beside a space on both sides multiplies, one between digits raises; one behind a word
# refers to a remark below.
_DOUBLE = re.compile(
    r"(?<![*\d])\*\*(?=[^\s*])|(?<=[^\s*])\*\*(?![*\d])|(?<![\w_])__(?=[^\W_])|(?<=[^\W_])__(?![\w_])|(?<!~)~~(?=[^\s~])|(?<=[^\s~])~~(?!~)"
)
_SPACED = re.compile(r"(?<!\*)\*\*[ \t]+(?=[^*\n]{0,200}[^\W\d_]{2})[^*\n]{1,200}?[ \t]+\*\*(?!\*)")
# **wait **was
_BEFORE = re.compile(r"(?<![*\w])\*\*([^\s*](?:[^*\n]{0,80}[^\s*])?)[ \t]+\*\*(?=\w)")
# **Wait:**call
_TOUCHING = re.compile(r"(?<![*\w])\*\*([^\s*](?:[^*\n]{0,80})?[^\w\s*])\*\*(?=\w)")
_STAR = re.compile(r"(?<![\w*])\*(?=[^\W\d_]|[\"“‘'(])")
_REMARK = re.compile(r"(?<=[\w.)])\*(?![\w*])")
_LOW = re.compile(r"(?<![\w_])_(?=[^\W\d_]|[\"“‘'(])(?!(?:blank|self|parent|top)\b)")
_TICK = re.compile(r"(?<![^\W\d_`])`+|`+(?![^\W\d_`])")


def mark_slips(run: Run, has_remarks: bool) -> Iterator[Slip]:
    """The first mark of a run that readers would see. `has_remarks` tells that some word of the
    text carries a star for a remark.
    """
    words = run.words
    if not any(sign in words for sign in "*_~`"):
        return
    spaced = _SPACED.search(words)
    if spaced:
        inner = spaced.group()[2:-2].strip()
        message = (
            "There is a space inside the stars, so they are no marks of bold text and readers would"
            " see them."
        )
        yield Slip(
            "unclosed-mark",
            line_at(run, spaced.start()),
            spaced.group(),
            message=message,
            rows=(("Write", f"**{inner}**"),),
        )
        return
    for pattern in (_BEFORE, _TOUCHING):
        placed = pattern.search(words)
        if placed:
            after = re.match(r"\w+", words[placed.end() :])
            message = (
                "A mark of bold text closes right behind a word and has a space after it. Here it"
                " does not, so readers would see the stars."
            )
            yield Slip(
                "unclosed-mark",
                line_at(run, placed.start()),
                placed.group(),
                message=message,
                rows=(("Write", f"**{placed[1]}** {after.group() if after else ''}".strip()),),
            )
            return
    patterns = [_DOUBLE, _LOW, _TICK] if has_remarks else [_DOUBLE, _STAR, _LOW, _TICK]
    found = min(
        (
            match
            for pattern in patterns
            for match in pattern.finditer(words)
            if not _is_meant(words, match, has_remarks)
        ),
        key=lambda match: match.start(),
        default=None,
    )
    if found is None:
        return
    yield _slip(run, found)


def _is_meant(words: str, found: re.Match[str], has_remarks: bool) -> bool:
    """True for a sign in quotation marks, which a sentence speaks of, and for two stars behind a
    word or a number that refer to a remark.
    """
    before, after = words[: found.start()][-1:], words[found.end() :][:1]
    if (before and before in "“\"'‘" and after and after in "”\"'’") or (
        found.group() == "**" and before.isdigit()
    ):
        return True
    return (
        found.group() == "**"
        and has_remarks
        and not re.match(r"\w", after)
        and "**" not in words[: found.start()]
    )


def _slip(run: Run, found: re.Match[str]) -> Slip:
    """The mark with the word that it touches, and the same word between two marks."""
    sign, before, after = found.group(), run.words[: found.start()], run.words[found.end() :]
    mark = sign if sign in _KINDS else sign[:1]
    closes = re.search(rf"[^\s{HOLE}*_`~]+$", before)
    opens = re.match(rf"[^\s{HOLE}*_`~]+", after)
    if closes and not opens:
        line = before.rsplit("\n", 1)[-1].rsplit(HOLE, 1)[-1]
        typed, inner = closes.group() + sign, " ".join(line.split()[-4:])
    else:
        line = after.split("\n", 1)[0].split(HOLE, 1)[0].strip(" *_`~")
        typed, inner = sign + (opens.group() if opens else ""), " ".join(line.split()[:4])
    message = (
        f"This mark of {_KINDS[mark]} ({sign}) has no other half in the same paragraph, so readers"
        " would see it."
    )
    rows = (
        ("Write", f"{mark}{inner or 'words'}{mark}"),
        (
            "Or",
            (
                f"{''.join(chr(92) + one for one in mark)}   if readers should see"
                f" {'it' if len(mark) == 1 else 'them'}"
            ),
        ),
    )
    return Slip("unclosed-mark", line_at(run, found.start()), typed, message=message, rows=rows)


def has_remark(run: Run) -> bool:
    """True when a word carries a star that refers to a remark: `Cost*`."""
    return "*" in run.words and _REMARK.search(run.words) is not None
