"""Questions: each check becomes multiple choice with one right answer, and the words stay as they
were written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree
from lxml import html as lxml_html

from hub.compose.playbook.book import Book
from hub.compose.playbook.qti import qti
from hub.kinds.entries.playbooks import Chapter
from hub.problems import HubError
from packagechecks import spoiled, unzipped
from questionchecks import question_faults
from smallbook import shelf, small_book

QUIZ = "quizzes/playbooks.small.listen.xml"
HOSTILE = "<b>bold</b> & <script>alert(1)</script> &lt;i&gt; ]]> \" ' a < b"


def asked(*checks: dict[str, object]) -> Book:
    """The small book with these checks in its first chapter."""
    book = small_book()
    fields = Chapter.model_validate(
        {"key": "listen", "title": "Listen first", "checks": list(checks)}
    )
    return replace(book, chapters=(replace(book.chapters[0], fields=fields), book.chapters[1]))


def check(key: str = "second", **values: object) -> dict[str, object]:
    return {
        "key": key,
        "question": "What next?",
        "options": ["One", "Two", "Three"],
        "answer": "2",
        "why": "Two comes next.",
        **values,
    }


def test_questions_have_no_faults() -> None:
    assert question_faults(qti(small_book()), small_book()) == []


def test_the_manifest_and_the_quiz_are_these(golden: Callable[[str, str], None]) -> None:
    files = unzipped(qti(small_book()))
    assert files.keys() == {"imsmanifest.xml", QUIZ}  # the second chapter has no check
    golden("playbook-qti-manifest.xml", files["imsmanifest.xml"].decode())
    golden("playbook-qti-quiz.xml", files[QUIZ].decode())


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_any_option_can_be_the_right_one(count: int) -> None:
    options = [f"Option {number}" for number in range(1, count + 1)]
    book = asked(
        *(
            check(f"right-{answer}", options=options, answer=str(answer))
            for answer in range(1, count + 1)
        )
    )
    assert question_faults(qti(book), book) == []


def test_hostile_words_stay_words() -> None:
    fields = small_book().chapters[0].fields
    assert fields is not None
    # Content with markup is turned away when it is read. Whatever slips through must still be
    # words.
    asking = fields.checks[0].model_copy(
        update={"question": HOSTILE, "options": (HOSTILE, f"{HOSTILE}."), "why": HOSTILE}
    )
    chapter = replace(
        small_book().chapters[0],
        title=HOSTILE,
        fields=fields.model_copy(update={"checks": (asking,)}),
    )
    book = replace(small_book(), title=HOSTILE, chapters=(chapter,))
    data = qti(book)
    assert question_faults(data, book) == []
    assert b"<script" not in b"".join(unzipped(data).values())
    feedback = etree.fromstring(unzipped(data)[QUIZ]).findtext(".//{*}itemfeedback//{*}mattext")
    assert [part.text_content() for part in lxml_html.fragments_fromstring(feedback)] == [
        HOSTILE,
        f"Read again: {HOSTILE}",
    ]


def test_a_long_question_has_a_short_title() -> None:
    words = " ".join(["word"] * 60)
    quiz = etree.fromstring(unzipped(qti(asked(check(question=words))))[QUIZ])
    item = quiz.find(".//{*}item")
    assert item is not None
    assert len(str(item.get("title"))) <= 200
    assert item.findtext(".//{*}presentation/{*}material/{*}mattext") == words


def test_a_book_without_checks_is_told_so() -> None:
    book = small_book()
    with pytest.raises(HubError, match="has no checks") as raised:
        qti(replace(book, chapters=book.chapters[1:]))
    assert (raised.value.code, raised.value.exit_code) == ("nothing-to-export", 1)
    assert "checks:" in raised.value.fix


def test_the_shipped_books_have_questions_without_faults_or_none_at_all() -> None:
    for book in [shelf().playbook("cx"), *(shelf().course(course) for course in shelf().courses)]:
        if any(chapter.fields and chapter.fields.checks for chapter in book.chapters):
            assert question_faults(qti(book), book) == [], book.id
        else:
            with pytest.raises(HubError):
                qti(book)


DEFECTS = {
    "no right answer": (
        '<setvar action="Set" varname="SCORE">100</setvar>',
        "",
        "0 options are right",
    ),
    "a right answer that does not exist": (
        'respident="response1">A<',
        'respident="response1">C<',
        "does not exist",
    ),
    "the wrong answer": (
        'respident="response1">A<',
        'respident="response1">B<',
        "the wrong option is right",
    ),
    "half a point": (">100<", ">50<", "the score is set to 50"),
    "a score that adds up": ('action="Set"', 'action="Add"', "the score is set to 100"),
    "a response that nobody gives": (
        'respident="response1"',
        'respident="response2"',
        "is not asked for",
    ),
    "many answers": ('rcardinality="Single"', 'rcardinality="Multiple"', "more than one option"),
    "two options of one name": (
        '<response_label ident="B">',
        '<response_label ident="A">',
        "one ident",
    ),
    "another profile": ("cc.multiple_choice.v0p1", "cc.true_false.v0p1", "cc_profile must be"),
    "no exam": ("cc.exam.v0p1", "cc.quiz.v0p1", "cc_profile must be"),
    "a fact of nobody's": ("qmd_scoretype", "qmd_colour", "qmd_colour may not be"),
    "a weight that is none": (
        "<fieldentry>1</fieldentry>",
        "<fieldentry>0.5</fieldentry>",
        "cc_weighting may not be",
    ),
    "feedback that is not there": (
        '<itemfeedback ident="general_fb">',
        '<itemfeedback ident="other_fb">',
        "is not what is shown",
    ),
    "feedback that is never shown": (
        '<displayfeedback feedbacktype="Response" linkrefid="general_fb"/>',
        "",
        "is not what is shown",
    ),
    "another reason": ("You cannot ask", "You can ask", "does not say why"),
    "other words": (">A survey<", ">A study<", "do not read"),
    "markup that lives": (">A survey<", ">&lt;b&gt;A survey&lt;/b&gt;<", "do not read"),
    "a script in the feedback": (
        "&lt;p&gt;You",
        "&lt;p&gt;&lt;script&gt;&lt;/script&gt;You",
        "does not say why",
    ),
    "plain text": (
        'texttype="text/html">A list',
        'texttype="text/plain">A list',
        "not said to be HTML",
    ),
    "a question of nobody's": (
        'ident="playbooks.small.listen.check-first"',
        'ident="playbooks.small.listen.check-frist"',
        "is no check of the book",
    ),
    "no name": ('title="Check what you know: Listen first"', "", "assessment lacks title"),
    "a score without an end": ('maxvalue="100"', "", "from 0 to 100"),
    "a part of another standard": ("<other/>", "<unanswered/>", "has no place in a quiz"),
    "parts in disorder": ("<itemmetadata>", "<duration/><itemmetadata>", "item holds: duration"),
    "broken XML": ("</section>", "", "not well-formed"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_the_check_notices(defect: str) -> None:
    old, new, told = DEFECTS[defect]
    faults = question_faults(spoiled(qti(small_book()), QUIZ, old, new), small_book())
    assert [fault for fault in faults if told in fault], faults


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("imscc_xmlv1p1/assessment", "imscc_xmlv1p1/question-bank", "is of type"),
        ("1.1.0", "1.3.0", "Moodle reads no version 1.3.0"),
        (
            'href="quizzes/playbooks.small.listen.xml"',
            'href="quizzes/lisen.xml"',
            "is not in the zip",
        ),
        (
            'identifierref="quiz.playbooks.small.listen"',
            'identifierref="quiz.gone"',
            "leads nowhere",
        ),
    ],
)
def test_the_check_notices_in_the_manifest(old: str, new: str, told: str) -> None:
    faults = question_faults(spoiled(qti(small_book()), "imsmanifest.xml", old, new), small_book())
    assert [fault for fault in faults if told in fault], faults


def test_the_check_notices_a_question_that_stands_twice_or_is_missing() -> None:
    book = asked(check("a"), check("b"))
    twice = spoiled(qti(book), QUIZ, "check-b", "check-a")
    assert {
        "question playbooks.small.listen.check-a stands 2 times",
        "check playbooks.small.listen.check-b is missing",
    } <= set(question_faults(twice, book))
