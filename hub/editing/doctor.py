"""`hub doctor`: what is odd about this installation and project, and what to do about it. Names no
user and no secret.
"""

from __future__ import annotations

import importlib.metadata
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hub.editing.codeowners import codeowners, entries_by_team
from hub.editing.jsonschema import schema_files
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.references import references
from hub.model import Library
from hub.permalinks.basebranch import base_branch
from hub.problems import HubError
from hub.project.settings import Settings
from hub.project.siteurl import check_variable, mind

MATERIAL_ENDS = "5 May 2027"
PACKAGES = (
    "mkdocs",
    "mkdocs-material",
    "markdown",
    "pyyaml",
    "pydantic",
    "lxml",
    "jinja2",
    "click",
    "rich",
    "whoosh-reloaded",
)


@dataclass(frozen=True)
class Finding:
    """One line: whether it is well, what was looked at, and what to do."""

    is_well: bool
    words: str
    fix: str = ""
    is_advice: bool = False  # worth knowing, and no reason to call the project odd


def findings(project: Path, library: Library) -> Iterator[Finding]:
    """Everything doctor looks at, in order."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(sys.version_info >= (3, 11), f"Python {version}", "Install Python 3.11 or newer.")
    for name in PACKAGES:
        try:
            yield Finding(True, f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            yield Finding(False, f"{name} is not installed", "Install from requirements.lock.")
    providers = sorted(
        {
            dist.metadata["Name"]
            for dist in importlib.metadata.distributions()
            if any(str(f) == "mkdocs/__init__.py" for f in dist.files or ())
        }
    )
    yield Finding(
        len(providers) < 2,
        f"The module mkdocs comes from {' and '.join(providers) or 'nowhere'}",
        "Remove all but one.",
    )
    yield Finding(
        True,
        f"mkdocs-material is maintained until {MATERIAL_ENDS}; only hub/plugin.py,"
        " hub/mkdocsrun.py and overrides/ depend on it",
    )
    yield Finding(
        os.access(project, os.W_OK),
        "The project folder can be written to",
        "Give yourself the right to write there.",
    )
    yield from _generated(project, library)
    yield from _vocabulary(library)


def of_address(settings: Callable[[], Settings]) -> Finding:
    """The address of the site; `settings` reads it, and may refuse it."""
    try:
        check_variable()
        address = settings().site_url
    except HubError as error:
        return Finding(False, str(error), error.fix)
    return Finding(
        True, f"The address of the site is {address}", mind(address), is_advice=bool(mind(address))
    )


def of_base(project: Path) -> Finding:
    """Whether addresses that were given out can be compared with those of the branch that this one
    is merged into.
    """
    try:
        base = base_branch(project, None)
    except HubError as error:
        return Finding(False, str(error), error.fix)
    if base.name:
        return Finding(True, f"Addresses that were given out are compared with {base.name}")
    return Finding(
        True,
        f"Addresses that were given out are not compared with a base branch: {base.why}",
        base.fix,
        is_advice=True,
    )


def _generated(project: Path, library: Library) -> Iterator[Finding]:
    stale = [
        str(path)
        for path, text in schema_files(library.vocabulary).items()
        if not (project / path).is_file() or (project / path).read_text(encoding="utf-8") != text
    ]
    yield Finding(
        not stale,
        (
            f"{len(stale)} schema files for editors are out of date"
            if stale
            else "The schema files for editors are up to date"
        ),
        "hub schema --write",
    )
    path = project / ".github/CODEOWNERS"
    expected = codeowners(entries_by_team(library))
    is_same = path.is_file() and path.read_text(encoding="utf-8") == expected
    yield Finding(
        is_same,
        (
            "CODEOWNERS follows content/vocabulary/owners.yml"
            if is_same
            else "CODEOWNERS does not follow content/vocabulary/owners.yml"
        ),
        "hub schema --write",
    )


def _vocabulary(library: Library) -> Iterator[Finding]:
    used: set[str] = set()
    for entry in library.entry_by_ref.values():
        used |= _texts(entry.fields)
    for name, words in library.vocabulary.items():
        unused = [word for word in words if word not in used]
        if unused and name not in ("status", "policy-status"):
            yield Finding(True, f"Nobody uses these values of {name}: {', '.join(unused)}")
    orphans = [
        ref
        for ref, entry in library.entry_by_ref.items()
        if not library.backlinks_by_ref.get(ref)
        and not entry.fields.about.may_stand_alone
        and not any(references(entry.fields))
    ]
    yield Finding(
        not orphans,
        (
            f"{len(orphans)} entries stand alone: {', '.join(orphans[:8])}"
            if orphans
            else "Every entry is connected to another"
        ),
        "Relate them, or archive them.",
    )
    yield Finding(
        True,
        "Collections: "
        + ", ".join(f"{name} {len(library.collection(name))}" for name in KIND_BY_COLLECTION),
    )


def _texts(value: object) -> set[str]:
    if isinstance(value, str):
        return {value}
    if isinstance(value, tuple):
        return set().union(*map(_texts, value)) if value else set()
    fields = getattr(type(value), "model_fields", None)
    return set().union(*(_texts(getattr(value, name)) for name in fields)) if fields else set()
