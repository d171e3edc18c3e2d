"""The ids of the parts that our templates draw on a page. They belong to the page: a heading of the
text never takes one.

A page's own ids are of three forms, and `free_id` keeps headings out of all of them: the names
below; what a kind of entry puts before the key of an item, such as `source-handbook`, or the bare
keys of its main list (see `hub.pageids`); and, for what nobody links to, such as icons and notes,
words joined by `_` or `--`, which no heading's id has.
"""

from __future__ import annotations

from collections.abc import Callable

SECTION_IDS = frozenset(
    "content menu toc summary outcome steps checklist questions pitfalls effort requirements"
    " measures life-experiences seen-in-practice sources figures quotes related resources terms"
    " used-by origin review stages agencies lessons results parts practices services people"
    " what-happened more changes chapters objectives exercises checks discuss facilitator teach-it"
    " before plan reading moved courses take-away result definition policy cite top main footer"
    " search similar search-options next-step over-time tools fill-in on-paper worked-example"
    " blank-map filled-map lanes script outline".split()
)


def free_id(stem: str, is_taken: Callable[[str], bool]) -> str:
    """The first of `stem`, `stem-2`, `stem-3` … that nothing else has."""
    identity, number = stem, 2
    while is_taken(identity):
        identity, number = f"{stem}-{number}", number + 1
    return identity
