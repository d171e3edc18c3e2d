"""Files become located sources; two files for one address are told; a bad file does not hide the
others."""

from __future__ import annotations

import pytest

from smallsite import SmallSite


def test_a_bad_file_does_not_hide_the_mistakes_of_the_others(site: SmallSite) -> None:
    site.write("content/guides/a.md", "no fields").write(
        "content/guides/b.md", "---\ntitle: [x\n---\n"
    ).write("content/guides/c.md", "---\ntitle: C\nstatus: no\n---\n")
    assert [problem.split()[1] for problem in site.problems()] == [
        "front-matter-missing",
        "yaml-syntax",
        "bad-choice",
    ]


@pytest.mark.parametrize(
    "second",
    [
        "content/guides/sample-guide/index.md",
        "content/guides/sample-guide.yml",
        "content/guides/sample-guide/index.yml",
    ],
)
def test_two_files_for_one_address_are_told(second: str, site: SmallSite) -> None:
    path = site.root / second
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        "title: T\n" if second.endswith("yml") else "---\ntitle: T\n---\n", encoding="utf-8"
    )
    codes = [problem.split()[1] for problem in site.problems()]
    assert codes == ["route-collision"], site.problems()


@pytest.mark.parametrize("name", ["assets", "search", "404", "index", "sitemap", "feed", "by"])
def test_the_sites_own_addresses_are_kept_free(name: str, site: SmallSite) -> None:
    site.write(f"content/guides/{name}.md", "---\ntitle: T\n---\n")
    assert [problem.split()[1] for problem in site.problems()] == ["reserved-route"]


@pytest.mark.parametrize(
    ("text", "place"),
    [("---\n- a\n---\n", "2:1"), ("---\ntext\n---\n", "2:1"), ("---\n\n\n- a\n---\n", "4:1")],
)
def test_fields_that_are_no_fields_are_told(text: str, place: str, site: SmallSite) -> None:
    site.write("content/guides/a.md", text)
    assert site.problems() == [f"content/guides/a.md:{place} wrong-type"]
