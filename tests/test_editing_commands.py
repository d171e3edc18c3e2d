"""What helps editors at the command line: a check of one file, a new entry, and lists that hide
nothing."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import time
import urllib.error
import urllib.request

import pytest

from bad.play import run
from hub.kinds.catalog import KIND_BY_COLLECTION
from smallsite import SmallSite, command, with_theme

LIFE = "content/life-experiences/sample-life.md"
GUIDE = "content/guides/sample-guide.md"
SPANISH_LIFE = """---
title: Mudarse de casa
summary: Lo que la gente necesita al mudarse.
translation: { by: cx-team, on: 2026-11-24 }
stages:
  - key: before
    title: Antes
---
"""


def change(site: SmallSite, path: str, old: str, new: str) -> None:
    target = site.root / path
    text = target.read_text(encoding="utf-8")
    assert old in text
    target.write_text(text.replace(old, new), encoding="utf-8")


# A check of one file


def test_the_translation_that_an_edit_broke_is_told(site: SmallSite) -> None:
    site.write("content/es/life-experiences/sample-life.md", SPANISH_LIFE)
    assert run(site.root, "check", LIFE)[0] == 0
    change(site, LIFE, "key: before", "key: earlier")
    code, output = run(site.root, "check", LIFE)
    assert code == 1
    assert "content/es/life-experiences/sample-life.md:6:10: error[broken-reference]" in output
    assert output.splitlines()[-1] == "1 error in 1 file. The published site has not been changed."


def test_an_entry_that_leans_on_what_is_now_a_draft_is_told(site: SmallSite) -> None:
    site.write(
        "content/guides/leaning.md", "---\ntitle: Leaning\n---\n\nSee [[guides/sample-guide]].\n"
    )
    change(
        site,
        "content/guides/leaning.md",
        "---\n\n",
        "summary: It leans.\nstatus: published\nowner: cx-team\nadded: 2024-05-01\nkind:"
        " explainer\n---\n\n",
    )
    assert run(site.root, "check", GUIDE)[0] == 0
    change(site, GUIDE, "status: published", "status: draft")
    for form in ("text", "json", "github"):
        code, output = run(site.root, "check", "guides/sample-guide", "--format", form)
        assert code == 1
        assert "draft-reference" in output
        assert "leaning.md" in output


def test_a_value_that_was_taken_from_a_closed_list_is_told_where_it_is_used(
    site: SmallSite,
) -> None:
    change(site, "content/vocabulary/owners.yml", "cx-team:", "customer-team:")
    code, output = run(site.root, "check", "content/vocabulary/owners.yml")
    assert code == 1
    assert "content/practices/sample.md" in output


def test_problems_that_have_nothing_to_do_with_the_file_are_counted(site: SmallSite) -> None:
    site.write("content/guides/other.md", "no fields\n")
    code, output = run(site.root, "check", LIFE)
    assert code == 0
    assert output.splitlines() == [
        "No problems. 1 entry is in order.",
        "1 problem is in other files. See all of them with  hub check",
    ]


@pytest.mark.parametrize(
    "name",
    [
        LIFE,
        "content/practices/sample-draft.yml",
        "practices/sample",
        "es/guides/sample-guide",
        "content\\guides\\sample-guide.md",
    ],
)
def test_an_entry_that_was_checked_is_counted(name: str, site: SmallSite) -> None:
    code, output = run(site.root, "check", name)
    assert code == 0
    assert "No problems. 1 entry is in order." in output


def test_a_folder_and_a_list_are_in_order(site: SmallSite) -> None:
    assert (
        "No problems. 3 entries are in order." in run(site.root, "check", "content/practices/")[1]
    )
    assert (
        "No problems. What you named is in order."
        in run(site.root, "check", "content/vocabulary/owners.yml")[1]
    )


def test_a_check_counts_what_is_on_the_site(site: SmallSite) -> None:
    whole, one = (
        json.loads(run(site.root, "check", *name, "--format", "json")[1]) for name in ((), (LIFE,))
    )
    assert whole == one


def test_a_draft_is_told_what_it_needs(site: SmallSite) -> None:
    site.write("content/news/thin.md", "---\ntitle: Thin\nstatus: draft\n---\n")
    assert (
        "content/news/thin.md is a draft. Before it can be published, it needs: summary, owner,"
        " added, kind, date." in run(site.root, "check", "news/thin")[1]
    )
    assert re.search(
        r"Needs +summary, owner, added, kind, date to be published",
        run(site.root, "show", "news/thin")[1],
    )


# New entries


@pytest.mark.parametrize("title", ["Search", "Constructor", "Con"])
def test_a_title_that_no_file_may_have_as_its_name_makes_a_file_that_passes(
    title: str, site: SmallSite
) -> None:
    assert run(site.root, "new", "terms", title)[0] == 0
    assert run(site.root, "check", f"terms/about-{title.lower()}")[0] == 0


@pytest.mark.parametrize("collection", KIND_BY_COLLECTION)
def test_a_new_entry_passes_and_becomes_whole_by_deleting_marks(
    collection: str, site: SmallSite
) -> None:
    code, output = run(site.root, "new", collection, "Zebra crossing")
    assert code == 0, output
    assert "delete the # in front" in output
    (path,) = (site.root / "content" / collection).glob("zebra-crossing.*")
    text = path.read_text(encoding="utf-8")
    code, output = run(site.root, "check", f"{collection}/zebra-crossing")
    assert code == 0, output
    assert "No problems. 1 entry is in order." in output

    path.write_text(
        re.sub(r"^#(?=[ a-z_-]+:$|  -$)", "", text, flags=re.MULTILINE), encoding="utf-8"
    )
    told = {
        problem["code"]
        for problem in json.loads(
            run(site.root, "check", f"{collection}/zebra-crossing", "--format", "json")[1]
        )["problems"]
    }
    assert not {
        code
        for code in told
        if code in ("unknown-field", "yaml-value-in-comment")
        or (code.startswith("yaml-") and code != "yaml-empty")
    }


def test_a_start_fits_its_kind(site: SmallSite) -> None:
    def text(collection: str) -> str:
        run(site.root, "new", collection, "Zebra crossing")
        return (site.root / f"content/{collection}/zebra-crossing.md").read_text(encoding="utf-8")

    assert "#checklist:" in (practice := text("practices"))
    assert "#related:" in practice
    assert "## How to do it well" in practice
    for collection in ("news", "life-experiences", "terms", "case-studies"):
        assert "How to do it" not in text(collection)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("#summary:", "#summary: My words.", "#summary: My words."),
        ("#summary:", "# summary: My words.", "# summary: My words."),
        ("#summary:", "  #summary: My words.", "  #summary: My words."),
        ("#  - do:", "#  - do: Walk.", "#  - do: Walk."),
        ("#checklist:\n#  -", "#checklist:\n#  - Walk.", "#  - Walk."),
        ("#related:\n#  -", "#related: [guides/sample-guide]", "#related: [guides/sample-guide]"),
    ],
)
def test_a_field_that_was_filled_in_behind_its_mark_is_told(
    old: str, new: str, line: str, site: SmallSite
) -> None:
    run(site.root, "new", "practices", "Zebra crossing")
    path = "content/practices/zebra-crossing.md"
    change(site, path, old, new)
    (told,) = site.check().report.sorted()
    assert (told.code, told.severity) == ("yaml-value-in-comment", "warning")
    assert (site.root / path).read_text(encoding="utf-8").split("\n")[told.place.line - 1] == line
    assert run(site.root, "check", path)[0] == 0
    change(site, path, "status: draft", "status: archived\narchived_reason: Old.")
    assert "yaml-value-in-comment" not in "".join(site.problems())


@pytest.mark.parametrize(
    "comment",
    [
        "# summary: is to come",
        "# ask: Maria",
        "# title: or another one",
        "#   - do:   (text, at most 500 characters)",
        "# owner:   # nobody yet",
        "#",
    ],
)
def test_a_note_is_not_taken_for_a_field(comment: str, site: SmallSite) -> None:
    site.write(
        "content/practices/noted.md",
        f"---\ntitle: Noted\nsummary: Here.\n# steps:\n{comment}\n---\n\n# summary: text\n#   -"
        " do: x\n",
    )
    assert "yaml-value-in-comment" not in "".join(site.problems())


# Lists that hide nothing


def test_an_entry_with_an_error_is_named_where_it_cannot_be_listed_or_shown(
    site: SmallSite,
) -> None:
    site.write("content/guides/broken.md", "---\ntitle: Broken\nstatus: finished\n---\n")
    code, output = run(site.root, "list", "guides")
    assert code == 0
    assert output.endswith(
        "\n1 file has errors, and is not listed. See what is wrong with\n  hub check"
        " content/guides/broken.md\n"
    )
    assert "broken" not in run(site.root, "list", "practices")[1]
    assert len(json.loads(run(site.root, "list", "guides", "--json")[1].split("\n\n")[0])) == 1
    for name in (
        "broken",
        "guides/broken",
        "content/guides/broken.md",
        "content\\guides\\broken.md",
    ):
        code, output = run(site.root, "show", name)
        assert code == 1
        assert '"finished" is not one of the words that status can have' in output
        assert "content/guides/broken.md has errors, so the entry cannot be shown." in output
        assert "There is no entry" not in output


def test_an_entry_with_a_problem_that_can_be_shown_is_shown_with_a_word_on_it(
    site: SmallSite,
) -> None:
    site.write("content/guides/leaning.md", "---\ntitle: Leaning\n---\n\nSee [[guides/nowhere]].\n")
    code, output = run(site.root, "show", "leaning")
    assert code == 0
    assert output.startswith("Leaning\n")
    assert output.endswith("1 problem is in this file: hub check content/guides/leaning.md\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--status", "Draft"),
        ("--status", "draft"),
        ("--status", " DRAFT "),
        ("--status", "draft", "--owner", "Customer Experience Team"),
    ],
)
def test_a_value_is_found_by_its_label_and_in_any_case(
    arguments: tuple[str, ...], site: SmallSite
) -> None:
    change(
        site, "content/practices/sample-draft.yml", "status: draft", "status: draft\nowner: cx-team"
    )
    code, output = run(site.root, "list", *arguments)
    assert code == 0
    assert output.startswith("practices/sample-draft")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("--status", "drafted"),
            (
                'There is no status "drafted".\n  Fix  Did you mean draft? Allowed: draft,'
                " in-review, published, archived"
            ),
        ),
        (
            ("--owner", "maria"),
            (
                'There is no owner "maria".\n  Fix  Allowed: cx-team, policy-desk,'
                " measurement-desk, training, language-team"
            ),
        ),
        (("--owner", "policy"), "Did you mean policy-desk?"),
        (("--owner", ""), "Allowed: cx-team"),
        (("--feedback", "--owner", "policy desk team"), "There is no owner"),
    ],
)
def test_a_value_that_does_not_exist_is_answered_with_those_that_do(
    arguments: tuple[str, ...], words: str, site: SmallSite
) -> None:
    code, output = run(site.root, "list", *arguments)
    assert code == 2
    assert words in output


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "sampel"),
        ("list", "practises"),
        ("explain", "nothing"),
        ("new", "practices", "???"),
        ("search", "x"),
    ],
)
def test_commands_that_build_nothing_say_nothing_of_the_site(
    arguments: tuple[str, ...], site: SmallSite
) -> None:
    code, output = run(site.root, *arguments)
    assert code
    assert "published site" not in output.split("\n", 1)[1].replace(
        "There is no published site", ""
    )


# The preview


def test_a_preview_with_a_mistake_shows_the_last_whole_site_at_once(site: SmallSite) -> None:
    with_theme(site)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = command(site, "serve", "--port", str(port))
    told: list[str] = []

    def wait_for(words: str) -> None:
        assert started.stdout is not None
        while words not in (line := started.stdout.readline()):
            told.append(line)
            assert line, "".join(told)

    def title() -> str:
        with urllib.request.urlopen(
            f"http://127.0.0.1:{port}/practices/sample/", timeout=10
        ) as answer:
            return str(answer.read().decode().split("<h1", 1)[1].split("</h1>", 1)[0])

    def opened() -> str:
        for _ in range(60):  # the server begins to listen a moment after it says so
            with contextlib.suppress(urllib.error.URLError):
                return title()
            time.sleep(0.25)
        return title()

    try:
        wait_for("The hub is on")
        before = opened()
        change(site, "content/practices/sample.md", "title: ", "tilte: ")
        wait_for("The preview shows the last whole site until this is mended.")
        assert title() == before
        change(site, "content/practices/sample.md", "tilte: ", "title: Mended ")
        for _ in range(60):
            if "Mended" in title():
                break
            time.sleep(0.5)
        assert "Mended" in title()
    finally:
        started.terminate()
        started.communicate(timeout=60)


# Translations


def test_translations_are_listed_and_shown(site: SmallSite) -> None:
    site.write("content/es/life-experiences/sample-life.md", SPANISH_LIFE)
    change(
        site,
        LIFE,
        "added: 2024-05-01",
        "added: 2024-05-01\nchanges:\n  - on: 2026-11-25\n    note: New.",
    )
    code, output = run(site.root, "list", "--language", "es")
    assert code == 0
    first, second = output.splitlines()
    assert re.fullmatch(r"es/guides/sample-guide +[^\[]+", first)
    assert (
        second
        == "es/life-experiences/sample-life  Mudarse de casa  [outdated: the English one changed on"
        " 2026-11-25]"
    )
    assert run(site.root, "list", "es")[1] == output
    assert len(run(site.root, "list", "guides", "--language", "es")[1].splitlines()) == 1
    assert [
        found["outdated_since"] for found in json.loads(run(site.root, "list", "es", "--json")[1])
    ][-1] == "2026-11-25"
    for arguments in (
        ("--language", "es", "sample-life"),
        ("es/life-experiences/sample-life",),
        ("content/es/life-experiences/sample-life.md",),
    ):
        code, output = run(site.root, "show", *arguments)
        assert code == 0, output
        assert "1 of 1 are translated" in output
        assert "/es/life-experiences/sample-life/" in output


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("list", "--language", "fr"), 2, "The languages are: es"),
        (("list", "--language", "es", "--owner", "training"), 1, "No translation matches."),
        (("show", "--language", "es", "sample-gide"), 2, "hub show --language es sample-guide"),
        (("show", "es/practices/sample"), 2, "There is no translation of"),
    ],
)
def test_what_is_not_translated_is_told(
    arguments: tuple[str, ...], code: int, words: str, site: SmallSite
) -> None:
    ended, output = run(site.root, *arguments)
    assert ended == code
    assert words in output


def test_a_translation_with_an_error_is_named(site: SmallSite) -> None:
    site.write("content/es/life-experiences/sample-life.md", "---\ntitle: Mudarse\n---\n")
    assert "hub check content/es/life-experiences/sample-life.md" in run(site.root, "list", "es")[1]
    assert "sample-life" not in run(site.root, "list", "life-experiences")[1].replace(
        "life-experiences/sample-life  ", ""
    )
