"""The digest of a month: what it tells, in which months there is one, and what a mail may hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html as lxml_html

from hub.audit.audit import audit
from hub.cli.main import hub
from hub.compose.api.digest import Digest, digest_text, digests
from hub.compose.api.digestpages import digest_mail
from hub.problems import HubError, Report
from hub.project.settings import Settings
from smallsite import SmallSite, with_theme

NEWS = (
    "---\ntitle: {title}\nsummary: {title} and it mattered.\nstatus: published\nowner:"
    " cx-team\nadded: {added}\nkind: news\ndate: {date}\n---\n\nIt did.\n"
)


def changed(site: SmallSite, *changes: tuple[str, str]) -> SmallSite:
    """The fixture site, whose practice was changed on these days."""
    path = site.root / "content/practices/sample.md"
    lines = "".join(f"  - {{ on: {on}, note: {note} }}\n" for on, note in changes)
    text = path.read_text(encoding="utf-8")
    return site.write(
        "content/practices/sample.md",
        text.replace("added: 2024-05-01\n", f"added: 2024-05-01\nchanges:\n{lines}", 1),
    )


def read(site: SmallSite) -> dict[str, Digest]:
    result = site.check()
    assert result.library is not None
    assert not result.report.has_errors, [str(problem) for problem in result.report.problems]
    return {digest.month: digest for digest in digests(result.library)}


def told(digest: Digest) -> dict[str, list[str]]:
    return {group.id: [item.entry.id for item in group.items] for group in digest.groups}


def test_there_is_a_digest_for_each_month_that_has_something_and_for_no_other(
    site: SmallSite,
) -> None:
    changed(site, ("2024-05-20", "One step more."), ("2024-08-02", "A word mended."))
    assert list(read(site)) == ["2024-05", "2024-08"]


def test_a_change_is_told_in_its_month_with_its_note(site: SmallSite) -> None:
    found = read(changed(site, ("2024-05-20", "One step more."), ("2024-08-02", "A word mended.")))
    (group,) = found["2024-08"].groups
    assert (group.id, [(item.entry.id, item.on, item.note) for item in group.items]) == (
        "changed",
        [("sample", "2 August", "A word mended.")],
    )
    assert found["2024-08"].lead == "1 change in August 2024."


def test_news_is_told_in_the_month_in_which_it_happened_and_once(site: SmallSite) -> None:
    site.write(
        "content/news/late.md",
        NEWS.format(title="Told late", added="2024-07-03", date="2024-06-28"),
    )
    found = read(site)
    assert told(found["2024-05"])["news"] == ["sample-news"]
    assert "new-news" not in told(found["2024-05"])
    assert told(found["2024-06"]) == {"news": ["late"]}
    assert told(found["2024-07"]) == {"new-news": ["late"]}


def test_old_news_makes_no_digest_of_a_month_before_the_hub(site: SmallSite) -> None:
    site.write(
        "content/news/old.md", NEWS.format(title="Long ago", added="2024-05-01", date="2021-12-13")
    )
    site.write(
        "content/news/year.md", NEWS.format(title="Some day", added="2024-05-01", date="2025")
    )
    found = read(site)
    assert list(found) == ["2024-05"]
    assert told(found["2024-05"])["new-news"] == ["old", "year"]


def test_drafts_and_archived_entries_are_not_told(site: SmallSite) -> None:
    text = (site.root / "content/news/sample-news.md").read_text(encoding="utf-8")
    site.write(
        "content/news/sample-news.md",
        text.replace("status: published", "status: archived\narchived_reason: It is over."),
    )
    assert "news" not in told(read(site)["2024-05"])


def test_the_text_reads_as_it_did(site: SmallSite, golden: Callable[[str, str], None]) -> None:
    golden(
        "digest.txt",
        digest_text(read(changed(site, ("2024-05-20", "One step more.")))["2024-05"], Settings()),
    )


def test_the_mail_reads_as_it_did(site: SmallSite, golden: Callable[[str, str], None]) -> None:
    golden(
        "digest-mail.html",
        digest_mail(read(changed(site, ("2024-05-20", "One step more.")))["2024-05"], Settings()),
    )


def audited(folder: Path, mail: str) -> list[str]:
    (folder / "digest/2024-05").mkdir(parents=True)
    (folder / "digest/2024-05/mail.html").write_text(mail, encoding="utf-8")
    report = Report()
    audit(folder, (), (), "https://hub.example/", report)
    return [problem.code for problem in report.sorted()]


def test_the_mail_loads_nothing_and_has_whole_addresses(site: SmallSite, tmp_path: Path) -> None:
    mail = digest_mail(read(site)["2024-05"], Settings())
    assert audited(tmp_path / "stage", mail) == []
    assert all(
        href.startswith("https://cx-hub.example/")
        for href in lxml_html.fromstring(mail).xpath("//a/@href")
    )


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<img src='https://a.example/p.gif' alt=''>", "audit-element"),
        ("<p onclick='x()'>a</p>", "audit-script"),
        ("<a href='../../news/'>a</a>", "audit-link"),
        ("<a href='javascript:x()'>a</a>", "audit-link"),
        ("<p style='background:url(https://a.example/p.gif)'>a</p>", "audit-style"),
        ("<script>x()</script>", "audit-element"),
    ],
)
def test_what_a_mail_may_not_hold_is_found(
    inside: str, code: str, site: SmallSite, tmp_path: Path
) -> None:
    mail = digest_mail(read(site)["2024-05"], Settings()).replace("</body>", f"{inside}</body>")
    assert code in audited(tmp_path / "stage", mail)


def test_a_mail_without_its_policy_is_found(site: SmallSite, tmp_path: Path) -> None:
    mail = re.sub(r"<meta http-equiv[^>]*>", "", digest_mail(read(site)["2024-05"], Settings()))
    assert audited(tmp_path / "stage", mail) == ["audit-policy"]


def test_a_long_group_is_cut_in_a_mail_and_says_how_much_is_left(site: SmallSite) -> None:
    for number in range(13):
        site.write(
            f"content/news/n{number}.md",
            NEWS.format(
                title=f"Piece {number}", added="2024-06-03", date=f"2024-06-{number + 1:02}"
            ),
        )
    digest = read(site)["2024-06"]
    text, mail = digest_text(digest, Settings()), digest_mail(digest, Settings())
    assert (
        text.count("* Piece")
        == len(lxml_html.fromstring(mail).xpath("//a[starts-with(., 'Piece')]"))
        == 10
    )
    assert "And 3 more: https://cx-hub.example/digest/2024-06/" in text
    assert "And 3 more" in mail


def run(site: SmallSite, *arguments: str) -> tuple[int, str]:
    """Exit code and output of `hub digest …` in a project."""
    result = CliRunner().invoke(hub, ["--project", str(site.root), "digest", *arguments])
    if isinstance(result.exception, HubError):
        return result.exception.exit_code, str(result.exception)
    return result.exit_code, result.output


def test_the_command_writes_a_page_a_text_and_a_mail(site: SmallSite, tmp_path: Path) -> None:
    code, output = run(with_theme(site), "2024-05", "--output", str(tmp_path / "out"))
    assert code == 0, output
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [
        "cx-hub-digest-2024-05-page.html",
        "cx-hub-digest-2024-05.html",
        "cx-hub-digest-2024-05.txt",
    ]
    assert re.search(r"cx-hub-digest-2024-05\.html +the mail", output)
    page = lxml_html.parse(tmp_path / "out" / names[0])
    assert all(href.startswith("https://cx-hub.example/") for href in page.xpath("//a/@href"))
    assert page.xpath("string(//h1)") == "Digest: May 2024"


def test_the_command_without_a_month_shows_the_latest_that_has_something(site: SmallSite) -> None:
    code, output = run(with_theme(changed(site, ("2024-08-02", "A word mended."))))
    assert code == 0
    assert output.startswith("CX hub: August 2024\n")


def test_a_month_without_anything_is_told_with_those_that_have_something(site: SmallSite) -> None:
    code, output = run(with_theme(site), "2023-01")
    assert code == 1
    assert 'Nothing is told of the month "2023-01"' in output


def test_the_digests_follow_one_another_as_pages(site: SmallSite) -> None:
    result = changed(site, ("2024-08-02", "A word mended.")).check()
    assert result.site is not None
    pages = {page.address: page for page in result.site.pages}
    assert pages["digest/2024-05/"].next == ("August 2024", "digest/2024-08/")
    assert pages["digest/2024-08/"].previous == ("May 2024", "digest/2024-05/")
    assert pages["digest/2024-08/"].next is None
    files = {file.address for file in result.site.files}
    for link in lxml_html.fromstring(pages["digest/2024-08/"].content).xpath(
        "//a[@download]/@href"
    ):
        assert f"digest/2024-08/{link}" in files
