"""What is weighed and how it is packed: meanings, levels, shards and spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.search.concepts import Concepts
from hub.search.documents import SearchDocument, Section, document_from_html, sections_of
from hub.search.shards import (
    Postings,
    ShardReader,
    Term,
    compressed,
    front_coded,
    packed,
    shard,
    sort_key,
    unpacked,
    varint,
)
from hub.search.spelling import mended, one_slip, read_spelling, spelling_files
from hub.search.weights import LEVELS, Weight, rarity, weigh
from hub.search.words import LANGUAGES
from smallindex import doc, some

english = LANGUAGES["en"]
NO_CONCEPTS = Concepts((), english)


def names_in(concepts: Concepts, text: str) -> list[tuple[str, ...]]:
    stems = [stem for _, stem in english.tokens(text)]
    return [concepts.all[number].names for number, _, _ in concepts.found(stems)]


def test_groups_that_share_a_form_are_one_meaning() -> None:
    concepts = Concepts(
        (
            ["VoC", "voice of the customer"],
            ["feedback", "customer feedback"],
            ["voices of customers", "feedback"],
        ),
        english,
    )

    assert len(concepts.all) == 1
    assert {"VoC", "voice of the customer", "feedback", "customer feedback"} == set(
        concepts.all[0].names
    )


def test_groups_that_share_nothing_stay_apart() -> None:
    assert (
        len(
            Concepts(
                (["VoC", "voice of the customer"], ["PRA", "Paperwork Reduction Act"]), english
            ).all
        )
        == 2
    )


def test_two_spellings_of_one_form_are_no_meaning() -> None:
    assert Concepts((["Survey", "surveys", "SURVEY"],), english).all == ()


def test_a_form_of_stop_words_only_is_passed_over() -> None:
    concepts = Concepts(
        (["IT", "information technology", "tech"], ["WHO", "World Health Organization"]), english
    )

    assert [concept.names for concept in concepts.all] == [("information technology", "tech")]
    assert names_in(concepts, "who is it for") == []


def test_the_longest_form_is_found_where_several_begin() -> None:
    concepts = Concepts(
        (
            ["service", "help"],
            ["service provider", "vendor"],
            ["service provider agreement", "SPA"],
        ),
        english,
    )

    assert names_in(concepts, "our service provider agreements") == [
        ("service provider agreement", "SPA")
    ]
    assert names_in(concepts, "a service of the provider") == [("service provider", "vendor")]
    assert names_in(concepts, "a service for you") == [("service", "help")]


def test_a_name_is_one_line_of_words() -> None:
    assert Concepts((["a\tb  one", "c\nd"],), english).all[0].names == ("a b one", "c d")


def level(document: SearchDocument, key: str, concepts: Concepts = NO_CONCEPTS) -> int:
    return weigh(document, english, concepts).weight_by_key[key].level


def test_a_word_of_the_title_outweighs_one_of_the_text() -> None:
    assert level(doc("a/", "Complaint"), "complaint") > level(
        doc("a/", "Other", "complaint " * 50), "complaint"
    )


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("title", "summary"),
        ("title", "heading"),
        ("title", "text"),
        ("summary", "text"),
        ("heading", "text"),
    ],
)
def test_fields_have_their_order(more: str, less: str) -> None:
    few, many = "one two three four five six", "word " * 100
    filled = {
        "title": doc("a/", "Complaint box", many, summary=few),
        "summary": doc("a/", "Box", many, summary=f"complaint {few}"),
        "heading": doc(
            "a/", "Box", summary=few, sections=(Section("h", f"Complaint {few}", many),)
        ),
        "text": doc("a/", "Box", f"complaint {many}", summary=few),
    }
    assert level(filled[more], "complaint") > level(filled[less], "complaint")


def test_a_shorter_title_outweighs_a_longer_one() -> None:
    assert level(doc("a/", "Journey map"), "journei") > level(
        doc("a/", "Journey map of the tax office of one county"), "journei"
    )


def test_the_words_of_a_title_share_what_it_is_worth() -> None:
    assert (
        level(doc("a/", "Map"), "map")
        >= level(doc("a/", "Map one"), "map") + 4
        >= level(doc("a/", "Map one two three"), "map") + 6
    )


def test_another_name_counts_as_the_title_does() -> None:
    named = doc("a/", "Long name of a thing that nobody can remember", names=("HISP",))
    assert level(named, "hisp") > level(
        doc("a/", "Long name of a thing that nobody can remember", "HISP"), "hisp"
    )
    assert weigh(named, english, NO_CONCEPTS).weight_by_key["hisp $"] == Weight(LEVELS, 0)


def test_other_names_do_not_make_the_title_long() -> None:
    names = tuple(f"other name number {number}" for number in range(9))
    assert level(doc("a/", "Journey map", names=names), "map") == level(
        doc("a/", "Journey map"), "map"
    )


def test_a_title_of_stop_words_only_can_be_found() -> None:
    assert "what we do $" in weigh(doc("a/", "What we do"), english, NO_CONCEPTS).weight_by_key


def test_the_weight_of_a_page_raises_or_lowers_every_level() -> None:
    text = "journey plan trust plan plan"
    low, usual, high = (
        weigh(doc("a/", "Map", text, weight=weight), english, NO_CONCEPTS).weight_by_key
        for weight in (0.5, 1.0, 2.0)
    )
    for key in ("map", "plan"):
        assert low[key].level < usual[key].level < high[key].level


def test_the_best_section_is_told() -> None:
    sections = (
        Section("", "", "complaint"),
        Section("a", "Calls", "complaint complaint"),
        Section("b", "Complaints", "Read them."),
        Section("c", "", "other"),
    )
    held = weigh(SearchDocument("a/", "X", sections=sections), english, NO_CONCEPTS).weight_by_key
    assert (held["complaint"].section, held["call"].section, held["other"].section) == (2, 1, 3)


def test_a_heading_and_its_text_decide_together_which_section_is_best() -> None:
    sections = (Section("a", "Complaints", "nothing"), Section("b", "Complaints", "complaints"))
    assert (
        weigh(SearchDocument("a/", "X", sections=sections), english, NO_CONCEPTS)
        .weight_by_key["complaint"]
        .section
        == 1
    )


def test_every_form_of_a_meaning_has_the_weight_of_all_its_forms() -> None:
    concepts = Concepts((["HISP", "high-impact service provider"],), english)
    held = weigh(
        doc("a/", "HISP", "Each high-impact service provider reports."), english, concepts
    ).weight_by_key
    assert held["hisp ~"] == held["high impact servic provid ~"]
    assert held["hisp ~"].level >= level(doc("a/", "HISP"), "hisp ~", concepts)


TEXTS = st.lists(
    st.sampled_from("map journey plan trust the of été 𐐀𐐀 12 HISP don't".split()), max_size=30
).map(" ".join)


@some
@given(TEXTS, TEXTS, TEXTS, TEXTS, st.floats(0.01, 50))
def test_levels_and_sections_fit_their_bytes(
    title: str, summary: str, heading: str, text: str, weight: float
) -> None:
    sections = (
        Section("", "", text),
        *(Section(f"s{number}", heading, "") for number in range(300 if len(heading) < 9 else 3)),
    )
    held = weigh(
        SearchDocument(
            "a/", title, summary=summary, names=(heading,), sections=sections, weight=weight
        ),
        english,
        NO_CONCEPTS,
    ).weight_by_key
    assert all(1 <= found.level <= LEVELS and 0 <= found.section <= 255 for found in held.values())


@some
@given(st.integers(1, 10**6), st.data())
def test_rarity_fits_a_byte_and_falls_with_the_pages_that_hold_a_word(
    pages: int, data: st.DataObject
) -> None:
    holding = data.draw(st.integers(1, pages))
    assert 1 <= rarity(pages, pages) <= rarity(pages, holding) <= rarity(pages, 1) <= 255


def test_the_sections_of_a_page_are_cut_at_its_headings() -> None:
    html = (
        '<p>Lead</p><h2 id="a">First <em>part</em></h2><p>One</p><ul><li>two</li></ul><h3'
        ' id="b">Second</h3><p>Three<br>four</p>'
    )
    assert sections_of(html) == (
        Section("", "", "Lead"),
        Section("a", "First part", "One two"),
        Section("b", "Second", "Three four"),
    )


def test_lists_of_other_pages_scripts_and_forms_are_not_text() -> None:
    html = (
        "<p>One</p><div data-search='no'><h2"
        " id=x>More</h2>others</div><script>two()</script><form>three</form><nav>four</nav><!--"
        " five --> six"
    )
    assert sections_of(html) == (Section("", "", "One six"),)


def test_a_page_of_another_generator_is_read_by_its_main_part() -> None:
    page = (
        '<html><head><title>T</title><meta name="description" content="In'
        ' short."></head><body><nav>menu</nav><main><h1>Map</h1><p>In short.'
        " Draw.</p></main></body></html>"
    )
    assert document_from_html("a/", page) == SearchDocument(
        "a/", "Map", summary="In short.", sections=(Section("", "", "Draw."),)
    )


LETTERS = st.characters(exclude_categories=("Cs", "Cc"))
KEYS = st.lists(
    st.text(LETTERS, min_size=1, max_size=90) | st.text("ab𐐀é ", min_size=1, max_size=100),
    min_size=1,
    max_size=12,
    unique=True,
)
FOUND = st.dictionaries(
    st.one_of(st.integers(0, 400), st.integers(0, 5_000_000)),
    st.tuples(st.integers(1, LEVELS), st.integers(0, 255)),
    max_size=40,
)


def postings_of(found: dict[int, tuple[int, int]], most: int = 10**6) -> Postings:
    return packed(sorted((page, bytes(value)) for page, value in found.items()), most)


@some
@given(KEYS, st.data())
def test_a_shard_gives_back_what_it_was_made_from(keys: list[str], data: st.DataObject) -> None:
    held = {key: data.draw(FOUND) for key in sorted(keys, key=sort_key)}
    rarities = {key: data.draw(st.integers(1, 255)) for key in held}
    words = {
        key: tuple(data.draw(st.lists(st.text(LETTERS, min_size=1, max_size=80), max_size=3)))
        for key in held
    }

    reader = ShardReader(
        shard(
            [
                Term(key, rarities[key], postings_of(found), words[key])
                for key, found in held.items()
            ]
        )
    )

    assert list(reader.numbers) == list(held)
    for key, number in reader.numbers.items():
        assert (
            reader.rarities[number],
            reader.counts[number],
            reader.cut[number],
            reader.words[number],
        ) == (rarities[key], len(held[key]), False, words[key])
        assert {page: (level, section) for page, level, section in reader.postings(number)} == held[
            key
        ]


@pytest.mark.parametrize(
    "pages",
    [
        [0],
        [127, 256],
        [128, 16_512, 16_513],
        [5, 16_389 + 5, 3_000_000],
        list(range(1000)),
        list(range(0, 300_000, 300)),
    ],
)
def test_gaps_of_every_length_are_kept(pages: list[int]) -> None:
    reader = ShardReader(
        shard([Term("a", 1, postings_of({page: (1 + page % 31, page % 256) for page in pages}))])
    )
    assert list(reader.postings(0)) == [(page, 1 + page % 31, page % 256) for page in pages]


def test_of_a_long_list_the_best_pages_are_kept_and_it_says_so() -> None:
    found = {page: (1 + page % 31, 0) for page in range(200)}
    reader = ShardReader(
        shard(
            [Term("a", 1, postings_of(found, most=10)), Term("b", 1, postings_of(found, most=200))]
        )
    )
    assert (reader.counts, reader.cut) == ([10, 200], [True, False])
    assert [page for page, _, _ in reader.postings(0)] == [
        29,
        30,
        60,
        61,
        91,
        92,
        122,
        123,
        154,
        185,
    ]


def test_shared_letters_are_counted_as_javascript_counts_them() -> None:
    assert front_coded("𐐀b", "𐐀a") == "0𐐀b"
    assert front_coded("étage", "étape") == "3ge"


def test_shared_letters_are_told_in_one_printable_character() -> None:
    assert front_coded("a" * 99 + "b", "a" * 99 + "c") == "v" + "a" * 29 + "b"


SHARD = shard(
    [
        Term(key, 9, postings_of(dict.fromkeys(range(0, 900, 7 + len(key)), (3, 1))), ("word",))
        for key in ("map", "map journei", "mapl", "plan", "été")
    ]
)


def read_whole(data: bytes) -> int:
    reader = ShardReader(data)
    return sum(1 for number in reader.numbers.values() for _ in reader.postings(number))


@some
@given(st.integers(0, len(SHARD) - 1))
def test_a_shard_that_is_too_short_or_too_long_is_refused(length: int) -> None:
    for spoilt in (SHARD[:length], SHARD + SHARD[:1]):
        with pytest.raises((ValueError, IndexError)):
            ShardReader(spoilt)


@some
@given(st.lists(st.integers(0, len(SHARD) * 8 - 1), min_size=1, max_size=5, unique=True))
def test_a_shard_with_changed_bits_never_gives_more_than_it_holds(bits: list[int]) -> None:
    spoilt = bytearray(SHARD)
    for bit in bits:
        spoilt[bit // 8] ^= 1 << bit % 8
    try:
        count = read_whole(bytes(spoilt))
    except (ValueError, IndexError):
        return
    assert count <= len(SHARD)


@some
@given(st.binary(max_size=200))
def test_bytes_that_are_no_shard_never_give_more_than_they_hold(data: bytes) -> None:
    try:
        count = read_whole(data)
    except (ValueError, IndexError):
        return
    assert count <= len(data)


PACKED = compressed(SHARD)


@some
@given(st.integers(0, len(PACKED) - 1))
def test_a_file_that_is_cut_short_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="whole gzip"):
        unpacked(PACKED[:length])


@some
@given(st.integers(0, len(PACKED) * 8 - 1))
def test_a_file_with_a_changed_bit_is_refused_or_the_same(bit: int) -> None:
    spoilt = bytearray(PACKED)
    spoilt[bit // 8] ^= 1 << bit % 8
    try:
        held = unpacked(bytes(spoilt))
    except ValueError as error:
        # only the time and the name in its head may change
        assert "whole gzip" in str(error)  # noqa: PT017
        return
    assert held == SHARD


@some
@given(st.integers(0, 2**40))
def test_a_varint_is_as_short_as_can_be(number: int) -> None:
    assert len(varint(number)) == max(1, -(-number.bit_length() // 7))


WORDS = st.text("abcdeéñ𐐀", min_size=1, max_size=9)


def slips(word: str, letters: str) -> set[str]:
    """Every word that is one slip away."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    one_less = {left + right[1:] for left, right in cuts if right}
    one_more = {left + letter + right for left, right in cuts for letter in letters}
    wrong = {left + letter + right[1:] for left, right in cuts if right for letter in letters}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    return (one_less | one_more | wrong | swapped) - {word}


SHORT = [
    a + b + c + d
    for a in ("", "a", "b")
    for b in ("", "a", "b")
    for c in ("a", "b", "c")
    for d in ("", "c")
]


@pytest.mark.parametrize("word", sorted(set(SHORT)))
def test_one_slip_is_one_letter_too_many_too_few_wrong_or_swapped(word: str) -> None:
    others = set(SHORT) - {word}
    assert {other for other in others if one_slip(word, other)} == others & slips(word, "abc")


@some
@given(WORDS, st.data())
def test_a_slip_is_one_from_both_sides(word: str, data: st.DataObject) -> None:
    other = data.draw(st.sampled_from(sorted(slips(word, "abcé𐐀"))) | WORDS)
    assert one_slip(word, other) == one_slip(other, word)


@some
@given(
    st.dictionaries(
        st.text(st.characters(categories=("L", "N")), min_size=1, max_size=80),
        st.integers(1, 10**6),
        max_size=20,
    )
)
def test_words_are_read_as_they_were_written(pages_by_word: dict[str, int]) -> None:
    expected = {
        word: count.bit_length()
        for word, count in pages_by_word.items()
        if len(word) >= 4 and word.isalpha()
    }
    files = spelling_files(pages_by_word)
    assert {
        letter: [word for word, _ in read_spelling(data)] for letter, data in files.items()
    } == {
        letter: sorted((word for word in expected if word[0] == letter), key=sort_key)
        for letter in {word[0]: 1 for word in sorted(expected, key=sort_key)}
    }
    assert dict(pair for data in files.values() for pair in read_spelling(data)) == expected


@pytest.mark.parametrize(
    ("typed", "holding", "meant"),
    [
        ("jorney", 0, "journey"),  # too few
        ("jourrney", 0, "journey"),  # too many
        ("jpurney", 0, "journey"),  # wrong
        ("juorney", 0, "journey"),  # swapped
        ("journey", 0, ""),  # right, or not nearer to another word
        ("jorny", 0, ""),  # two slips
        ("jorney", 6, "journey"),  # 128 pages are more than 20 times 6
        ("jorney", 7, ""),
        ("tust", 0, "trust"),  # short words: the last letter is the same
        ("truts", 0, "trust"),  # or the letters are swapped
        ("trus", 0, ""),
        ("tyre", 0, ""),  # and one page is not enough
    ],
)
def test_a_word_is_mended_when_another_is_one_slip_away_and_commoner(
    typed: str, holding: int, meant: str
) -> None:
    words = [("trust", 6), ("type", 1), ("journey", 8), ("journal", 4)]
    assert mended(typed, holding, words) == meant


def test_the_commonest_of_several_words_is_meant_and_of_equals_the_first() -> None:
    assert mended("formss", 0, [("forms", 3), ("formsa", 7), ("formsb", 7)]) == "formsa"
