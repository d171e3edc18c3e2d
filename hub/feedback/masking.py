"""What a reader wrote, without what tells who they are: addresses, numbers, names after an @,
signatures and quoted mails.

A program cannot know every name. Whoever reads the queue takes out what is left, and the form asks
readers to write none.
"""

from __future__ import annotations

import re
import unicodedata

from hub.limits import MAX_POINT_TEXT

READ = 20_000  # characters of one message; what follows is a thread
LINE = 240  # of a line, to tell what kind of line it is
_OWN = re.compile(
    r"(?:what is wrong or missing\?|¿qué está mal o qué falta\?|please write no names.*|por favor"
    r" no escriba nombres.*|please keep these lines.*|por favor deje estas líneas.*"
    r"|(?:page|página|id|section|sección|updated|actualizada|source|archivo): .*)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:from|sent|to|cc|date|subject|name|phone|tel|e-?mail|address|de|para|enviado|fecha|asunto|nombre|teléfono|correo|dirección)"
    r" ?: .*",
    re.IGNORECASE,
)
_END = re.compile(
    r"-- ?|_{8,}|-{5,}.*|on .{4,200} wrote:|el .{4,200} escribió:|sent from my .{2,40}|enviado"
    r" desde mi .{2,40}"
    r"|(?:many thanks|thanks|thank you|best|best regards|kind"
    r" regards|regards|sincerely|cheers|gracias|muchas gracias|saludos|atentamente)(?: again| de"
    r" nuevo)?[,.!]*",
    re.IGNORECASE,
)
_MASKS = (
    (re.compile(r"(https?://[^\s?#]{1,400})[?#]\S*"), r"\1"),  # what follows a ? can hold anything
    (re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"), "[e-mail]"),
    (
        re.compile(
            r"[\w.+-]{1,64} ?[\[(] ?at ?[\])] ?[\w-]{1,63}(?:(?:\.| ?[\[(] ?dot ?[\])]"
            r" ?)[\w-]{1,63})+",
            re.IGNORECASE,
        ),
        "[e-mail]",
    ),
    (re.compile(r"(?<![\w/])@[\w-]{1,39}"), "[name]"),
    # a Social Security number
    (re.compile(r"(?<![\d-])\d{3}[-. ]\d{2}[-. ]\d{4}(?![\d-])"), "[number]"),
    (
        re.compile(
            r"(?<![\w-])(?:\+?\d{1,3}[-. ]?)?(?:\(\d{3}\)|\d{3})[-. /]{0,2}\d{3}[-. ]?\d{4}(?!\d)"
        ),
        "[phone]",
    ),
    (re.compile(r"(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)"), "[number]"),  # a card or an account
    # any other long one; a day is none
    (re.compile(r"(?<![\d-])(?!\d{4}-\d{2}-\d{2}(?!\d))\d(?:[\d-]{5,}\d)"), "[number]"),
)


def masked(text: str) -> str:
    """One paragraph of what was said, at most as long as the queue keeps."""
    plain = "".join(
        c if c.isprintable() or c == "\n" else ""
        for c in unicodedata.normalize("NFKC", text[:READ].replace("\r\n", "\n").replace("\t", " "))
    )
    kept: list[str] = []
    for line in plain.split("\n"):
        words = line.strip(" \u00a0*_`#")
        head = words[:LINE]
        if _END.fullmatch(head) and kept:
            break
        if (
            words
            and not line.lstrip().startswith(">")
            and not _OWN.fullmatch(head)
            and not _PERSON.fullmatch(head)
        ):
            kept.append(words)
    said = " ".join(kept)
    if len(said) > 2 * MAX_POINT_TEXT:  # what is masked gets shorter, and the rest is cut off below
        said = said[: 2 * MAX_POINT_TEXT].rpartition(" ")[0]
    for pattern, mark in _MASKS:
        said = pattern.sub(mark, said)
    return said if len(said) <= MAX_POINT_TEXT else f"{said[: MAX_POINT_TEXT - 1].rstrip()}…"
