"""`quo-mock`, the same as `python -m mock_gateway`: whatever is wrong with the command is one sentence."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command; exit code 2 for a mistake in it."""
    try:
        import click

        from .cli import main
    except ModuleNotFoundError as error:
        sys.exit(f"quo-mock: {error.name} is missing; the gateway comes with pip install 'maton-quo[mock]'")
    try:
        main(prog_name="quo-mock", standalone_mode=False)
    except click.ClickException as error:
        print(f"quo-mock: {error.format_message()}", file=sys.stderr)
        sys.exit(2)
    except click.Abort:
        sys.exit(130)


if __name__ == "__main__":
    run()
