"""The one file that knows Whoosh: a private inverted index on disk, from keys to the pages that
hold them.

Whoosh keeps the postings and what is stored for each page, and replaces single pages. Its index
holds pickles, so it is never published and never taken from elsewhere; whoever cannot read it
builds it again. Only calls that whoosh 2.7.4, whoosh-reloaded 2.7.5 and whoosh3 3.54 have in common
are used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from whoosh import fields, formats
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage

from hub.search.weights import Weight

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

    def index(self, value: Mapping[str, Weight], **_: Any) -> list[tuple[bytes, int, float, bytes]]:
        return [(key.encode(), 1, 1.0, bytes(weight)) for key, weight in value.items()]

    def separate_spelling(self) -> bool:
        return False


class _Storage(FileStorage):  # type: ignore[misc]  # as above
    """Files in a folder. For each posting Whoosh asks the disk whether the field has lengths: it
    has none.
    """

    def file_exists(self, name: str) -> bool:
        return not name.endswith("_weights_len.col") and bool(super().file_exists(name))


class StoredPage(NamedTuple):
    """What is kept of a page beside its postings: its address, its keys and its words."""

    url: str
    keys: tuple[str, ...]
    words: tuple[str, ...]


class WhooshIndex:
    """The index in a folder. Opening one that is not there makes it; opening one that cannot be
    read raises whatever Whoosh raises.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._storage = _Storage(str(folder))
        schema = fields.Schema(
            url=fields.ID(stored=True, unique=True),
            keys=fields.STORED,
            words=fields.STORED,
            weights=_Weights(),
        )
        self._index = (
            self._storage.open_index()
            if self._storage.index_exists()
            else self._storage.create_index(schema)
        )

    def pages(self, urls: Iterable[str]) -> list[StoredPage]:
        """The pages at these addresses, all of which are held."""
        with self._index.searcher() as searcher:
            stored = [searcher.document(url=url) for url in urls]
        return [
            StoredPage(
                held["url"], tuple(held["keys"].split("\n")), tuple(held["words"].split("\n"))
            )
            for held in stored
        ]

    def replace(
        self, gone: Iterable[str], new: Iterable[tuple[StoredPage, Mapping[str, Weight]]]
    ) -> None:
        """Take out the pages at the addresses `gone`, and add others. One commit: all of it or
        nothing.
        """
        writer = self._index.writer(
            limitmb=_MEMORY, codec=W3Codec(blocklimit=_BLOCK, compression=0)
        )
        try:
            for url in gone:
                writer.delete_by_term("url", url)
            for page, weights in new:
                writer.add_document(
                    url=page.url,
                    keys="\n".join(page.keys),
                    words="\n".join(page.words),
                    weights=weights,
                )
        except BaseException:
            writer.cancel()
            raise
        writer.commit(merge=False)

    def postings(
        self, number_by_url: Mapping[str, int], keys: Iterable[str] | None = None
    ) -> Iterator[tuple[str, list[tuple[int, bytes]]]]:
        """The postings of all keys, or of some, as (number of the page, two bytes), in the order of
        the numbers.
        """
        with self._index.reader() as reader:
            number_of = {at: number_by_url[held["url"]] for at, held in reader.iter_docs()}
            for name in (
                (key.encode() for key in keys) if keys is not None else reader.lexicon("weights")
            ):
                if keys is not None and ("weights", name) not in reader:
                    continue
                matcher = reader.postings("weights", name)
                found = []
                while matcher.is_active():
                    found.append((number_of[matcher.id()], matcher.value()))
                    matcher.next()
                if found:
                    found.sort()
                    yield name.decode(), found
