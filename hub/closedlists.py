"""The closed lists of `content/vocabulary/`: each value has a key, which is an address and a file name, and what readers see for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from hub.files import check_lines
from hub.idfields import slug_meant
from hub.kinds import VocabularyTerm
from hub.limits import MAX_SLUG
from hub.model import Source
from hub.nodes import FieldsNode, TextNode
from hub.problems import Place, Report, a_few, did_you_mean, quoted
from hub.schema import Vocabulary, place_at, read_fields
from hub.slugs import is_slug, why_no_slug

FOLDER = "vocabulary"


class _AnyList(frozenset[str]):
    """The names of all lists, where their folder cannot be read."""

    __slots__ = ()

    def __contains__(self, name: object) -> bool:
        return True


def read_lists(sources: Iterable[Source], report: Report) -> tuple[Vocabulary, frozenset[str]]:
    """Every closed list by its name, and the names of those that hold mistakes: a word that is in none of their readable lines may be in another.

    A value with a mistake stays known, so that what uses it is not told of as well.
    """
    lists: Vocabulary = {}
    unsure = set()
    for source in sources:
        if source.id in lists:
            report.add("route-collision", Place(source.path, 1, 1), f"There is another list {quoted(source.id)}.", rows=[("Write", "Keep one of the two files.")])
            continue
        terms: dict[str, VocabularyTerm] = {}
        for name, node in source.fields.value_by_name.items():
            _check_key(name, source.fields, report)
            if isinstance(node, TextNode) and not node.is_read:  # told by the reader of YAML
                terms[name] = VocabularyTerm(label=name[:MAX_SLUG] or "x")
                continue
            term = read_fields(node, VocabularyTerm, report, called="value")
            terms[name] = term or VocabularyTerm(label=name[:MAX_SLUG] or "x")
        _check_terms(terms, source.fields, report)
        check_lines(source.path, report)
        lists[source.id] = terms
        if not source.is_sound:
            unsure.add(source.id)
    for problem in report.problems:
        folder, _, name = problem.place.path.partition(f"/{FOLDER}/")
        list_name = name.rpartition(".")[0]
        if name and "/" not in folder and list_name not in lists:
            unsure.add(list_name)  # a file that cannot be read
        if problem.code == "not-readable" and problem.place.path.partition("/")[2] in ("", FOLDER):
            return lists, _AnyList()
    return lists, frozenset(unsure)


def _check_key(name: str, fields: FieldsNode, report: Report) -> None:
    """The key of a value is typed into entries, and is the last part of the address of a list: one form for all."""
    if is_slug(name) and name != "index":
        return
    meant = slug_meant(name)
    why = f"{quoted(name)} cannot be the key of a value. A key has small letters, digits and hyphens, at most {MAX_SLUG}."
    if name == "index" or why_no_slug(name):
        why, meant = f"{quoted(name)} {why_no_slug(name) or 'is what the first page of each folder is called'}.", f"the-{name}"
    report.add(
        "bad-slug", fields.key_by_name[name].place, why, rows=[("Write", f"{meant}:" if meant else "a key such as voice-of-customer, with the words for readers as its label")]
    )


def _check_terms(terms: dict[str, VocabularyTerm], fields: FieldsNode, report: Report) -> None:
    key_by_label: dict[str, str] = {}
    for name, term in terms.items():
        folded = unicodedata.normalize("NFKC", term.label).casefold()
        other = key_by_label.setdefault(folded, name)
        if other != name:
            report.add(
                "duplicate-item",
                place_at(fields, (name, "label")),
                f"{quoted(other)} has the same label, so readers could not tell the two apart.",
                rows=[("Write", "a label of its own")],
            )
        if term.replaced_by is not None and (term.replaced_by not in terms or term.replaced_by == name):
            others = [known for known in terms if known != name]
            report.add(
                "broken-reference",
                place_at(fields, (name, "replaced_by")),
                f"{quoted(term.replaced_by)} is not another value of this list.",
                rows=[*did_you_mean(term.replaced_by, others), ("Allowed", a_few(others, 25) or "none yet")],
            )
