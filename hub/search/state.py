"""What the index of one language is made from, kept in a private folder so that the next build
reads only what changed.

The folder is a cache: never published, and made anew whenever it cannot be read. The same documents
give the same state with and without it.
"""

from __future__ import annotations

import fcntl
import hashlib
import pickle
import shutil
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from hub.search.concepts import Concepts
from hub.search.documents import SearchDocument
from hub.search.shards import Postings, compressed, entries, json_bytes, packed
from hub.search.weights import Weight, weigh
from hub.search.whoosh_index import StoredPage, WhooshIndex
from hub.search.words import Language

MANY_PAGES = 2000  # from here on, of a word that is everywhere only the best pages are kept
MOST_POSTINGS = 256
_COMPACT_AFTER = 0.2  # when more of the pages than this have changed, everything is read anew
_SMALL = 20  # changes that are never too many
SEAL = "seal"


@dataclass
class State:
    """Postings as they are published, how many pages hold each word, and the page texts,
    compressed.
    """

    urls: list[str] = field(default_factory=list)
    changed: int = 0  # pages replaced since everything was read
    postings: dict[str, Postings] = field(default_factory=dict)
    pages_by_word: Counter[str] = field(default_factory=Counter)
    stem_by_word: dict[str, str] = field(default_factory=dict)
    # by address: digest of the document, file
    page_files: dict[str, tuple[str, bytes]] = field(default_factory=dict)


def state_of(
    documents: Sequence[SearchDocument], language: Language, concepts: Concepts, cache: Path | None
) -> State:
    """The state of these documents, which are in the order of their numbers."""
    version = hashlib.sha256(
        repr((_source_digest(), sys.version, zlib.ZLIB_RUNTIME_VERSION, concepts.all)).encode()
    ).hexdigest()[:16]
    with _private_folder(cache) as folder:
        home = folder / language.code
        try:
            return _brought_up(documents, language, concepts, home=home / version)
        except Exception:  # noqa: BLE001
            # whatever cannot be read is private and can be made again
            shutil.rmtree(home, ignore_errors=True)
        try:
            return _brought_up(documents, language, concepts, home=home / version)
        except OSError:  # the folder takes no files: a full disk, or rights that somebody changed
            with _private_folder(None) as other:
                return _brought_up(documents, language, concepts, home=other / version)


@contextmanager
def _private_folder(cache: Path | None) -> Iterator[Path]:
    """The cache while nobody else uses it; a folder for this once when there is none, or it cannot
    be written to.
    """
    lock = None
    if cache is not None:
        try:
            cache.mkdir(parents=True, exist_ok=True)
            lock = (cache / "lock").open("wb")
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            cache = None
    try:
        if cache is not None:
            yield cache
        else:
            with tempfile.TemporaryDirectory(prefix="hub-search-") as folder:
                yield Path(folder)
    finally:
        if lock is not None:
            lock.close()


def _source_digest() -> str:
    """A hash of the modules that decide what is in the index: a new version of hub never reads an
    old cache.
    """
    return hashlib.sha256(
        b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    ).hexdigest()


def _clear_others(home: Path) -> None:
    """Take away what an older version of the hub or of Whoosh kept."""
    for older in home.parent.glob("*"):
        if older != home:
            shutil.rmtree(older, ignore_errors=True)


def _digest(document: SearchDocument) -> str:
    return hashlib.sha256(repr(document).encode()).hexdigest()[:16]


def _brought_up(
    documents: Sequence[SearchDocument], language: Language, concepts: Concepts, home: Path
) -> State:
    _clear_others(home)
    digests = {document.url: _digest(document) for document in documents}
    urls = [document.url for document in documents]
    if home.exists() and _seal_of(home) != (home / SEAL).read_text(encoding="ascii"):
        raise OSError("the cache is not as it was left")
    # our own, in a private folder
    state: State = pickle.loads((home / "state").read_bytes()) if home.exists() else State()  # noqa: S301
    index = WhooshIndex(home)
    held = {url: digest for url, (digest, _) in state.page_files.items()}
    gone = [url for url, digest in held.items() if digests.get(url) != digest]
    new = [document for document in documents if held.get(document.url) != digests[document.url]]
    if held and state.changed + len(gone) + len(new) > max(_SMALL, len(documents) * _COMPACT_AFTER):
        shutil.rmtree(home)
        index, held, state, gone, new = (
            WhooshIndex(home),
            {},
            State(page_files=state.page_files),
            [],
            list(documents),
        )
    if not gone and not new and urls == state.urls:
        return state
    touched, fresh = _replace(index, gone, new, state=state, language=language, concepts=concepts)
    numbers = {url: number for number, url in enumerate(urls)}
    most = MOST_POSTINGS if len(urls) > MANY_PAGES else len(urls)
    if urls != state.urls:  # pages came or went, and with them the numbers of the others
        state.postings = {key: packed(found, most) for key, found in index.postings(numbers)}
    else:
        short = {
            key
            for key in touched
            if key not in state.postings or state.postings[key].count == state.postings[key].holding
        }
        _patch(
            state.postings,
            short,
            {numbers[url]: weights for url, weights in fresh.items()},
            most=most,
        )
        state.postings.update(
            (key, packed(found, most))
            for key, found in index.postings(numbers, sorted(touched - short))
        )
    state.urls = urls
    state.changed += len(gone) + len(new) if held else 0
    state.page_files = {
        document.url: _page_file(
            document, digests[document.url], state.page_files.get(document.url)
        )
        for document in documents
    }
    (home / SEAL).unlink(missing_ok=True)
    (home / "state").write_bytes(pickle.dumps(state, protocol=pickle.HIGHEST_PROTOCOL))
    (home / SEAL).write_text(_seal_of(home), encoding="ascii")
    return state


def _replace(
    index: WhooshIndex,
    gone: Sequence[str],
    new: Sequence[SearchDocument],
    state: State,
    language: Language,
    concepts: Concepts,
) -> tuple[set[str], dict[str, Mapping[str, Weight]]]:
    """Take pages out of the index and add others. Returns the keys whose postings are others now,
    and the weights of the new pages.
    """
    touched: set[str] = set()
    fresh: dict[str, Mapping[str, Weight]] = {}
    is_update = bool(gone)
    for old in index.pages(gone) if gone else ():
        touched.update(old.keys)
        state.pages_by_word.subtract(old.words)

    def weighed() -> Iterator[tuple[StoredPage, Mapping[str, Weight]]]:
        for document in new:
            found = weigh(document, language, concepts)
            page = StoredPage(document.url, tuple(found.weight_by_key), tuple(sorted(found.words)))
            state.pages_by_word.update(page.words)
            for word in page.words:
                if word not in state.stem_by_word:
                    state.stem_by_word[word] = language.stem(word)
            touched.update(page.keys)
            if is_update:
                fresh[document.url] = found.weight_by_key
            yield page, found.weight_by_key

    if gone or new:
        index.replace(gone, weighed())
    return touched, fresh


def _patch(
    postings: dict[str, Postings],
    keys: Iterable[str],
    weights_by_page: Mapping[int, Mapping[str, Weight]],
    most: int,
) -> None:
    """Bring the postings of some keys up to date, all of which are kept: Whoosh would read each of
    them again, page by page.
    """
    for key in keys:
        found = (
            [item for item in entries(postings[key]) if item[0] not in weights_by_page]
            if key in postings
            else []
        )
        found += [
            (page, bytes(weights[key]))
            for page, weights in weights_by_page.items()
            if key in weights
        ]
        if found:
            postings[key] = packed(sorted(found), most)
        else:
            postings.pop(key, None)


def _seal_of(home: Path) -> str:
    """A hash of all files of the cache. Whoosh would read changed bytes for what they are not, and
    nobody would notice.
    """
    digest = hashlib.sha256()
    for path in sorted(home.iterdir()):
        if path.name != SEAL:
            with path.open("rb") as file:
                digest.update(path.name.encode() + hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def _page_file(
    document: SearchDocument, digest: str, kept: tuple[str, bytes] | None
) -> tuple[str, bytes]:
    if kept is not None and kept[0] == digest:
        return kept
    sections = [[part.anchor, part.heading, part.text] for part in document.sections]
    return digest, compressed(
        json_bytes([document.url, document.title, document.kind, document.summary, sections])
    )
