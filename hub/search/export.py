"""From documents to the files of the published index: a few kilobytes each, of which a browser
fetches a handful.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hub.search.concepts import Concepts
from hub.search.documents import SearchDocument
from hub.search.related import Neighbour, neighbours
from hub.search.shards import CARDS_A_FILE, Term, compressed, json_bytes, packed, shard, sort_key
from hub.search.spelling import spelling_files
from hub.search.state import state_of
from hub.search.statefile import State
from hub.search.weights import rarity
from hub.search.words import LANGUAGES, Language

FORMAT = 1
SHARD_BYTES = 4000  # unpacked; about 3 kB as sent
BUNDLED_BYTES = 64 * 1024  # an index up to this size is one file, page texts apart
WORDS_A_STEM = 3


@dataclass(frozen=True)
class Index:
    """The index of one language: its files by name, and for each page the pages most like it."""

    files: Mapping[str, bytes]
    neighbours: Mapping[str, tuple[Neighbour, ...]]


def build_index(
    documents: Iterable[SearchDocument],
    folder: Path,
    *,
    language: str = "en",
    glossary: Iterable[Sequence[str]] = (),
    cache: Path | None = None,
) -> None:
    """Write the files of one language below `folder`: the manifest, and a folder whose name changes
    with its contents.

    `glossary` holds groups of names that mean the same. `cache` is a private folder that makes the
    next time faster; the files are the same with and without it.
    """
    write_files(
        index_of(documents, language=language, glossary=glossary, cache=cache, compare=False).files,
        folder,
    )


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files below a folder."""
    for home in sorted({(folder / name).parent for name in files}):
        home.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def index_of(
    documents: Iterable[SearchDocument],
    *,
    language: str,
    glossary: Iterable[Sequence[str]] = (),
    cache: Path | None = None,
    compare: bool = True,
) -> Index:
    """The index of the documents of one language. Without `compare`, pages are not compared with
    each other.
    """
    ordered = sorted(documents, key=lambda document: sort_key(document.url))
    spoken = LANGUAGES[language]
    concepts = Concepts(glossary, spoken)
    state = state_of(ordered, spoken, concepts, cache=cache)
    stems = (
        (
            (rarity(len(ordered), held.holding), held)
            for key, held in sorted(state.postings.items())
            if " " not in key
        )
        if compare
        else ()
    )
    return Index(_files(ordered, spoken, concepts, state=state), neighbours(state.urls, stems))


def _files(
    documents: Sequence[SearchDocument], language: Language, concepts: Concepts, state: State
) -> dict[str, bytes]:
    plain: dict[str, bytes] = {}
    keys, last = [], ""
    for number, (first, ends, data) in enumerate(_shards(len(documents), concepts, state)):
        # the first shard takes all that comes before
        keys.append(_shortest(first, last) if number else "")
        last = ends
        plain[f"t{number}.bin"] = data
    for start in range(0, len(documents), CARDS_A_FILE):
        cards = [
            [document.url, document.title, document.kind, document.summary]
            for document in documents[start : start + CARDS_A_FILE]
        ]
        plain[f"c{start // CARDS_A_FILE}.bin"] = json_bytes(cards)
    letters = spelling_files(state.pages_by_word)
    plain |= {f"s{number}.bin": data for number, data in enumerate(letters.values())}
    facets = _facets(documents)
    if facets:
        plain["f.bin"] = json_bytes(facets)
    bundle = b"".join(
        (json_bytes({name: len(data) for name, data in plain.items()}), b"\n", *plain.values())
    )
    packed_bundle = compressed(bundle) if len(bundle) < 8 * BUNDLED_BYTES else b""
    is_bundled = 0 < len(packed_bundle) <= BUNDLED_BYTES
    held = (
        {"a.bin": packed_bundle}
        if is_bundled
        else {name: compressed(data) for name, data in plain.items()}
    )
    held |= {
        f"x{number}.bin": state.pages[document.url].file
        for number, document in enumerate(documents)
    }
    digest = hashlib.sha256()
    for name in sorted(held):
        digest.update(f"{name} {len(held[name])}\n".encode() + held[name])
    folder = digest.hexdigest()[:12]
    manifest = {
        "v": FORMAT,
        "n": len(documents),
        "set": folder,
        "keys": keys,
        "letters": "".join(letters),
        "facets": int(bool(facets)),
        "bundle": int(is_bundled),
    }
    home = language.code
    return {
        f"{home}/manifest.bin": compressed(json_bytes(manifest)),
        **{f"{home}/{folder}/{name}": data for name, data in held.items()},
    }


def _shards(pages: int, concepts: Concepts, state: State) -> Iterator[tuple[str, str, bytes]]:
    """Each shard with the first and the last stem in it. A stem and the keys that begin with it are
    never parted.
    """
    words_by_stem: dict[str, list[tuple[int, str]]] = {}
    for word, count in state.pages_by_word.items():
        stem = state.stem_by_word[word]
        if count > 0 and word != stem:
            words_by_stem.setdefault(stem, []).append((-count, word))
    names = {
        " ".join((*form, "~")): concept.names for concept in concepts.all for form in concept.forms
    }
    # a reader always finds a shard, were it of pages without words
    group: list[Term] = [] if state.postings else [Term("", 1, packed([], 1))]
    size = 0
    for key in sorted(state.postings, key=sort_key):
        postings = state.postings[key]
        is_stem = " " not in key
        if is_stem and size >= SHARD_BYTES:
            yield _stem(group[0]), _stem(group[-1]), shard(group)
            group, size = [], 0
        words = (
            tuple(word for _, word in sorted(words_by_stem.get(key, ()))[:WORDS_A_STEM])
            if is_stem
            else names.get(key, ())
        )
        term = Term(key, rarity(pages, postings.holding), postings, words=words)
        group.append(term)
        size += term.size
    yield _stem(group[0]), _stem(group[-1]), shard(group)


def _stem(term: Term) -> str:
    return term.key.split(" ")[0]


def _shortest(first: str, last: str) -> str:
    """The shortest beginning of a shard's first stem that comes after the last stem of the shard
    before.
    """
    return next(
        (
            first[:length]
            for length in range(1, len(first))
            if sort_key(first[:length]) > sort_key(last)
        ),
        first,
    )


def _facets(documents: Sequence[SearchDocument]) -> dict[str, dict[str, tuple[str, list[int]]]]:
    """Per facet and value a label, and the numbers of the pages, each as the distance from the one
    before.
    """
    found: dict[str, dict[str, tuple[str, list[int]]]] = {}
    last: dict[tuple[str, str], int] = {}
    for number, document in enumerate(documents):
        for name, values in document.facets.items():
            for value, label in values:
                found.setdefault(name, {}).setdefault(value, (label, []))[1].append(
                    number - last.get((name, value), 0)
                )
                last[name, value] = number
    return {name: dict(sorted(values.items())) for name, values in sorted(found.items())}
