"""Our own check of questions: QTI 1.2.1 as Common Cartridge 1.1 profiles it, the words of its
schema and Schematron being in no package registry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from hub.compose.playbook.book import Book
from hub.kinds.entries.playbooks import Check
from packagechecks import Package, cartridge_version

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"


def question_faults(data: bytes, book: Book) -> list[str]:
    """What is wrong with a cartridge of questions: QTI 1.2.1 in the profile of Common Cartridge
    1.1."""
    package = Package(data)
    if package.manifest is None:
        return package.faults
    version = cartridge_version(package, book)
    package.expect(version == "1.1.0", f"Moodle reads no version {version}")
    checks = {
        f"{chapter.id}.check-{check.key}": check
        for chapter in book.chapters
        if chapter.fields
        for check in chapter.fields.checks
    }
    seen: list[str] = []
    for resource in package.all(".//resource"):
        package.expect(
            resource.get("type") == "imsqti_xmlv1p2/imscc_xmlv1p1/assessment",
            f"{resource.get('identifier')} is of type {resource.get('type')}",
        )
        package.expect(
            resource.get("href") is None and len(resource) == 1,
            f"{resource.get('identifier')} must have one file and no href",
        )
        quiz = package.document(str(resource[0].get("href")))
        if quiz is None:
            continue
        package.faults += _shape_faults(quiz)
        package.faults += _fact_faults(
            quiz.find("{*}assessment/{*}qtimetadata"), {"cc_profile": "cc.exam.v0p1"}, _QUIZ_FACTS
        )
        for item in quiz.iter(f"{{{QTI}}}item"):
            identity = str(item.get("ident"))
            seen.append(identity)
            package.expect(identity in checks, f"{identity} is no check of the book")
            if identity in checks:
                package.faults += [
                    f"{identity}: {fault}" for fault in _item_faults(item, checks[identity])
                ]
    for identity, times in Counter(seen).items():
        package.expect(times == 1, f"question {identity} stands {times} times")
    package.faults += [
        f"check {identity} is missing" for identity in checks if identity not in seen
    ]
    return package.faults


# What may stand in what, in which order, and what must be said: the part of the profile that
# multiple choice needs.
_SHAPES = {
    "questestinterop": ("assessment", ""),
    "assessment": ("qtimetadata section", "ident title"),
    "section": ("item( item)*", "ident"),
    "item": ("itemmetadata presentation resprocessing( itemfeedback)*", "ident title"),
    "itemmetadata": ("qtimetadata", ""),
    "qtimetadata": ("qtimetadatafield( qtimetadatafield)*", ""),
    "qtimetadatafield": ("fieldlabel fieldentry", ""),
    "presentation": ("material response_lid", ""),
    "response_lid": ("render_choice", "ident rcardinality"),
    "render_choice": ("response_label( response_label)+", ""),
    "response_label": ("material", "ident"),
    "resprocessing": ("outcomes( respcondition)+", ""),
    "outcomes": ("decvar", ""),
    "respcondition": ("conditionvar( setvar)?( displayfeedback)?", "continue"),
    "conditionvar": ("varequal|other", ""),
    "itemfeedback": ("flow_mat", "ident"),
    "flow_mat": ("material", ""),
    "material": ("mattext", ""),
    "mattext": ("", "texttype"),
    "fieldlabel": ("", ""),
    "fieldentry": ("", ""),
    "decvar": ("", "varname vartype"),
    "varequal": ("", "respident"),
    "other": ("", ""),
    "setvar": ("", "action varname"),
    "displayfeedback": ("", "feedbacktype linkrefid"),
}
_QUIZ_FACTS = {
    "qmd_assessmenttype": "Examination",
    "qmd_scoretype": "Percentage",
    "qmd_feedbackpermitted": "Yes|No",
    "qmd_hintspermitted": "Yes|No",
    "qmd_solutionspermitted": "Yes|No",
    "qmd_timelimit": "[1-9][0-9]*",
    "cc_allow_late_submission": "Yes|No",
    "cc_maxattempts": "[1-5]|unlimited",
}
_ITEM_FACTS = {
    "cc_question_category": ".+",
    "cc_weighting": "[1-9][0-9]?",
    "qmd_scoringpermitted": "Yes",
    "qmd_computerscored": "Yes|No",
}


def _shape_faults(document: etree._Element) -> Iterator[str]:
    for element in document.iter():
        name = etree.QName(element)
        if name.namespace != QTI or name.localname not in _SHAPES:
            yield f"{element.tag} has no place in a quiz"
            continue
        parts, attributes = _SHAPES[name.localname]
        found = " ".join(etree.QName(part).localname for part in element)
        if not re.fullmatch(parts, found):
            yield f"{name.localname} holds: {found or 'nothing'}"
        yield from (
            f"{name.localname} lacks {attribute}"
            for attribute in attributes.split()
            if not element.get(attribute)
        )


def _fact_faults(
    metadata: etree._Element | None, needed: dict[str, str], allowed: dict[str, str]
) -> Iterator[str]:
    facts = (
        [
            (field.findtext("{*}fieldlabel") or "", field.findtext("{*}fieldentry") or "")
            for field in metadata
        ]
        if metadata is not None
        else []
    )
    labels = [label for label, _ in facts]
    yield from (
        f"{label} must be {entry} and is {dict(facts).get(label)}"
        for label, entry in needed.items()
        if dict(facts).get(label) != entry
    )
    yield from (f"{label} is said twice" for label, times in Counter(labels).items() if times > 1)
    yield from (
        f"{label} may not be {entry}"
        for label, entry in facts
        if label not in needed and not re.fullmatch(allowed.get(label, ""), entry)
    )


def _item_faults(item: etree._Element, check: Check) -> Iterator[str]:
    def texts(path: str) -> list[str]:
        return [found.text or "" for found in item.findall(path, {None: QTI})]

    yield from _fact_faults(
        item.find("itemmetadata/qtimetadata", {None: QTI}),
        {"cc_profile": "cc.multiple_choice.v0p1"},
        _ITEM_FACTS,
    )
    if any(text.get("texttype") != "text/html" for text in item.iter(f"{{{QTI}}}mattext")):
        yield "a text is not said to be HTML"
    yield from _reads(texts("presentation/material/mattext"), [check.question])
    yield from _reads(
        texts("presentation/response_lid/render_choice/response_label/material/mattext"),
        list(check.options),
    )
    answers = item.findall("presentation/response_lid", {None: QTI})
    labels = [str(label.get("ident")) for label in item.iter(f"{{{QTI}}}response_label")]
    if any(answer.get("rcardinality") != "Single" for answer in answers):
        yield "more than one option can be chosen"
    if len(labels) != len(set(labels)):
        yield "two options have one ident"
    score = item.find("resprocessing/outcomes/decvar", {None: QTI})
    if score is None or (score.get("varname"), score.get("minvalue"), score.get("maxvalue")) != (
        "SCORE",
        "0",
        "100",
    ):
        yield "the score does not go from 0 to 100"
    rights = []
    for condition in item.iter(f"{{{QTI}}}respcondition"):
        equal, given = (
            condition.find("conditionvar/varequal", {None: QTI}),
            condition.find("setvar", {None: QTI}),
        )
        if equal is not None and equal.get("respident") not in [
            answer.get("ident") for answer in answers
        ]:
            yield "the response that is scored is not asked for"
        if given is not None and (given.text, given.get("varname"), given.get("action")) != (
            "100",
            "SCORE",
            "Set",
        ):
            yield f"the score is set to {given.text}"
        if given is not None:
            rights.append(equal.text if equal is not None else None)
    if len(rights) != 1:
        yield f"{len(rights)} options are right"
    elif rights[0] not in labels:
        yield "the right option does not exist"
    elif labels.index(rights[0]) != check.answer - 1:
        yield "the wrong option is right"
    shown = {str(feedback.get("linkrefid")) for feedback in item.iter(f"{{{QTI}}}displayfeedback")}
    there = {str(feedback.get("ident")) for feedback in item.findall("itemfeedback", {None: QTI})}
    if shown != there or not there:
        yield f"feedback {sorted(there)} is not what is shown: {sorted(shown)}"
    for text in texts("itemfeedback/flow_mat/material/mattext"):
        feedback = lxml_html.fragment_fromstring(text, create_parent="div")
        if feedback[0].text_content() != check.why or {part.tag for part in feedback.iter()} - {
            "div",
            "p",
            "a",
        }:
            yield "the feedback does not say why"


def _reads(texts: list[str], wanted: list[str]) -> Iterator[str]:
    """HTML that a learner must read as these words: no markup in it has come to life, and nothing
    is gone."""
    read = [lxml_html.fragment_fromstring(text, create_parent="div") for text in texts]
    if [part.text_content() for part in read] != wanted or any(len(part) for part in read):
        yield f"{texts} do not read {wanted}"
