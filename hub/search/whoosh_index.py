"""The one file that knows Whoosh: an inverted index, from keys to the pages that hold them.

Its files are pickles, so they live in a temporary folder as long as one index is made, and are
neither kept nor published. Only calls that whoosh 2.7.4, whoosh-reloaded 2.7.5 and whoosh3 3.54
have in common are used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from whoosh import fields, formats
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage

_MEMORY = 128  # megabytes that Whoosh may sort in before it uses the disk
_BLOCK = 4096  # postings that are read at once


class _TwoBytes(formats.Format):  # type: ignore[misc]  # Whoosh has no types
    """A posting holds a level and a section."""

    posting_size = 2

    def word_values(self, value: Any, analyzer: Any, **_: Any) -> Any:
        raise NotImplementedError  # the field is given finished postings


class _Weights(fields.FieldType):  # type: ignore[misc]  # as above
    """A field that takes weights by key, in place of a text to analyse."""

    indexed = True
    scorable = False
    stored = False
    vector = None
    column_type = None
    analyzer = None
    spelling = False

    def __init__(self) -> None:
        self.format = _TwoBytes()

    def index(self, value: Mapping[str, bytes], **_: Any) -> list[tuple[bytes, int, float, bytes]]:
        return [(key.encode(), 1, 1.0, weight) for key, weight in value.items()]

    def separate_spelling(self) -> bool:
        return False


class _Storage(FileStorage):  # type: ignore[misc]  # as above
    """Files in a folder. For each posting Whoosh asks the disk whether the field has lengths: it
    has none.
    """

    def file_exists(self, name: str) -> bool:
        return not name.endswith("_weights_len.col") and bool(super().file_exists(name))


class WhooshIndex:
    """An index in an empty folder. Page numbers count from 0, in the order of `add`."""

    def __init__(self, folder: Path) -> None:
        schema = fields.Schema(number=fields.STORED, weights=_Weights())
        self._index = _Storage(str(folder)).create_index(schema)

    def add(self, pages: Iterable[Mapping[str, bytes]]) -> None:
        """Add every page, each as its weights by key."""
        writer = self._index.writer(
            limitmb=_MEMORY, codec=W3Codec(blocklimit=_BLOCK, compression=0)
        )
        try:
            for number, weights in enumerate(pages):
                writer.add_document(number=number, weights=weights)
        except BaseException:
            writer.cancel()
            raise
        writer.commit(merge=False)

    def postings(self) -> Iterator[tuple[str, list[tuple[int, bytes]]]]:
        """The postings of all keys, as (number of the page, two bytes), in the order of the
        numbers.
        """
        with self._index.reader() as reader:
            number_of = {at: held["number"] for at, held in reader.iter_docs()}
            for name in reader.lexicon("weights"):
                matcher = reader.postings("weights", name)
                found = []
                while matcher.is_active():
                    found.append((number_of[matcher.id()], matcher.value()))
                    matcher.next()
                if found:
                    found.sort()
                    yield name.decode(), found
