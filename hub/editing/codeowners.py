"""Who GitHub asks to review a change, made from the entries' own `owner` field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from hub.model import Library

HEAD = (
    "# Who is asked to review a change. Made from the `owner` of the entries and"
    " content/vocabulary/owners.yml:\n"
    "# each folder belongs to the team that owns most of its entries. `hub schema --write` renews"
    " this file.\n"
)


def codeowners(entries_by_owner: Mapping[str, Iterable[str]]) -> str:
    """The text of `.github/CODEOWNERS`: one line a content folder, and a first one for everything
    else.

    The keys are GitHub teams, the values the files each answers for, as
    `content/practices/map-the-journey.md`.
    """
    teams_by_folder: dict[str, Counter[str]] = {}
    everywhere: Counter[str] = Counter()
    for team, paths in entries_by_owner.items():
        for path in paths:
            everywhere[team] += 1
            teams_by_folder.setdefault(_folder(path), Counter())[team] += 1
    if not everywhere:
        return HEAD
    lines = [("*", _largest(everywhere))]
    lines += [(folder, _largest(teams)) for folder, teams in sorted(teams_by_folder.items())]
    width = max(len(folder) for folder, _ in lines)
    return HEAD + "".join(f"{folder:<{width}}  {team}\n" for folder, team in lines)


def entries_by_team(library: Library) -> dict[str, list[str]]:
    """The files of the library by the GitHub team that answers for them; owners without a team are
    left out.
    """
    owned = [(entry.fields.owner, entry.source.path) for entry in library.entry_by_ref.values()]
    owned += [
        (words.fields.translation.by, words.source.path)
        for group in library.translations_by_ref.values()
        for words in group
    ]
    owners = library.vocabulary.get("owners", {})
    paths_by_team: dict[str, list[str]] = {}
    for owner, path in owned:
        term = owners.get(owner or "")
        if term and term.github:
            paths_by_team.setdefault(term.github, []).append(path)
    return paths_by_team


def _folder(path: str) -> str:
    """`/content/practices/` of `content/practices/map-the-journey.md`: a leading slash ties a
    pattern to the project's root.
    """
    return "/" + "/".join(path.split("/")[:2]) + "/"


def _largest(teams: Counter[str]) -> str:
    return min(teams, key=lambda team: (-teams[team], team))
