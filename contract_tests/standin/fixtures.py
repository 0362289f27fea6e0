"""Fixtures of the stand-in, for whichever conftest imports them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from maton_quo._runtime import transports

from .stand_in import StandIn


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """A stand-in of the test's own, without a rate limit; it starts in 0.2 s."""
    with StandIn(rate_limit=0) as stand_in:
        yield stand_in


@pytest.fixture
def by_name(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """The same, and whatever this process sends to live by its name goes there."""
    for name, value in stand_in.environment().items():
        monkeypatch.setenv(name, value)
    transports.trusted.cache_clear()  # the client reads SSL_CERT_FILE once for all its sessions
    yield stand_in
    transports.trusted.cache_clear()
