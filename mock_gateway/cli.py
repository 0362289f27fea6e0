"""The command `quo-mock`: all that can be said to it, each part loaded only when it is said."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module

import click

LISTED: Mapping[str, Mapping[str, str]] = {
    "Start a gateway": {
        "serve": "Serve the gateway until Ctrl-C.",
        "run": "Run a program, unchanged, with the gateway in place of the real hosts.",
    },
    "Look": {
        "numbers": "List the recipients that make things happen.",
        "provenance": "Tell how we know what the gateway does.",
    },
}
"""Every command with what it does, under the heading that it is listed under."""

ELSEWHERE: Mapping[str, str] = {}
"""The commands whose module has another name than they have."""


class Commands(click.Group):
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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; for one that there is not, the nearest is suggested."""
        wanted = args[0]
        if not wanted.startswith("-") and wanted not in self.list_commands(ctx):
            near = get_close_matches(wanted, self.list_commands(ctx), n=1)
            advice = f"Did you mean {near[0]!r}?" if near else "quo-mock --help lists all there are."
            raise click.UsageError(f"There is no command {wanted!r}. {advice}", ctx)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Show what there is to whoever says nothing."""
        return super().parse_args(ctx, args or ["--help"])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their headings."""
        for heading, listed in LISTED.items():
            with formatter.section(heading):
                formatter.write_dl([*listed.items()], col_max=12)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="maton-quo")
def main() -> None:
    """A gateway that behaves like Maton and Quo, to develop and test against without sending a text."""
