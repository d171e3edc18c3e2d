"""Scripts and outlines as text to take away: plain text for any editor, and Markdown."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from hub.compose.drawing.csvtext import BYTE_ORDER_MARK
from hub.kinds.entries.tools import Section, Tool
from hub.model import Entry

WIDTH = 78
NOT_ADVICE = (
    "These notes are not legal advice. Ask your own paperwork, privacy and accessibility offices."
)


@dataclass(frozen=True)
class Block:
    """A piece of a paper: a heading, a paragraph, something to say, an item, a follow-up, or room
    to write.
    """

    kind: str
    text: str = ""


def blocks_of(tool: Entry[Tool], label: str) -> tuple[Block, ...]:
    """The whole paper in order. `label` says what it is, in which version, and where it comes
    from.
    """
    fields = tool.fields
    blocks = [Block("title", tool.title), Block("text", label), Block("text", fields.use or "")]
    for title, items in (
        ("Before you start", fields.before),
        ("How to use it", fields.steps),
        ("Mind this", fields.cautions),
    ):
        if items:
            blocks += [Block("heading", title), *(Block("item", item) for item in items)]
    if fields.requirements:
        notes = (
            fields.requirements.pra_note,
            fields.requirements.privacy_note,
            fields.requirements.accessibility,
            NOT_ADVICE,
        )
        blocks += [
            Block("heading", "Legal and access notes"),
            *(Block("item", note) for note in notes if note),
        ]
    for number, section in enumerate(fields.sections, 1):
        blocks += _section(number, section)
    if total := minutes_of(fields.sections):
        blocks.append(Block("text", f"Together: {total} minutes."))
    return tuple(blocks)


def minutes_of(sections: tuple[Section, ...]) -> int:
    """The minutes of all sections."""
    return sum(section.minutes or 0 for section in sections)


def plain_text(blocks: tuple[Block, ...]) -> bytes:
    """The paper as text with lines that fit a page. The mark at its start tells every editor that
    it is UTF-8.
    """
    lines: list[str] = []
    for block in blocks:
        if block.kind == "title":
            lines += [block.text.upper(), "=" * len(block.text)]
        elif block.kind == "heading":
            lines += ["", "", block.text, "-" * len(block.text)]
        elif block.kind == "room":
            lines += ["", "_" * WIDTH, "", "_" * WIDTH]
        else:
            first, rest = {
                "say": ('  "', "   "),
                "item": ("- ", "  "),
                "prompt": ("[ ] ", "    "),
                "follow": ("      > ", "        "),
            }.get(block.kind, ("", ""))
            text = f'{block.text}"' if block.kind == "say" else block.text
            spaced = [] if block.kind in ("item", "follow") else [""]
            lines += [
                *spaced,
                *textwrap.wrap(
                    text,
                    WIDTH,
                    initial_indent=first,
                    subsequent_indent=rest,
                    break_long_words=False,
                    break_on_hyphens=False,
                ),
            ]
    return (BYTE_ORDER_MARK + "\n".join(lines) + "\n").encode()


def markdown(blocks: tuple[Block, ...]) -> bytes:
    """The paper as Markdown. What Markdown would take for a sign of its own is marked as a
    letter.
    """
    lines: list[str] = []
    last = ""
    for block in blocks:
        text = _escaped(block.text)
        first = {
            "title": "# ",
            "heading": "## ",
            "say": "> ",
            "item": "- ",
            "prompt": "- [ ] ",
            "follow": "    - ",
        }.get(block.kind, "")
        listed = ("item", "prompt", "follow")
        if lines and not (block.kind in listed and last in listed):
            lines.append(">" if block.kind == last == "say" else "")
        lines.append("*Write here.*" if block.kind == "room" else first + text)
        last = block.kind
    return ("\n".join(lines) + "\n").encode()


def _section(number: int, section: Section) -> list[Block]:
    size = f"{section.minutes} minutes" if section.minutes else section.length
    blocks = [
        Block("heading", f"{number}. {section.title}" + (f" ({size})" if size else "")),
        Block("text", section.explain),
    ]
    blocks += [Block("say", words) for words in section.say]
    for prompt in section.prompts:
        blocks += [
            Block("prompt", prompt.ask),
            *(Block("follow", words) for words in prompt.follow_up),
        ]
    if section.sample:
        blocks += [
            Block("text", "Words to begin with. Change them:"),
            *(Block("say", words) for words in section.sample),
        ]
    return [*blocks, Block("room")]


def _escaped(text: str) -> str:
    for sign in "\\`*_[]<>#|":
        text = text.replace(sign, f"\\{sign}")
    return text
