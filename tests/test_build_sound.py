"""What passes the check, builds: whatever `hub check` lets through of made-up entries, compose,
render and audit take."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable

import pytest

from hub.build import Project, prepare
from hub.mkdocsrun import build_site
from hub.plugin import Refused
from hub.problems import Problem
from smallsite import SmallSite, with_theme
from soundentries import Made, gathered

pytestmark = pytest.mark.fuzz

# a build of the fixture site takes a second, and less than three with as many entries again
BATCH = 50


class Bench:
    """One site, to which made-up files are added and from which they are taken again."""

    def __init__(self, site: SmallSite) -> None:
        self.site = site
        self.vocabulary = {
            path.stem: path.read_text(encoding="utf-8")
            for path in (site.root / "content/vocabulary").glob("*.yml")
        }
        for name in self.vocabulary:
            if name != "status":
                path = site.root / f"content/vocabulary/{name}.yml"
                path.write_text(
                    self.vocabulary[name].rstrip("\n")
                    + '\nprototype: {label: \'A "label" & <3\'}\na-x: {label: "=1+1 | é"}\n',
                    encoding="utf-8",
                )
        self.kept = shutil.copytree(site.root / "content", site.root / "kept")

    def words(self) -> dict[str, list[str]]:
        """The values of every closed list."""
        library = prepare(Project.at(self.site.root), None).library
        assert library is not None
        return {name: list(terms) for name, terms in library.vocabulary.items()}

    def build(self, batch: list[Made]) -> tuple[list[Made], list[Problem]]:
        """What was left of a batch when the check found nothing more in it, and what the audit
        finds then."""
        left = self._sound({f"{number} {one.path}": one for number, one in enumerate(batch)})
        try:
            build_site(
                self.site.root / "mkdocs.yml",
                site_dir=self.site.root / "site",
                configure=lambda _: None,
            )
        except Refused as refused:
            return left, refused.report.sorted()
        return left, []

    def _sound(self, made: dict[str, Made]) -> list[Made]:
        for _ in range(60):
            first = self._write(made)
            problems = [
                problem
                for problem in prepare(Project.at(self.site.root), None).report.sorted()
                if problem.severity == "error"
            ]
            if not problems:
                return list(made.values())
            lines: dict[str, list[int]] = defaultdict(list)
            for problem in problems:
                names = [
                    name
                    for name, one in made.items()
                    if one.path == problem.place.path and first[name] <= problem.place.line
                ]
                names = (
                    names[-1:]
                    or [
                        name
                        for name, one in made.items()
                        if any(one.path in str(row) for row in problem.rows)
                    ][:1]
                )
                assert names, problem
                lines[names[0]].append(problem.place.line - first[names[0]])
            for name, found in lines.items():
                smaller = made[name].without(found)
                if smaller is None or not smaller.fields:
                    del made[name]
                else:
                    made[name] = smaller
        raise AssertionError(problems)

    def _write(self, made: dict[str, Made]) -> dict[str, int]:
        """Write the files, and say where in a shared file each begins."""
        shutil.rmtree(self.site.root / "content")
        shutil.copytree(self.kept, self.site.root / "content")
        first: dict[str, int] = {}
        for name, one in made.items():
            text, _ = one.written()
            file = self.site.root / one.path
            first[name] = 0
            if file.parent.name == "vocabulary":
                before = file.read_text(encoding="utf-8").rstrip("\n") + "\n"
                first[name] = before.count("\n")
                file.write_text(before + text, encoding="utf-8")
            else:
                self.site.write(one.path, text)
        return first


@pytest.fixture(scope="module")
def bench(new_site: Callable[[], SmallSite]) -> Bench:
    return Bench(with_theme(new_site()))


@pytest.mark.parametrize(
    "many", [200, pytest.param(2000, marks=pytest.mark.slow)], ids=["short", "long"]
)
def test_what_passes_the_check_builds(bench: Bench, many: int) -> None:
    made = gathered(many, bench.words())
    left = 0
    for start in range(0, len(made), BATCH):
        kept, problems = bench.build(made[start : start + BATCH])
        left += len(kept)
        assert not problems, "\n".join(
            [f"{problem.place} {problem.code} {problem.message}" for problem in problems]
            + [
                one.written()[0]
                for one in kept
                if any(
                    one.path.removeprefix("content/").rsplit(".", 1)[0] in problem.place.path
                    for problem in problems
                )
            ]
        )

    # or the grammar has become one that the check refuses, and nothing was asked
    assert left > many // 4
