"""An entry that stands in the folder of another kind: said once, and then it is read as what it
looks like.
"""

from __future__ import annotations

from collections.abc import Collection

from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.shared import EntryFields

# fields that the kind of the folder does not have: one is a slip, and told as one
_FEWEST_STRANGE = 2
_FITTING = 3  # of so many strange fields, the other kind knows all but one


def kind_meant(names: Collection[str], own: type[EntryFields]) -> type[EntryFields]:
    """The kind that fields of these names make: that of their folder, unless it lacks several of
    them that another kind has.
    """
    if all(name in own.model_fields for name in names):
        return own
    typed = frozenset(names) - EntryFields.model_fields.keys()
    strange = typed - own.model_fields.keys()
    if len(strange) < _FEWEST_STRANGE:
        return own
    best = max(KIND_BY_COLLECTION.values(), key=lambda kind: len(typed & kind.model_fields.keys()))
    unknown = typed - best.model_fields.keys()
    is_clear = len(unknown) * _FITTING <= len(strange) and len(
        typed & best.model_fields.keys()
    ) >= 2 * len(typed & own.model_fields.keys())
    return best if is_clear else own
