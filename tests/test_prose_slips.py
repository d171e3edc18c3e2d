"""What readers would see broken is told where it stands; text beside it that is meant so is left
alone. More in bad/prose.yml."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hub.problems import Place, Report
from hub.prose.cost import TooSlow, processor_limit
from hub.prose.text import read_prose
from smallsite import SmallSite


def told(text: str) -> list[str]:
    report = Report()
    read_prose(text, Place("x.md", 1, 1), report)
    return [
        f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in report.sorted()
    ]


def advice(text: str) -> str:
    report = Report()
    read_prose(text, Place("x.md", 1, 1), report)
    (problem,) = report.sorted()
    return problem.rows[0][1]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("One.\n\n> | a | b |\n> | 1 | 2 |", ["3:3 broken-table"]),
        ("- | a | b |\n  | 1 | 2 |", ["1:3 broken-table"]),
        ("> | a | b |\n> |---|---|\n> | 1 | 2 | 3 |", ["3:3 broken-table"]),
        ("- x\n\n  | a | b |\n  |---|---|\n  | 1 |", ["5:3 broken-table"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |", ["5:1 broken-table"]),
        ("x[^1]\n\n[^1]: a **b", ["3:9 unclosed-mark"]),
        ("> **x", ["1:3 unclosed-mark"]),
        ("[a **b](https://x.gov)", ["1:4 unclosed-mark"]),
        ("**a** and **b", ["1:11 unclosed-mark"]),
        ("a** b", ["1:1 unclosed-mark"]),
        ("- a\n\n  ```\n  code\n\n- b", ["3:3 unclosed-mark"]),
        ("~~~\ncode", ["1:1 unclosed-mark"]),
        ("## Head **bold", ["1:9 unclosed-mark"]),
        ("x[^one] y[^two]\n\n[^two]: z", ["1:2 broken-footnote"]),
        ("```\n[^1]\n```\n\n[^1]: x", ["5:1 broken-footnote"]),
        ("one\ntwo • three\n• four", ["3:1 broken-list"]),
        ("1. a\n  1. b", ["2:3 broken-list"]),
        ("- a\n 1. b", ["2:2 broken-list"]),
        ("> - a\n>  - b", []),
        ("text\n:tada: and :rocket:", ["2:1 foreign-markup", "2:12 foreign-markup"]),
        ("!!! note\n    {{< x >}}", ["2:5 foreign-markup"]),
    ],
)
def test_a_slip_is_told_at_its_place(text: str, places: list[str]) -> None:
    assert told(text) == places


@pytest.mark.parametrize(
    ("text", "write"),
    [
        ("[the form](Shorten the form.md)", "[the form](shorten-the-form.md)"),
        ("![x](images/My Photo.PNG)", "![x](images/my-photo.png)"),
        ("[a](https://x.gov/b c)", "[a](https://x.gov/b%20c)"),
        ("They **called back within a day.", "**called back within a**"),
        ("• call", "- call"),
        ("b) call\nc) write", "2. call"),
        ("1. First call\n - note", "   - note"),
        ("| a | b |\n|---|---|\n| 1 |", "| 1 |  |"),
        ("##Head", "## Head"),
        ("> [!INFO]\n> x", "> [!NOTE]   and below it   > the words"),
        ("x[^ona]\n\ny[^one]\n\n[^one]: z", "one"),
    ],
)
def test_the_advice_can_be_followed(text: str, write: str) -> None:
    assert advice(text) == write


@pytest.mark.parametrize(
    "text",
    [
        "***both*** and **a**b and __init__",
        "Phone: ____ and O`ahu and _blank",
        "C# and F#, $5 and $6, R&D and AT&T, a < b",
        "(see below)\n(also there)",
        "i.e. this\ne.g. that",
        "- - nested\n\n1. a\n\n   b\n\n2. c",
        "[a](https://x.gov/a_(b)) https://x.gov/a_b_c*d",
        "[//]: # (a remark nobody sees)",
        "| `x\\|y` | 2 |\n| --- | --- |\n| 1 | 2 |",
        "Term\n:   what it means",
        "100 %\n% of all",
        "*Required\n\nName*",
        "From A to Z: a: b: c",
    ],
)
def test_honest_text_is_left_alone(text: str) -> None:
    assert told(text) == []


# As people paste it from word processors, mails, spreadsheets and other systems, and type it on
# phones.
PASTED = [
    "-\xa0Bring the form\n-\xa0Bring an ID",
    "1.\xa0Call\n2.\xa0Write",
    "1.\u2003Call\n2.\u2003Write",
    "*\u2009Call\n*\u2009Write",
    "- Call\n\n-\xa0Write",
    "#\xa0A heading",
    "##\xa0Who",
    "- Call\n-Write\n- Wait",
    "1. Call\n2.Write\n3. Wait",
    "1.) Call\n2.) Write",
    "1- Call\n2- Write\n3- Wait",
    "1: Call\n2: Write\n3: Wait",
    "i. Call\nii. Bring\niii. Wait",
    "I. Call\nII. Write\nIII. Wait",
    "① Call\n② Write",
    "1️⃣ Call\n2️⃣ Bring",
    "✅ Bring the form\n✅ Bring an ID",
    "→ Call\n→ Write",
    "・Call\n・Write",
    "§ Bring\n§ Bring",
    "Ø Bring\nØ Bring",
    "v Bring\nv Bring",
    "What to bring: • a form • an ID • a pen",
    "> [!NOTE]\nCall first.",
    "> [!NOTE]",
    '!!! note "Call"\nCall first.',
    "Office\tPhone\tHours\nDenver\t303\t9-5\nBoise\t208\t9-5",
    "Intro.\n\n    Indented paragraph pasted from Word, not code at all.",
    "    • Call\n    • Write",
    "    ## Who",
    "\tIndented paragraph with a tab.",
    "[the form|https://www.irs.gov/forms]",
    "[https://www.irs.gov/forms the form]",
    "[the form]<https://www.irs.gov/forms>",
    "See [the form]: https://www.irs.gov/forms",
    "[the form}(https://www.irs.gov)",
    "https ://www.irs.gov",
    "Error! Reference source not found.",
    "Error! Bookmark not defined.",
    'HYPERLINK "https://www.irs.gov/forms" the form',
    "Dear «First_Name», hello",
    "[cid:image001.png@01D9A0B1.5C3F2A10]",
    "[image: form.png]",
    "Click or tap here to enter text.",
    "Call =E2=80=93 then wait",
    "Don\\u2019t wait.",
    "----Original Message----",
    "- [] Bring the form",
    "- [ x ] Write",
    "- [-] Wait",
    "- [x]Nope",
    "* one\n** two\n** three",
    "bq. Nobody told me.",
    "＊＊Bold＊＊",
    "The ++wait++ was",
    "x^2^",
    "\\newpage",
    "\\begin{itemize}\n\\item One\n\\end{itemize}",
    "---\ntitle: Twice\n---\n\nText.",
    "| A | B |\n| --- | --- |\n| one | two |\n| --- | --- |\n| three | four |",
    "long.[^1]\n\n[^1]:",
    "The **wait **was long.",
    "**Bold **text.",
    "**Wait:**call first.",
    "See [the form](https://www.irs.gov/forms “The form”).",
    "[the form](#Where To Begin)",
    "[the form](https://www.irs.gov]",
    "| Office | Phone |\n|---|---|\n\n| Denver | 303 |",
    "| A | B |\n|\xa0---\xa0|\xa0---\xa0|\n| one | two |",
    "| Office | Phone |\n| --- | --- |\n| Denver | `a|b` |",
    "*Your form\n*Your ID",
    "Call&amp;nbsp;first.",
    "| Office | Phone |\n\n|---|---|\n\n| Denver | 303 |",
    "[[]]",
    "See [[ practices/sample ] here.",
]
MEANT = [
    "See https://en.wikipedia.org/wiki/Customer_(disambiguation).",
    "See <https://en.wikipedia.org/wiki/Customer_(disambiguation)>.",
    "See https://en.wikipedia.org/wiki/Net_promoter_score_(NPS), and more.",
    "See https://www.ecfr.gov/current/title-5/part-1320#p-1320.3(h)(1).",
    "See https://www.irs.gov/forms?a=1&b=2&copy=3.",
    "See https://www.irs.gov/forms_and_pubs/_test_/a*b*c.",
    "See https://www.va.gov/_files_/x and _this_.",
    "A. Lincoln said so.\nB. Franklin said so.\nC. Adams said so.",
    "J. Doe and\nK. Roe wrote it.",
    "P. Smith\nQ. Jones\nR. Brown",
    "(a) agencies must; and\n(b) the public may.",
    "satisfaction* 72 %, ease* 70 %, trust** 65 %.",
    "Significant at p<.05*; p<.01**.",
    "| Q | n |\n|---|---|\n| 2** | high |",
    "“Quote.”\n— Jane Doe\n— John Roe",
    "&lt;br&gt; is a tag.",
    "\\<br\\> is a tag.",
    "For n<k<m, stop.",
    "a<b, 5 <10",
    "Section [3][4] of the law.",
    "The “~~” and “**” signs are marks.",
    "x * y and 2*3",
    "Home • About • Contact",
    "A · B · C",
    "1.5 hours\n2.5 hours",
    "v. good",
    "see § 3\nand § 4",
    "Call us:\n711",
    "- a\n\n  more text here and more\n- b",
    "Do this - or that\nand - so",
    "He said “TBD” once",
    "    $ hub check --strict\n",
    "    GET /forms\n",
]


@pytest.mark.parametrize("text", PASTED)
def test_what_was_pasted_or_typed_otherwise_is_told_once(text: str) -> None:
    assert len(told(text)) == 1


@pytest.mark.parametrize("text", MEANT)
def test_text_that_only_looks_like_it_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_marks_of_a_merge_in_the_fields_are_called_by_their_name_and_the_rest_is_read(
    site: SmallSite,
) -> None:
    head = (
        "title: T\n<<<<<<< HEAD\nsummary: Two days.\n||||||| base\nsummary: One"
        " day.\n=======\nsummary: Five days.\n>>>>>>> other\nkind: nonsense\n"
    )
    site.write("content/practices/merged.yml", head)
    assert site.problems() == [
        "content/practices/merged.yml:2:1 unfinished-merge",
        "content/practices/merged.yml:9:7 bad-choice",
    ]


def test_what_a_draft_was_started_with_may_stand_in_a_draft(site: SmallSite) -> None:
    site.write(
        "content/practices/started.md",
        "---\ntitle: T\nstatus: draft\n---\n\nWrite here.\n\nTODO: ask.\n",
    )
    assert site.problems() == []


@pytest.mark.parametrize(
    "marked",
    [
        "**Call** first",
        "See [[practices/sample]]",
        "See [x](https)",
        "`hub` it",
        "Done :tada:",
        "# Call",
        "• Call",
        "Call&nbsp;us",
        "*Call* first",
        "See [x](https://www.irs.gov/)",
        "Call[^1] first",
    ],
)
def test_a_field_is_plain_text(site: SmallSite, marked: str) -> None:
    site.write("content/practices/marked.yml", f'title: T\nsummary: "{marked}"\n')
    assert [line.rpartition(" ")[2] for line in site.problems()] == ["markup-in-text"]


@pytest.mark.parametrize(
    "plain",
    [
        "2 * 3 * 4",
        "5* hotel",
        "snake_case",
        "a - b",
        "[sic]",
        "Note: see [1]",
        "C++ and C#",
        "10:30:45",
        "R&D",
        "Tel: 711",
        "__all__",
    ],
)
def test_honest_fields_are_left_alone(site: SmallSite, plain: str) -> None:
    site.write("content/practices/marked.yml", f'title: T\nsummary: "{plain}"\n')
    assert site.problems() == []


def test_time_that_others_take_is_not_counted() -> None:
    with processor_limit(0.2):
        subprocess.run([sys.executable, "-c", "import time; time.sleep(0.5)"], check=True)


def test_processor_time_is_counted() -> None:
    with pytest.raises(TooSlow), processor_limit(0.05):
        while True:
            sum(range(1_000))


@pytest.mark.slow
def test_a_busy_machine_finds_the_same_problems(site: SmallSite) -> None:
    """The shipped content beside eight busy processes of a higher rank."""
    site.write(
        "content/guides/long.md",
        "---\ntitle: Long\n---\n\n" + "Words [a](https://x.gov/) *and* **marks**.\n\n" * 2_500,
    )
    roots = [Path(__file__).parents[1], site.root]
    commands = [
        [sys.executable, "-m", "hub.cli", "--project", str(root), "check", "--format", "json"]
        for root in roots
    ]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    quiet = [
        subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        for command in commands
    ]
    load = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(8)]
    try:
        busy = [
            subprocess.run(
                ["nice", "-n", "5", *command],
                capture_output=True,
                text=True,
                check=False,
                env=environment,
            )
            for command in commands
        ]
    finally:
        for process in load:
            process.kill()
            process.wait()
    assert [(run.stdout, run.returncode) for run in busy] == [
        (run.stdout, run.returncode) for run in quiet
    ]
    assert quiet[0].returncode == 0


def test_a_link_is_told_on_its_own_line_though_its_signs_stand_above(site: SmallSite) -> None:
    site.write(
        "content/guides/one.md", "---\ntitle: One\n---\n\n## Where to begin\n\nSee [the form](#).\n"
    )
    assert site.problems() == ["content/guides/one.md:7:16 broken-link"]


def test_a_mark_of_a_merge_in_a_quotation_is_told(site: SmallSite) -> None:
    site.write("content/guides/one.md", "---\ntitle: One\n---\n\n> <<<<<<< HEAD\n> One.\n")
    assert site.problems() == ["content/guides/one.md:5:1 unfinished-merge"]


@pytest.mark.parametrize(
    ("target", "write"),
    [
        ("cx@gsa.gov", "[us](mailto:cx@gsa.gov)"),
        ("1-800-829-1040", "[us](tel:18008291040)"),
        ("“https://www.irs.gov/forms”", "[us](https://www.irs.gov/forms)"),
        ("https//www.irs.gov", "[us](https://www.irs.gov)"),
        ("../images/ok.png", "![us](../images/ok.png)"),
    ],
)
def test_an_address_that_is_no_file_is_shown_as_it_was_meant(
    target: str, write: str, site: SmallSite
) -> None:
    site.write("content/guides/one.md", f"---\ntitle: One\n---\n\nWrite to [us]({target}).\n")
    (problem,) = site.check().report.sorted()
    assert problem.rows[0] == ("Write", write)


def test_an_address_keeps_what_looks_like_the_code_of_a_character() -> None:
    prose = read_prose("See https://www.irs.gov/forms?a=1&copy=3", Place("x", 1, 1), Report())
    assert [use.target for use in prose.links] == ["https://www.irs.gov/forms?a=1&copy=3"]
