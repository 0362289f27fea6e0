"""Read-only calls to a gateway and what it answered, for recordings and for the drift report."""

from contract_tests.exchanges.capture import capture
from contract_tests.exchanges.exchange import MATTERING_HEADERS, Exchange

__all__ = ["MATTERING_HEADERS", "Exchange", "capture"]
