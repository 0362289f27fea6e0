"""`python -m mock_gateway` is the same as `quo-mock`."""

from __future__ import annotations

from .cli import main

main(prog_name="quo-mock")
