"""The commands for the playbook: `hub playbook --format …`, `hub playbook freeze`, `hub playbook
diff`.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from hub.cli.project import checked_library, site_settings
from hub.cli.words import content_option, json_for_output, say, warn
from hub.compose.playbook.book import Book
from hub.compose.playbook.changes import by_chapter, changes
from hub.compose.playbook.editions import FOLDER, freeze, read_editions
from hub.compose.playbook.outline import Outline, outline_of
from hub.compose.playbook.outputs import FORMATS, applies, files_of
from hub.compose.playbook.shelf import Shelf
from hub.problems import HubError, nearest, visible
from hub.project.destination import check_output, write_files
from hub.project.kept import cache_of
from hub.project.siteurl import mind

FIX = "Name another folder: --output out"


@click.group("playbook", invoke_without_command=True)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([*FORMATS, "all"]),
    help="What to make. May be given more than once.",
)
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), help="The folder to write to."
)
@click.option(
    "--playbook", "playbook", metavar="ID", help="Which playbook, where there are several."
)
@click.option("--chapter", metavar="KEY", help="Only this chapter.")
@click.option("--course", metavar="ID", help="Only this course, with the chapters it uses.")
@click.option("--paper", type=click.Choice(["letter", "a4"]), default="letter", show_default=True)
@content_option
@click.pass_context
def playbook_command(
    ctx: click.Context,
    formats: tuple[str, ...],
    output: Path | None,
    playbook: str | None,
    chapter: str | None,
    course: str | None,
    paper: str,
    content: str | None,
) -> None:
    """Make the playbook, one chapter of it or a course in a format to print, read offline, or
    import.
    """
    ctx.ensure_object(Path)
    ctx.meta["hub.playbook"] = (playbook, content)
    if ctx.invoked_subcommand is not None:
        return
    if not formats or output is None:
        raise click.UsageError(
            "Say what to make and where, for example: hub playbook --format pdf --output out"
        )
    if chapter and course:
        raise click.UsageError("Name a chapter or a course, not both.")
    check_output(output, ctx.obj, ctx.obj / (content or "content"), fix=FIX)
    shelf = _shelf(ctx.obj, content)
    book = _book(shelf, playbook, chapter, course=course)
    made: dict[str, bytes] = {}
    for name in dict.fromkeys(FORMATS if "all" in formats else formats):
        if "all" in formats and not applies(book, name):
            continue
        files, is_kept = files_of(
            book, name, paper="a4" if paper == "a4" else "letter", kept=_kept(ctx.obj)
        )
        made |= files
        listed = ", ".join(file for file in files if "/" not in file)
        say(f"{name:<10} {listed}{'   (nothing has changed)' if is_kept else ''}")
    write_files(made, output, fix=FIX)
    warn(mind(book.site_url))
    say(f"Wrote {len(made)} {'file' if len(made) == 1 else 'files'} to {visible(str(output))}.")


@playbook_command.command("freeze")
@click.argument("edition")
@click.pass_context
def freeze_edition(ctx: click.Context, edition: str) -> None:
    """Keep the playbook as it is now as an edition, below editions/. No build changes it from then
    on.
    """
    playbook, content = ctx.meta["hub.playbook"]
    book = _book(_shelf(ctx.obj, content), playbook, None, course=None)
    frozen = freeze(book, ctx.obj, edition, kept=_kept(ctx.obj))
    weight = sum(map(len, frozen.files.values()))
    warn(mind(book.site_url))
    say(
        f"Froze edition {edition}: {len(frozen.files)} files, {weight / 1_000_000:.1f} MB, in"
        f" {FOLDER}/{edition}. Commit that folder, and run: hub links freeze"
    )


@playbook_command.command("diff")
@click.argument("old")
@click.argument("new", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def diff_editions(ctx: click.Context, old: str, new: str | None, as_json: bool) -> None:
    """What changed for trainers from the edition OLD to the edition NEW, or to the playbook as it
    is now.
    """
    playbook, content = ctx.meta["hub.playbook"]
    before = _outline(ctx.obj, old)
    after = (
        _outline(ctx.obj, new)
        if new
        else outline_of(_book(_shelf(ctx.obj, content), playbook, None, course=None))
    )
    found = changes(before, after)
    if as_json:
        say(
            json_for_output(
                json.dumps(
                    {
                        "schema": "hub.changes/1",
                        "from": old,
                        "to": new or "now",
                        "changes": [vars(change) for change in found],
                    },
                    indent=1,
                    ensure_ascii=False,
                    sort_keys=True,
                )
            )
        )
        return
    for chapter, held in by_chapter(found).items():
        say(f"{chapter}")
        for change in held:
            say(f"  {change.what:<9} {change.title}\n            {change.words} {change.id}")
    say(
        f"{len(found)} {'change' if len(found) == 1 else 'changes'} from edition {old} to"
        f" {f'edition {new}' if new else 'now'}."
    )


def _outline(project: Path, name: str) -> Outline:
    known = {edition.name: edition for edition in read_editions(project)}
    if name not in known:
        meant = nearest(name, known)
        fix = (
            f"Did you mean {meant}?"
            if meant
            else (
                f"The frozen editions are: {', '.join(known)}"
                if known
                else "Freeze one with: hub playbook freeze 2026.1"
            )
        )
        raise HubError(
            "unknown-edition",
            f'There is no frozen edition "{visible(name[:20])}".',
            exit_code=1,
            fix=fix,
        )
    return known[name].outline


def _shelf(project: Path, content: str | None) -> Shelf:
    """The books of the project. Content with mistakes ends here with all of them told."""
    return Shelf(checked_library(project, content), site_settings(project))


def _book(shelf: Shelf, playbook: str | None, chapter: str | None, course: str | None) -> Book:
    """The book that was asked for."""
    if course is not None:
        return shelf.course(_known(course, list(shelf.courses), "course"))
    if playbook is None and len(shelf.playbooks) != 1:
        names = ", ".join(shelf.playbooks)
        raise HubError(
            "unknown-entry",
            "Say which playbook." if names else "There is no published playbook.",
            exit_code=2,
            fix=f"--playbook, one of: {names}" if names else "",
        )
    name = _known(playbook or next(iter(shelf.playbooks)), list(shelf.playbooks), "playbook")
    if chapter is None:
        return shelf.playbook(name)
    return shelf.chapter(
        name, _known(chapter, [view.fields.key for view in shelf.playbooks[name][1]], "chapter")
    )


def _known(name: str, known: list[str], what: str) -> str:
    if name not in known:
        meant = nearest(name, known)
        fix = f"Did you mean {meant}?" if meant else f"There are: {', '.join(known) or 'none'}"
        raise HubError(
            "unknown-entry", f'There is no {what} "{visible(name[:60])}".', exit_code=2, fix=fix
        )
    return name


def _kept(project: Path) -> Path | None:
    cache = cache_of(project)
    return cache / "playbook" if cache else None
