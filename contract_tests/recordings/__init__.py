"""Answers of a gateway, redacted and kept in files: captured, checked, and replayed."""

from contract_tests.recordings.files import load
from contract_tests.recordings.meta import Meta

__all__ = ["Meta", "load"]
