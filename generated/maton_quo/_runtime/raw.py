"""An answer together with the response it was read from."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar

import httpx

from . import problem, rate_limit
from .async_client import AsyncClient
from .client import Client
from .rate_limit import RateLimit

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class RawResponse(Generic[T]):
    """What a method gives through `with_raw_response`.

    Attributes:
        parsed: What the method gives without it. Of a list it is the first page, which walks on as always.
        response: The response as it came; its JSON has also the fields that the contract does not know.
    """

    parsed: T
    response: httpx.Response

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        return self.response.status_code

    @property
    def headers(self) -> httpx.Headers:
        """The headers of the response, found in any case."""
        return self.response.headers

    @property
    def trace(self) -> str | None:
        """What to tell support; None if the response has no mark."""
        return problem.trace(self.response)

    @property
    def rate_limit(self) -> RateLimit | None:
        """How far the account is from its limit; None if the response does not say."""
        return rate_limit.read(self.response.headers)

    def json(self) -> Any:
        """The body, decoded and not typed; raises ValueError if it is not JSON."""
        return self.response.json()

    def __repr__(self) -> str:
        return f"<RawResponse {self.status_code} {self.parsed!r}>"


class _Resource(Protocol):
    @property
    def _client(self) -> Any: ...


ResourceT = TypeVar("ResourceT", bound=_Resource)


def raw(resource: ResourceT, method: Callable[Concatenate[ResourceT, P], T]) -> Callable[P, RawResponse[T]]:
    """`method` of the resource, with what it gives in a `RawResponse`."""

    @functools.wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
        last: list[httpx.Response] = []
        parsed = method(_noting(resource, last), *args, **kwargs)
        return RawResponse(parsed, last[0])

    return call


def async_raw(
    resource: ResourceT, method: Callable[Concatenate[ResourceT, P], Awaitable[T]]
) -> Callable[P, Coroutine[Any, Any, RawResponse[T]]]:
    """`method` of the resource, with what it gives, when awaited, in a `RawResponse`."""

    @functools.wraps(method)
    async def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
        last: list[httpx.Response] = []
        parsed = await method(_noting(resource, last), *args, **kwargs)
        return RawResponse(parsed, last[0])

    return call


def _noting(resource: ResourceT, last: list[httpx.Response]) -> ResourceT:
    """The same resource, whose client keeps the last response: each call has its own, so that none mix."""
    client: Client | AsyncClient = resource._client
    return type(resource)(client.noting(last))  # type: ignore[call-arg]
