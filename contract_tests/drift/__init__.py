"""Where two sides differ in form: the mock and live, two profiles, yesterday and today."""

from contract_tests.drift.compare import compare
from contract_tests.drift.findings import KINDS, Finding, Report

__all__ = ["KINDS", "Finding", "Report", "compare"]
