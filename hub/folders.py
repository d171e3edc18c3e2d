"""The folders of content/ that hold entries, each with the module and the class in hub/kinds that
describe it. They stand apart from the kinds, so that texts are being converted while those load.
"""

from __future__ import annotations

KINDS = {
    "practices": "work.Practice",
    "case-studies": "work.CaseStudy",
    "life-experiences": "work.LifeExperience",
    "guides": "reference.Guide",
    "agencies": "reference.Agency",
    "terms": "reference.Term",
    "measures": "reference.Measure",
    "resources": "reference.Resource",
    "news": "reference.News",
    "playbooks": "teaching.Playbook",
    "courses": "teaching.Course",
    "assessments": "assessing.Assessment",
    "tools": "tools.Tool",
}
COLLECTIONS = tuple(KINDS)
LANGUAGES = ("es",)
