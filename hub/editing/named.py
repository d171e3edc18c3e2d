"""`hub check FILE`: what is wrong with the named files, and what their words break elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.folders import COLLECTIONS
from hub.problems import HubError, Problem, Report, a_few, nearest

if TYPE_CHECKING:
    from hub.build import Result
    from hub.model import Entry, Library

DRAFTS_SHOWN = 10  # of a whole folder that is named
_ENTRY = re.compile(
    r"[^/]+/(?:(?P<language>[a-z]{2})/)?(?P<collection>[a-z-]+)/(?P<id>[^/]+?)(?:/index)?\.(?:md|yml)"
)


@dataclass(frozen=True)
class Named:
    """What a check says of the files that were named: their own problems and those that hang on
    them, and how many stand elsewhere.
    """

    report: Report
    checked: int  # entries and translations in these files
    drafts: tuple[Entry, ...]
    elsewhere: int

    @property
    def in_order(self) -> str:
        """What is said when nothing is wrong."""
        if not self.checked:
            return "What you named is in order."
        return (
            "1 entry is in order." if self.checked == 1 else f"{self.checked} entries are in order."
        )


def named(result: Result, wanted: tuple[str, ...]) -> Named:
    """The problems of the named files, folders or ids, and of what depends on them. `result` has
    drafts in its library, so that their links count.
    """
    everything = result.report
    names = {
        name.replace("\\", "/")
        .removeprefix("./")
        .rstrip("/")
        .removesuffix(".md")
        .removesuffix(".yml")
        for name in wanted
    }
    known = result.paths | {problem.place.path for problem in everything.problems}
    for name in sorted(names):
        if not any(_is_meant(path, {name}) for path in known):
            meant = nearest(
                name, [path.split("/", 1)[1].rsplit(".", 1)[0] for path in known if "/" in path]
            )
            raise HubError(
                "unknown-entry",
                f'There is no entry "{name[:60]}".',
                exit_code=2,
                fix=f"hub check {meant}" if meant else "hub list",
            )
    own = {path for path in known if _is_meant(path, names)}
    hangs = _hangs_on(own, result)
    shown = [
        problem for problem in everything.problems if problem.place.path in own or hangs(problem)
    ]
    entries = result.library.entry_by_ref.values() if result.library else ()
    return Named(
        Report(shown, everything.text_by_path),
        sum(ref_of(path) != "" for path in own),
        tuple(
            entry
            for entry in entries
            if entry.source.path in own and entry.fields.status in ("draft", "in-review")
        ),
        elsewhere=len(everything.sorted()) - len(Report(shown).sorted()),
    )


def still_needed(drafts: Iterable[Entry]) -> list[str]:
    """One line a draft: what it lacks to be published."""
    listed = list(drafts)
    lines = []
    for entry in listed[:DRAFTS_SHOWN]:
        state = "a draft" if entry.fields.status == "draft" else "in review"
        needs = (
            f"Before it can be published, it needs: {a_few(entry.missing, 20)}."
            if entry.missing
            else "It has every field that publishing needs."
        )
        lines.append(f"{entry.source.path} is {state}. {needs}")
    return (
        lines
        if len(listed) <= DRAFTS_SHOWN
        else [*lines, f"… and {len(listed) - DRAFTS_SHOWN} more drafts."]
    )


def _is_meant(path: str, names: set[str]) -> bool:
    stem = path.rsplit(".", 1)[0]
    inner = stem.split("/", 1)[-1]
    return any(
        name in (stem, inner, inner.rsplit("/", 1)[-1])
        or f"{stem}/".startswith(f"{name}/")
        or f"{inner}/".startswith(f"{name}/")
        for name in names
    )


def ref_of(path: str) -> str:
    """`practices/map-the-journey` for the file of the entry, and for that of a translation of it;
    "" for other files.
    """
    found = _ENTRY.fullmatch(path)
    return (
        f"{found['collection']}/{found['id']}"
        if found and found["collection"] in COLLECTIONS
        else ""
    )


def unreadable(result: Result, collection: str | None = None, language: str = "") -> dict[str, str]:
    """The files whose mistakes keep their entries, or the translations into a language, out of the
    library, by the names of the entries.
    """
    library = result.library
    known: set[str] = set()
    if library:
        translated = {
            ref
            for ref, found in library.translations_by_ref.items()
            if any(words.language == language for words in found)
        }
        known = translated if language else set(library.entry_by_ref)
    bad = sorted(
        {problem.place.path for problem in result.report.problems if problem.severity == "error"}
    )
    found = {ref: path for path in bad if (ref := ref_of(path)) and _language(path) == language}
    return {
        ref: path
        for ref, path in found.items()
        if ref not in known and collection in (None, ref.partition("/")[0])
    }


def _language(path: str) -> str:
    found = _ENTRY.fullmatch(path)
    return (found["language"] or "") if found else ""


def _hangs_on(own: set[str], result: Result) -> Callable[[Problem], bool]:
    """Whether a problem of another file may come from one of `own`: the file translates it or
    points to it, or the problem names it.
    """
    library = result.library
    originals = {ref for path in own if (ref := ref_of(path)) and not _language(path)}
    pointing = _pointing_to(originals, library) if library else set()
    titles = (
        [
            library.entry_by_ref[ref].title
            for ref in sorted(originals)
            if ref in library.entry_by_ref
        ]
        if library
        else []
    )
    words = sorted(
        {path.rsplit(".", 1)[0].removesuffix("/index").rsplit("/", 1)[-1] for path in own}
        | own
        | set(titles)
    )
    mentioned = (
        re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])") if words else None
    )

    texts = [result.report.text_by_path.get(path, "") for path in sorted(own)]

    def hangs(problem: Problem) -> bool:
        path = problem.place.path
        if path in own:
            return False
        if ref_of(path) in originals or path in pointing:
            return True
        if "/images/" in path and any(path.rpartition("/images/")[2] in text for text in texts):
            return True
        told = "\n".join(
            (problem.message, *(text for _, text in problem.rows), _marked(problem, result.report))
        )
        return mentioned is not None and mentioned.search(told) is not None

    return hangs


def _pointing_to(refs: set[str], library: Library) -> set[str]:
    """The files of entries that name one of `refs` in a field or in their text."""
    origins = {link.origin for ref in refs for link in library.backlinks_by_ref.get(ref, ())}
    return {
        library.entry_by_ref[origin].source.path
        for origin in origins
        if origin in library.entry_by_ref
    }


def _marked(problem: Problem, report: Report) -> str:
    """The words that the carets of a message stand below."""
    place = problem.place
    lines = report.text_by_path.get(place.path, "").split("\n")
    return (
        lines[place.line - 1][max(place.column - 1, 0) :][: place.length]
        if 0 < place.line <= len(lines)
        else ""
    )
