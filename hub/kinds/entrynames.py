"""What entries are called: so that a title, a short form or another name finds the id that was
wanted in its place.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from hub.reading.nodes import FieldsNode, ListNode, Node, TextNode, groups

_ONE_NAME = ("title", "short")
_MANY_NAMES = ("other_names", "former_names")
# names of which the nearest is looked for, at some milliseconds each: a file may hold thousands
# that nothing has
_LOOKS = 100
_MOST = 200  # characters of a name that is looked up: a title has 120


class EntryNames:
    """The entries by everything they are called, in letters and digits alone: `dol` and `department
    of labor` for agencies/labor.

    Each entry is given as `collection/id` and its fields. They are read when the first name is
    looked up: most runs look for none.
    """

    def __init__(self, entries: Iterable[tuple[str, FieldsNode]]) -> None:
        self._entries = entries
        self._looks = 0

    @cached_property
    def _refs_by_name(self) -> Mapping[str, tuple[str, ...]]:
        refs: dict[str, set[str]] = defaultdict(set)
        for ref, fields in self._entries:
            for name in (ref.partition("/")[2], *_names(fields)):
                refs[_bare_name(name)].add(ref)
        return {name: tuple(sorted(found)) for name, found in refs.items() if name}

    def refs(self, text: str, collection: str | None = None) -> tuple[str, ...]:
        """Every entry that is called like this, as `collection/id`; with `collection`, of that
        alone.
        """
        found = self._refs_by_name.get(_bare_name(text), ())
        return tuple(ref for ref in found if collection is None or ref.startswith(f"{collection}/"))

    def one(self, text: str, collection: str | None = None) -> str | None:
        """The entry that is called like this, or nearly so when nothing else is; None when there is
        none, or several.
        """
        found = self.refs(text, collection)
        if found:
            return found[0] if len(found) == 1 else None
        self._looks += 1
        if self._looks > _LOOKS:
            return None
        names = [
            name
            for name, refs in self._refs_by_name.items()
            if collection is None or any(ref.startswith(f"{collection}/") for ref in refs)
        ]
        near = difflib.get_close_matches(_bare_name(text), names, n=1, cutoff=0.85)
        refs = self.refs(near[0], collection) if near else ()
        return refs[0] if len(refs) == 1 else None


NO_NAMES = EntryNames(())


class OwnKeys:
    """The keys of an entry's own groups by their words, such as an area by its title. The entry is
    walked once, when the first is asked for.
    """

    def __init__(self, root: Node) -> None:
        self._root = root
        self._keys_by_name: dict[str, set[str]] | None = None

    def one(self, text: str) -> str | None:
        """The key of the one group that has this text as its title, label or question."""
        if self._keys_by_name is None:
            self._keys_by_name = _keys_by_name(self._root)
        keys = self._keys_by_name.get(_bare_name(text), set())
        return next(iter(keys)) if len(keys) == 1 else None


def _keys_by_name(root: Node) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for group in groups(root):
        key = group.value_by_name.get("key")
        words = (
            group.value_by_name.get(name) for name in ("key", "title", "label", "ask", "question")
        )
        if isinstance(key, TextNode) and key.text:
            for value in words:
                if isinstance(value, TextNode):
                    found[_bare_name(value.text)].add(key.text)
    return found


def _names(fields: FieldsNode) -> Iterable[str]:
    for name in _ONE_NAME:
        value = fields.value_by_name.get(name)
        if isinstance(value, TextNode):
            yield value.text
    for name in _MANY_NAMES:
        value = fields.value_by_name.get(name)
        if isinstance(value, ListNode):
            yield from (item.text for item in value.items if isinstance(item, TextNode))


def _bare_name(text: str) -> str:
    """Letters and digits alone, without the article and the country that people leave out or write
    before an agency.
    """
    words = re.findall(r"\w+", text[:_MOST].casefold().replace("_", " "))
    for lead in (["the"], ["u", "s"], ["us"]):
        if words[: len(lead)] == lead and len(words) > len(lead):
            words = words[len(lead) :]
    return " ".join(words)
