"""What mail programs and spreadsheets write: boxes of mails, and tables of every make."""

from __future__ import annotations

import pytest

from hub.feedback.mailbox import mails_of
from hub.feedback.messages import messages_in
from hub.feedback.placing import points_from
from hub.feedback.queue import Point, merged
from hub.feedback.said import Said
from hub.feedback.tables import day_of, is_open
from hub.permalinks.ledger import Ledger
from hub.problems import Report

PAGES = {"practices.sample": "Sample practice"}
HEAD = (
    "From: Jane <jane@agency.gov>\nDate: Tue, 24 Nov 2026 10:00:00 -0500\nMessage-ID:"
    " <{}@agency.gov>\n\nId: practices.sample\n\n"
)


def read(name: str, data: bytes | str, report: Report | None = None) -> tuple[Point, ...]:
    report = Report() if report is None else report
    said = messages_in(name, data if isinstance(data, bytes) else data.encode(), report)
    return points_from(said, PAGES, Ledger(), report)


# Boxes of mails

BOUNDARIES = [
    "From jane@agency.gov Tue Nov 24 10:00:00 2026",
    "From - Tue Nov 24 10:00:00 2026",
    "From 1234567890@xxx Tue Nov 24 10:00:00 +0000 2026",
    "From MAILER-DAEMON Tue Nov  3 09:05:01 2026",
    "From jane Tue Nov 24 10:00 EST 2026",
    "From ",
    "From -",
    "From nobody",
]
WORDS = [
    "From the third step on I could not follow.",
    "From what I read you mean letters: is that so?",
    "From Tuesday on the office is closed.",
    "From here: see below",
    "From 9 to 5",
    "From the start:\nDate: was wrong there\nand it went on",
    "From what I saw on Tue Nov 24 10:00:00 2026",
]


@pytest.mark.parametrize("boundary", BOUNDARIES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_mails_are_parted_where_programs_part_them(boundary: str, end: str) -> None:
    box = "\n".join(
        [boundary, HEAD.format(1) + "First.", "", boundary, HEAD.format(2) + "Second.", ""]
    ).replace("\n", end)
    assert [point.text for point in read("in.mbox", box)] == ["First.", "Second."]


@pytest.mark.parametrize("words", WORDS)
def test_words_that_begin_with_from_stay_in_their_mail(words: str) -> None:
    box = f"{BOUNDARIES[0]}\n{HEAD.format(1)}{words}\n\nRegards\n\n{BOUNDARIES[0]}\n{HEAD.format(2)}Second.\n"
    first, second = read("in.mbox", box)
    assert first.text.startswith(words.split("\n", maxsplit=1)[0])
    assert second.text == "Second."


def test_a_line_that_was_escaped_is_as_it_was_written() -> None:
    (_, mail), *_ = mails_of(
        f"{BOUNDARIES[0]}\n{HEAD.format(1)}>From the start.\n>>From the end.\n".encode()
    )
    assert mail.endswith(b"\nFrom the start.\n>From the end.\n")


def test_one_mail_under_the_name_of_a_box_is_read() -> None:
    assert [point.text for point in read("in.mbox", HEAD.format(1) + "Only.")] == ["Only."]


@pytest.mark.parametrize(
    "box",
    [
        "",
        "\n\n",
        "hello",
        "From here on\n",
        "From x\n" * 2000,
        "From a Tue Nov 24 10:00:00 2026\n\n" * 500,
    ],
)
def test_a_box_without_mails_breaks_nothing(box: str) -> None:
    assert read("in.mbox", box) == ()


def test_a_message_without_words_is_told_and_not_stored() -> None:
    report = Report()
    assert read("a.eml", HEAD.format(1), report) == ()
    assert [(problem.code, problem.severity) for problem in report.problems] == [
        ("bad-feedback", "warning")
    ]


def test_words_that_come_later_fill_a_point_that_has_none() -> None:
    old = Point("mail-1", "practices.sample", "", "", "done", "")
    assert merged([old], [Point("mail-1", "practices.sample", "", "", "", "Words.")]).points[
        0
    ] == Point("mail-1", "practices.sample", "", "", "done", "Words.")
    kept = Point("mail-1", "practices.sample", "", "", "open", "Mine, mended.")
    assert (
        merged([kept], [Point("mail-1", "practices.sample", "", "", "", "Words.")]).points[0].text
        == "Mine, mended."
    )


# Tables

SPANISH = "página;mensaje;fecha;estado\npractices.sample;No entiendo el año;24/11/2026;Resuelto\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_a_table_in_spanish_is_read_as_spreadsheets_write_it(encoding: str, delimiter: str) -> None:
    data = SPANISH.replace(";", delimiter).encode(encoding)
    (point,) = read("a.csv", data if encoding != "utf-16-be" else b"\xfe\xff" + data)
    assert (point.page, point.on, point.state, point.text) == (
        "practices.sample",
        "2026-11-24",
        "done",
        "No entiendo el año",
    )


@pytest.mark.parametrize(
    "head",
    [
        "PÁGINA;MENSAJE",
        "Pagina; Mensaje ",
        '"página";"mensaje"',
        "url;comentario",
        "dirección;texto",
        "enlace;sugerencia",
        "page;comments",
        "sep=;\npágina;mensaje",
    ],
)
def test_columns_are_found_however_they_are_spelled(head: str) -> None:
    (point,) = read("a.csv", f'{head}\npractices.sample;"Dice: a, b; c"\n')
    assert point.text == "Dice: a, b; c"


def test_a_table_without_words_says_which_columns_it_has() -> None:
    report = Report()
    assert read("a.csv", "nombre;teléfono;qué\nJane;555;x\n", report) == ()
    assert (
        report.problems[0].message
        == 'This table has the columns "nombre", "teléfono", "qué", and none of them holds what was'
        " said."
    )


DAYS = {
    "2026-11-24": "2026-11-24",
    "2026-11-24T10:00:00Z": "2026-11-24",
    "24/11/2026": "2026-11-24",
    "11/24/2026": "2026-11-24",
    "24.11.2026": "2026-11-24",
    "11/24/2026 10:15 AM": "2026-11-24",
    "24/11/2026 10:15:00": "2026-11-24",
    "24 de noviembre de 2026": "2026-11-24",
    "24 noviembre 2026": "2026-11-24",
    "November 24, 2026": "2026-11-24",
    "24 Nov 2026": "2026-11-24",
    "2026-02-30": "",
    "2026": "",
    "yesterday": "",
    "9" * 5000: "",
    "01/02/2026": "",
}


@pytest.mark.parametrize("typed", DAYS)
def test_a_day_is_read_in_the_forms_that_people_use(typed: str) -> None:
    assert day_of(typed, is_spanish=False)[0] == DAYS[typed]


def test_a_day_that_can_be_read_in_two_ways_is_told_but_in_spanish() -> None:
    assert day_of("01/02/2026", is_spanish=False) == ("", 2)
    assert day_of("01/02/2026", is_spanish=True) == ("2026-02-01", 1)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Resolved", False),
        ("CERRADO", False),
        ("hecho", False),
        ("Open", True),
        ("en curso", True),
        ("Pendiente", True),
        ("", None),
    ],
)
def test_states_are_known_in_both_languages(typed: str, expected: bool | None) -> None:
    assert is_open(typed) is expected


def test_what_cannot_be_read_is_told_once_for_each_sort() -> None:
    report = Report()
    rows = "".join(f"practices.sample,Words {number},soon,perhaps\n" for number in range(50))
    points = read(
        "a.csv", f"page,message,date,state\n{rows}practices.sample,Last,1/2/2026,open\n", report
    )
    assert len(points) == 51
    assert [
        (problem.code, problem.severity, problem.place.line) for problem in report.problems
    ] == [
        ("bad-date", "warning", 2),
        ("bad-choice", "warning", 2),
        ("bad-date", "warning", 52),
    ]
    assert "50 rows" in report.problems[0].message


def test_a_table_that_is_neither_utf8_nor_a_spreadsheet_s_is_told() -> None:
    report = Report()
    assert (
        messages_in("a.csv", "page,text\npractices.sample,año ".encode() + b"\xff\n", report) == ()
    )
    assert [problem.code for problem in report.problems] == ["not-utf8"]


def test_a_table_in_english_reads_as_it_did() -> None:
    (said,) = messages_in(
        "a.csv", b"id,page,text,date,state\n7,practices.sample,Words,2026-11-01,open\n", Report()
    )
    assert said == Said(said.place, "row-7", "Words", "2026-11-01", True, "practices.sample")
