"""Small indexes to search: documents in a line, and a reader of what was made from them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hypothesis import settings

from hub.search.documents import SearchDocument, Section
from hub.search.export import index_of
from hub.search.reader import Reader

Files = Mapping[str, bytes]
some = settings(max_examples=30, deadline=None, derandomize=True, database=None)


def doc(url: str, title: str, text: str = "", **fields: Any) -> SearchDocument:
    """A page of one section without a heading; other fields by name."""
    return SearchDocument(url, title, **{"sections": (Section("", "", text),), **fields})


def files_of(
    documents: Sequence[SearchDocument],
    glossary: Sequence[Sequence[str]] = (),
    *,
    cache: Path | None = None,
    language: str = "en",
) -> dict[str, bytes]:
    """The files of an index, by name."""
    return dict(
        index_of(documents, language=language, glossary=glossary, cache=cache, compare=False).files
    )


def reader_on(files: Files, language: str = "en") -> Reader:
    """A reader of files in memory."""
    return Reader(lambda name: files[f"{language}/{name}"], language)


def found(
    reader: Reader,
    query: str,
    filters: Mapping[str, Sequence[str]] | None = None,
    *,
    typing: bool = False,
) -> list[str]:
    """The addresses of the pages that a query finds, the best first."""
    return [reader.card(hit.page)[0] for hit in reader.search(query, filters, typing=typing).hits]


def manifest_of(files: Files) -> dict[str, Any]:
    """The manifest of English files."""
    manifest: dict[str, Any] = json.loads(gzip.decompress(files["en/manifest.bin"]))
    return manifest


def plain(files: Files, name: str) -> bytes:
    """The content of a file of the set, be it bundled or by itself."""
    home = f"en/{manifest_of(files)['set']}"
    if f"{home}/{name}" in files:
        return gzip.decompress(files[f"{home}/{name}"])
    head, data = gzip.decompress(files[f"{home}/a.bin"]).split(b"\n", 1)
    start = 0
    for other, length in json.loads(head).items():
        if other == name:
            return data[start : start + length]
        start += length
    raise KeyError(name)
