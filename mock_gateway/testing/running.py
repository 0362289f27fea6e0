"""A private gateway for as long as a `with` lasts: for unittest, notebooks and scripts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from .options import options
from .originals import Originals
from .quo_mock import QuoMock


@contextmanager
def running(**given: Any) -> Iterator[QuoMock]:
    """A gateway of one's own, the same object that the pytest fixture `quo_mock` gives.

        with mock_gateway.running(seed="demo", profile="observed") as quo_mock:
            quo_mock.client().messages.send(content="Hi", from_="PN123abc", to=["+12065550119"])
            assert quo_mock.sent[-1].text == "Hi"

    Args:
        given: see `mock_gateway.testing.options.options`.

    Raises:
        ValueError: an option is unknown or its value not allowed, or there is no such seed.
    """
    originals = Originals()
    try:
        with closing(opened(originals, **given)) as quo_mock:
            yield quo_mock
    finally:
        originals.close()


def opened(originals: Originals, **given: Any) -> QuoMock:
    """The same for whoever closes it, beginning with what `originals` has seeded; raises the same."""
    wanted = options(**given)
    return QuoMock(*originals.gateway(wanted), balance_cents=wanted.balance_cents)
