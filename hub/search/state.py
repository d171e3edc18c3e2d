"""What the index of one language is made from, kept between builds so that the next one works out
only what changed.

Whoosh turns the weights of all pages round when everything is made from nothing; its files live as
long as that takes. A few changed pages are brought up to date from what is kept of each page. The
same documents give the same state either way.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from hub.search.concepts import Concepts
from hub.search.documents import SearchDocument
from hub.search.shards import Postings, compressed, entries, json_bytes, packed
from hub.search.statefile import KeptPage, State, StateFile, private_folder
from hub.search.weights import weigh
from hub.search.whoosh_index import WhooshIndex
from hub.search.words import Language

MANY_PAGES = 2000  # from here on, of a word that is everywhere only the best pages are kept
MOST_POSTINGS = 256
_WHOLE_AFTER = 0.2  # when more of the pages than this have changed, everything is made from nothing
_SMALL = 20  # changes that are never too many
Keep = Callable[[SearchDocument], KeptPage]


def state_of(
    documents: Sequence[SearchDocument], language: Language, concepts: Concepts, cache: Path | None
) -> State:
    """The state of these documents, which are in the order of their numbers."""
    version = hashlib.sha256(
        repr((_source_digest(), sys.version, zlib.ZLIB_RUNTIME_VERSION, concepts.all)).encode()
    ).hexdigest()[:16]
    with private_folder(cache) as folder:
        file = StateFile(folder / language.code / f"{version}.json") if folder else None
        before = file.read() if file else None
        state = None
        if before is not None:
            # whatever is wrong with what was kept: it can be made again
            with suppress(Exception):
                state = _brought_up(documents, before, language, concepts=concepts)
        if state is None:
            state = _brought_up(documents, State(), language, concepts=concepts)
        if file and state is not before:
            file.write(state)
        return state


def _source_digest() -> str:
    """A hash of the modules that decide what is in the index: a new version of hub never reads an
    old cache.
    """
    return hashlib.sha256(
        b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    ).hexdigest()


def _brought_up(
    documents: Sequence[SearchDocument], before: State, language: Language, *, concepts: Concepts
) -> State:
    urls = [document.url for document in documents]
    digests = [hashlib.sha256(repr(document).encode()).hexdigest()[:16] for document in documents]
    pages: dict[str, KeptPage] = {}
    new = []
    for document, digest in zip(documents, digests, strict=True):
        kept = before.pages.get(document.url)
        if kept is None or kept.digest != digest:
            kept = _kept(document, digest, language, concepts=concepts)
            new.append(document.url)
        pages[document.url] = kept
    gone = [url for url, kept in before.pages.items() if pages.get(url) is not kept]
    if not gone and not new and urls == before.urls:
        return before
    most = MOST_POSTINGS if len(urls) > MANY_PAGES else len(urls)
    is_capped = most < len(urls)
    few = max(_SMALL, len(urls) * _WHOLE_AFTER)
    if not before.urls or before.is_capped != is_capped or len(gone) + len(new) > few:
        postings = _from_nothing(urls, pages, most)
    else:
        postings = _patched(before, pages, urls, gone=gone, new=new, most=most)
    words = Counter(before.pages_by_word)
    for url in gone:
        words.subtract(before.pages[url].word_list())
    for url in new:
        words.update(pages[url].word_list())
    words = +words
    stems = {word: before.stem_by_word.get(word) or language.stem(word) for word in words}
    return State(urls, is_capped, postings, pages_by_word=words, stem_by_word=stems, pages=pages)


def _kept(
    document: SearchDocument, digest: str, language: Language, *, concepts: Concepts
) -> KeptPage:
    """What is kept of a page: worked out from the page alone."""
    weighed = weigh(document, language, concepts)
    sections = [[part.anchor, part.heading, part.text] for part in document.sections]
    facts = [document.url, document.title, document.kind, document.summary, sections]
    return KeptPage(
        digest,
        "\n".join(weighed.weight_by_key),
        b"".join(bytes(weight) for weight in weighed.weight_by_key.values()),
        words="\n".join(sorted(weighed.words)),
        file=compressed(json_bytes(facts)),
    )


def _from_nothing(
    urls: Sequence[str], pages: Mapping[str, KeptPage], most: int
) -> dict[str, Postings]:
    """The postings of every key, turned round by Whoosh in a folder that lives as long as that."""
    with tempfile.TemporaryDirectory(prefix="hub-search-") as folder:
        index = WhooshIndex(Path(folder))
        index.add(pages[url].weight_by_key() for url in urls)
        return {key: packed(found, most) for key, found in index.postings()}


def _patched(
    before: State,
    pages: Mapping[str, KeptPage],
    urls: Sequence[str],
    *,
    gone: Sequence[str],
    new: Sequence[str],
    most: int,
) -> dict[str, Postings]:
    """The postings with some pages taken out and others added."""
    number_by_url = {url: number for number, url in enumerate(urls)}
    left_out = set(gone)
    # the number that each page has now; none where it is gone, or stands among the new ones
    now = [None if url in left_out else number_by_url[url] for url in before.urls]
    postings = before.postings
    if any(number is not None and number != old for old, number in enumerate(now)):
        postings = {key: _renumbered(held, now, most) for key, held in postings.items()}
    else:
        postings = dict(postings)
    fresh = {number_by_url[url]: pages[url].weight_by_key() for url in new}
    touched = {key for url in gone for key in before.pages[url].keys.split("\n")}
    touched |= {key for weights in fresh.values() for key in weights}
    touched.discard("")
    cut_short = {key for key in touched if key in postings and _is_cut(before.postings[key])}
    found_by_key = dict(_holding(cut_short, pages, urls)) if cut_short else {}
    for key in touched - cut_short:
        held = before.postings.get(key)
        found = [
            (number, weight)
            for old, weight in (entries(held) if held else ())
            if (number := now[old]) is not None
        ]
        found += [(number, weights[key]) for number, weights in fresh.items() if key in weights]
        found_by_key[key] = sorted(found)
    for key, found in found_by_key.items():
        if found:
            postings[key] = packed(found, most)
        else:
            postings.pop(key, None)
    return postings


def _is_cut(postings: Postings) -> bool:
    """Whether more pages hold the key than are kept."""
    return postings.count < postings.holding


def _renumbered(held: Postings, now: Sequence[int | None], most: int) -> Postings:
    """Postings with the numbers that the pages have now. Those of a key on a page that is gone are
    worked out again by the caller.
    """
    found = [(number, weight) for old, weight in entries(held) if (number := now[old]) is not None]
    again = packed(found, most)
    return Postings(
        again.count, held.holding, again.gaps, levels=again.levels, sections=again.sections
    )


def _holding(
    keys: Iterable[str], pages: Mapping[str, KeptPage], urls: Sequence[str]
) -> Iterator[tuple[str, list[tuple[int, bytes]]]]:
    """All postings of some keys, by going through every page."""
    found: dict[str, list[tuple[int, bytes]]] = {key: [] for key in keys}
    for number, url in enumerate(urls):
        weights = pages[url].weight_by_key()
        for key in found.keys() & weights.keys():
            found[key].append((number, weights[key]))
    yield from found.items()
