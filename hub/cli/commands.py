"""The commands by name, and the door to them: a command's module is imported when it is used, since
what one needs may take another a second to load.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

import click

from hub.problems import nearest


@dataclass(frozen=True)
class Door:
    """The module of `hub.cli` in which a command stands, and what `hub --help` says of it: the
    first sentence of the command's own help.
    """

    module: str
    sentence: str


COMMANDS = {
    "build": Door("build", "Check the content, build the site, and publish it in one step."),
    "check": Door("check", "Name everything that is wrong with the content, in one run."),
    "digest": Door("digest", "Tell what was new in a month, as a page, as text and as a mail."),
    "doctor": Door(
        "editing", "What is odd about this installation and project, and what to do about it."
    ),
    "explain": Door("explain", "What a problem code means, and how to mend it."),
    "export": Door(
        "export",
        "Pack the published site into a zip that opens without a network and without a server, the"
        " search included.",
    ),
    "import": Door("feedback", "Take in what came from outside."),
    "links": Door(
        "links",
        "Keep every address that was given out: check them, freeze new ones, lead old ones on.",
    ),
    "list": Door("listing", "The entries, by name."),
    "new": Door("editing", "Write a draft with every field that publishing needs."),
    "playbook": Door(
        "playbook",
        "Make the playbook, one chapter of it or a course in a format to print, read offline, or"
        " import.",
    ),
    "schema": Door("editing", "The fields of a collection, for people or as JSON Schema."),
    "search": Door(
        "search", "Search the published site: what editors see here is what readers see there."
    ),
    "serve": Door(
        "serve",
        "Show the site on this machine only, with drafts, and build it again when something"
        " changes.",
    ),
    "show": Door("listing", "One entry: its fields, and who points to it."),
}


class CommandGroup(click.Group):
    """Commands, with the nearest one offered when a name is mistyped, and errors that read like
    ours.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(
            import_module(f"hub.cli.{COMMANDS[cmd_name].module}"), f"{cmd_name}_command"
        )
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of `hub --help`, from the table: click would import every command to ask it."""
        room = formatter.width - 6 - max(map(len, COMMANDS))  # click's own margins
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (name, click.Command(name, help=door.sentence).get_short_help_str(room))
                    for name, door in sorted(COMMANDS.items())
                ]
            )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            meant = nearest(args[0], COMMANDS)
            hint = (
                f' Did you mean "hub {meant}"?' if meant else " See the commands with: hub --help"
            )
            raise click.UsageError(f'There is no command "{args[0]}".{hint}')
        return super().resolve_command(ctx, args)
