"""A course: the way through a playbook for one group."""

from __future__ import annotations

from typing import Annotated, ClassVar

from hub.kinds.collection import Collection, Spanish
from hub.kinds.entries.playbooks import (
    TeachingNote,
)
from hub.kinds.fields import Text, Title, Unique, WholeNumber
from hub.kinds.idfields import PermalinkId, RefTo
from hub.kinds.shared import LIST, EntryFields, Part


class CourseItem(Part):
    """One thing a course does: the place in the hub it leads to, or a title for what has none, such
    as a break.
    """

    link: PermalinkId | None = None
    title: Title | None = None
    minutes: Annotated[int, WholeNumber(1, 600)]
    note: Text | None = None
    session: Title | None = None  # starts a new session, whose clock starts at 0:00


class Course(EntryFields):
    """A way through the playbook for one group: permalinks in order, with minutes that must fit the
    stated time.
    """

    plural: ClassVar[str] = "courses"
    singular: ClassVar[str] = "course"
    about: ClassVar[Collection] = Collection(
        place=110,
        title="Courses",
        lead="Ways through the playbook for one group and one length of time, with a session plan.",
        section="playbooks",
        schema_type="Course",
        spanish=Spanish("Curso", "cursos", "Cursos"),
        leads_through_others=True,
        is_drawn_elsewhere=True,
        may_stand_alone=True,
        has_text=False,
    )
    to_publish: ClassVar[tuple[str, ...]] = (
        *EntryFields.to_publish,
        "playbook",
        "minutes",
        "items",
    )
    part_ids: ClassVar[frozenset[str]] = EntryFields.part_ids | frozenset(
        "before objectives plan reading take-away".split()
    )

    playbook: Annotated[str, RefTo("playbooks")] | None = None
    minutes: Annotated[int, WholeNumber(1, 10000)] | None = None
    objectives: Annotated[tuple[Text, ...], Unique] = LIST
    before: TeachingNote | None = None
    items: tuple[CourseItem, ...] = LIST
