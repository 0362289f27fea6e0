"""The stand-in, for what is recorded of live."""

from __future__ import annotations

from contract_tests.standin.fixtures import by_name, stand_in

__all__ = ("by_name", "stand_in")
