"""What a reader finds: ranking, meanings, typing errors, phrases and filters, on small indexes."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.search import export
from hub.search.documents import SearchDocument, Section
from hub.search.reader import Reader
from hub.search.shards import compressed
from smallindex import doc, files_of, found, manifest_of, reader_on, some

GLOSSARY = (
    ("High-impact service provider", "HISP"),
    ("Voice of the customer", "VoC"),
    ("Paperwork Reduction Act", "PRA"),
    ("jargon", "gobbledygook", "officialese"),
)


def facets(collection: str, *pillars: str) -> dict[str, tuple[tuple[str, str], ...]]:
    return {
        "collection": ((collection, collection.title()),),
        **({"pillar": tuple((value, value.title()) for value in pillars)} if pillars else {}),
    }


HUB = [
    doc(
        "guides/a/",
        "Journey map of the tax office",
        "A journey map, drawn by the tax office for the journey of its customers.",
        facets=facets("guides", "journey"),
    ),
    doc("guides/b/", "Plain words", "Write without jargon.", facets=facets("guides", "trust")),
    doc(
        "guides/c/",
        "Clearance of surveys",
        "The Paperwork Reduction Act asks for it.",
        facets=facets("guides"),
    ),
    doc(
        "practices/a/",
        "Journey map",
        "Draw what people do.",
        names=("experience map",),
        facets=facets("practices", "journey", "trust"),
    ),
    doc(
        "practices/b/",
        "Listen to callers",
        "Their voice of the customer tells you.",
        facets=facets("practices", "trust"),
    ),
    doc("practices/c/", "Report as a HISP", "Each year.", facets=facets("practices")),
    doc(
        "terms/hisp/",
        "High-impact service provider",
        "A large service.",
        names=("HISP",),
        facets=facets("terms"),
    ),
    doc("terms/pra/", "Paperwork Reduction Act", "A law.", names=("PRA",), facets=facets("terms")),
    doc("terms/voc/", "VoC", "Short for a program.", facets=facets("terms")),
    SearchDocument(
        "guides/long/",
        "Complaints",
        summary="How to answer them.",
        sections=(
            Section("", "", "An answer helps."),
            Section("escalate", "Escalate a complaint", "Call the manager."),
            Section("close", "Close it", "Write a letter."),
        ),
        facets=facets("guides", "trust"),
    ),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return reader_on(files_of(HUB, GLOSSARY))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("journey map", "practices/a/"),
        ("Journey Maps", "practices/a/"),
        ("the experience map", "practices/a/"),
        ("journey map of the tax office", "guides/a/"),
        ("pra", "terms/pra/"),
        ("HISP", "terms/hisp/"),
        ("voc", "terms/voc/"),
        ("voice of the customer", "terms/voc/"),
        ("plain words", "guides/b/"),
    ],
)
def test_the_page_whose_title_or_other_name_was_asked_comes_first(
    query: str, first: str, reader: Reader
) -> None:
    assert found(reader, query)[0] == first


@pytest.mark.parametrize(
    ("query", "pages", "typed", "other"),
    [
        ("HISP", {"terms/hisp/", "practices/c/"}, "hisp", "High-impact service provider"),
        (
            "the high-impact service providers",
            {"terms/hisp/", "practices/c/"},
            "high impact service providers",
            "HISP",
        ),
        ("VoC", {"terms/voc/", "practices/b/"}, "voc", "Voice of the customer"),
        ("voice of customers", {"terms/voc/", "practices/b/"}, "voice customers", "VoC"),
        ("PRA", {"terms/pra/", "guides/c/"}, "pra", "Paperwork Reduction Act"),
        ("paperwork reduction act", {"terms/pra/", "guides/c/"}, "paperwork reduction act", "PRA"),
        ("gobbledygook", {"guides/b/"}, "gobbledygook", "jargon"),
        ("plain officialese", {"guides/b/"}, "officialese", "jargon"),
    ],
)
def test_words_that_mean_the_same_find_each_other_and_it_is_said(
    query: str, pages: set[str], typed: str, other: str, reader: Reader
) -> None:
    assert pages <= set(found(reader, query))
    ((said, names),) = reader.search(query).also
    assert said.lower() == typed
    assert other in names
    assert typed not in [name.lower() for name in names]


def test_an_acronym_is_no_part_of_another_word(reader: Reader) -> None:
    assert reader.search("prat").also == []
    assert reader.search("impact provider").also == []


def typo_site(right: int, wrong: int) -> Reader:
    """A site with a word on some pages, and the same word misspelt on others."""
    texts = ["jorney"] * wrong + ["journey"] * right + ["other"] * 40
    return reader_on(
        files_of(
            [doc(f"p/{number:03}/", f"Page {number}", text) for number, text in enumerate(texts)]
        )
    )


@pytest.mark.parametrize("wrong", [0, 1])
def test_a_typing_error_is_mended_where_the_word_is_rare(wrong: int) -> None:
    reader = typo_site(40, wrong)
    assert reader.search("jorney").repaired == [("jorney", "journey")]
    assert len(found(reader, "jorney")) == 40 + wrong


def test_a_word_that_several_pages_hold_is_no_typing_error() -> None:
    reader = typo_site(70, 3)
    assert reader.search("jorney").repaired == []
    assert found(reader, "jorney") == ["p/000/", "p/001/", "p/002/"]


@pytest.mark.parametrize("typed", ["jorney", "jourrney", "jpurney", "juorney"])
def test_every_kind_of_slip_is_mended(typed: str, reader: Reader) -> None:
    assert reader.search(f"the {typed} map").repaired == [(typed, "journey")]
    assert found(reader, f"{typed} map")[0] == "practices/a/"


@pytest.mark.parametrize("typed", ["ac", "tex", "ma", "mep", "callers1", "24"])
def test_short_words_and_numbers_are_never_mended(typed: str, reader: Reader) -> None:
    assert reader.search(typed).repaired == []


def test_a_word_is_finished_while_it_is_typed(reader: Reader) -> None:
    assert set(found(reader, "compl", typing=True)) == {"guides/long/"}
    assert found(reader, "journey ma", typing=True)[0] == "practices/a/"


@pytest.mark.parametrize("typed", ["j", "jo", "jou", "journ", "journe", "journey", "journeys"])
def test_what_was_found_stays_while_typing_goes_on(typed: str, reader: Reader) -> None:
    assert found(reader, typed, typing=True)[:2] == (
        [] if typed == "j" else ["practices/a/", "guides/a/"]
    )


def test_a_word_of_the_hub_is_mended_while_it_is_typed(reader: Reader) -> None:
    assert found(reader, "jorney", typing=True)[0] == "practices/a/"


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ('"tax office"', ["guides/a/"]),
        ('"office tax"', []),
        ('"the tax office for"', ["guides/a/"]),
        ("“voice of the customer”", ["practices/b/"]),
        ('"journey" "what people do"', ["practices/a/"]),
        ('map "tax office"', ["guides/a/"]),
        ('"answer helps escalate"', []),  # a phrase does not run from a section into the next
    ],
)
def test_a_quoted_phrase_stands_on_every_page_that_is_found(
    query: str, pages: list[str], reader: Reader
) -> None:
    assert found(reader, query) == pages
    assert not reader.search(query).is_exact


@pytest.mark.parametrize(
    "query",
    [
        '"tax office',
        'tax office"',
        '"" tax office',
        '" " tax office',
        '"…" tax office',
        "“tax office",
        '"tax" office"',
    ],
)
def test_quotes_that_hold_nothing_or_stay_open_are_passed_over(query: str, reader: Reader) -> None:
    assert found(reader, query) == found(reader, "tax office")


def test_values_of_one_filter_add_up_and_filters_narrow_each_other(reader: Reader) -> None:
    assert set(found(reader, "journey complaint voice")) == {
        "guides/a/",
        "practices/a/",
        "practices/b/",
        "guides/long/",
    }
    assert set(found(reader, "journey complaint voice", {"collection": ["practices"]})) == {
        "practices/a/",
        "practices/b/",
    }
    assert set(
        found(reader, "journey complaint voice", {"collection": ["practices", "guides"]})
    ) == {"practices/a/", "practices/b/", "guides/a/", "guides/long/"}
    assert set(
        found(
            reader,
            "journey complaint voice",
            {"collection": ["practices", "guides"], "pillar": ["journey"]},
        )
    ) == {"practices/a/", "guides/a/"}


def test_counts_are_of_the_pages_with_the_other_filters_applied(reader: Reader) -> None:
    counts = reader.search("journey complaint voice", {"collection": ["practices"]}).counts
    assert counts == {
        "collection": {"guides": 2, "practices": 2},
        "pillar": {"journey": 1, "trust": 2},
    }


@pytest.mark.parametrize(
    "filters",
    [
        {"collection": ["nowhere"]},
        {"nothing": ["x"]},
        {"collection": ["terms"], "pillar": ["trust"]},
    ],
)
def test_a_filter_that_nothing_fits_finds_nothing(
    filters: dict[str, list[str]], reader: Reader
) -> None:
    assert found(reader, "journey map", filters) == []


def test_filters_without_words_list_their_pages(reader: Reader) -> None:
    assert set(found(reader, "", {"collection": ["terms"]})) == {
        "terms/hisp/",
        "terms/pra/",
        "terms/voc/",
    }
    assert set(
        found(reader, " ?! ", {"pillar": ["journey", "trust"], "collection": ["guides"]})
    ) == {"guides/a/", "guides/b/", "guides/long/"}
    assert reader.search("", {"collection": ["terms"]}).counts["collection"] == {
        "guides": 4,
        "practices": 3,
        "terms": 3,
    }


def test_neither_words_nor_filters_find_nothing(reader: Reader) -> None:
    assert found(reader, "") == found(reader, " ?! ", {}) == []


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("escalate", "Escalate a complaint"),
        ("call manager", "Escalate a complaint"),
        ("letter", "Close it"),
        ("close", "Close it"),
    ],
)
def test_the_section_that_says_most_is_told(query: str, heading: str, reader: Reader) -> None:
    (hit,) = [
        hit for hit in reader.search(query).hits if reader.card(hit.page)[0] == "guides/long/"
    ]
    assert reader.page(hit.page)["sections"][hit.sections[0]][1] == heading


def test_a_page_with_less_than_a_tenth_of_the_best_is_not_shown() -> None:
    texts = ["rare words of a kind"] + ["words"] * 30
    reader = reader_on(
        files_of(
            [
                doc(f"p/{number:02}/", "Rare" if number == 0 else f"Page {number}", text)
                for number, text in enumerate(texts)
            ]
        )
    )
    assert len(found(reader, "words")) == 31
    assert found(reader, "rare words") == ["p/00/"]


def test_a_query_is_read_to_its_200th_letter_and_24th_word(reader: Reader) -> None:
    assert found(reader, "a" * 192 + " journey")[0] == "practices/a/"
    assert found(reader, "a" * 198 + " journey") == []
    words = [f"{one}{other}" for one in "bcdfgh" for other in "qwxz"]
    assert found(reader, " ".join([*words[:23], "journey"]))[0] == "practices/a/"
    assert found(reader, " ".join([*words, "journey"])) == []


def test_points_can_be_explained(reader: Reader) -> None:
    answer = reader.search("journey map", explain=True)
    first = answer.hits[0]
    assert answer.reasons[first.page][-1] == ("the whole title or name", 0)
    assert [key for key, _ in answer.reasons[first.page][:-1]] == ["journei", "map", "journei map"]
    assert sum(points for _, points in answer.reasons[first.page]) == first.score - (1 << 24)


@pytest.mark.parametrize(
    "query",
    [
        "HISP",
        "high-impact service provider",
        "voice of the customer VoC",
        "journey map journey map",
        "jorney jorney journey",
    ],
)
def test_a_word_a_pair_or_a_meaning_counts_once_and_never_against_a_page(
    query: str, reader: Reader
) -> None:
    for reasons in reader.search(query, explain=True).reasons.values():
        keys = [key for key, _ in reasons]
        assert len(set(keys)) == len(keys)
        assert all(points > 0 for key, points in reasons if key != "the whole title or name")


def test_of_several_completions_on_a_page_the_best_counts() -> None:
    texts = {
        "a/": "customer custody",
        "b/": "customer",
        "c/": "custody",
        "d/": "customer",
        "e/": "other",
    }
    reader = reader_on(files_of([doc(url, "Page", text) for url, text in texts.items()]))
    score = {reader.card(hit.page)[0]: hit.score for hit in reader.search("cust", typing=True).hits}
    assert set(score) == {"a/", "b/", "c/", "d/"}
    assert score["a/"] == score["b/"] == score["d/"] > score["c/"]


ODD = {
    "100,000 letters": "a" * 100_000,
    "100,000 words": "journey " * 100_000,
    "regular expression": "(a+)+$ [[:alpha:]]{1,99999} .*.*.*.*.*x \\p{L}+(?<=x)",
    "quotes": '"' * 9999 + "journey",
    "pairs of quotes": '"journey" ' * 9999,
    "emoji": "🙂👩‍👩‍👧‍👦 🇺🇸 journey",
    "right to left": "שלום \u202eyenruoj\u202c مرحبا",
    "NUL": "journey\x00map\x01\x1b[31m",
    "markup": "<img src=x onerror=alert(1)> <script>journey</script>",
    "accents": "J" + "o\u0301" * 20_000 + "urney",
    "one sign that is eighteen letters": "ﷺ" * 100_000,
    "no words": "!?.,;: \t\n",
    "stop words": "what is it that we do",
    "half a character": "\ud800 journey \udfff",
    "the rest of Unicode": "".join(map(chr, range(0x2000, 0x2400))) * 50,
    "names of things in JavaScript": "constructor __proto__ toString hasOwnProperty",
    "keys of the index": "$ ~ journey$ journey~ 'journei map' hisp~",
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_query_is_answered_in_time(name: str, reader: Reader) -> None:
    for typing in (False, True):
        before = time.perf_counter()
        answer = reader.search(
            ODD[name], {"collection": ["guides", "practices", "terms"]}, typing=typing, explain=True
        )
        assert time.perf_counter() - before < 1  # 2 ms when nothing else runs
        assert all(0 <= hit.page < len(HUB) for hit in answer.hits)
        if "journey" in ODD[name][:200] and "quotes" not in name:
            assert "practices/a/" in [reader.card(hit.page)[0] for hit in answer.hits]


@some
@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            ["journey", "map", "hisp", "jorney", "compl", '"', "tax office", "the", "-", "É", "🙂"]
        ),
        max_size=12,
    ).map(" ".join),
    st.booleans(),
)
def test_every_query_has_an_answer_in_order_with_each_page_once(text: str, typing: bool) -> None:
    reader = READER
    answer = reader.search(text, typing=typing)
    assert len({hit.page for hit in answer.hits}) == len(answer.hits)
    assert [hit.score for hit in answer.hits] == sorted(
        (hit.score for hit in answer.hits), reverse=True
    )
    assert vars(reader_on(FILES).search(text, typing=typing)) == vars(answer)


FILES = files_of(HUB, GLOSSARY)
READER = reader_on(FILES)


@pytest.fixture(params=[True, False], ids=["bundled", "sharded"])
def files(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    if not request.param:
        monkeypatch.setattr(export, "BUNDLED_BYTES", 0)
    return files_of(HUB, GLOSSARY)


def search_all(files: dict[str, bytes]) -> None:
    """Touch a file of every kind."""
    reader = reader_on(files)
    for hit in reader.search('jorney complaint "complaint"', {"collection": ["guides"]}).hits:
        reader.card(hit.page)
        reader.page(hit.page)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-9],
        lambda data: data[:30] + bytes([data[30] ^ 1]) + data[31:],
        lambda data: b"",
        lambda data: b"<!doctype html>",
    ],
)
def test_a_file_that_is_not_whole_is_refused(
    spoil: Callable[[bytes], bytes], files: dict[str, bytes]
) -> None:
    search_all(files)
    for name, data in files.items():
        if name.split("/")[-1] in ("manifest.bin", "a.bin", "f.bin", "c0.bin", "t0.bin"):
            with pytest.raises(ValueError, match="not a whole gzip file"):
                search_all({**files, name: spoil(data)})


@pytest.mark.parametrize("kind", ["t", "s", "f", "c", "x", "a"])
def test_a_file_that_is_missing_is_told_by_whoever_fetches_it(
    kind: str, files: dict[str, bytes]
) -> None:
    left = {name: data for name, data in files.items() if not name.split("/")[-1].startswith(kind)}
    if len(left) < len(files):
        with pytest.raises(KeyError, match=rf"{kind}[0-9]*\.bin"):
            search_all(left)


def test_a_manifest_of_yesterday_never_meets_the_files_of_today(files: dict[str, bytes]) -> None:
    stale = {**files_of(HUB[1:], GLOSSARY), "en/manifest.bin": files["en/manifest.bin"]}
    with pytest.raises(KeyError, match=manifest_of(files)["set"]):
        search_all(stale)


@pytest.mark.parametrize("text", [b"[]", b"1", b"null", b"{}", b'{"n": 1}', b"{", b"\xff", b""])
def test_a_manifest_that_is_none_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        reader_on({"en/manifest.bin": compressed(text)})


@pytest.mark.parametrize("text", [b"", b"\x00", b"\xff" * 50, b"\x05abc", b"{}"])
def test_a_shard_that_is_none_is_refused(text: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "BUNDLED_BYTES", 0)
    files = files_of(HUB)
    name = f"en/{manifest_of(files)['set']}/t0.bin"
    with pytest.raises(ValueError, match=r"t0\.bin cannot be read"):
        found(reader_on({**files, name: compressed(text)}), "aaa")


def test_an_unfinished_word_is_found_at_the_edge_of_a_shard() -> None:
    names = [
        f"{first}{second}{third}{first}ora"
        for first in "bcdfghklmn"
        for second in "aeiou"
        for third in "bdgklmnprt"
    ]
    files = files_of(
        [doc(f"{number:03}/", name, f"{name} " * 3) for number, name in enumerate(names)]
    )
    reader = reader_on(files)
    keys = manifest_of(files)["keys"]
    assert len(keys) >= 3
    edges = [min(name for name in names if name >= key) for key in keys[1:]]
    for edge in edges:
        number = names.index(edge)
        assert f"{number:03}/" in found(reader, edge[:2], typing=True), edge


def test_the_keys_of_the_manifest_are_short_and_part_the_shards(reader: Reader) -> None:
    files = files_of(
        [
            doc(
                f"{number}/",
                f"customer{chr(97 + number % 26)}{chr(97 + number // 26)}xyz experience",
                "journeys " * 9,
            )
            for number in range(400)
        ]
    )
    reader = reader_on(files)
    for place, key in enumerate(manifest_of(files)["keys"]):
        shard = reader.shard(place)
        stems = [held for held in shard.numbers if " " not in held]
        assert all(reader.shard_of(stem) == place for stem in stems)
        assert place == 0 or key <= stems[0]


@pytest.mark.parametrize(
    ("typed", "whole"),
    [("clearan", "clearance"), ("paperw", "paperwork"), ("complai", "complaints")],
)
def test_an_unfinished_last_word_is_found_without_typing_on(
    typed: str, whole: str, reader: Reader
) -> None:
    """Enter, a shared link and a filter ask the same question once more: it finds what was shown,
    and says what was searched."""
    assert found(reader, typed) == found(reader, typed, typing=True) != []
    assert reader.search(typed).repaired == [(typed, whole)]
    assert reader.search(typed, typing=True).repaired == []


def test_a_slip_that_begins_no_word_is_mended_as_before(reader: Reader) -> None:
    assert reader.search("jounrey").repaired == [("jounrey", "journey")]


def test_letters_are_cut_as_the_browser_cuts_them(reader: Reader) -> None:
    assert found(reader, "😀" * 120 + " journey") == []
    assert found(reader, "😀" * 90 + " journey")
