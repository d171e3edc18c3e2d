"""Who is asked to review what."""

from __future__ import annotations

from pathlib import Path

from hub.build import Project, prepare
from hub.editing.codeowners import HEAD, codeowners, entries_by_team
from hub.project.settings import Settings

ROOT = Path(__file__).parents[1]


def test_a_folder_belongs_to_the_team_that_owns_most_of_its_entries() -> None:
    text = codeowners(
        {
            "@cx/team": ["content/practices/a.md", "content/practices/b.md", "content/terms/a.md"],
            "@cx/policy": ["content/practices/c.md", "content/resources/a.yml"],
        }
    )

    assert (
        text
        == HEAD
        + "*                    @cx/team\n/content/practices/  @cx/team\n/content/resources/ "
        " @cx/policy\n/content/terms/      @cx/team\n"
    )


def test_a_tie_goes_to_the_first_name_whatever_the_order() -> None:
    one = {"@cx/b": ["content/terms/a.md"], "@cx/a": ["content/terms/b.md"]}

    assert codeowners(one) == codeowners(dict(reversed(one.items())))
    assert "/content/terms/  @cx/a\n" in codeowners(one)


def test_a_hub_without_teams_has_no_owners() -> None:
    assert codeowners({}) == HEAD


def test_an_entry_kept_in_its_own_folder_counts_for_the_collection() -> None:
    assert "/content/guides/  @cx/team\n" in codeowners(
        {"@cx/team": ["content/guides/long-read/index.md"]}
    )


def test_the_committed_file_is_up_to_date() -> None:
    library = prepare(Project.at(ROOT), Settings()).library
    assert library is not None

    assert (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8") == codeowners(
        entries_by_team(library)
    )
