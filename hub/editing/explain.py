"""`hub explain CODE`: the section of docs/errors.md for a problem code."""

from __future__ import annotations

import re
from pathlib import Path

from hub.problems import HubError, nearest

ERRORS_PAGE = Path("docs/errors.md")


def sections(project: Path) -> dict[str, str]:
    """The text of each section by its code."""
    path = project / ERRORS_PAGE
    if not path.is_file():
        raise HubError(
            "no-project",
            f"There is no {ERRORS_PAGE} here.",
            exit_code=3,
            fix="Run hub in the project's folder.",
        )
    parts = re.split(
        r"^## +([a-z][a-z0-9-]*)\s*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    return {
        code: re.sub(r"^## .*", "", text, flags=re.MULTILINE | re.DOTALL).strip()
        for code, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def explain(code: str, project: Path) -> str:
    """What a code means and how to mend it; the nearest code is offered when there is none of this
    name.
    """
    text_by_code = sections(project)
    if code not in text_by_code:
        meant = nearest(code, text_by_code)
        raise HubError(
            "unknown-code",
            f'There is no problem code "{code[:40]}".',
            exit_code=2,
            fix=f"hub explain {meant}" if meant else "hub explain --all",
        )
    return f"{code}\n\n{text_by_code[code]}"
