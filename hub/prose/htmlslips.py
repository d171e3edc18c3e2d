"""What looks like HTML in the words of a text. It would be shown as it stands, since entries are
written without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hub.problems import quoted
from hub.prose.runs import HOLE, Run, Slip, line_at

# A tag that is whole, the end of one, a comment, or the beginning of one that every browser knows.
# `n<k` is none.
_NAMES = (
    "a abbr article aside audio b base body br button canvas center code dd details div dl dt em"
    " embed figure font footer form h[1-6] head header hr html i iframe img input label li link"
    " main math meta nav noscript object ol option p param pre s script section select small span"
    " strike strong style sub summary sup svg table tbody td template textarea tfoot th thead title"
    " tr tt u ul video xmp"
).replace(" ", "|")
_TAG = re.compile(
    rf"<(?:/?[A-Za-z][\w:-]*(?:[\s/][^<>]*)?>|/[A-Za-z]|[!?]|(?:{_NAMES})(?=[\s/>]|$))",
    re.IGNORECASE,
)
_SHOWN = 12  # letters of it in a message


def html_slips(run: Run) -> Iterator[Slip]:
    """The first piece of a run of words that was meant as HTML: where one is, there are more, and
    they go together.
    """
    found = _TAG.search(run.words) if "<" in run.words else None
    if found:
        snippet = run.words[found.start() : found.start() + _SHOWN].split("\n")[0].split(HOLE)[0]
        rows = (
            ("Write", "Markdown instead, or put it between ` marks if it should be shown as code"),
        )
        yield Slip(
            "raw-html",
            line_at(run, found.start()),
            snippet,
            message=f"{quoted(snippet)} looks like HTML, and entries are written without it.",
            rows=rows,
        )
