"""Feedback without tracking: the message that a page prepares, and the way of what readers sent
into the owners' queue."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.feedback.link import Feedback, feedback_of
from hub.feedback.masking import masked
from hub.feedback.messages import messages_in
from hub.feedback.placing import points_from
from hub.feedback.queue import Point, merged, open_by_page, queue_text, read_queue
from hub.limits import MAX_ADDRESS, MAX_EXPORT_BYTES, MAX_POINT_TEXT, MAX_POINTS
from hub.pages import Page
from hub.permalinks.ledger import Ledger, Line
from hub.problems import HubError, Report
from hub.project.settings import Settings, check_addresses
from hub.report import text as report_text
from smallsite import SmallSite, command, finish

GITHUB = Settings(suggest_url="https://github.com/agency/hub/issues/new")
MAIL = Settings(feedback_email="cx+hub@agency.gov")
PAGES = {
    "home": "CX hub",
    "about": "About this hub",
    "feedback": "Tell us what is wrong or missing",
    "practices.sample": "Sample practice",
    "practices.service-blueprint": "Service blueprint",
    "guides.one": "Two of a name",
    "guides.two": "Two of a name",
    "es.guides.sample-guide": "Guía de muestra",
}
AWKWARD = [
    "Plain",
    'Quotes "and" <tags> & more',
    "50% off? #1 + 1 = 2; a/b\\c",
    "¿Qué hará el niño?",
    "文字と絵文字 🎉",
    "%0D%0ABcc: a@b.example",
    "x" * 120,
    "🎉" * 120,
]


def page(
    title: str = "Sample",
    address: str = "practices/sample/",
    *,
    language: str = "en",
    kind: str = "entry",
) -> Page:
    return Page(
        address,
        title,
        "",
        str,
        "practices",
        kind,
        language=language,
        updated=date(2026, 11, 24),
        source_path="content/practices/sample.md",
    )


def feedback(settings: Settings, found: Page | None = None) -> Feedback:
    made = feedback_of(found or page(), settings, lambda address: f"../../{address}")
    assert made is not None
    return made


def fields(href: str) -> dict[str, str]:
    return {
        name: value[0]
        for name, value in parse_qs(urlsplit(href).query, strict_parsing=True).items()
    }


@pytest.mark.parametrize("title", AWKWARD)
@pytest.mark.parametrize("settings", [GITHUB, MAIL], ids=["issue", "mail"])
def test_an_awkward_title_stays_whole_or_is_cut_and_nothing_gets_out_of_its_field(
    title: str, settings: Settings
) -> None:
    made = feedback(settings, page(title))
    found = fields(made.href)
    subject = found["title" if settings is GITHUB else "subject"]
    assert set(found) == ({"title", "body"} if settings is GITHUB else {"subject", "body"})
    assert (
        subject.removeprefix("Feedback: ").removesuffix("…")
        == title[: len(subject.removeprefix("Feedback: ").removesuffix("…"))]
    )
    assert "\r\nId: practices.sample" in found["body"]
    assert made.href.isascii()
    assert " " not in made.href
    assert len(made.href) < MAX_ADDRESS


@given(
    title=st.text(max_size=300),
    source=st.text(max_size=300),
    address=st.from_regex(r"[a-z0-9-]{1,60}/[a-z0-9-]{1,60}/", fullmatch=True),
)
def test_a_prepared_address_is_bounded_and_tells_the_page(
    title: str, source: str, address: str
) -> None:
    whole = Page(
        address,
        title.encode("utf-8", "ignore").decode(),
        "",
        str,
        "x",
        "entry",
        source_path=source.encode("utf-8", "ignore").decode(),
    )
    for settings in (GITHUB, MAIL, Settings()):
        made = feedback(settings, whole)
        assert len(made.href) <= MAX_ADDRESS
        assert made.id in (fields(made.href).get("body") or fields(made.href)["page"])


def test_the_message_names_the_page_its_day_and_its_file() -> None:
    body = fields(feedback(GITHUB).href)["body"].split("\r\n")
    assert body[0] == "What is wrong or missing?"
    assert body[-4:] == [
        "Page: https://cx-hub.example/practices/sample/",
        "Id: practices.sample",
        "Updated: 2026-11-24",
        "Source: content/practices/sample.md",
    ]


def test_a_spanish_page_asks_in_spanish() -> None:
    body = fields(feedback(MAIL, page("Muestra", "es/practices/sample/", language="es")).href)[
        "body"
    ]
    assert body.startswith("¿Qué está mal o qué falta?")
    assert "Página: https://cx-hub.example/es/practices/sample/\r\nId: es.practices.sample" in body


def test_each_host_of_issues_gets_the_names_it_knows() -> None:
    assert set(
        fields(feedback(Settings(suggest_url="https://gitlab.com/a/b/-/issues/new")).href)
    ) == {"issue[title]", "issue[description]"}
    assert (
        fields(
            feedback(
                Settings(suggest_url="https://github.com/a/b/issues/new?template=page.md")
            ).href
        )["template"]
        == "page.md"
    )


def test_issues_come_before_mail_and_a_form_of_another_kind_after_it() -> None:
    both = Settings(suggest_url=GITHUB.suggest_url, feedback_email="a@b.gov")
    assert (feedback(both).way, feedback(both).host) == ("issue", "github.com")
    assert (
        feedback(Settings(suggest_url="https://forms.agency.gov/x", feedback_email="a@b.gov")).way
        == "mail"
    )
    assert feedback(Settings(suggest_url="https://forms.agency.gov/x")).way == "page"


def test_without_an_address_the_page_on_feedback_is_asked_and_nothing_else() -> None:
    assert feedback(Settings()).href == "../../feedback/?page=practices.sample"
    assert (
        feedback(Settings(), page(language="es")).href == "../../es/feedback/?page=practices.sample"
    )


@pytest.mark.parametrize("kind", ["404", "moved", "feedback"])
def test_pages_about_nothing_prepare_nothing(kind: str) -> None:
    assert feedback_of(page(kind=kind), GITHUB, str) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://x.gov/issues/new",
        "javascript:alert(1)",
        "https://",
        "https://u:p@x.gov/",
        "https://x.gov/\n",
        'https://x.gov/"',
        "https://[::",
        "https://x.gov/#a",
        "https://x.gov/" + "a" * 600,
    ],
)
def test_an_address_that_is_no_https_form_is_refused(url: str) -> None:
    with pytest.raises(HubError, match="for suggestions") as refused:
        check_addresses(url, "")
    assert refused.value.code == "bad-config"


@pytest.mark.parametrize(
    "email",
    [
        "nobody",
        "a@b",
        "a b@c.gov",
        "a@b.gov?bcc=x@y.gov",
        "a@b.gov,c@d.gov",
        "<a@b.gov>",
        "a%40@b.gov",
        "mailto:a@b.gov",
    ],
)
def test_an_address_that_is_no_mailbox_is_refused(email: str) -> None:
    with pytest.raises(HubError, match="for feedback"):
        check_addresses("", email)


def test_sound_addresses_pass() -> None:
    check_addresses("https://github.com/OWNER/REPO/issues/new", "first.last+hub@cx.agency.gov")


# Masking


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Write to Jane.Doe+x@mail.agency.gov now.", "Write to [e-mail] now."),
        ("Ask jane [at] agency [dot] gov", "Ask [e-mail]"),
        (
            "Call (202) 555-0147 or 202-555-0147 or +1 202.555.0147.",
            "Call [phone] or [phone] or [phone].",
        ),
        ("My SSN is 123-45-6789, card 4111 1111 1111 1111.", "My SSN is [number], card [number]."),
        (
            "Case 20261234 of 2026-11-24 has 3,605,201 births.",
            "Case [number] of 2026-11-24 has 3,605,201 births.",
        ),
        ("@octocat said so", "[name] said so"),
        ("See https://x.gov/a?token=abc&name=Jane#b", "See https://x.gov/a"),
        ("ｊａｎｅ＠agency.gov and ja\u200bne@agency.gov", "[e-mail] and [e-mail]"),
        (
            "The second step has no example.\r\nThanks,\r\nJane Doe",
            "The second step has no example.",
        ),
        ("Wrong date.\n-- \nJane Doe\nDirector", "Wrong date."),
        ("Wrong date.\nOn Tue, Jane Doe <j@x.gov> wrote:\n> old words", "Wrong date."),
        ("Name: Jane Doe\nPhone: 555\nThe link is dead.", "The link is dead."),
        (
            (
                "What is wrong or missing?\n\nStep 3.\n\nPlease keep these lines. They say which"
                " page you mean.\nPage: https://x.gov/\nId: practices.sample\nSource: a.md"
            ),
            "Step 3.",
        ),
        (
            "¿Qué está mal o qué falta?\nFalta un paso.\nSección: Pasos (#pasos)\nGracias\nJuana",
            "Falta un paso.",
        ),
    ],
)
def test_what_tells_who_somebody_is_goes(said: str, kept: str) -> None:
    assert masked(said) == kept


@given(st.text(max_size=3000))
def test_what_is_kept_is_one_bounded_line_without_addresses(text: str) -> None:
    kept = masked(f"{text}\nreach me: jane@agency.gov 202-555-0147")
    assert len(kept) <= MAX_POINT_TEXT
    assert "\n" not in kept
    assert "jane@agency.gov" not in kept
    assert "555-0147" not in kept


def test_masking_a_long_text_takes_no_long_time() -> None:
    for piece in ("a.", "1-", "a@", "(", "x [at", "+1 ", "-", "@a"):
        masked(piece * 20_000)


# What came in


def issue(number: int, body: str, **more: object) -> dict[str, object]:
    return {
        "number": number,
        "title": "Feedback",
        "body": body,
        "createdAt": "2026-11-20T10:00:00Z",
        "state": "OPEN",
        "labels": [],
        "author": {"login": "jane"},
        **more,
    }


def read(name: str, text: str | bytes, report: Report | None = None) -> list[Point]:
    report = report or Report()
    data = text if isinstance(text, bytes) else text.encode()
    return list(points_from(messages_in(name, data, report), PAGES, Ledger(), report))


def test_issues_become_points_about_pages_without_their_authors() -> None:
    body = (
        fields(feedback(GITHUB).href)["body"]
        .replace("\r\n\r\n", "\r\nThe second step has no example.\r\n", 1)
        .replace("Id: practices.sample", "Id: practices.sample\r\nSection: Steps (#steps)")
    )
    (point,) = read("issues.json", json.dumps([issue(12, body, state="CLOSED")]))
    assert point == Point(
        "issue-12",
        "practices.sample",
        "steps",
        "2026-11-20",
        "done",
        "The second step has no example.",
    )


def test_a_mail_becomes_a_point_without_its_sender() -> None:
    mail = (
        "From: Jane Doe <jane@agency.gov>\r\nTo: cx@agency.gov\r\nDate: Tue, 24 Nov 2026 10:00:00"
        " -0500\r\nMessage-ID: <1@agency.gov>\r\nContent-Type: text/plain;"
        " charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nFalta la"
        " secci=C3=B3n.\r\nId: es.guides.sample-guide\r\n"
    )
    (one,) = read("a.eml", mail)
    assert (one.page, one.on, one.text) == (
        "es.guides.sample-guide",
        "2026-11-24",
        "Falta la sección.",
    )
    assert "jane" not in one.written
    box = (
        f"From x Tue Nov 24 10:00:00 2026\n{mail}\nFrom y Tue Nov 24 10:00:00"
        f" 2026\n{mail.replace('<1@', '<2@')}"
    )
    assert [found.id for found in read("a.mbox", box)] == [
        one.id,
        read("b.eml", mail.replace("<1@", "<2@"))[0].id,
    ]


def test_a_table_becomes_points() -> None:
    table = (
        'id,page,text,date,state\n7,practices.sample,"No'
        ' ""example"",\nreally",2026-11-01,open\n8,practices.sample,Fine,2026-02-30,closed\n'
    )
    first, second = read("forms.csv", "\ufeff" + table)
    assert first == Point(
        "row-7", "practices.sample", "", "2026-11-01", "open", 'No "example", really'
    )
    assert (second.on, second.state) == ("", "done")


def test_an_id_that_moved_leads_to_where_its_page_is_now() -> None:
    ledger = Ledger(
        {
            line.id: line
            for line in (
                Line("practices.old", "practices/old/", "1", to="practices.sample", why="Merged."),
                Line("practices.sample.steps", "practices/sample/#steps", "1"),
            )
        }
    )
    report = Report()
    said = messages_in(
        "i.json",
        json.dumps(
            [
                issue(1, "Too long.\nId: practices.old"),
                issue(2, "see https://cx.gov/go/practices.sample.steps/ please"),
            ]
        ).encode(),
        report,
    )
    assert [(point.page, point.section) for point in points_from(said, PAGES, ledger, report)] == [
        ("practices.sample", ""),
        ("practices.sample", "steps"),
    ]


WAYS = {
    "id": "practices.sample",
    "capitals of a phone": "Practices.sample",
    "id in marks": "`practices.sample`.",
    "id and words": "practices.sample (the first one)",
    "whole address": "https://host.gov/practices/sample/",
    "without a slash": "https://host.gov/practices/sample",
    "below a folder": "https://agency.github.io/cx-hub/practices/sample/",
    "without a scheme": "www.host.gov/practices/sample/",
    "with a question": "https://host.gov/practices/sample/?utm_source=mail&x=1",
    "in brackets": "<https://host.gov/practices/sample/>",
    "a link in Markdown": "[Sample](https://host.gov/practices/sample/)",
    "from the root": "/practices/sample/",
    "from the root without a slash": "/practices/sample",
    "no slash at all": "practices/sample",
    "a short link": "https://host.gov/go/practices.sample/",
    "a short link of an edition": "/go/2026.1/practices.sample/",
    "the page on feedback": "https://host.gov/feedback/?page=practices.sample",
    "a file of the project": "content/practices/sample.md",
    "a file on a disk": r"C:\\cx-hub\\practices\\sample\\index.html",
    "title": "Sample practice",
    "title in quotes": "  \u201csample  Practice\u201d. ",
}


@pytest.mark.parametrize("way", WAYS)
def test_a_message_finds_its_page_however_it_names_it(way: str) -> None:
    report = Report()
    (point,) = read("a.txt", f"The second step has no example.\nId: {WAYS[way]}\n", report)
    assert (point.page, point.text) == ("practices.sample", "The second step has no example.")
    assert not report.problems


@pytest.mark.parametrize(
    ("line", "page", "section"),
    [
        ("Id: https://host.gov/practices/sample/#steps", "practices.sample", "steps"),
        ("Id: https://host.gov/practices/sample/?a=b#steps", "practices.sample", "steps"),
        (
            "Id: https://host.gov/feedback/?page=practices.sample&part=steps",
            "practices.sample",
            "steps",
        ),
        ("Id: https://host.gov/practices/sample/#{c}", "practices.sample", ""),
        ("Id: https://host.gov/", "home", ""),
        ("Id: /", "home", ""),
        ("Id: https://agency.github.io/about/", "about", ""),
        ("Id: About this hub", "about", ""),
        ("Id: https://host.gov/es/guides/sample-guide/", "es.guides.sample-guide", ""),
        ("Id: …\nPage: https://host.gov/practices/sample/", "practices.sample", ""),
        ("Case ID: 12\nId: practices.sample", "practices.sample", ""),
        ("Id: 12\nId: practices.sample", "practices.sample", ""),
        ("Página: /es/guides/sample-guide", "es.guides.sample-guide", ""),
    ],
)
def test_an_address_keeps_its_part_and_other_lines_help(line: str, page: str, section: str) -> None:
    (point,) = read("a.txt", f"Words.\n{line}")
    assert (point.page, point.section) == (page, section)
    assert read_queue(queue_text([replace(point, state="open")]), Report())


@pytest.mark.parametrize(
    "name",
    [
        "practices/about/",
        "https://irs.gov/pub/1/about/",
        "https://[",
        "About trust",
        "#steps",
        "?",
        "%",
        "practices",
        "https://host.gov/practices/",
        "…",
        "\\",
        "go/",
        "//",
    ],
)
def test_what_names_no_page_is_not_taken_for_one(name: str) -> None:
    report = Report()
    points = read("a.txt", f"Words.\nId: {name}", report)
    assert [point.page for point in points] == []


def test_a_title_of_two_pages_is_answered_with_both() -> None:
    report = Report()
    assert read("a.txt", "Words.\nId: Two of a name", report) == []
    (problem,) = report.problems
    assert problem.message.startswith("text-")
    assert '2 pages have the title "Two of a name".' in problem.message
    assert problem.rows == (("Write", "Id: and one of guides.one, guides.two"),)


def test_the_same_words_are_one_message_however_they_are_wrapped() -> None:
    one, other = (
        read(name, text)
        for name, text in (
            ("a.txt", "Some words.\nId: practices.sample"),
            ("b.TXT", "\ufeffSome words.\r\n\r\nId: practices.sample\r\n"),
        )
    )
    assert one[0].id == other[0].id
    assert one[0].id.startswith("text-")


def test_a_column_may_hold_an_address() -> None:
    (point,) = read("a.csv", "page,text\nhttps://host.gov/practices/sample/#steps,Words\n")
    assert (point.page, point.section) == ("practices.sample", "steps")


@given(st.text(max_size=200))
def test_no_name_of_a_page_breaks_the_import(name: str) -> None:
    for point in read("a.txt", f"x\nId: {name}\nPage: http://{name}"):
        assert point.page in PAGES
        assert read_queue(queue_text([replace(point, state="open")]), Report())


BAD = {
    "cut-off": (
        "issues.json",
        (
            '[\n {"number": 1, "state": "OPEN", "body": "Too long.\\nId: practices.sample"},\n'
            ' {"number": 2, "bo'
        ),
    ),
    "no-list": ("issues.json", '{"number": 1}'),
    "no-number": ("issues.json", '[{"number": "1"}, {"number": true}, 5, null]'),
    "no-state": ("issues.json", '[{"number": 1, "state": "<b>\\u001b"}]'),
    "no-text": ("issues.json", '[{"number": 1, "state": "OPEN", "body": ["x"]}]'),
    "no-comma": ("issues.json", '[{"number": 1, "state": "OPEN"} {"number": 2}]'),
    "open-quote": ("forms.csv", 'page,text\npractices.sample,"never closed'),
    "no-column": ("forms.csv", "name,phone\nJane,555"),
    "no-mail": ("a.eml", "hello"),
    "no-ending": ("export.xls", "x"),
    "no-words": ("note.txt", " \n"),
    "not-utf8": ("issues.json", b"[\n\xff]"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_broken_export_is_told_with_its_place_and_nothing_of_it(
    name: str, golden: Callable[[str, str], None]
) -> None:
    report = Report()
    read(*BAD[name], report)
    assert report.has_errors
    assert {problem.code for problem in report.problems if problem.severity == "error"} <= {
        "bad-feedback",
        "not-utf8",
    }
    golden(f"feedback/{name}.txt", report_text.render(report) + "\n")


def test_a_message_about_no_page_is_told_and_left_out(golden: Callable[[str, str], None]) -> None:
    report = Report()
    points = read(
        "issues.json",
        json.dumps(
            [
                issue(1, "Hello"),
                issue(2, "Id: practices.sampel"),
                issue(3, "Too long.\nId: practices.sample"),
            ]
        ),
        report,
    )
    assert [point.id for point in points] == ["issue-3"]
    assert {problem.code for problem in report.problems} == {"feedback-without-page"}
    assert not report.has_errors
    golden("feedback/without-page.txt", report_text.render(report) + "\n")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '[{"number":' + "1" * 5000 + "}]",
        "[" + '{"a":' * 50_000,
        "[NaN]",
        "",
        "[",
        "[]]",
        "[,]",
    ],
)
def test_hostile_json_is_refused_and_breaks_nothing(text: str) -> None:
    report = Report()
    assert read("issues.json", text, report) == []
    assert report.has_errors or text == "[]]"


@given(st.binary(max_size=400), st.sampled_from(["a.json", "a.csv", "a.eml", "a.mbox", "a.txt"]))
def test_no_bytes_break_the_import(data: bytes, name: str) -> None:
    for found in (
        data,
        b"[" + data,
        b"From x\n" + data,
        b"Subject: x\nContent-Type: multipart/mixed; boundary=" + data,
    ):
        read(name, found)


def test_too_many_messages_are_refused() -> None:
    report = Report()
    assert (
        read(
            "i.json",
            json.dumps(
                [issue(number, "Id: practices.sample") for number in range(1, MAX_POINTS + 2)]
            ),
            report,
        )
        == []
    )
    assert [problem.code for problem in report.problems] == ["too-many-items"]


def test_as_many_messages_as_are_allowed_are_read() -> None:
    assert (
        len(
            read(
                "i.json",
                json.dumps(
                    [
                        issue(number, "Id: practices.sample\nToo long.")
                        for number in range(1, MAX_POINTS + 1)
                    ],
                    indent=1,
                ),
            )
        )
        == MAX_POINTS
    )


# The queue

FIRST = Point(
    "issue-1", "practices.sample", "steps", "2026-11-20", "open", 'A "quote", a \\ and ñ: {x}'
)
SECOND = Point("mail-0123456789ab", "es.guides.sample-guide", "", "", "done", "")


def test_the_queue_is_read_as_it_was_written() -> None:
    assert read_queue(queue_text([FIRST, SECOND]), Report()) == (FIRST, SECOND)


@given(st.text(max_size=200))
def test_any_words_stand_in_the_queue_on_one_line(text: str) -> None:
    point = Point("row-1", "a.b", "", "", "open", masked(text))
    assert read_queue(queue_text([point]), Report()) == (point,)


def test_nothing_is_taken_out_and_the_state_is_kept_up() -> None:
    unknown = Point("mail-0123456789ab", "es.guides.sample-guide", "", "", "", "")
    result = merged(
        [FIRST, SECOND],
        [
            Point("issue-1", "practices.sample", "steps", "2026-11-20", "done", "other words"),
            unknown,
            Point("row-1", "practices.sample", "", "", "", "x"),
        ],
    )
    assert [point.state for point in result.points] == ["done", "done", "open"]
    assert result.points[0].text == FIRST.text
    assert (result.added, result.changed, result.same) == (1, 1, 1)


def test_open_points_are_counted_by_page() -> None:
    assert open_by_page([FIRST, SECOND, FIRST]) == {"practices.sample": 2}


def test_a_line_that_cannot_be_read_stops_the_site_with_its_place(site: SmallSite) -> None:
    site.write("feedback/queue.txt", "").root.joinpath("feedback/queue.yml").write_text(
        f"# queue\n{FIRST.written}\nissue-2: {{oops}}\n{FIRST.written}\n", encoding="utf-8"
    )
    assert site.problems() == [
        "feedback/queue.yml:3:1 bad-feedback",
        "feedback/queue.yml:4:1 duplicate-id",
    ]


def test_a_state_of_ones_own_is_told_and_the_point_waits_on(
    golden: Callable[[str, str], None],
) -> None:
    report = Report()
    text = (
        queue_text([FIRST, SECOND])
        .replace("state: open", "state: closed")
        .replace("state: done", "state: Opne")
    )
    assert [point.state for point in read_queue(text, report)] == ["open", "open"]
    golden("feedback/states.txt", report_text.render(report) + "\n")


# The commands


def test_what_readers_sent_reaches_the_owner_and_only_counts_reach_the_site(
    site: SmallSite,
) -> None:
    export = site.root / "issues.json"
    export.write_text(
        json.dumps(
            [
                issue(12, "The private words.\nmail me: j@x.gov\nId: practices.sample"),
                issue(13, "Nothing"),
            ]
        ),
        encoding="utf-8",
    )
    before = site.check().site
    code, output = finish(command(site, "import", "feedback", "issues.json"))
    assert code == 0, output
    assert "feedback/queue.yml: 1 added, 0 changed, 0 as they were, 1 left out." in output
    assert "feedback-without-page" in output
    queue = (site.root / "feedback/queue.yml").read_text(encoding="utf-8")
    assert "j@x.gov" not in queue
    assert "jane" not in queue

    code, output = finish(command(site, "import", "feedback", "issues.json"))
    assert "0 added, 0 changed, 1 as they were" in output
    assert (site.root / "feedback/queue.yml").read_text(encoding="utf-8") == queue

    code, output = finish(command(site, "list", "--feedback"))
    assert code == 0, output
    assert output.startswith("practices.sample   ")
    assert "The private words." in output
    code, output = finish(command(site, "list", "--feedback", "--json"))
    assert json.loads(output)[0]["id"] == "issue-12"
    assert finish(command(site, "list", "--feedback", "--owner", "nobody"))[0] == 2
    assert finish(command(site, "list", "--feedback", "--owner", "Training team"))[0] == 1

    after = site.check().site
    assert before is not None
    assert after is not None
    changed = [
        found.address
        for found in after.pages
        if found.content != before.page_by_address[found.address].content
    ]
    assert len(changed) == 1
    assert changed[0].startswith("owners/")
    content = after.page_by_address[changed[0]].content
    assert "1 open point" in content
    assert "private" not in content


def test_a_point_in_a_state_of_ones_own_is_listed_and_a_line_that_cannot_be_read_is_told(
    site: SmallSite,
) -> None:
    site.write(
        "feedback/queue.yml",
        queue_text([FIRST]).replace("state: open", "state: closed") + "issue-2: {oops}\n",
    )
    code, output = finish(command(site, "list", "--feedback"))
    assert code == 1
    assert "issue-1" in output
    assert "Allowed       open, done" in output
    assert "feedback/queue.yml:4:1: error[bad-feedback]" in output


def test_words_that_were_pasted_are_imported_and_somebody_is_asked_to_read_them(
    site: SmallSite,
) -> None:
    text = (
        "Maria Lopez says that the second step has no example.\nId:"
        " http://127.0.0.1:8000/practices/sample/\n"
    )
    (site.root / "note.txt").write_text(text, encoding="utf-8")
    code, output = finish(command(site, "import", "feedback", "note.txt"))
    assert code == 0, output
    assert "1 added" in output
    assert "can't find every name" in output
    assert "page: practices.sample, state: open" in (site.root / "feedback/queue.yml").read_text(
        encoding="utf-8"
    )
    again = subprocess.run(
        [sys.executable, "-m", "hub.cli", "import", "feedback", "-"],
        cwd=site.root,
        input=text.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert again.returncode == 0
    assert "0 added, 0 changed, 1 as they were." in again.stdout.decode()
    assert "can't find" not in again.stdout.decode()


def test_a_broken_file_writes_nothing(site: SmallSite) -> None:
    (site.root / "issues.json").write_text("[{", encoding="utf-8")
    code, output = finish(command(site, "import", "feedback", "issues.json"))
    assert code == 1
    assert output.startswith("issues.json:1:3: error[bad-feedback]")
    assert output.rstrip().endswith("Nothing was imported.")
    assert not (site.root / "feedback").exists()
    assert finish(command(site, "import", "feedback", "none.json"))[0] == 2


def test_a_file_that_is_too_large_is_not_read(site: SmallSite) -> None:
    with (site.root / "big.json").open("wb") as file:
        file.truncate(MAX_EXPORT_BYTES + 1)
    code, output = finish(command(site, "import", "feedback", "big.json"))
    assert code == 1
    assert "error[too-large]" in output


def test_the_built_pages_prepare_their_message(published: SmallSite) -> None:
    def link(name: str) -> str:
        text = (published.root / "site" / name).read_text(encoding="utf-8")
        assert text.count("feedback-link") == 1, name
        return text.split('class="feedback-link" href="', 1)[1].split('"', 1)[0]

    assert link("practices/sample/index.html") == "../../feedback/?page=practices.sample"
    assert link("privacy/index.html") == "../feedback/?page=privacy"
    assert "feedback-link" not in (published.root / "site/404.html").read_text(encoding="utf-8")


def test_a_wrong_address_of_the_owner_stops_the_build(published: SmallSite, tmp_path: Path) -> None:
    settings = published.root / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(
            'feedback_email: ""', "feedback_email: nobody"
        ),
        encoding="utf-8",
    )
    code, output = finish(command(published, "build", "--site-dir", str(tmp_path / "elsewhere")))
    assert code == 3
    assert "error[bad-config]" in output
