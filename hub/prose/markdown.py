"""The converter: Markdown as GitHub reads it, with raw HTML switched off and links to entries
added.

Editors see their text on GitHub before anybody sees it here, so the two must agree: CommonMark with
tables, ~~strikes~~, bare addresses, notes and > [!NOTE]. Beside them stand definition lists and the
boxes (!!! note) that older entries are written with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from hub.limits import MAX_PROSE_DEPTH
from hub.prose.cost import LINE

_WIKI_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
_BOX_BY_ALERT = {"caution": "warning"}  # the other four names of GitHub are ours, too
_BARE_ADDRESS = re.compile(r"(?<!\]\()(?<![<\w])(?:https?://|www\.|mailto:)|\w@\w")
_NESTING = 100  # of the converter: what is deeper is dropped by it, so we refuse half of that


@dataclass(frozen=True)
class Converted:
    """A text as HTML, and as the tokens it was made from: each block knows its lines, and its words
    how they were typed.

    `note_use` has each label of a note with the number of its first mark, -1 where nothing refers
    to it; `note_lines` and `reference_lines` the lines, from 0, that define each label of a note
    and of a link's address; `empty_notes` are those without words.
    """

    html: str
    tokens: tuple[Token, ...]
    note_use: dict[str, int]
    note_lines: dict[str, tuple[int, ...]]
    empty_notes: tuple[tuple[str, int], ...]
    reference_lines: dict[str, tuple[int, ...]]


def convert_markdown(text: str) -> Converted:
    """HTML from Markdown, in which nothing typed as HTML has become HTML."""
    env: dict[str, Any] = {}
    markdown = _converter(linking=_BARE_ADDRESS.search(text) is not None)
    tokens = markdown.parse(text, env)
    html = markdown.renderer.render(tokens, markdown.options, env)
    references: dict[str, tuple[int, ...]] = {
        label: (found["map"][0],) for label, found in env.get("references", {}).items()
    }
    for found in env.get("duplicate_refs", ()):
        references[found["label"]] = (*references.get(found["label"], ()), found["map"][0])
    notes = {
        label.removeprefix(":"): number
        for label, number in env.get("footnotes", {}).get("refs", {}).items()
    }
    return Converted(
        html.strip(),
        tuple(env["spoken"]),
        notes,
        note_lines={label: tuple(lines) for label, lines in env["note_lines"].items()},
        empty_notes=tuple(env["empty_notes"]),
        reference_lines=references,
    )


def _wiki_link(state: StateInline, silent: bool) -> bool:
    """`[[practices/map-the-journey]]`, with `#part` and `|words` if wanted."""
    if not state.src.startswith("[[", state.pos):
        return False
    found = _WIKI_LINK.match(state.src, state.pos)
    if found is None or state.linkLevel:
        return False
    if not silent:
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": found.group(1).strip().rstrip("#"), "class": "entry-link"}
        opening.info = "entry"
        words = state.push("text", "", 0)
        # a place holder that no content can hold
        words.content = (found.group(2) or "").strip() or "\u200b"
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _safe_www(state: StateCore) -> None:
    """Lead a bare `www.irs.gov` to https: GitHub takes http, which nobody typed and anybody on the
    way can read.
    """
    if "www." not in state.src:
        return
    for token in state.tokens:
        for child in token.children or ():
            href = child.attrs.get("href")
            if (
                child.info == "auto"
                and isinstance(href, str)
                and href.startswith("http://www.")
                and href not in token.content
            ):
                child.attrs["href"] = href.replace("http", "https", 1)


def _keep_note_lines(state: StateCore) -> None:
    """Keep where each note is defined, before the notes are moved to the end."""
    lines: dict[str, list[int]] = {}
    empty = []
    for token, after in pairwise(state.tokens):
        if token.type == "footnote_reference_open" and token.map:
            lines.setdefault(token.meta["label"], []).append(token.map[0])
            if after.type == "footnote_reference_close":
                empty.append((token.meta["label"], token.map[0]))
    state.env["note_lines"], state.env["empty_notes"] = lines, empty


def _keep_as_typed(state: StateCore) -> None:
    """Note the lines of links, pictures and headings, and keep the tokens as they are before
    escaped signs are joined with the words around them: an escaped star is no star that was left
    open.
    """
    spoken = []
    for token in state.tokens:
        children = token.children or ()
        if token.type == "heading_open" and token.map:
            token.attrSet(LINE, str(token.map[0]))
        line = token.map[0] if token.map else 0
        for child in children:
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type in ("link_open", "image"):
                child.attrSet(LINE, str(line))
        spoken.append(
            _copy(token, children) if "\\" in token.content or "&" in token.content else token
        )
    state.env["spoken"] = spoken


def _copy(token: Token, children: Sequence[Token]) -> Token:
    kept = token.copy()
    kept.children = [child.copy() for child in children]
    return kept


def _note_mark(
    renderer: RendererHTML, tokens: list[Token], index: int, options: Any, env: Any
) -> str:
    number, use = tokens[index].meta["id"] + 1, tokens[index].meta.get("subId", 0)
    return (
        f'<sup id="fnref{use + 1 if use else ""}:{number}"><a class="footnote-ref"'
        f' href="#fn:{number}">{number}</a></sup>'
    )


def _way_back(
    renderer: RendererHTML, tokens: list[Token], index: int, options: Any, env: Any
) -> str:
    number, use = tokens[index].meta["id"] + 1, tokens[index].meta.get("subId", 0)
    return (
        f' <a class="footnote-backref" href="#fnref{use + 1 if use else ""}:{number}" title="Back'
        f' to the text, note {number}">↩</a>'
    )


def _box(renderer: RendererHTML, tokens: list[Token], index: int, options: Any, env: Any) -> str:
    kind = tokens[index].info.lower()
    return f'<div class="admonition {_BOX_BY_ALERT.get(kind, kind)}">\n'


class _QuickInline(ParserInline):
    """Leaves words alone that no inline rule can match: most cells, items and headings are such."""

    _SIGN = re.compile(r"[\n\\`*_~\[\]<&!]")

    def __init__(self, *, linking: bool) -> None:
        super().__init__()
        self._linking = linking
        if not linking:
            # the converter stops at fourteen more signs, none of which begins anything here
            self.terminator_re = self._SIGN

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        if self._SIGN.search(src) or (self._linking and _BARE_ADDRESS.search(src)):
            return super().parse(src, md, env, tokens=tokens)
        if src:
            tokens.append(Token("text", "", 0, content=src))
        return tokens


@cache
def _converter(*, linking: bool) -> MarkdownIt:
    """The converter; `linking` makes links of bare addresses, which costs a look at each w, : and
    @.
    """
    markdown = MarkdownIt("commonmark")
    markdown.inline = _QuickInline(linking=linking)
    options = {
        "html": False,
        "xhtmlOut": False,
        "maxNesting": _NESTING,
        "alerts": True,
        "strikethrough_single_tilde": True,
        "store_labels": True,
    }
    markdown.configure("commonmark", options_update=options).enable(["table", "strikethrough"])
    if linking:
        markdown.use(gfm_autolink_plugin)
    markdown.use(footnote_plugin, inline=False).use(deflist_plugin).use(admon_plugin)
    markdown.inline.ruler.before("link", "entry_link", _wiki_link)
    markdown.core.ruler.before("footnote_tail", "keep_note_lines", _keep_note_lines)
    markdown.core.ruler.before("text_join", "safe_www", _safe_www)
    markdown.core.ruler.before("text_join", "keep_as_typed", _keep_as_typed)
    # Which addresses a page may link to is judged in one place of ours, and there as they were
    # typed.
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    markdown.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    for name, rule in (
        ("footnote_ref", _note_mark),
        ("footnote_anchor", _way_back),
        ("footnote_block_open", lambda *_: '<div class="footnote">\n<hr>\n<ol>\n'),
        ("footnote_block_close", lambda *_: "</ol>\n</div>\n"),
        (
            "footnote_open",
            lambda _, tokens, index, *__: f'<li id="fn:{tokens[index].meta["id"] + 1}">',
        ),
        ("footnote_close", lambda *_: "</li>\n"),
        ("s_open", lambda *_: "<del>"),
        ("s_close", lambda *_: "</del>"),
        ("alert_open", _box),
        ("alert_title_open", lambda *_: '<p class="admonition-title">'),
    ):
        markdown.add_render_rule(name, rule)
    return markdown


def deepest(tokens: Iterable[Token]) -> Token | None:
    """The first block that stands deeper than a text may nest, or None."""
    # a list and its item are two levels
    return next((token for token in tokens if token.level > 2 * MAX_PROSE_DEPTH), None)
