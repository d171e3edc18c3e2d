"""A report as people read it: place, words, the line with a caret, and the help that helps."""

from __future__ import annotations

from collections import Counter

from hub.limits import EXCERPT_WIDTH, MAX_PROBLEMS_SHOWN
from hub.problems import Problem, Report, visible

REPEATS_SHOWN = 3  # of one message, in full; one mistake may be seen from many places


def render(report: Report, *, most: int = MAX_PROBLEMS_SHOWN) -> str:
    """The problems in file order, the first `most` of them in full."""
    problems = report.sorted()
    alike: dict[tuple[str, str, tuple[tuple[str, str], ...]], list[Problem]] = {}
    for problem in problems[:most]:
        alike.setdefault((problem.code, problem.message, problem.rows), []).append(problem)
    shown = []
    for problem in problems[:most]:
        same = alike[problem.code, problem.message, problem.rows]
        position = same.index(problem)
        if position < REPEATS_SHOWN:
            shown.append(problem_text(problem, report.text_by_path))
        if position == REPEATS_SHOWN - 1 and len(same) > REPEATS_SHOWN:
            shown[-1] += "\n  The same at   " + "\n                ".join(
                str(other.place) for other in same[REPEATS_SHOWN:]
            )
    if len(problems) > most:
        shown.append(f"… and {len(problems) - most} more like these.")
    return "\n\n".join(shown)


def problem_text(problem: Problem, text_by_path: dict[str, str]) -> str:
    """One problem over several lines, as design.md shows it."""
    lines = [f"{problem.place}: {problem.severity}[{problem.code}]", f"  {problem.message}"]
    lines += excerpt(problem, text_by_path)
    width = max((len(label) for label, _ in problem.rows), default=0)
    lines += [f"  {label:<{width}}  {text}" for label, text in problem.rows]
    return "\n".join(_harmless(line) for line in lines)


def excerpt(problem: Problem, text_by_path: dict[str, str]) -> list[str]:
    """The quoted line, with the one before it when it is short, and carets below the wrong part."""
    place = problem.place
    text = text_by_path.get(place.path)
    if text is None or not place.line:
        return []
    source = text.split("\n")
    if place.line > len(source):
        return []
    width = max(len(str(place.line)), 2)
    column = max(place.column, 1)
    shown = []
    if place.line > 1 and source[place.line - 2].strip():
        shown.append(f"    {place.line - 1:>{width}} | {_fit(source[place.line - 2], 1)[0]}")
    line, shift = _fit(source[place.line - 1], column)
    shown.append(f"    {place.line:>{width}} | {line}")
    if place.column:
        length = max(1, min(place.length, len(line) - (column - 1 - shift)))
        shown.append(f"    {'':>{width}} | {' ' * (column - 1 - shift)}{'^' * length}")
    return shown


def _fit(line: str, column: int) -> tuple[str, int]:
    """The part of a long line around `column` (from 1), and by how many characters it is moved."""
    clean = "".join(" " if c == "\t" else c if c.isprintable() else "·" for c in line)
    if len(clean) <= EXCERPT_WIDTH:
        return clean, 0
    start = max(0, min(column - 1 - EXCERPT_WIDTH // 3, len(clean) - EXCERPT_WIDTH))
    end = start + EXCERPT_WIDTH
    head = "…" if start else ""
    tail = "…" if end < len(clean) else ""
    return head + clean[start + len(head) : end - len(tail)] + tail, start


def _harmless(line: str) -> str:
    """A line that a build service cannot take for a command: it never begins with ::, spaces not
    counted, and never holds ##[.
    """
    safe = line.replace("##[", "# #[")
    return safe.replace("::", ": :", 1) if safe.lstrip().startswith("::") else safe


def closing(report: Report, *, published: str = "The published site has not been changed.") -> str:
    """The last line: how many problems, in how many files, and what happened to the site."""
    problems = report.sorted()
    counts = Counter(problem.severity for problem in problems)
    files = len({problem.place.path for problem in problems})
    parts = [
        f"{number} {severity if number == 1 else severity + 's'}"
        for severity, number in (("error", counts["error"]), ("warning", counts["warning"]))
        if number
    ]
    what = " and ".join(parts) or "No problems"
    where = f" in {files} file{'s' if files != 1 else ''}" if problems else ""
    return f"{what}{where}. {visible(published)}".rstrip()
