"""The twelve kinds of entry and their fields. The field guide, JSON Schema and `hub new` are made from these classes."""

from __future__ import annotations

from hub.folders import COLLECTIONS
from hub.kinds.assessing import Answer, Assessment, AssessmentArea, AssessmentQuestion, LevelStart, NextSteps
from hub.kinds.reference import Agency, Guide, Measure, News, Resource, Term
from hub.kinds.shared import Claim, EntryFields, VocabularyTerm
from hub.kinds.teaching import Chapter, Course, CourseItem, Playbook, Translation
from hub.kinds.tools import Tool
from hub.kinds.work import CaseStudy, LifeExperience, Practice

KIND_BY_COLLECTION: dict[str, type[EntryFields]] = {
    kind.plural: kind for kind in (Practice, CaseStudy, LifeExperience, Guide, Agency, Term, Measure, Resource, News, Playbook, Course, Assessment, Tool)
}
assert tuple(KIND_BY_COLLECTION) == COLLECTIONS, "hub/folders.py and the kinds name different folders"

__all__ = [
    "KIND_BY_COLLECTION",
    "Agency",
    "Answer",
    "Assessment",
    "AssessmentArea",
    "AssessmentQuestion",
    "CaseStudy",
    "Chapter",
    "Claim",
    "Course",
    "CourseItem",
    "EntryFields",
    "Guide",
    "LevelStart",
    "LifeExperience",
    "Measure",
    "News",
    "NextSteps",
    "Playbook",
    "Practice",
    "Resource",
    "Term",
    "Tool",
    "Translation",
    "VocabularyTerm",
]
