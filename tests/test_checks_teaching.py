"""What is taught: checks with answers, courses that fit their time, a clock that runs, and books
whose links lead on."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import etree

from bad.play import run
from hub.build import Result
from hub.compose.drawing.drawing import View
from hub.compose.playbook.book import Book
from hub.compose.playbook.chapters import chapters_of
from hub.compose.playbook.clock import chapter_clock, clock_time, sessions_of
from hub.compose.playbook.embedding import embed_page
from hub.compose.playbook.outputs import FORMATS, files_of
from hub.compose.playbook.shelf import Shelf
from hub.kinds.entries.courses import Course
from hub.kinds.entries.playbooks import Chapter
from hub.project.settings import Settings
from smallbook import shelf, small_book
from smallsite import SmallSite, with_theme

COURSE = """\
title: Half a day
summary: A course through the sample.
status: published
owner: cx-team
added: 2024-05-01
playbook: course
minutes: {minutes}
items:
  - {{ link: playbooks.course.begin, minutes: 30, session: Morning }}
  - {{ title: Break, minutes: 10 }}
  - {{ link: practices.sample.steps, minutes: 20, note: Read them aloud. }}
"""


def test_a_course_that_fits_its_time_is_in_order(site: SmallSite) -> None:
    assert site.write("content/courses/half-day.yml", COURSE.format(minutes=60)).problems() == []


def test_a_course_longer_than_its_stated_time_is_told_with_both_sums(site: SmallSite) -> None:
    report = site.write("content/courses/half-day.yml", COURSE.format(minutes=45)).check().report
    (problem,) = report.problems
    assert (problem.code, str(problem.place)) == (
        "course-too-long",
        "content/courses/half-day.yml:7:10",
    )
    assert (
        problem.message == "The parts of this course take 60 minutes, and it says that it takes 45."
    )
    assert problem.rows == (("Write", "minutes: 60"), ("Or", "take 15 minutes out of its parts"))


@pytest.mark.parametrize(
    ("link", "code", "help_row"),
    [
        ("playbooks.course.begn", "broken-reference", ("Did you mean", "playbooks.course.begin")),
        ("practices.sample.exercise-none", "broken-reference", ("Or the page", "practices.sample")),
        ("practices/sample", "bad-permalink", ("Write", "practices.sample")),
        (
            "Sample drawn",
            "bad-permalink",
            (
                "Write",
                (
                    "for example practices.map-the-journey, or"
                    " playbooks.cx.why-cx.exercise-tell-a-story"
                ),
            ),
        ),
        (
            "practices.sample-draft",
            "draft-reference",
            ("Write", "another link, or publish that entry first"),
        ),
    ],
)
def test_a_link_of_a_course_that_leads_nowhere_is_told_with_the_nearest(
    site: SmallSite, link: str, code: str, help_row: tuple[str, str]
) -> None:
    report = (
        site.write(
            "content/courses/half-day.yml",
            COURSE.format(minutes=60).replace("practices.sample.steps", link),
        )
        .check()
        .report
    )
    (problem,) = report.problems
    assert (problem.code, problem.place.line) == (code, 11)
    assert help_row in problem.rows


def test_a_part_of_a_course_has_a_link_or_a_title(site: SmallSite) -> None:
    site.write(
        "content/courses/half-day.yml", COURSE.format(minutes=60).replace("title: Break, ", "")
    )
    assert site.problems() == ["content/courses/half-day.yml:10:5 missing-field"]


def test_an_answer_that_is_none_of_the_options_is_told(site: SmallSite) -> None:
    text = (site.root / "content/playbooks/course.yml").read_text(encoding="utf-8")
    site.write(
        "content/playbooks/course.yml",
        text.rstrip("\n")
        + "\n    checks:\n      - key: a\n        question: Which?\n        options: [One, Two]\n  "
        "      answer: 3\n        why: So.\n",
    )
    (problem,) = site.check().report.problems
    assert (problem.code, problem.message) == (
        "bad-answer",
        "The answer is option 3, and there are 2 options.",
    )


def test_a_question_without_a_key_is_told(site: SmallSite) -> None:
    text = (site.root / "content/playbooks/course.yml").read_text(encoding="utf-8")
    site.write("content/playbooks/course.yml", text.rstrip("\n") + "\n    discuss: [Who draws?]\n")
    assert [problem.code for problem in site.check().report.problems] == ["wrong-type"]


def test_a_course_has_a_page_with_a_running_clock_and_a_reading_list(site: SmallSite) -> None:
    result = site.write("content/courses/half-day.yml", COURSE.format(minutes=60)).check()
    assert result.site is not None
    (page,) = [page for page in result.site.pages if page.address == "courses/half-day/"]
    rows = [
        [" ".join(cell.itertext()) for cell in row.iter("td")]
        for row in etree.HTML(page.content).iter("tr")
    ][1:]
    assert rows == [
        ["0:00", "30", "Begin"],
        ["0:30", "10", "Break"],
        ["0:40", "20", "Map the sample journey Read them aloud."],
    ]
    assert '<a href="../../practices/sample/#steps">' in page.content
    assert "Reading list" in page.content


def test_the_list_of_courses_tells_minutes_and_for_whom(site: SmallSite) -> None:
    result = site.write(
        "content/courses/half-day.yml",
        COURSE.format(minutes=60).replace(
            "minutes: 60\n", "minutes: 60\naudience: [executives, trainers]\n"
        ),
    ).check()
    assert result.site is not None
    (page,) = [page for page in result.site.pages if page.address == "courses/"]
    assert '<p class="card-kind">60 minutes, for executives, trainers</p>' in page.content


def test_a_chapter_and_its_notes_name_the_tools_that_serve_its_practices(shipped: Result) -> None:
    assert shipped.site is not None
    assert shipped.library is not None
    pages = {page.address: page for page in shipped.site.pages}
    (playbook,) = shipped.library.collection("playbooks")
    for chapter in chapters_of(playbook, shipped.library):
        serving = [
            tool
            for entry in chapter.entries
            for tool, _ in View(shipped.library, Settings(), "", {}).pointing(
                entry, "tools", "practices"
            )
        ]
        assert [tool.ref for tool in chapter.tools] == list(
            dict.fromkeys(tool.ref for tool in serving)
        )[:4]
        for address in (chapter.address, f"{chapter.address}teach/"):
            listed = etree.HTML(pages[address].content).xpath(
                "//p[. = 'Tools to take away:']/following-sibling::ul[1]/li/a/@href"
            )
            assert [href.rpartition("../")[2] for href in listed] == [
                tool.address for tool in chapter.tools
            ]


def test_the_notes_for_the_facilitator_lead_to_what_the_chapter_and_its_playbook_offer(
    shipped: Result,
) -> None:
    assert shipped.site is not None
    pages = {
        page.address: etree.HTML(page.content)
        for page in shipped.site.pages
        if page.address in ("playbooks/cx/why-cx/", "playbooks/cx/why-cx/teach/", "playbooks/cx/")
    }

    def offered(address: str) -> set[str]:
        lists = pages[address].xpath(
            "//ul[preceding-sibling::*[1][self::h3][. = 'Take it away' or . = 'This chapter' or . ="
            " 'The whole playbook']]"
        )
        return {urljoin(address, href) for found in lists for href in found.xpath("li/a/@href")}

    assert offered("playbooks/cx/why-cx/teach/") == offered("playbooks/cx/why-cx/") | offered(
        "playbooks/cx/"
    )
    assert {
        "playbooks/cx/why-cx/slides/",
        "playbooks/cx/downloads/cx-cards.pdf",
        "playbooks/cx/downloads/cx-a4.pdf",
    } <= offered("playbooks/cx/why-cx/teach/")


def test_sessions_begin_at_nought_and_take_what_their_parts_take() -> None:
    course = Course.model_validate(
        {
            "title": "T",
            "items": [
                {"title": "A", "minutes": "50"},
                {"title": "B", "minutes": "20"},
                {"title": "C", "minutes": "5", "session": "Two"},
                {"title": "D", "minutes": "5"},
            ],
        }
    )
    found = [
        (session.title, [start for start, _ in session.items], session.minutes)
        for session in sessions_of(course.items)
    ]
    assert found == [("", ["0:00", "0:50"], 70), ("Two", ["0:00", "0:05"], 10)]


def test_the_clock_of_a_chapter_fills_its_teaching_time() -> None:
    exercises = [
        {"key": "a", "title": "A", "minutes": "20", "steps": ["Go"]},
        {"key": "b", "title": "B", "minutes": "15", "steps": ["Go"]},
    ]
    chapter = Chapter.model_validate(
        {
            "key": "k",
            "title": "T",
            "time": {"read": "5", "teach": "60"},
            "exercises": exercises,
            "checklist": ["Done"],
        }
    )
    lines = chapter_clock(chapter)
    assert [(line.start, line.minutes, line.fragment) for line in lines] == [
        ("0:00", 13, ""),
        ("0:13", 20, "exercise-a"),
        ("0:33", 15, "exercise-b"),
        ("0:48", 12, "checklist"),
    ]
    assert sum(line.minutes for line in lines) == 60
    assert (
        chapter_clock(
            Chapter.model_validate(
                {
                    "key": "k",
                    "title": "T",
                    "time": {"read": "5", "teach": "30"},
                    "exercises": exercises,
                }
            )
        )
        == ()
    )


def test_minutes_are_told_as_a_clock_tells_them() -> None:
    assert [clock_time(minutes) for minutes in (0, 5, 60, 125)] == ["0:00", "0:05", "1:00", "2:05"]


def books() -> list[Book]:
    """The whole shipped playbook, one chapter of it, and every course."""
    held = shelf()
    return [
        held.playbook("cx"),
        held.chapter("cx", "why-cx"),
        *(held.course(name) for name in held.courses),
    ]


def test_every_id_of_a_book_stands_once_and_every_link_inside_leads_to_one() -> None:
    for book in books():
        assert [identity for identity, times in Counter(book.ids).items() if times > 1] == []
        for chapter in book.chapters:
            for link in chapter.tree.iter("a"):
                target = str(link.get("href"))
                assert (
                    target.startswith(("https:", "http:", "mailto:", "tel:"))
                    or target[1:] in book.ids
                ), target


def test_links_lead_inside_the_book_where_they_can_and_by_short_links_elsewhere() -> None:
    whole, one = shelf().playbook("cx"), shelf().chapter("cx", "walk-the-journey")
    target = "playbooks.cx.stay-within-the-rules.guides-survey-design-and-the-paperwork-rules"
    assert f'href="#{target}"' in next(
        chapter.body for chapter in whole.chapters if chapter.id == one.id
    )
    assert (
        f'href="{one.site_url}go/guides.survey-design-and-the-paperwork-rules/"'
        in one.chapters[0].body
    )


def test_a_chapter_alone_keeps_its_number_and_its_ids() -> None:
    whole, one = shelf().playbook("cx"), shelf().chapter("cx", "walk-the-journey")
    (same,) = [chapter for chapter in whole.chapters if chapter.id == one.id]
    assert one.chapters[0].number == same.number == 3
    assert set(one.ids) == {
        same.id,
        *(identity for identity in whole.ids if identity.startswith(f"{same.id}.")),
    }


def test_a_course_holds_its_plan_and_the_chapters_it_leads_to_in_its_order() -> None:
    course = shelf().courses["executive-briefing"]
    book = shelf().course("executive-briefing")
    wanted = dict.fromkeys(
        ".".join(item.link.split(".")[:3])
        for item in course.fields.items
        if item.link and item.link.startswith("playbooks.cx.")
    )
    assert [chapter.id for chapter in book.chapters] == ["courses.executive-briefing", *wanted]
    assert book.chapters[0].number is None


def test_the_same_content_gives_the_same_digest_and_any_change_another() -> None:
    held = shelf()
    assert Shelf(held.library, held.settings).playbook("cx").digest == held.playbook("cx").digest
    assert (
        Shelf(held.library, Settings(site_url="https://other.example/")).playbook("cx").digest
        != held.playbook("cx").digest
    )


def test_a_chapter_for_a_frame_has_no_site_around_it_and_opens_links_outside() -> None:
    held = shelf()
    page = etree.HTML(embed_page(held.chapter("cx", "why-cx"), stylesheet="x.css"))
    assert page.xpath("count(//h1)") == 1
    assert page.xpath("//nav | //header | //script") == []
    away = [link for link in page.iter("a") if not str(link.get("href")).startswith("#")]
    assert away
    assert {(link.get("target"), link.get("rel")) for link in away} == {("_blank", "noopener")}


def test_words_of_content_stay_words_in_a_frame() -> None:
    book = small_book()
    hostile = replace(
        book, chapters=(replace(book.chapters[0], title="<script>alert(1)</script>"),)
    )
    assert "<script" not in embed_page(hostile, stylesheet="x.css")


def test_drawn_chapters_answer_only_behind_a_word_and_lead_to_the_notes(site: SmallSite) -> None:
    view = View(shelf().library, Settings(), "", {})
    assert view.library.collection("courses")
    result = site.check()
    assert result.site is not None
    pages = {page.address: page for page in result.site.pages}
    assert "playbooks/course/begin/teach/" in pages
    assert 'href="teach/"' in pages["playbooks/course/begin/"].content


def test_the_command_names_what_there_is(site: SmallSite) -> None:
    with_theme(site)
    code, output = run(
        site.root,
        "playbook",
        "--format",
        "cite",
        "--output",
        str(site.root / "out"),
        "--chapter",
        "begn",
    )
    assert (code, "Did you mean begin?" in output) == (2, True)
    code, output = run(site.root, "playbook", "--output", str(site.root / "out"))
    assert code == 2
    code, output = run(
        site.root, "playbook", "--format", "cite", "--output", str(site.root / "out")
    )
    assert code == 0, output
    assert sorted(path.name for path in (site.root / "out").iterdir()) == [
        "course-cite.bib",
        "course-cite.json",
        "course-cite.txt",
    ]
    code, output = run(
        site.root, "playbook", "--format", "cite", "--output", str(site.root / "out")
    )
    assert "(nothing has changed)" in output


def test_a_half_written_file_never_replaces_a_whole_one(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_theme(site)
    assert (
        run(site.root, "playbook", "--format", "cite", "--output", str(site.root / "out"))[0] == 0
    )
    before = (site.root / "out/course-cite.txt").read_bytes()

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    code, output = run(
        site.root, "playbook", "--format", "cite", "--output", str(site.root / "out")
    )
    assert code == 4
    assert "error[no-space]" in output
    assert (site.root / "out/course-cite.txt").read_bytes() == before
    assert not list((site.root / "out").glob(".*"))


def test_a_book_is_known_by_the_hash_of_its_text() -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", shelf().playbook("cx").digest)


def test_a_chapter_whose_exercises_take_longer_than_it_says_is_told(site: SmallSite) -> None:
    text = (site.root / "content/playbooks/course.yml").read_text(encoding="utf-8").rstrip("\n")
    site.write(
        "content/playbooks/course.yml",
        text
        + "\n    time: { read: 5, teach: 30 }\n    exercises:\n      - key: a\n        title: A\n  "
        "      minutes: 45\n        steps: [Go]\n",
    )
    (problem,) = site.check().report.problems
    assert problem.code == "chapter-too-long"
    assert ("Write", "teach: 45   (or more, for the beginning and the end)") in problem.rows


@pytest.mark.parametrize("key", ["cards", "print", "since"])
def test_a_chapter_does_not_take_a_place_of_the_playbook(site: SmallSite, key: str) -> None:
    text = (site.root / "content/playbooks/course.yml").read_text(encoding="utf-8")
    assert [
        problem.code
        for problem in (
            site.write("content/playbooks/course.yml", text.replace("key: begin", f"key: {key}"))
            .check()
            .report.problems
        )
    ] == ["reserved-route"]


def test_only_what_changed_is_made_again(tmp_path: Path) -> None:
    book = small_book()
    told = replace(
        book,
        chapters=(
            replace(
                book.chapters[0],
                body=book.chapters[0].body.replace("A second line.", "Another line."),
            ),
            *book.chapters[1:],
        ),
    )
    assert told.digest != book.digest
    kept = {}
    for name in ("print", "epub", "slides", "scorm", "cartridge", "qti", "cite"):
        assert not files_of(book, name, kept=tmp_path)[1]
        assert files_of(book, name, kept=tmp_path) == (FORMATS[name].make(book, "letter"), True)
        made, kept[name] = files_of(told, name, kept=tmp_path)
        # whatever comes out of the cache is what would be made
        assert made == FORMATS[name].make(told, "letter")
    assert kept == {
        "print": False,
        "epub": False,
        "slides": False,
        "scorm": False,
        "cartridge": True,
        "qti": True,
        "cite": True,
    }


def test_a_damaged_result_is_made_again(tmp_path: Path) -> None:
    book = small_book()
    made, _ = files_of(book, "cite", kept=tmp_path)
    (file,) = tmp_path.rglob("*.bib")
    file.write_text("spoiled", encoding="utf-8")
    assert files_of(book, "cite", kept=tmp_path) == (made, False)
    assert files_of(book, "cite", kept=tmp_path) == (made, True)
