"""The closed lists of `content/vocabulary/`: each value has a key, which is an address and a file
name, and what readers see for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Self

from hub.kinds.fieldplaces import place_at
from hub.kinds.idfields import slug_meant
from hub.kinds.lists import list_names
from hub.kinds.schema import Vocabulary, read_fields
from hub.kinds.shared import VocabularyTerm
from hub.limits import MAX_SLUG
from hub.model import Source
from hub.problems import Place, Report, a_few, did_you_mean, nearest, quoted
from hub.reading.filetext import check_lines
from hub.reading.nodes import FieldsNode, TextNode
from hub.reading.slugs import is_slug, why_no_slug
from hub.reading.unread import is_unread_folder

FOLDER = "vocabulary"
_PATH = re.compile(r"\.\./|\A/|/\Z|\\|://")  # what is no word: 24/7 and he/him are some


class _AnyList(frozenset[str]):
    """The names of all lists, where their folder cannot be read."""

    __slots__ = ()

    def __contains__(self, name: object) -> bool:
        return True


class UnsureLists(frozenset[str]):
    """The names of the lists that hold mistakes. Asked about one that has no file, the answer is
    yes as well, and `missing` keeps its name.
    """

    missing: set[str]
    _known: Collection[str]

    def __new__(cls, unsure: Iterable[str], known: Collection[str]) -> Self:
        made = super().__new__(cls, unsure)
        made.missing = set()
        made._known = known
        return made

    def __contains__(self, name: object) -> bool:
        if super().__contains__(name):
            return True
        if name in self._known:
            return False
        self.missing.add(str(name))
        return True


def read_lists(sources: Collection[Source], report: Report) -> tuple[Vocabulary, frozenset[str]]:
    """Every closed list by its name, and the names of those that hold mistakes: a word that is in
    none of their readable lines may be in another.

    A value with a mistake stays known, so that what uses it is not told of as well.
    """
    lists: Vocabulary = {}
    unsure = set()
    for source in sources:
        if source.id in lists:
            report.add(
                "route-collision",
                Place(source.path, 1, 1),
                f"There is another list {quoted(source.id)}.",
                rows=[("Write", "Keep one of the two files.")],
            )
            continue
        terms: dict[str, VocabularyTerm] = {}
        for name, node in source.fields.value_by_name.items():
            _check_key(name, source.fields, report)
            if isinstance(node, TextNode) and not node.is_read:  # told by the reader of YAML
                terms[name] = _stand_in(name)
                continue
            term = read_fields(node, VocabularyTerm, report, called="value")
            terms[name] = term or _stand_in(name)
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
        root, _, folder = problem.place.path.partition("/")
        if folder in ("", FOLDER) and is_unread_folder(problem, root):
            return lists, _AnyList()
    _check_names(sources, frozenset(unsure), report)
    return lists, UnsureLists(unsure, lists)


def report_missing_lists(
    unsure: frozenset[str], sources: Collection[Source], report: Report
) -> None:
    """Tell each list that a field asked for and that has no file, once: what the fields say may be
    right.
    """
    if not isinstance(unsure, UnsureLists):
        return
    unused = [source.id for source in sources if source.id not in list_names()]
    root = next(iter(sources)).path.partition("/")[0] if sources else "content"
    for name in sorted(unsure.missing):
        near = nearest(name, unused)
        rows = [("Did you mean", f"{FOLDER}/{near}.yml, under the name {name}.yml")] if near else []
        words = f"There is no file {FOLDER}/{name}.yml, and fields take their words from it."
        report.add(
            "missing-list",
            Place(f"{root}/{FOLDER}/{name}.yml"),
            words,
            rows=[
                *rows,
                ("Write", "Put the file back, with a line for each word that entries use"),
            ],
        )


def _check_names(sources: Iterable[Source], unsure: frozenset[str], report: Report) -> None:
    """Advise where no field asks for a list. One with other mistakes is told of those."""
    for source in sources:
        if (
            source.id not in list_names()
            and source.is_sound
            and source.id not in unsure
            and not any(problem.place.path == source.path for problem in report.problems)
        ):
            rows = [
                *did_you_mean(source.id, list_names()),
                ("Allowed", a_few(sorted(list_names()), 30)),
            ]
            report.add(
                "unknown-list",
                Place(source.path),
                f"No field takes its words from a list called {quoted(source.id)}.",
                rows=rows,
                severity="warning",
            )


def _stand_in(name: str) -> VocabularyTerm:
    """A value in the place of one with a mistake, which is told: whatever its key is, it is not
    judged once more.
    """
    return VocabularyTerm.model_construct(label=name)


def _check_key(name: str, fields: FieldsNode, report: Report) -> None:
    """The key of a value is typed into entries, and is the last part of the address of a list: one
    form for all.
    """
    if is_slug(name) and name != "index":
        return
    meant = slug_meant(name)
    why = (
        f"{quoted(name)} cannot be the key of a value. A key has small letters, digits and hyphens,"
        f" at most {MAX_SLUG}."
    )
    if name == "index" or why_no_slug(name):
        why, meant = (
            (
                f"{quoted(name)}"
                f" {why_no_slug(name) or 'is what the first page of each folder is called'}."
            ),
            f"the-{name}",
        )
    report.add(
        "bad-slug",
        fields.key_by_name[name].place,
        why,
        rows=[
            (
                "Write",
                (
                    f"{meant}:"
                    if meant
                    else "a key such as voice-of-customer, with the words for readers as its label"
                ),
            )
        ],
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
        if is_placeholder(term.label):
            report.add(
                "bad-text",
                place_at(fields, (name, "label")),
                f"{quoted(term.label)} holds the place of a label, and readers would see it.",
                rows=[("Write", f"label: what readers see for {name}")],
            )
        if term.replaced_by is not None and (
            term.replaced_by not in terms or term.replaced_by == name
        ):
            others = [known for known in terms if known != name]
            report.add(
                "broken-reference",
                place_at(fields, (name, "replaced_by")),
                f"{quoted(term.replaced_by)} is not another value of this list.",
                rows=[
                    *did_you_mean(term.replaced_by, others),
                    ("Allowed", a_few(others, 25) or "none yet"),
                ],
            )
    _check_aliases(terms, fields, report)


def _check_aliases(terms: dict[str, VocabularyTerm], fields: FieldsNode, report: Report) -> None:
    """Another name leads to one value, and is not the key or the label of a second one."""
    owner_by_name = {
        _letters_of(name): key
        for key, term in reversed(terms.items())
        for name in (term.label, key)
    }
    for key, term in terms.items():
        for number, alias in enumerate(term.aliases):
            place = place_at(fields, (key, "aliases", number))
            other = owner_by_name.setdefault(_letters_of(alias), key)
            if other != key:
                words = (
                    f"{quoted(alias)} is a name of {quoted(other)} already, so nobody could tell"
                    " which of the two is meant."
                )
                report.add(
                    "duplicate-item",
                    place,
                    words,
                    rows=[("Write", "another word, or leave it out")],
                )
            elif is_placeholder(alias) or _PATH.search(alias):
                report.add(
                    "bad-text",
                    place,
                    f"{quoted(alias)} is not a word that somebody would write for {key}.",
                    rows=[("Write", "words of letters and digits, or leave it out")],
                )


def is_placeholder(text: str) -> bool:
    """True for what stands where words are still to come."""
    return (
        re.fullmatch(
            r"\W*(?:TODO|TBD|FIXME|TKTK|XXX+|lorem ipsum.*)\W*|\W*",
            text.strip(),
            re.IGNORECASE | re.DOTALL,
        )
        is not None
    )


def _letters_of(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()))
