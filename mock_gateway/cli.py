"""The command `quo-mock`: all that can be said to it, each part loaded only when it is said."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click

from .commands.group import Group

LISTED: Mapping[str, Mapping[str, str]] = {
    "Start a gateway": {
        "serve": "Serve the gateway until Ctrl-C.",
        "demo": "Serve demo data for a while, and print what to try.",
        "run": "Run a program, unchanged, with the gateway in place of the real hosts.",
    },
    "Look at a running one": {
        "open": "Open its pages in the browser.",
        "journal": "Show the requests that it was asked; --follow waits for more.",
    },
    "Let something happen": {
        "receive": "Let a customer text or call.",
        "fault": "Let requests fail: statuses, delays, broken answers.",
        "clock": "Freeze, set and advance its time.",
    },
    "Change what a workspace holds": {
        "seed": "Fill a workspace from a seed or a file.",
        "import": "Fill a workspace from a YAML file.",
        "export": "Write a workspace as a YAML file.",
        "snapshot": "Put a workspace aside, and bring it back.",
    },
    "Keep it": {
        "backup": "Copy a database's file as it is now, also while gateways serve it.",
        "restore": "Make a database what a backup holds.",
    },
    "Look something up": {
        "numbers": "List the recipients that make things happen.",
        "provenance": "Tell how we know what the gateway does.",
        "completion": "Print what makes a shell complete these commands.",
    },
}
"""Every command with what it does, under the heading that it is listed under."""

ELSEWHERE: Mapping[str, str] = {"import": "files", "export": "files", "restore": "backup"}
"""The commands whose module has another name than they have."""


class Commands(Group):
    """A group whose commands are imported one at a time: `--help` needs none of them, `serve` only itself."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, as they are listed."""
        return [name for listed in LISTED.values() for name in listed]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, from `mock_gateway.commands`."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f".commands.{ELSEWHERE.get(cmd_name, cmd_name)}", __package__)
        command: click.Command = next(
            value
            for value in vars(module).values()
            if isinstance(value, click.Command) and value.name == cmd_name
        )
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their headings."""
        widest = max(map(len, self.list_commands(ctx)))
        for heading, listed in LISTED.items():
            with formatter.section(heading):
                formatter.write_dl([(f"{name:{widest}}", about) for name, about in listed.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="maton-quo")
def main() -> None:
    """A gateway that behaves like Maton and Quo, to develop and test against without sending a text."""
