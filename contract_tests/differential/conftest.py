"""The stand-in for live, for the tests that compare with it."""

from contract_tests.standin.fixtures import by_name, stand_in

__all__ = ["by_name", "stand_in"]
