"""Views of what pages rest on: results, figures, laws and policies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.made import Made
from hub.compose.pages.listpage import list_page
from hub.kinds.days import PartDate
from hub.kinds.entries.case_studies import CaseStudy
from hub.kinds.entries.resources import Resource


def evidence(view: Callable[[str], View]) -> Made:
    """What changed, with how strong the proof is."""
    here = view("evidence/")
    strength = list(here.library.vocabulary.get("evidence", {}))
    cases = sorted(
        here.library.of(CaseStudy),
        key=lambda entry: (strength.index(entry.fields.evidence or ""), entry.order),
    )
    title, lead = (
        "Results, and how strong the proof is",
        "Every result of every case study on this hub, the strongest proof first.",
    )
    content = drawing(
        "evidence.html",
        here,
        title=title,
        lead=lead,
        cases=cases,
        strength=here.library.vocabulary.get("evidence", {}),
    )
    data: list[dict[str, Any]] = [
        {
            "case_study": case.id,
            "evidence": case.fields.evidence,
            "label": result.label,
            "measure": result.measure,
            "before": result.before,
            "after": result.after,
            "period": result.period.typed if result.period else None,
            "source": here.source_names(case)[result.source],
            "owner": case.fields.owner,
        }
        for case in cases
        for result in case.fields.results
    ]
    return list_page(
        here, title, lead, content=content, section="case-studies", kind="table", data=data
    )


def figures(view: Callable[[str], View]) -> Made:
    """Every figure with its source and age."""
    here = view("figures/")
    claims = sorted(
        (
            (entry, claim)
            for entry in here.library.entry_by_ref.values()
            if entry.fields.status == "published"
            for claim in entry.fields.claims
        ),
        key=lambda item: (item[1].as_of.key, item[0].ref, item[1].key),
        reverse=True,
    )
    title, lead = (
        "Every figure",
        (
            "Each figure on this hub, with what it counts, when it was true, where it was read and"
            " who answers for it. Newest first."
        ),
    )
    content = drawing("figures.html", here, title=title, lead=lead, claims=claims)
    data = [
        {
            "entry": entry.ref,
            "key": claim.key,
            "text": claim.text,
            "value": claim.value,
            "unit": claim.unit,
            "as_of": claim.as_of.typed,
            "source": here.source_names(entry)[claim.source],
            "measure": claim.measure,
            "agency": claim.agency,
            "owner": entry.fields.owner,
        }
        for entry, claim in claims
    ]
    return list_page(
        here, title, lead, content=content, section="case-studies", kind="table", data=data
    )


def policy_reach(view: Callable[[str], View]) -> Made:
    """For each law and policy: its status, and what on this hub rests on it."""
    here = view("policies/")
    policies = [
        (entry, entry.fields.policy) for entry in here.library.of(Resource) if entry.fields.policy
    ]
    # by title already, and so those of one date
    policies.sort(key=lambda item: (item[1].issued or PartDate("0", "")).key, reverse=True)
    laws = [law for law, _ in policies]
    resting = {
        law.ref: here.entries(
            dict.fromkeys(link.origin for link in here.library.backlinks_by_ref.get(law.ref, ()))
        )
        for law in laws
    }
    title, lead = (
        "Laws and policies, and what rests on them",
        (
            "Each law, order and memo on this hub, whether anybody checked that it still applies,"
            " and the pages that depend on it."
        ),
    )
    content = drawing("policies.html", here, title=title, lead=lead, laws=laws, resting=resting)
    data = [
        {
            "policy": law.id,
            "status": policy.status,
            "checked": (policy.status_checked_on.isoformat() if policy.status_checked_on else None),
            "rests_on_it": [entry.ref for entry in resting[law.ref]],
        }
        for law, policy in policies
    ]
    return list_page(
        here, title, lead, content=content, section="reference", kind="table", data=data
    )
