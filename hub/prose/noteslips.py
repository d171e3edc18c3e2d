"""Footnotes and link references with only one of their two halves."""

from __future__ import annotations

from collections.abc import Iterator

from hub.problems import quoted
from hub.prose.markdown import Converted
from hub.prose.runs import Slip


def note_slips(converted: Converted) -> Iterator[Slip]:
    """Marks of notes that no note belongs to, and notes that nothing points to."""
    for label, line in converted.empty_notes:
        yield Slip(
            "broken-footnote",
            line,
            f"[^{label}]:",
            message=f"The note {quoted(label)} holds no words.",
            rows=(("Write", f"[^{label}]: the note"),),
        )
    for label, found in converted.note_lines.items():
        if converted.note_use.get(label, -1) < 0:
            message = (
                f"No mark in the text refers to the note {quoted(label)}, so readers would never"
                " see it."
            )
            yield Slip(
                "broken-footnote",
                found[0],
                f"[^{label}]:",
                message=message,
                rows=(
                    ("Write", f"[^{label}]   behind the words that it explains"),
                    ("Or", "take the note out"),
                ),
            )
        for line in found[1:]:
            message = (
                f"The note {quoted(label)} is here twice, and only one of the two would be shown."
            )
            yield Slip(
                "broken-footnote",
                line,
                f"[^{label}]:",
                message=message,
                rows=(("Write", f"[^{label}-2]: with a mark of its own in the text"),),
            )


def reference_slips(converted: Converted) -> Iterator[Slip]:
    """Link references that no line defines, and definitions that no link uses."""
    if not converted.reference_lines:
        return
    used = {
        child.meta.get("label")
        for token in converted.tokens
        for child in token.children or ()
        if child.meta
    }
    for label, found in converted.reference_lines.items():
        # [//]: # (words) is how remarks are hidden
        if label not in used and found[0] >= 0 and not label.startswith("//"):
            message = (
                f"Nothing in the text refers to the address of {quoted(label.lower())}, so readers"
                " would never see this line."
            )
            yield Slip(
                "broken-link",
                found[0],
                "[",
                message=message,
                rows=(
                    ("Write", f"[words][{label.lower()}]   where the link belongs"),
                    ("Or", "take the line out"),
                ),
            )
        for line in found[1:]:
            message = (
                f"{quoted(label.lower())} has an address already, so this one would lead nobody"
                " anywhere."
            )
            yield Slip(
                "broken-link",
                line,
                "[",
                message=message,
                rows=(("Write", "another name in the brackets"),),
            )
