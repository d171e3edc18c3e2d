"""The commands for addresses that last: `hub links check | freeze | move | retire | restore |
list`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from hub import build
from hub.cli.standing import Standing, standing_of
from hub.cli.words import VERSION, content_option, json_for_output, say
from hub.limits import MAX_SUMMARY
from hub.permalinks.check import advise
from hub.permalinks.headingids import write_ids
from hub.permalinks.moves import frozen, moved, restored, retired
from hub.permalinks.projectledger import check_kept
from hub.problems import Place, Report
from hub.reading.characters import first_forbidden
from hub.report import machine as report_machine
from hub.report import text as report_text


@click.group("links")
def links_command() -> None:
    """Keep every address that was given out: check them, freeze new ones, lead old ones on."""


@links_command.command("check")
@click.option(
    "--against",
    metavar="BRANCH",
    help="The base branch, whose ledger loses no line. The default is what CI names, or main.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif", "markdown"]),
    default="text",
    show_default=True,
)
@click.option("--strict", is_flag=True, help="What is not frozen yet counts as an error.")
@content_option
@click.pass_obj
def check_links(
    project: Path, against: str | None, form: str, strict: bool, content: str | None
) -> None:
    """Name every address that was given out and leads nowhere any more. Nothing is written."""
    standing = _standing(project, content)
    report = Report(text_by_path=standing.report.text_by_path)
    standing.redirects.check(report)
    base = check_kept(standing.redirects.ledger, project, None, report=report, branch=against)
    advise(
        standing.redirects.ledger, standing.redirects.published, standing.unwritten, report=report
    )
    for edition, many in standing.outdated:
        report.add(
            "edition-outdated",
            Place(f"content/playbooks/{edition.playbook}.yml"),
            f"The playbook says that it is edition {edition.name}, which is frozen, and {many}"
            f" {'thing has' if many == 1 else 'things have'} changed since.",
            rows=[
                ("Write", f"edition: another name than {edition.name}"),
                ("See", f"hub playbook diff {edition.name}"),
            ],
            severity="warning",
        )
    if form == "text":
        say(report_text.render(report))
        lines = standing.redirects.ledger.line_by_id.values()
        say(
            f"\n{len(lines):,} ids in the ledger, {sum(not line.is_live for line in lines):,} of"
            f" them moved or withdrawn; {len(standing.redirects.published):,} on the site."
        )
        say(f"Compared with {base.name}." if base.name else base.uncompared)
        say(
            report_text.closing(
                report,
                published=(
                    "The published site has not been changed."
                    if report.problems
                    else "Every address leads somewhere."
                ),
            )
        )
    else:
        tell = {
            "json": lambda: json_for_output(report_machine.to_json(report, {})),
            "github": lambda: report_machine.to_github(report),
            "markdown": lambda: report_machine.to_markdown(report),
        }
        say(tell.get(form, lambda: json_for_output(report_machine.to_sarif(report, VERSION)))())
    sys.exit(1 if report.has_errors or (strict and report.problems) else 0)


@links_command.command("freeze")
@click.option(
    "--since",
    metavar="EDITION",
    help="The edition in which the new ids were given out. The default is the playbook's.",
)
@content_option
@click.pass_obj
def freeze_links(project: Path, since: str | None, content: str | None) -> None:
    """Write a line for every id that is new, and the id behind every heading that has none. From
    then on they do not change.
    """
    if since is not None and not re.fullmatch(r"[\w][\w.-]{0,19}", since, re.ASCII):
        raise click.UsageError("--since is the name of an edition, such as 2026.1.")
    standing = _standing(project, content)
    broken = Report(text_by_path=standing.report.text_by_path)
    standing.redirects.check(broken)
    # which a freeze may mend
    broken.problems = [
        problem for problem in broken.problems if problem.code != "permalink-line-lost"
    ]
    if broken.has_errors:  # or a rename would be frozen as something new
        say(report_text.render(broken))
        say("Nothing was frozen.")
        sys.exit(1)
    for path in write_ids(standing.library, project):
        say(f"Wrote ids behind the headings of {path}.")
    many = standing.write(
        frozen(standing.redirects.ledger, standing.redirects.published, since or standing.edition)
    )
    say(
        f"{many:,} new ids are frozen. Commit permalinks.yml."
        if many
        else "Every id is frozen already."
    )


@links_command.command("move")
@click.argument("old")
@click.argument("new")
@click.option("--why", default="", help="One sentence for readers who follow the old link.")
@content_option
@click.pass_obj
def move_link(project: Path, old: str, new: str, why: str, content: str | None) -> None:
    """Lead the id OLD to NEW; with a page go the parts it had."""
    words = _sentence(why)
    standing = _standing(project, content)
    many = standing.write(
        moved(standing.redirects.ledger, standing.redirects.published, old, new=new, why=words)
    )
    say(f"{many:,} {'id leads' if many == 1 else 'ids lead'} on from {old}. Commit permalinks.yml.")


@links_command.command("retire")
@click.argument("old")
@click.option("--why", required=True, help="One sentence for readers who follow the old link.")
@click.option("--to", default="", metavar="ID", help="What readers are sent to instead.")
@content_option
@click.pass_obj
def retire_link(project: Path, old: str, why: str, to: str, content: str | None) -> None:
    """Withdraw the id OLD and the parts of its page. The address stays, and says why."""
    words = _sentence(why)
    if not words:
        raise click.UsageError(
            'Say why, for readers who follow the old link: --why "The event is over."'
        )
    standing = _standing(project, content)
    many = standing.write(
        retired(standing.redirects.ledger, standing.redirects.published, old, why=words, to=to)
    )
    say(f"{many:,} {'id is' if many == 1 else 'ids are'} withdrawn. Commit permalinks.yml.")


@links_command.command("restore")
@click.argument("identity", metavar="ID")
@click.option("--why", required=True, help="One sentence for whoever reads the ledger.")
@content_option
@click.pass_obj
def restore_link(project: Path, identity: str, why: str, content: str | None) -> None:
    """Let an id that was led away stand again, with the parts of its page, when the same thing is
    back at its old place.
    """
    words = _sentence(why)
    if not words:
        raise click.UsageError(
            'Say why, for whoever reads the ledger: --why "The event is held again."'
        )
    standing = _standing(project, content)
    many = standing.write(
        restored(standing.redirects.ledger, standing.redirects.published, identity, why=words)
    )
    say(f"{many:,} {'id stands' if many == 1 else 'ids stand'} again. Commit permalinks.yml.")


@links_command.command("list")
@click.argument("words", nargs=-1)
@content_option
@click.pass_obj
def list_links(project: Path, words: tuple[str, ...], content: str | None) -> None:
    """Every id on the site with its address and title; with WORDS, those that hold them all."""
    standing = _standing(project, content)
    wanted = [word.casefold() for word in words]
    found = [
        spot
        for spot in standing.redirects.published.values()
        if all(word in f"{spot.id} {spot.title}".casefold() for word in wanted)
    ]
    for spot in sorted(found, key=lambda spot: spot.id):
        say(f"{spot.id}  /{spot.address}  {spot.title}")
    sys.exit(0 if found else 1)


def _sentence(typed: str) -> str:
    """A sentence for readers, on one line. Characters that cannot be seen, and bytes that are no
    text, are refused.
    """
    words = " ".join(typed.split())
    if not words.isprintable() or first_forbidden(words) is not None:
        raise click.UsageError(
            "--why holds a character that cannot be seen. Type the sentence anew."
        )
    if len(words) > MAX_SUMMARY:
        raise click.UsageError(f"--why has {len(words)} characters; the most is {MAX_SUMMARY}.")
    return words


def _standing(project: Path, content: str | None) -> Standing:
    """The project with its pages and its ledger. Content with mistakes, or a ledger that cannot be
    read, ends here with all of them told.
    """
    found = standing_of(build.Project.at(project, content))
    if not isinstance(found, Standing):
        say(report_text.render(found))
        say(report_text.closing(found))
        sys.exit(1)
    return found
