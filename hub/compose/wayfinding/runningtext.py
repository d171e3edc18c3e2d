"""The running text of finished HTML: what people read as sentences, without headings, links, code,
quotes, tables and furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Our templates and the cleaner close every element, and escape "<" in text and attributes, so that
# tags can be told by their letters.
_TOKEN = re.compile(
    r'<!--.*?-->|<(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)(?P<attributes>(?:[^<>"]|"[^"]*")*)>|[^<]+',
    re.DOTALL,
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SENTENCES = frozenset({"p", "li", "dd"})
_NEVER = frozenset(
    "h1 h2 h3 h4 h5 h6 a code pre kbd samp blockquote q cite dfn abbr button summary label"
    " figcaption svg nav form table script style time template footer".split()
)
_NEVER_CLASSES = frozenset(
    "tool-ask entry-kind meta-line badge chip label small cite address minutes draft-banner"
    " archived-banner translation-link".split()
)
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data dfn em i kbd label mark q s samp small span strong sub sup"
    " time u var wbr".split()
)
_CLASS = re.compile(r' class="([^"]*)"')
_KEPT = 200  # characters remembered of what stands before, enough for the longest title


@dataclass(frozen=True)
class Run:
    """A piece of running text: where it stands, its escaped text, and what stands before it in the
    same block.
    """

    start: int
    text: str
    before: str


def running_text(content: str) -> Iterator[Run]:
    """The pieces in order. A piece ends where a tag begins, and `before` reaches over inline
    tags.
    """
    # (tag, "no" | "out" | "in"): whether its text is read as sentences
    stack: list[tuple[str, str]] = []
    before = ""
    for token in _TOKEN.finditer(content):
        tag = (token["tag"] or "").lower()
        if token["tag"] is None:
            if token.group().startswith("<!--"):
                continue
            if stack and stack[-1][1] == "in":
                yield Run(token.start(), token.group(), before)
            before = (before + token.group())[-_KEPT:]
            continue
        if tag not in _INLINE:
            before = ""
        if token["end"]:
            _close(stack, tag)
        elif tag not in _VOID and not token["attributes"].endswith("/"):
            stack.append((tag, _mode(tag, token["attributes"], stack[-1][1] if stack else "out")))


def _close(stack: list[tuple[str, str]], tag: str) -> None:
    while stack:
        if stack.pop()[0] == tag:
            return


def _mode(tag: str, attributes: str, around: str) -> str:
    if around == "no" or tag in _NEVER:
        return "no"
    if attributes:
        found = _CLASS.search(attributes)
        classes = found[1].split() if found else []
        # not searched, because the index knows it; read by people all the same
        is_head = "page-head" in classes
        if not _NEVER_CLASSES.isdisjoint(classes) or (
            ' data-search="no"' in attributes and not is_head
        ):
            return "no"
    return "in" if tag in _SENTENCES else around
