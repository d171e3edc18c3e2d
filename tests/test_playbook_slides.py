"""The slides: what the chapter says and nothing else, at ids that stay, with the words for the
presenter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import html as lxml_html

from hub.compose.playbook.book import Book, BookChapter
from hub.compose.playbook.slidepoints import first_sentence
from hub.compose.playbook.slides import Deck, deck_of, slides, slides_css
from hub.kinds.entries.playbooks import Chapter, Check, Exercise, Question
from smallbook import shelf, small_book

HOSTILE = """<script>alert(1)</script> & "quoted" '--> {{ 7 * 7 }}"""


def shipped() -> Book:
    return shelf().playbook("cx")


BOOKS: dict[str, Callable[[], Book]] = {"small": small_book, "shipped": shipped}
every_book = pytest.mark.parametrize("make", BOOKS.values(), ids=BOOKS)


def drawn(book: Book) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(slides(book, stylesheet="slides.css"))


def deck(body: str = "", fields: Chapter | None = None) -> Deck:
    return deck_of(
        BookChapter(
            "playbooks.small.one",
            1,
            "One",
            "What it is about.",
            "playbooks/small/one/",
            body,
            fields,
        )
    )


def section(body: str) -> tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]:
    """What becomes of a section: lead, points, notes."""
    _, slide, _ = deck(f'<h2 id="playbooks.small.one.part">Part</h2>{body}').slides
    return slide.lead, slide.points, slide.notes


def test_a_deck_shows_the_chapter_in_its_order() -> None:
    listen, keep = small_book().chapters

    assert [
        (
            slide.id.removeprefix("playbooks.small.listen.slide-"),
            slide.kind,
            slide.label,
            slide.title,
        )
        for slide in deck_of(listen).slides
    ] == [
        ("title", "title", "", "1. Listen first"),
        ("objectives", "section", "1. Listen first", "After this chapter you can"),
        (
            "practices-inventory",
            "section",
            "1. Listen first",
            "1.1 Count your channels & what they cost",
        ),
        ("exercise-draw-it", "exercise", "Exercise, 40 minutes", "Draw your channel map"),
        ("check-first", "check", "Check what you know", "What comes first?"),
        ("check-first.answer", "answer", "Check what you know", "Answer: What comes first?"),
        ("end", "end", "1. Listen first", "Read it again"),
    ]
    assert [
        slide.id.removeprefix("playbooks.small.keep-going.slide-") for slide in deck_of(keep).slides
    ] == ["title", "question-who", "checklist", "end"]


def test_a_deck_goes_on_as_the_running_clock_does() -> None:
    kinds = [
        slide.id.partition(".slide-")[2] if slide.kind == "section" else slide.kind
        for slide in deck_of(shelf().chapter("cx", "why-cx").chapters[0]).slides
    ]
    kept = [
        kind
        for number, kind in enumerate(kinds)
        if kind in ("question", "exercise", "checklist", "check", "resources", "end")
        and kind != kinds[number - 1]
    ]

    assert list(dict.fromkeys(kept)) == [
        "question",
        "exercise",
        "checklist",
        "check",
        "resources",
        "end",
    ]
    assert kinds.index("checklist") > max(
        number for number, kind in enumerate(kinds) if kind == "exercise"
    )


def test_the_page_stops_at_slides_for_those_who_do_not_ask_for_less_motion() -> None:
    _, _, rules = slides_css().partition(
        "@media screen and (prefers-reduced-motion: no-preference) {"
    )

    assert "scroll-snap-type: y mandatory" in rules.partition("\n}\n")[0]
    assert slides_css().count("scroll-snap-type") == 1


def test_a_check_gives_its_answer_on_the_next_slide_only() -> None:
    check, answer = deck_of(small_book().chapters[0]).slides[-3:-1]

    assert (check.points, check.lead, check.notes) == (("A list", "A survey"), "", ())
    assert (answer.lead, answer.notes) == (
        "A. A list",
        (("Why:", "You cannot ask about what you have not found."),),
    )


def test_the_presenter_is_told_what_the_facilitator_should_know_and_when() -> None:
    fields = Chapter.model_validate(
        {
            "key": "one",
            "title": "One",
            "facilitator": "Bring paper.",
            "time": {"read": "5", "teach": "60"},
            "exercises": [
                {
                    "key": "draw",
                    "title": "Draw",
                    "minutes": "40",
                    "steps": ["Draw it"],
                    "good": "It is round.",
                }
            ],
        }
    )
    title, exercise, _ = deck(fields=fields).slides

    assert title.notes[:2] == (
        ("For the facilitator", "Bring paper."),
        ("0:00", "Start: what the chapter is about, and the questions to the group (10 minutes)"),
    )
    assert title.notes[2] == ("0:10", "Exercise: Draw (40 minutes)")
    assert (exercise.points, exercise.style, exercise.notes) == (
        ("Draw it",),
        "steps",
        (("What good looks like:", "It is round."),),
    )


def test_steps_are_shown_by_what_to_do_and_told_in_full() -> None:
    lead, points, notes = section(
        '<p class="lead">Start small. Then grow.</p><div class="problem-outcome"><div><h3>What'
        " hurts now</h3><p>Much.</p></div><div><h3>What you get</h3><p>Less.</p></div></div><ol"
        ' class="steps"><li><p class="do">Pick one. Any will do.</p><p class="why"><span'
        ' class="label">Why</span> It is quick.</p></li><li><h3>Ask</h3><p>Ask'
        " two.</p></li><li>Stop</li></ol><h3>More</h3>"
    )

    assert (lead, points) == ("Start small.", ("Pick one.", "Ask", "Stop"))
    assert notes == (
        ("In full:", "Start small. Then grow."),
        ("What hurts now:", "Much."),
        ("What you get:", "Less."),
        ("1.", "Pick one. Any will do. Why: It is quick."),
        ("2.", "Ask: Ask two."),
    )


@pytest.mark.parametrize(
    ("item", "point"),
    [
        (
            '<a href="#a">The guide</a><br/><span class="small">to read ahead</span>',
            "The guide: to read ahead",
        ),
        ('Who?<br/><span class="small">Ask around</span>', "Who? Ask around"),
        ("One line<br/>and another", "One line and another"),
        ("<p>One</p><p>Two</p>", "One Two"),
        ("a<em>b</em>c <strong>d</strong>", "abc d"),
    ],
)
def test_words_are_joined_as_a_reader_would_say_them(item: str, point: str) -> None:
    assert section(f"<h3>{item}</h3>")[1] == (point,)


def test_a_text_that_is_cut_on_the_slide_is_told_in_full() -> None:
    assert section("<p>It is this. And more.</p>") == (
        "It is this.",
        (),
        (("In full:", "It is this. And more."),),
    )


@pytest.mark.parametrize(
    ("count", "length", "size"),
    [(3, 20, ""), (8, 20, "dense"), (5, 150, "dense"), (12, 20, "dense long")],
)
def test_words_that_do_not_fit_are_drawn_smaller(count: int, length: int, size: str) -> None:
    points = "".join(f"<li>{'x' * length}</li>" for _ in range(count))

    assert (
        deck(f'<h2 id="playbooks.small.one.part">Part</h2><ul>{points}</ul>').slides[1].size == size
    )


def test_facts_are_shown_whole_because_their_end_may_say_what_is_not_known() -> None:
    assert section(
        '<dl class="facts"><dt>Result</dt><dd><p>Calls fell.</p><p>By how much is not'
        " reported.</p></dd></dl>"
    )[1] == ("Result: Calls fell. By how much is not reported.",)


@pytest.mark.parametrize(
    ("body", "lead", "points"),
    [
        ("<h3>One</h3><p>A.</p><h3>Two</h3><p>B.</p>", "", ("One", "Two")),
        (
            '<ul class="plain"><li>One thing. And why.</li><li>Two</li></ul>',
            "",
            ("One thing.", "Two"),
        ),
        ("<p>It is this. And more.</p><p>Still more.</p>", "It is this.", ()),
        ("", "", ()),
    ],
    ids=["headings", "a list", "text", "nothing"],
)
def test_a_section_without_steps_is_shown_by_what_it_has(
    body: str, lead: str, points: tuple[str, ...]
) -> None:
    assert section(body)[:2] == (lead, points)


def test_a_session_plan_gives_the_presenter_the_running_clock() -> None:
    plan = (
        '<table class="data-table plan"><thead><tr><th>Starts'
        " at</th><th>What</th></tr></thead><tbody><tr><td>0:00</td><td>Welcome</td></tr></tbody></table>"
    )

    assert section(f"<h3>Morning</h3>{plan}<h3>Afternoon</h3>{plan}")[1:] == (
        ("Morning", "Afternoon"),
        (("Morning", ""), ("0:00", "Welcome"), ("Afternoon", ""), ("0:00", "Welcome")),
    )
    assert section(plan)[1:] == (("0:00 Welcome",), ())


@pytest.mark.parametrize("course", ["executive-briefing", "first-day", "four-week-programme"])
def test_a_course_has_a_deck_for_its_plan_and_each_chapter(course: str) -> None:
    book = shelf().course(course)
    page = drawn(book)

    assert [str(deck.get("id")) for deck in page.find_class("deck")] == [
        chapter.id for chapter in book.chapters
    ]
    assert "0:00" in page.get_element_by_id(f"{book.id}.slide-plan").text_content()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Ask. Then act.", "Ask."),
        ("Why ask? Because.", "Why ask?"),
        ('Say "stop." Then go.', 'Say "stop."'),
        ("The U.S. Government did. It worked.", "The U.S. Government did."),
        ("See No. 4 here. Then go.", "See No. 4 here."),
        ("The office (GSA) Chief spoke. Then left.", "The office (GSA) Chief spoke."),
        ("It fell by 2.5 percent. 3 people left.", "It fell by 2.5 percent."),
        ("One thing, e.g. Monday. Then two.", "One thing, e.g. Monday."),
        ("No end", "No end"),
        ("", ""),
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(words: str, first: str) -> None:
    assert first_sentence(words) == first


@every_book
def test_nothing_on_a_slide_is_made_up(make: Callable[[], Book]) -> None:
    for chapter in make().chapters:
        told = _letters(
            " ".join(
                [
                    chapter.label,
                    chapter.summary,
                    "".join(map(str, chapter.tree.itertext())),
                    repr(chapter.fields),
                ]
            )
        )
        for slide in deck_of(chapter).slides[:-1]:
            shown = [slide.title.removeprefix("Answer: "), slide.lead, *slide.points]
            assert [
                words for words in shown if _letters(re.sub(r"^[A-F]\. ", "", words)) not in told
            ] == [], slide.id


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.replace("\\'", "'"))


@every_book
def test_ids_are_unique_and_belong_to_the_chapter(make: Callable[[], Book]) -> None:
    book = make()
    ids = [str(element.get("id")) for element in drawn(book).iter() if element.get("id")]
    own = [identity for identity in ids if identity not in ("contents", "with-notes")]

    assert len(ids) == len(set(ids))
    assert all(
        any(
            identity == chapter.id or identity.startswith(f"{chapter.id}.slide-")
            for chapter in book.chapters
        )
        for identity in own
    )
    assert {chapter.id for chapter in book.chapters} <= set(own)


def test_an_id_stays_when_slides_are_added_before_it() -> None:
    one = {"key": "a", "title": "A", "minutes": "5", "steps": ["Go"]}
    few = deck(fields=Chapter.model_validate({"key": "one", "title": "One", "exercises": [one]}))
    many = deck(
        fields=Chapter.model_validate(
            {
                "key": "one",
                "title": "One",
                "discuss": [{"key": "q", "ask": "Why?"}],
                "exercises": [{**one, "key": "b", "title": "B"}, one],
            }
        )
    )

    assert {slide.id for slide in few.slides} < {slide.id for slide in many.slides}


def test_a_check_may_be_called_like_the_answer_to_another() -> None:
    checks = [
        {"key": key, "question": f"{key}?", "options": ["X", "Y"], "answer": "2", "why": "So."}
        for key in ("first", "first-answer")
    ]
    ids = [
        slide.id
        for slide in deck(
            fields=Chapter.model_validate({"key": "one", "title": "One", "checks": checks})
        ).slides
    ]

    assert len(ids) == len(set(ids))


@every_book
def test_every_slide_is_a_section_with_a_heading_and_every_link_leads_somewhere(
    make: Callable[[], Book],
) -> None:
    page = drawn(make())
    ids = {element.get("id") for element in page.iter()}

    assert [len(list(part.iter("h2", "h3"))) for part in page.iter("section")] == [1] * len(
        page.find_class("slide")
    )
    assert [
        link.get("href")
        for link in page.iter("a")
        if link.get("href", "").startswith("#") and link.get("href")[1:] not in ids
    ] == []
    assert len(list(page.iter("h1"))) == 1


@every_book
def test_nothing_on_the_page_needs_a_script_or_a_style_of_its_own(make: Callable[[], Book]) -> None:
    page = drawn(make())

    assert [
        element
        for element in page.iter()
        if element.tag in ("script", "style", "iframe", "form", "base")
    ] == []
    assert [
        name
        for element in page.iter()
        for name in element.attrib
        if name == "style" or name.startswith("on")
    ] == []
    assert [link.get("href") for link in page.iter("link") if link.get("rel") == "stylesheet"] == [
        "slides.css"
    ]
    assert page.xpath("string(head/meta[@name='robots']/@content)") == "noindex"
    assert "://" not in slides_css()


def test_the_last_slide_has_the_short_link_and_the_citation() -> None:
    last = drawn(small_book()).get_element_by_id("playbooks.small.listen.slide-end")

    assert (
        last.xpath("string(.//p[@class='lead']/a/@href)")
        == "https://hub.example/go/playbooks.small.listen/"
    )
    assert "Listen first. In A small playbook (Edition 2026.1)." in last.text_content()


def test_a_chapter_alone_and_one_in_a_course_are_cited_in_their_playbook() -> None:
    held = shelf()
    alone, course = held.chapter("cx", "why-cx"), held.course("executive-briefing")
    for book in (alone, course):
        last = drawn(book).get_element_by_id("playbooks.cx.why-cx.slide-end")
        assert (
            f"Why customer experience. In {held.playbook('cx').title} (Edition {book.edition})."
            in last.text_content()
        )


def test_a_chapter_alone_is_not_cited_in_itself() -> None:
    book = small_book()
    alone = replace(
        book, id=book.chapters[0].id, title=book.chapters[0].title, chapters=book.chapters[:1]
    )

    assert (
        "Listen first (Edition 2026.1)."
        in drawn(alone).get_element_by_id("playbooks.small.listen.slide-end").text_content()
    )


def test_a_hostile_text_stays_text() -> None:
    book = small_book()
    # past the validator, which would refuse all of this
    exercise = Exercise.model_construct(
        key="a", title=HOSTILE, minutes=5, steps=(HOSTILE,), good=HOSTILE
    )
    check = Check.model_construct(
        key="c", question=HOSTILE, options=(HOSTILE, "Y"), answer=1, why=HOSTILE
    )
    fields = Chapter.model_construct(
        facilitator=HOSTILE,
        time=None,
        discuss=(Question.model_construct(key="q", ask=HOSTILE),),
        exercises=(exercise,),
        checks=(check,),
    )
    page = drawn(
        replace(
            book,
            title=HOSTILE,
            publisher=HOSTILE,
            edition=HOSTILE,
            note=HOSTILE,
            chapters=(replace(book.chapters[0], title=HOSTILE, summary=HOSTILE, fields=fields),),
        )
    )

    assert list(page.iter("script")) == []
    assert " ".join(page.find(".//h2").text_content().split()) == f"1. {HOSTILE}"
    assert page.text_content().count(HOSTILE) > 10


@every_book
def test_the_same_book_gives_the_same_slides(make: Callable[[], Book]) -> None:
    book = make()

    assert slides(book, stylesheet="slides.css") == slides(replace(book), stylesheet="slides.css")
