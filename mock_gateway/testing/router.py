"""The gateway under the real hosts, for code that makes its own httpx client: through respx."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..intercept.hosts import HOSTS
from .transports import InProcess

if TYPE_CHECKING:
    import respx

HERE = ("127.0.0.1", "localhost", "::1")


@contextmanager
def mounted(transport: InProcess) -> Iterator[respx.MockRouter]:
    """A respx router that answers for Maton's and Quo's hosts; this machine is reached, nothing else is.

    Raises:
        ModuleNotFoundError: respx is not installed.
    """
    import respx

    with respx.mock(assert_all_called=False) as router:
        router.route(host__in=tuple(sorted(HOSTS))).mock(side_effect=transport.handle_request)
        router.route(host__in=HERE).pass_through()
        yield router
