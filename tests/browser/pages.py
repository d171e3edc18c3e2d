"""Which pages stand for the whole hub: each kind of page once, and of each kind the longest, which
holds the most."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet


@dataclass(frozen=True)
class Kind:
    """The pages of one kind: where their files lie, and a piece of HTML that tells them from their
    neighbours."""

    pattern: str
    holds: str = ""


PAGES = {
    "home": Kind("index.html"),
    "problems": Kind("problems/index.html"),
    "practices-index": Kind("practices/index.html"),
    "case-studies-index": Kind("case-studies/index.html"),
    "life-experiences-index": Kind("life-experiences/index.html"),
    "guides-index": Kind("guides/index.html"),
    "agencies-index": Kind("agencies/index.html"),
    "terms-index": Kind("terms/index.html"),
    "measures-index": Kind("measures/index.html"),
    "resources-index": Kind("resources/index.html"),
    "news-index": Kind("news/index.html"),
    "facet": Kind("practices/by/*/*/index.html"),
    "practice": Kind("practices/*/index.html"),
    "case-study": Kind("case-studies/*/index.html"),
    "life-experience": Kind("life-experiences/*/index.html"),
    "guide": Kind("guides/*/index.html"),
    "agency": Kind("agencies/*/index.html"),
    "term": Kind("terms/*/index.html"),
    "measure": Kind("measures/*/index.html"),
    "policy": Kind("resources/*/index.html", holds='id="policy"'),
    "news": Kind("news/*/index.html"),
    "playbook": Kind("playbooks/*/index.html"),
    "chapter": Kind("playbooks/*/*/index.html", holds="chapter-head"),
    "teach": Kind("playbooks/*/*/teach/index.html"),
    "courses-index": Kind("courses/index.html"),
    "course": Kind("courses/*/index.html", holds='id="plan"'),
    "assessment": Kind("assessments/*/index.html"),
    "my-checklist": Kind("my-checklist/index.html"),
    "tools-index": Kind("tools/index.html"),
    "tool-inventory": Kind("tools/*/index.html", holds='data-tool="inventory"'),
    "tool-map": Kind("tools/*/index.html", holds='id="blank-map"'),
    "tool-bank": Kind("tools/*/index.html", holds='data-tool="bank"'),
    "tool-calculator": Kind("tools/*/index.html", holds='data-tool="calculator"'),
    "tool-script": Kind("tools/*/index.html", holds='id="script"'),
    "tool-outline": Kind("tools/*/index.html", holds='data-tool="outline"'),
    "maps": Kind("maps/index.html"),
    "practice-map": Kind("maps/practices/index.html"),
    "learning-path": Kind("maps/learning-path/index.html"),
    "constellation": Kind("maps/agencies/index.html"),
    "charts": Kind("charts/index.html"),
    "matrix": Kind("matrix/index.html"),
    "drivers": Kind("drivers/index.html"),
    "timeline": Kind("timeline/index.html"),
    "evidence": Kind("evidence/index.html"),
    "figures": Kind("figures/index.html"),
    "policies": Kind("policies/index.html"),
    "search": Kind("search/index.html"),
    "changes": Kind("changes/index.html"),
    "owners": Kind("owners/index.html"),
    "owner": Kind("owners/*/index.html"),
    "spanish": Kind("es/*/*/index.html"),
    "spanish-home": Kind("es/index.html"),
    "spanish-index": Kind("es/life-experiences/index.html"),
    "spanish-search": Kind("es/search/index.html"),
    "feedback": Kind("feedback/index.html"),
    "spanish-feedback": Kind("es/feedback/index.html"),
    "start": Kind("start/index.html"),
    "question": Kind("start/*/index.html", holds='class="kind-question"'),
    "outcome": Kind("start/*/index.html", holds='class="kind-outcome"'),
    "roles": Kind("for/index.html"),
    "role": Kind("for/*/index.html"),
    "about": Kind("about/index.html"),
    "accessibility": Kind("accessibility/index.html"),
    "features": Kind("feature-table/index.html"),
    "follow": Kind("follow/index.html"),
    "digests": Kind("digest/index.html"),
    "digest": Kind("digest/*/index.html"),
    "for-machines": Kind("for-machines/index.html"),
    "404": Kind("404.html"),
}


# What many tests look at each time, and what the costliest look at; `pytest -m "browser and slow"`
# looks at all the other kinds.
EVERYDAY = frozenset(
    "home practices-index practice case-study life-experience guide chapter course assessment"
    " my-checklist tool-calculator charts search spanish start 404".split()
)
FEW = frozenset("home practice life-experience chapter assessment search".split())


def first(names: Collection[str], every: Iterable[str] = PAGES) -> list[ParameterSet]:
    """All of `every` as parameters of a test, of which each run takes those in `names`, and the
    long form the others."""
    return [pytest.param(name, marks=[] if name in names else [pytest.mark.slow]) for name in every]


EVERYDAY_FIRST, FEW_FIRST = first(EVERYDAY), first(FEW)


def address_of(name: str, *, site: Path) -> str:
    """The address, below the site's root, of the page that stands for this kind."""
    kind = PAGES[name]
    files = [
        path for path in site.glob(kind.pattern) if kind.holds in path.read_text(encoding="utf-8")
    ]
    assert files, f"The site has no page like {kind.pattern}."
    longest = min(files, key=lambda path: (-path.stat().st_size, path.as_posix()))
    return longest.relative_to(site).as_posix().removesuffix("index.html")
