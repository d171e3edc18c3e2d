"""Print the version of the Whoosh that is imported, and a hash of the files it makes of some pages,
built twice in one cache."""

from __future__ import annotations

import hashlib
import random
import tempfile
from pathlib import Path

import whoosh

from hub.search.documents import SearchDocument, Section
from hub.search.export import index_of

WORDS = (
    "journey map plan service agency benefit trust form call complaint survey error queue visitor"
    " niñez 𐐀𐐀 don't 2024 HISP".split()
)
CHANCE = random.Random(1)


def page(number: int) -> SearchDocument:
    def some(count: int) -> str:
        return " ".join(CHANCE.choices(WORDS, k=count))

    sections = (Section("", "", some(60)), Section("more", some(3), f"{some(40)} only{number}"))
    return SearchDocument(
        f"guides/{number}/",
        some(3),
        "guide",
        some(9),
        (some(2),),
        (some(1),),
        sections,
        {"collection": (("guides", "Guides"),)},
    )


pages = [page(number) for number in range(60)]
digest = hashlib.sha256()
with tempfile.TemporaryDirectory() as cache:
    for documents in (pages, [page(0), *pages[1:50]], [*pages[2:], page(1)]):
        files = index_of(
            documents, language="en", glossary=(("HISP", "service plan"),), cache=Path(cache)
        ).files
        for name, data in sorted(files.items()):
            digest.update(name.encode() + data)
        assert (
            files == index_of(documents, language="en", glossary=(("HISP", "service plan"),)).files
        )
print(
    whoosh.versionstring() if hasattr(whoosh, "versionstring") else whoosh.__version__,
    digest.hexdigest(),
)
