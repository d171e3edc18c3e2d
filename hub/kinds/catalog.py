"""Every kind of entry by the name of its collection: the folder, the address and the reference are
all that one name.
"""

from __future__ import annotations

from hub.folders import COLLECTIONS
from hub.kinds.assessing import Assessment
from hub.kinds.reference import Agency, Guide, Measure, News, Resource, Term
from hub.kinds.shared import EntryFields
from hub.kinds.teaching import Course, Playbook
from hub.kinds.tools import Tool
from hub.kinds.work import CaseStudy, LifeExperience, Practice

KIND_BY_COLLECTION: dict[str, type[EntryFields]] = {
    kind.plural: kind
    for kind in (
        Practice,
        CaseStudy,
        LifeExperience,
        Guide,
        Agency,
        Term,
        Measure,
        Resource,
        News,
        Playbook,
        Course,
        Assessment,
        Tool,
    )
}
assert tuple(KIND_BY_COLLECTION) == COLLECTIONS, (
    "hub/folders.py and the kinds name different folders"
)
