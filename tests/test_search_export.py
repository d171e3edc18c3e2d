"""The files of the index: the same bytes however they were made, and a name that changes with
them."""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.project.kept import cache_of
from hub.search import export, state
from hub.search.documents import SearchDocument, Section
from hub.search.export import build_index
from smallindex import Files, doc, files_of, found, manifest_of, plain, reader_on, some

GLOSSARY = (("HISP", "high-impact service provider"), ("VoC", "voice of the customer"))
HUB = [
    doc(
        "guides/hisp/",
        "What is a HISP",
        "A high-impact service provider reports each year.",
        facets={"collection": (("guides", "Guides"),)},
    ),
    doc(
        "practices/map/",
        "Journey map",
        "Draw the journey.",
        names=("customer journey",),
        facets={
            "collection": (("practices", "Practices"),),
            "pillar": (("plan", "Plan"), ("see", "See")),
        },
    ),
    doc(
        "practices/voc/",
        "Listen",
        "The voice of the customer, and niñez.",
        facets={"collection": (("practices", "Practices"),), "pillar": (("see", "See"),)},
    ),
    SearchDocument(
        "terms/trust/",
        "Trust",
        "term",
        "What people expect.",
        sections=(Section("", "", "Trust is earned."), Section("more", "More of it", "Forms.")),
    ),
]


@pytest.fixture
def sharded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small indexes are written as large ones are."""
    monkeypatch.setattr(export, "BUNDLED_BYTES", 0)
    monkeypatch.setattr(export, "SHARD_BYTES", 60)


PARTS = st.lists(
    st.sampled_from(
        "map journey plan trust HISP of the niñez 𐐀𐐀 2024 high-impact service provider voice"
        " customer".split()
    ),
    max_size=6,
).map(" ".join)
FACETS = st.dictionaries(
    st.sampled_from(["collection", "pillar"]),
    st.sampled_from([(("a", "A"),), (("a", "A"), ("b", "B")), (("b", "B"),)]),
    max_size=2,
)


@st.composite
def pages(draw: st.DrawFn) -> dict[str, SearchDocument]:
    urls = draw(
        st.just(["a/", "b/", "c/"])
        | st.lists(st.sampled_from(["a/", "b/", "c/", "é/", "𐐀/"]), unique=True, max_size=4)
    )
    return {
        url: SearchDocument(
            url,
            draw(PARTS),
            "k",
            draw(PARTS),
            names=(draw(PARTS),),
            sections=(Section("", "", draw(PARTS)), Section("s", draw(PARTS), draw(PARTS))),
            facets=draw(FACETS),
        )
        for url in urls
    }


@settings(some, max_examples=8)
@given(steps=st.lists(pages(), min_size=2, max_size=3))
def test_a_cache_makes_no_difference_whatever_changed_since(
    steps: list[dict[str, SearchDocument]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache = tmp_path_factory.mktemp("cache")
    for step in [*steps, steps[0]]:
        assert files_of(list(step.values()), GLOSSARY, cache=cache) == files_of(
            list(step.values()), GLOSSARY
        )
    shutil.rmtree(cache)


@settings(some, max_examples=6)
@given(st.permutations(HUB))
def test_the_order_of_pages_makes_no_difference(documents: list[SearchDocument]) -> None:
    assert files_of(documents, GLOSSARY) == files_of(HUB, GLOSSARY)


def test_a_cache_makes_no_difference_when_most_pages_changed(tmp_path: Path) -> None:
    older = [doc(f"p/{number}/", f"Page {number}", f"one two {number}") for number in range(30)]
    newer = [
        doc(f"p/{number}/", f"Page {number}", f"two three {number}") for number in range(2, 33)
    ]
    for documents in (older, newer, older[:3], newer):
        assert files_of(documents, cache=tmp_path) == files_of(documents)


@pytest.mark.parametrize("text", ["journey", "journey plan", "", "other words", "plan plan plan"])
def test_a_page_whose_words_changed_leaves_nothing_behind(text: str, tmp_path: Path) -> None:
    older, newer = (
        [doc("a/", "A", "journey plan"), doc("b/", "B", words)] for words in ("journey trust", text)
    )
    files_of(older, cache=tmp_path)
    assert files_of(newer, cache=tmp_path) == files_of(newer)


def test_other_meanings_are_not_read_from_the_cache_of_the_last(tmp_path: Path) -> None:
    files_of(HUB, cache=tmp_path)
    assert files_of(HUB, GLOSSARY, cache=tmp_path) == files_of(HUB, GLOSSARY)
    assert files_of(HUB, cache=tmp_path) == files_of(HUB)


def test_a_second_time_nothing_is_read_anew(tmp_path: Path) -> None:
    files_of(HUB, cache=tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.name != "lock"}
    files_of(HUB, cache=tmp_path)
    assert {
        path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.name != "lock"
    } == before


def flipped(data: bytes) -> bytes:
    spoilt = bytearray(data)
    spoilt[len(data) * 2 // 3] ^= 16
    return bytes(spoilt)


def sealed(data: bytes) -> bytes:
    """A state with the hash that it should have: what somebody made who knows how it is read."""
    return hashlib.sha256(data).hexdigest().encode() + b"\n" + data


def edited(data: bytes, **changes: Any) -> bytes:
    return sealed(json.dumps(json.loads(data.partition(b"\n")[2]) | changes).encode())


RAN = "ran"  # what a pickle would leave behind if somebody read it
PICKLE = b"cos\nsystem\n(S'touch " + RAN.encode() + b"'\ntR."
SPOILERS: dict[str, Callable[[bytes], bytes | None]] = {
    "missing": lambda data: None,
    "empty": lambda data: b"",
    "cut short": lambda data: data[: len(data) // 2],
    "one bit": flipped,
    "a pickle": lambda data: PICKLE,
    "a pickle with its hash": lambda data: sealed(PICKLE),
    "no JSON": lambda data: sealed(b"{"),
    "other JSON": lambda data: sealed(b"[1, 2]"),
    "nothing in it": lambda data: sealed(b"{}"),
    "as deep as it goes": lambda data: sealed(b"[" * 100_000),
    "a number without end": lambda data: edited(data, urls=[float("inf")]),
    "numbers for words": lambda data: edited(data, stems=7),
    "words for pages": lambda data: edited(data, digests=["x"]),
    "lengths of other bytes": lambda data: edited(data, gaps=[[-1, 9], "////fw=="]),
    "a text for bytes": lambda data: edited(data, files=[[1], "no base64"]),
    "postings of no page": lambda data: edited(
        data,
        keys="trust",
        counts=[1],
        holdings=[1],
        gaps=[[4], "////fw=="],
        levels=[[1], "AQ=="],
        sections=[[1], "AQ=="],
    ),
    "pages without a number": lambda data: edited(data, urls=[]),
    "truth for a number": lambda data: edited(data, known="trust", known_on=[True]),
}


def state_file(cache: Path) -> Path:
    (path,) = (cache / "en").glob("*.json")
    return path


@pytest.mark.parametrize("spoiler", SPOILERS)
def test_a_broken_cache_is_made_anew(
    spoiler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    cache, documents = tmp_path / "cache", HUB[1:]
    files_of(HUB, GLOSSARY, cache=cache)
    path = state_file(cache)
    spoilt = SPOILERS[spoiler](path.read_bytes())
    path.unlink() if spoilt is None else path.write_bytes(spoilt)

    assert files_of(documents, GLOSSARY, cache=cache) == files_of(documents, GLOSSARY)
    assert files_of(HUB, GLOSSARY, cache=cache) == files_of(HUB, GLOSSARY)
    assert state_file(cache).stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / RAN).exists()


def test_a_cache_that_others_may_write_to_is_passed_over(tmp_path: Path) -> None:
    files_of(HUB, cache=tmp_path / "cache")
    (tmp_path / "cache").chmod(0o777)
    before = state_file(tmp_path / "cache").stat().st_mtime_ns
    assert files_of(HUB[1:], cache=tmp_path / "cache") == files_of(HUB[1:])
    assert state_file(tmp_path / "cache").stat().st_mtime_ns == before


def test_a_cache_that_is_a_link_is_passed_over(tmp_path: Path) -> None:
    files_of(HUB, cache=tmp_path / "theirs")
    (tmp_path / "cache").symlink_to(tmp_path / "theirs")
    assert files_of(HUB[1:], cache=tmp_path / "cache") == files_of(HUB[1:])
    path = state_file(tmp_path / "theirs")
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere").read_bytes()
    assert files_of(HUB[1:], cache=tmp_path / "theirs") == files_of(HUB[1:])
    assert (tmp_path / "elsewhere").read_bytes() == before


def test_what_older_versions_kept_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "en/older").mkdir(parents=True)
    (tmp_path / "en/older/state").write_bytes(PICKLE)
    (tmp_path / "en/other.json").write_text("{}")
    files_of(HUB, cache=tmp_path)
    assert [path.suffix for path in (tmp_path / "en").iterdir()] == [".json"]


@pytest.mark.parametrize("most", [2, 1000])
def test_whatever_changes_the_state_is_as_if_made_from_nothing(
    most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages come, go and change, above and below the number from which words keep their best pages
    only."""
    monkeypatch.setattr(state, "MANY_PAGES", most)
    monkeypatch.setattr(state, "MOST_POSTINGS", 3)
    chance = random.Random(7)
    words = "trust forms maps queues letters waiting burden people service".split()

    def page(name: int) -> SearchDocument:
        return doc(
            f"p/{name:02}/", " ".join(chance.sample(words, 2)), " ".join(chance.choices(words, k=9))
        )

    held = {name: page(name) for name in range(0, 30, 2)}
    for _ in range(12):
        for name in chance.sample(range(30), 3):
            if name in held and chance.random() < 0.5:
                del held[name]
            else:
                held[name] = page(name)
        documents = list(held.values())
        assert files_of(documents, cache=tmp_path) == files_of(documents)


def test_a_cache_in_use_is_passed_over(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert files_of(HUB, cache=tmp_path) == files_of(HUB)
    assert [path.name for path in tmp_path.iterdir()] == ["lock"]


def _a_file(cache: Path) -> None:
    cache.write_text("x")


def _below_a_file(cache: Path) -> None:
    cache.mkdir()
    (cache / "en").write_text("x")


def _without_a_lock(cache: Path) -> None:
    (cache / "lock").mkdir(parents=True)


@pytest.mark.parametrize("blocked", [_a_file, _below_a_file, _without_a_lock])
def test_a_cache_that_takes_no_files_is_passed_over(
    blocked: Callable[[Path], None], tmp_path: Path
) -> None:
    blocked(tmp_path / "cache")
    assert files_of(HUB, cache=tmp_path / "cache") == files_of(HUB)


def test_a_mistake_of_ours_is_not_hidden_by_the_cache(tmp_path: Path) -> None:
    with pytest.raises(AttributeError):
        # the mistake
        files_of([SearchDocument("a/", None)], cache=tmp_path)  # type: ignore[arg-type]


def test_a_small_index_is_one_file_and_page_texts() -> None:
    files = files_of(HUB)
    assert manifest_of(files)["bundle"] == 1
    assert sorted(name.split("/")[-1] for name in files) == [
        "a.bin",
        "manifest.bin",
        "x0.bin",
        "x1.bin",
        "x2.bin",
        "x3.bin",
    ]


@pytest.mark.usefixtures("sharded")
def test_a_larger_index_is_files_by_kind() -> None:
    files = files_of(HUB)
    manifest = manifest_of(files)
    kinds = [name.split("/")[-1][0] for name in files]
    assert (manifest["bundle"], manifest["n"], manifest["facets"]) == (0, 4, 1)
    assert (
        kinds.count("t"),
        kinds.count("c"),
        kinds.count("s"),
        kinds.count("f"),
        kinds.count("x"),
    ) == (len(manifest["keys"]), 1, len(manifest["letters"]), 1, 4)
    assert len(manifest["keys"]) == 5


QUERIES = (
    "journey",
    "hisp",
    "voice of the customer",
    "trust forms",
    "jorney",
    "nothing of the kind",
    '"earned"',
    "niñez",
    "zzz",
    "aaa",
)


def test_one_file_and_many_answer_alike(request: pytest.FixtureRequest) -> None:
    bundled = reader_on(files_of(HUB, GLOSSARY))
    request.getfixturevalue("sharded")
    parted = reader_on(files_of(HUB, GLOSSARY))
    assert (bundled.manifest["bundle"], parted.manifest["bundle"]) == (1, 0)
    for query in QUERIES:
        for typing in (False, True):
            assert vars(bundled.search(query, typing=typing)) == vars(
                parted.search(query, typing=typing)
            )


@pytest.mark.usefixtures("sharded")
def test_keys_that_begin_with_one_stem_are_never_parted() -> None:
    reader = reader_on(files_of(HUB, GLOSSARY))
    for number in range(len(reader.manifest["keys"])):
        for key in reader.shard(number).numbers:
            assert reader.shard_of(key.split(" ")[0]) == number


CHANGES: dict[str, list[SearchDocument]] = {
    "a word": [
        *HUB[:3],
        SearchDocument(
            "terms/trust/",
            "Trust",
            "term",
            "What people expect.",
            sections=(Section("", "", "Trust was earned."), *HUB[3].sections[1:]),
        ),
    ],
    "a stop word": [
        *HUB[:3],
        SearchDocument(
            "terms/trust/",
            "Trust",
            "term",
            "What people expect.",
            sections=(Section("", "", "The trust is earned."), *HUB[3].sections[1:]),
        ),
    ],
    "a kind": [
        *HUB[:3],
        SearchDocument(
            "terms/trust/", "Trust", "Term", "What people expect.", sections=HUB[3].sections
        ),
    ],
    "an anchor": [
        *HUB[:3],
        SearchDocument(
            "terms/trust/",
            "Trust",
            "term",
            "What people expect.",
            sections=(HUB[3].sections[0], Section("other", "More of it", "Forms.")),
        ),
    ],
    "an address": [
        *HUB[:3],
        SearchDocument(
            "terms/trusts/", "Trust", "term", "What people expect.", sections=HUB[3].sections
        ),
    ],
    "a facet": [
        *HUB[:3],
        SearchDocument(
            "terms/trust/",
            "Trust",
            "term",
            "What people expect.",
            sections=HUB[3].sections,
            facets={"collection": (("terms", "Terms"),)},
        ),
    ],
    "a page less": HUB[1:],
    "a page more": [*HUB, doc("x/", "")],
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_name_of_the_set_changes_with_whatever_changes(change: str) -> None:
    assert manifest_of(files_of(CHANGES[change]))["set"] != manifest_of(files_of(HUB))["set"]


def test_the_name_of_the_set_changes_with_the_meanings() -> None:
    assert manifest_of(files_of(HUB, GLOSSARY))["set"] != manifest_of(files_of(HUB))["set"]


def test_only_the_manifest_has_a_name_that_stays() -> None:
    files = files_of(HUB)
    home = f"en/{manifest_of(files)['set']}/"
    assert [name for name in files if not name.startswith(home)] == ["en/manifest.bin"]


def test_files_hold_neither_a_time_nor_a_name_nor_a_system() -> None:
    assert {data[:10] for data in files_of(HUB).values()} == {
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    }


def everything(files: Files) -> dict[str, bytes]:
    manifest = manifest_of(files)
    names = [
        *(f"t{n}.bin" for n in range(len(manifest["keys"]))),
        *(f"s{n}.bin" for n in range(len(manifest["letters"]))),
        "c0.bin",
        "f.bin",
        "x0.bin",
    ]
    return {name: plain(files, name) for name in names}


def test_markup_in_a_page_is_nothing_but_text_in_json() -> None:
    markup = "</script><img src=x onerror=alert(1)>\u2028\x00"
    page = SearchDocument(
        "a/",
        markup,
        markup,
        markup,
        (markup,),
        (markup,),
        (Section(markup, markup, markup),),
        {"pillar": ((markup, markup),)},
    )
    held = everything(files_of([page]))

    assert {name for name, data in held.items() if b"<" in data} == {"c0.bin", "f.bin", "x0.bin"}
    assert json.loads(held["x0.bin"]) == ["a/", markup, markup, markup, [[markup, markup, markup]]]
    assert json.loads(held["c0.bin"]) == [["a/", markup, markup, markup]]
    assert json.loads(held["f.bin"]) == {"pillar": {markup: [markup, [0]]}}


def test_facets_hold_a_label_and_the_distances_of_pages() -> None:
    assert json.loads(plain(files_of(HUB), "f.bin")) == {
        "collection": {"guides": ["Guides", [0]], "practices": ["Practices", [1, 1]]},
        "pillar": {"plan": ["Plan", [1]], "see": ["See", [1, 1]]},
    }


def test_without_facets_there_is_no_file_of_them() -> None:
    files = files_of(HUB[3:])
    assert manifest_of(files)["facets"] == 0
    with pytest.raises(KeyError):
        plain(files, "f.bin")


@pytest.mark.parametrize(
    "documents", [[], [doc("a/", "")], [doc("a/", "🙂", "!?")], [doc("a/", "If", "of the")]]
)
def test_pages_without_words_can_be_searched(documents: list[SearchDocument]) -> None:
    reader = reader_on(files_of(documents))
    for query in ("journey", "if", "zzz", "", "🙂"):
        assert found(reader, query) == (
            ["a/"] if query == "if" and documents and documents[0].title == "If" else []
        )
        assert found(reader, query, typing=True) == found(reader, query)


def test_on_a_large_site_only_the_best_pages_of_a_common_word_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    documents = [
        doc(f"p/{number}/", "Trust" if number > 5 else "Other", "trust") for number in range(9)
    ]
    monkeypatch.setattr(state, "MANY_PAGES", 8)
    monkeypatch.setattr(state, "MOST_POSTINGS", 3)
    reader = reader_on(files_of(documents))
    assert found(reader, "trust") == ["p/6/", "p/7/", "p/8/"]
    assert not reader.search("trust").is_exact


def test_the_files_are_written_below_the_folder(tmp_path: Path) -> None:
    build_index(HUB, tmp_path / "search", glossary=GLOSSARY)
    written = {
        path.relative_to(tmp_path / "search").as_posix(): path.read_bytes()
        for path in (tmp_path / "search").rglob("*.bin")
    }
    assert written == files_of(HUB, GLOSSARY)
    assert all(gzip.decompress(data) is not None for data in written.values())


def test_the_cache_stands_outside_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that a pull request brings along is never read."""
    project = tmp_path / "project"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    cache = cache_of(project)
    assert cache is not None
    assert not cache.is_relative_to(project)
    assert cache != cache_of(tmp_path / "other")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_of(project) is None
