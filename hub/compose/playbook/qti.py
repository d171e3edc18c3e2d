"""The checks of a book as questions for a learning system: QTI 1.2.1, in a Common Cartridge 1.1,
which Canvas, Moodle and Blackboard read.
"""

from __future__ import annotations

import html
import textwrap

from lxml import etree

from hub.compose.playbook.book import Book, BookChapter
from hub.compose.playbook.packages import (
    CARTRIDGE_1_1,
    Folder,
    Resource,
    cartridge_zip,
    child,
    root,
    xml,
)
from hub.kinds.entries.playbooks import Check
from hub.permalinks.ids import part_id
from hub.problems import HubError

_NAMES = CARTRIDGE_1_1  # Moodle reads 1.0 and 1.1, the others read these too
_LETTERS = "ABCDEF"
_RESPONSE = "response1"
_WHY = "general_fb"  # Canvas shows feedback of this name whatever was answered
_ABOUT_QUIZ = {
    "cc_profile": "cc.exam.v0p1",
    "qmd_assessmenttype": "Examination",
    "qmd_scoretype": "Percentage",
    "qmd_feedbackpermitted": "Yes",
    "qmd_hintspermitted": "No",
    "qmd_solutionspermitted": "No",
    "cc_maxattempts": "unlimited",
}
_ABOUT_ITEM = {
    "cc_profile": "cc.multiple_choice.v0p1",
    "cc_weighting": "1",
    "qmd_scoringpermitted": "Yes",
    "qmd_computerscored": "Yes",
}
_MOST = 200  # Canvas cuts a title at 255


def qti(book: Book) -> bytes:
    """The book's checks as a zip: a quiz for each chapter that has some.

    Each file of questions can stand in a bigger cartridge as it is. HubError "nothing-to-export"
    when no chapter has a check.
    """
    resources = [
        _quiz(book, chapter)
        for chapter in book.chapters
        if chapter.fields and chapter.fields.checks
    ]
    if not resources:
        raise HubError(
            "nothing-to-export",
            f'"{book.title}" has no checks, so there is no question to export.',
            exit_code=1,
            fix=(
                "Write at least one question under checks: in a chapter, with its options, the"
                " number of the right one, and why it is right."
            ),
        )
    return cartridge_zip(
        book,
        _NAMES,
        f"questions.{book.id}",
        folders=[Folder(f"checks.{book.id}", f"Checks: {book.title}", tuple(resources))],
    )


def _quiz(book: Book, chapter: BookChapter) -> Resource:
    checks = chapter.fields.checks if chapter.fields else ()
    # in a list beside modules, which are called by their chapters
    identity, title = f"quiz.{chapter.id}", f"Check what you know: {chapter.title}"
    document = root(_NAMES.questions, "questestinterop")
    quiz = child(document, "assessment", ident=identity, title=title)
    _facts(child(quiz, "qtimetadata"), _ABOUT_QUIZ)
    section = child(quiz, "section", ident=f"section.{chapter.id}")
    for check in checks:
        _item(section, book, chapter, check=check)
    return Resource(
        identity, title, _NAMES.questions_type, path=f"quizzes/{chapter.id}.xml", data=xml(document)
    )


def _item(section: etree._Element, book: Book, chapter: BookChapter, check: Check) -> None:
    item = child(
        section,
        "item",
        ident=part_id(chapter.id, f"check-{check.key}"),
        title=textwrap.shorten(check.question, _MOST, placeholder="…"),
    )
    _facts(child(child(item, "itemmetadata"), "qtimetadata"), _ABOUT_ITEM)
    presentation = child(item, "presentation")
    _material(presentation, html.escape(check.question, quote=False))
    choice = child(
        child(presentation, "response_lid", ident=_RESPONSE, rcardinality="Single"), "render_choice"
    )
    for letter, option in zip(_LETTERS, check.options, strict=False):
        _material(child(choice, "response_label", ident=letter), html.escape(option, quote=False))
    processing = child(item, "resprocessing")
    child(
        child(processing, "outcomes"),
        "decvar",
        varname="SCORE",
        vartype="Decimal",
        minvalue="0",
        maxvalue="100",
    )
    always = child(processing, "respcondition", **{"continue": "Yes"})
    child(child(always, "conditionvar"), "other")
    child(always, "displayfeedback", feedbacktype="Response", linkrefid=_WHY)
    right = child(processing, "respcondition", **{"continue": "No"})
    child(child(right, "conditionvar"), "varequal", _LETTERS[check.answer - 1], respident=_RESPONSE)
    child(right, "setvar", "100", action="Set", varname="SCORE")
    _material(
        child(child(item, "itemfeedback", ident=_WHY), "flow_mat"), _feedback(book, chapter, check)
    )


def _feedback(book: Book, chapter: BookChapter, check: Check) -> str:
    """Why the right option is right, and where it can be read again, as HTML."""
    why, again = etree.Element("p"), etree.Element("p")
    why.text = check.why
    etree.SubElement(again, "a", href=book.go(chapter.id)).text = f"Read again: {chapter.title}"
    return "".join(etree.tostring(part, encoding="unicode", method="html") for part in (why, again))


def _facts(metadata: etree._Element, facts: dict[str, str]) -> None:
    for label, entry in facts.items():
        field = child(metadata, "qtimetadatafield")
        child(field, "fieldlabel", label)
        child(field, "fieldentry", entry)


def _material(parent: etree._Element, words: str) -> None:
    """Words as HTML. Said so, because Moodle takes all text for HTML, and plain text with a `<` in
    it would lose what follows.
    """
    child(child(parent, "material"), "mattext", words, texttype="text/html")
