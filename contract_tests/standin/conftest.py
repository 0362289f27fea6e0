"""The stand-in, for its own tests."""

from __future__ import annotations

from contract_tests.standin.fixtures import by_name, stand_in

__all__ = ("by_name", "stand_in")
