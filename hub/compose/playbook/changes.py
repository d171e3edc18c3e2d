"""What changed between two editions, as a trainer would want to be told: chapter by chapter, with
the link of each thing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hub.compose.playbook.outline import Outline, OutlineChapter, OutlinePart


@dataclass(frozen=True)
class Change:
    """One change: what it concerns (permanent id, kind, title), what happened, and in which chapter
    it stands now, or stood.
    """

    id: str
    kind: str  # chapter, section, exercise, question, check
    title: str
    what: str  # new, gone, renamed, moved, reworded, minutes
    words: str
    chapter: str  # the title of the chapter
    is_there: bool = True  # whether the new edition still has it


def changes(old: Outline, new: Outline) -> tuple[Change, ...]:
    """Every change from `old` to `new`: chapters in the new order, what is gone last. Nothing when
    nothing changed.
    """
    before = {chapter.id: chapter for chapter in old.chapters}
    parts_before = {part.id: part for chapter in old.chapters for part in chapter.parts}
    parts_now = {part.id for chapter in new.chapters for part in chapter.parts}
    # A part that left one chapter and came to another under the same key moved: both ends of the
    # move are one change.
    left: dict[str, list[tuple[OutlinePart, OutlineChapter]]] = {}
    for chapter in old.chapters:
        for part in chapter.parts:
            if part.id not in parts_now and not _is_everywhere(part, chapter):
                left.setdefault(_key(part, chapter), []).append((part, chapter))
    found: list[Change] = []
    for chapter in new.chapters:
        found += _chapter(before.get(chapter.id), chapter)
        for part in chapter.parts:
            if part.id in parts_before:
                found += _part(parts_before[part.id], part, chapter)
            elif len(left.get(_key(part, chapter), ())) == 1:
                ((_, origin),) = left.pop(_key(part, chapter))
                found.append(
                    _came(part, "moved", f"Came here from “{origin.title}”.", chapter=chapter)
                )
            elif chapter.id in before:
                found.append(_came(part, "new", f"This {part.kind} is new.", chapter=chapter))
    return (*found, *_gone(old, new, [one for those in left.values() for one in those]))


def _came(part: OutlinePart, what: str, words: str, chapter: OutlineChapter) -> Change:
    title = _bare(part.title)
    return Change(part.id, part.kind, title, what=what, words=words, chapter=chapter.title)


def _gone(
    old: Outline, new: Outline, left: Iterable[tuple[OutlinePart, OutlineChapter]]
) -> Iterator[Change]:
    """Chapters that are gone, then parts of those that are there: `left` are those that came to no
    other chapter.
    """
    chapters_now = {chapter.id for chapter in new.chapters}
    parts_now = {part.id for chapter in new.chapters for part in chapter.parts}

    def gone(identity: str, kind: str, title: str, *, chapter: OutlineChapter) -> Change:
        return Change(
            identity,
            kind,
            title,
            what="gone",
            words=f"This {kind} is gone.",
            chapter=chapter.title,
            is_there=False,
        )

    for chapter in old.chapters:
        if chapter.id not in chapters_now:
            yield gone(chapter.id, "chapter", chapter.title, chapter=chapter)
    for part, chapter in left:
        if chapter.id in chapters_now:
            yield gone(part.id, part.kind, _bare(part.title), chapter=chapter)
    for chapter in old.chapters:
        for part in chapter.parts if chapter.id in chapters_now else ():
            if part.id not in parts_now and _is_everywhere(part, chapter):
                yield gone(part.id, part.kind, part.title, chapter=chapter)


def _key(part: OutlinePart, chapter: OutlineChapter) -> str:
    """What a part is called in its chapter: it keeps that when it moves to another."""
    return part.id.removeprefix(f"{chapter.id}.")


def _is_everywhere(part: OutlinePart, chapter: OutlineChapter) -> bool:
    """Whether every chapter may have such a part, like a checklist: it never moves from one to
    another.
    """
    return "-" not in _key(part, chapter)


def _chapter(old: OutlineChapter | None, new: OutlineChapter) -> Iterator[Change]:
    def change(what: str, words: str) -> Change:
        return Change(new.id, "chapter", new.title, what=what, words=words, chapter=new.title)

    if old is None:
        yield change("new", "This chapter is new.")
        return
    if old.title != new.title:
        yield change("renamed", f"Was called “{old.title}”.")
    if old.number != new.number:
        yield change(
            "moved", f"Was chapter {old.number}, is chapter {new.number} now. Its link is the same."
        )
    for name, words in (("read", "Minutes to read"), ("teach", "Minutes to teach")):
        if getattr(old, name) != getattr(new, name):
            yield change(
                "minutes",
                f"{words}: {getattr(old, name) or 'none'} before, {getattr(new, name) or 'none'}"
                " now.",
            )


def _part(old: OutlinePart, new: OutlinePart, chapter: OutlineChapter) -> Iterator[Change]:
    def change(what: str, words: str) -> Change:
        return Change(
            new.id, new.kind, _bare(new.title), what=what, words=words, chapter=chapter.title
        )

    if _bare(old.title) != _bare(new.title):
        yield change("renamed", f"Was “{_bare(old.title)}”.")
    if old.minutes != new.minutes:
        yield change(
            "minutes", f"Minutes: {old.minutes or 'none'} before, {new.minutes or 'none'} now."
        )
    before, now = _text(old), _text(new)
    if before != now:
        yield change("reworded", _how_much(before.split(), now.split()))


def _bare(title: str) -> str:
    """A title without the number it has in its chapter, which follows from the order."""
    return re.sub(r"^\d+\.\d+ ", "", title)


def _text(part: OutlinePart) -> str:
    """The words of a part without its title and its minutes, which are told apart."""
    text = part.words.removeprefix(part.title).strip()
    return re.sub(rf"^{part.minutes} minutes", "", text).strip() if part.minutes else text


def _how_much(before: list[str], now: list[str]) -> str:
    """How many words came and went."""
    came = went = 0
    for kind, a, b, c, d in difflib.SequenceMatcher(
        None, before, now, autojunk=False
    ).get_opcodes():
        if kind != "equal":
            went += b - a
            came += d - c
    return f"Reworded: {came} {'word' if came == 1 else 'words'} new, {went} gone."


def by_chapter(found: Iterable[Change]) -> Mapping[str, tuple[Change, ...]]:
    """The changes under the titles of their chapters, in order."""
    grouped: dict[str, list[Change]] = {}
    for change in found:
        grouped.setdefault(change.chapter, []).append(change)
    return {chapter: tuple(held) for chapter, held in grouped.items()}
