"""`quo-mock`, the same as `python -m mock_gateway`: whatever is wrong with the command is one sentence."""

from __future__ import annotations

import sys
from typing import NoReturn


def run() -> None:
    """Run the command; exit code 2 for a mistake in it."""
    try:
        import click

        from .cli import main
    except ModuleNotFoundError as error:
        _say_what_is_missing(error)
    try:
        main(prog_name="quo-mock", standalone_mode=False)
    except ModuleNotFoundError as error:  # a command is loaded when it is asked for
        _say_what_is_missing(error)
    except click.ClickException as error:
        print(f"quo-mock: {error.format_message()}", file=sys.stderr)
        sys.exit(2)
    except click.Abort:
        sys.exit(130)


def _say_what_is_missing(error: ModuleNotFoundError) -> NoReturn:
    sys.exit(f"quo-mock: {error.name} is missing; the gateway comes with pip install 'maton-quo[mock]'")


if __name__ == "__main__":
    run()
