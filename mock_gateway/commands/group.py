"""What all groups of commands do: help for who says nothing, and the nearest for who mistypes."""

from __future__ import annotations

from difflib import get_close_matches

import click


class Group(click.Group):
    """A group of commands."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Show what there is to whoever says nothing, unless that means something."""
        return super().parse_args(ctx, args or ([] if self.invoke_without_command else ["--help"]))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; for one that there is not, the nearest is suggested."""
        wanted, known = args[0], self.list_commands(ctx)
        if not wanted.startswith("-") and wanted not in known:
            near = get_close_matches(wanted, known, n=1)
            advice = f"Did you mean {near[0]!r}?" if near else f"There are {', '.join(known)}."
            raise click.UsageError(f"There is no command {wanted!r}. {advice}", ctx)
        return super().resolve_command(ctx, args)
