"""Checks of tools: each has the parts of its kind and no others, sums use numbers that are there,
examples fill their map.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hub.kinds.entries.life_experiences import LifeExperience
from hub.kinds.entries.tools import Tool
from hub.kinds.missing import report_missing
from hub.model import Entries, Entry
from hub.problems import Report, a_few, did_you_mean, quoted

PARTS_BY_KIND: Mapping[str, tuple[str, ...]] = {
    "inventory": ("columns",),
    "map": ("phases", "lanes", "example"),
    "question-bank": ("scales", "measures"),
    "calculator": ("inputs", "sums"),
    "script": ("sections",),
    "outline": ("sections",),
}
_MAY_HAVE = {"question-bank": ("questions",)}
_SHARED = ("measures",)  # a part of question banks that every tool may have
_PARTS = tuple(
    dict.fromkeys(
        name for names in (*PARTS_BY_KIND.values(), *_MAY_HAVE.values()) for name in names
    )
)


def check_tools(entries: Entries, report: Report) -> None:
    """Report what keeps a tool from being drawn."""
    stages = {entry.id: len(entry.fields.stages) for entry in entries.of(LifeExperience)}
    for tool in entries.of(Tool):
        if tool.fields.kind is not None:
            _check_parts(tool, tool.fields.kind, report)
            _check_names(tool, report)
            _check_scales(tool, report)
            _check_sums(tool, report)
            _check_example(tool, stages, report)
            _check_minutes(tool, report)


def _check_parts(tool: Entry[Tool], kind: str, report: Report) -> None:
    wanted = PARTS_BY_KIND.get(kind)
    if wanted is None:
        report.add(
            "bad-choice",
            tool.place_at(("kind",)),
            f"The hub cannot draw a tool of the kind {quoted(kind)}.",
            rows=[("Allowed", a_few(PARTS_BY_KIND, 12))],
        )
        return
    missing = [name for name in wanted if not getattr(tool.fields, name)]
    if missing and tool.is_published:
        report_missing(
            missing, tool.source.fields, f"tool of the kind {kind}", report=report, to_publish=True
        )
    for name in _PARTS:
        if getattr(tool.fields, name) and name not in (*wanted, *_MAY_HAVE.get(kind, ()), *_SHARED):
            report.add(
                "unknown-field",
                tool.key_place((name,)),
                f"A tool of the kind {kind} has no {name}, so nobody would see this.",
                rows=[("Write", "Remove the field."), ("Or", "another kind of tool")],
            )


def _check_names(tool: Entry[Tool], report: Report) -> None:
    """A sum and an input of one name could not be told apart."""
    inputs = {item.key for item in tool.fields.inputs}
    for number, item in enumerate(tool.fields.sums):
        if item.key in inputs:
            report.add(
                "duplicate-item",
                tool.place_at(("sums", number, "key")),
                f"{quoted(item.key)} is the name of an input already.",
                rows=[("Write", "another key")],
            )


def _check_scales(tool: Entry[Tool], report: Report) -> None:
    names = [scale.key for scale in tool.fields.scales]
    asked = [
        (("questions", number, "scale"), question.scale)
        for number, question in enumerate(tool.fields.questions)
    ]
    asked += [
        (("measures", number, "scale"), measure.scale)
        for number, measure in enumerate(tool.fields.measures)
        if measure.scale
    ]
    for loc, name in asked:
        _check_known(tool, loc, name, known=names, what="scale of this tool", report=report)
    if tool.fields.kind == "question-bank":
        for number, measure in enumerate(tool.fields.measures):
            if not measure.scale:
                report.add(
                    "missing-field",
                    tool.place_at(("measures", number)),
                    "A measure in a question bank needs the scale of its question.",
                    rows=[("Allowed", a_few(names))],
                )


def _check_sums(tool: Entry[Tool], report: Report) -> None:
    """Each factor is an input, or a sum that stands above: so no sum can go in a ring."""
    known = [item.key for item in tool.fields.inputs]
    for number, item in enumerate(tool.fields.sums):
        for position, term in enumerate(item.terms):
            for name in ("multiply", "over"):
                for step, key in enumerate(getattr(term, name)):
                    _check_known(
                        tool,
                        ("sums", number, "terms", position, name, step),
                        key,
                        known=known,
                        what="input, nor a sum above this one",
                        report=report,
                    )
        known.append(item.key)


def _check_known(
    tool: Entry[Tool],
    loc: tuple[str | int, ...],
    name: str,
    known: Sequence[str],
    what: str,
    report: Report,
) -> None:
    if name not in known:
        report.add(
            "broken-reference",
            tool.place_at(loc),
            f"{quoted(name)} is no {what}.",
            rows=[*did_you_mean(name, known), ("Allowed", a_few(known, 20) or "none yet")],
        )


def _check_example(tool: Entry[Tool], stages: Mapping[str, int], report: Report) -> None:
    """A lane of the filled map has one text for each stage, or shows a field of the stages."""
    many = stages.get(tool.fields.example or "")
    if many is None:
        return  # a life experience that is not there is told as a broken reference
    for number, lane in enumerate(tool.fields.lanes):
        if lane.shows is None and len(lane.example) != many:
            report.add(
                "too-few-items" if len(lane.example) < many else "too-many-items",
                tool.key_place(("lanes", number, "example")),
                f"The lane {quoted(lane.key)} has {len(lane.example)} texts for the example, which"
                f" has {many} stages.",
                rows=[
                    ("Write", f"example: {many} texts, one for each stage"),
                    ("Or", "shows: the field of a stage that belongs here"),
                ],
            )


def _check_minutes(tool: Entry[Tool], report: Report) -> None:
    """The minutes of a script are added up, so each of its sections says how long it takes."""
    if tool.fields.kind == "script":
        for number, section in enumerate(tool.fields.sections):
            if section.minutes is None:
                report.add(
                    "missing-field",
                    tool.place_at(("sections", number)),
                    f"The section {quoted(section.key)} does not say how long it takes.",
                    rows=[("Write", "minutes: 10")],
                )
