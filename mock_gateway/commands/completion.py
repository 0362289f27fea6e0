"""`quo-mock completion`: what makes a shell complete its commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what makes a shell complete these commands.

    \b
    bash   add to ~/.bashrc:  eval "$(quo-mock completion bash)"
    zsh    add to ~/.zshrc:   eval "$(quo-mock completion zsh)"
    fish   quo-mock completion fish > ~/.config/fish/completions/quo-mock.fish

    Example: quo-mock completion bash
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"{shell} cannot be served by this version of click", ctx)
    click.echo(kind(ctx.find_root().command, {}, "quo-mock", "_QUO_MOCK_COMPLETE").source())
