"""What `Client` and `AsyncClient` have in common: everything that neither waits nor sends."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Generic, Self, TypeVar

import httpx
import msgspec

from . import errors
from .logs import OwnURL
from .pacing import Pace
from .request import Request
from .retry import Outcome, RetryPolicy
from .settings import Settings, merged

T = TypeVar("T")
HttpT = TypeVar("HttpT", httpx.Client, httpx.AsyncClient)


class Core(Generic[HttpT]):
    """Settings, a pool of connections, and the way from a `Request` to a model."""

    _http: HttpT
    _owns_http: bool
    _settings: Settings
    _retry: RetryPolicy
    _pace: Pace | None
    _last: list[httpx.Response] | None = None

    def with_options(
        self,
        *,
        connection: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        headers: dict[str, str] | None = None,
    ) -> Self:
        """The same client with other settings for the calls made through it; this one stays as it is.

        Both use the same connections and keep to the same `max_rate`; closing the one that is returned does
        nothing.

        Args:
            connection: The Maton connection to use, a UUID.
            timeout: Seconds for each phase of a request, or an `httpx.Timeout`.
            max_retries: How often to repeat a request that failed; 0 for never.
            headers: Headers to add or replace.

        Raises:
            errors.Misconfigured: When a header cannot be sent, `timeout` is not above 0 or `max_retries` is
                negative.
        """
        other = copy.copy(self)
        other._owns_http = False
        other._settings = self._settings.changed(
            connection=connection, timeout=timeout, max_retries=max_retries, headers=headers
        )
        return other

    def noting(self, last: list[httpx.Response]) -> Self:
        """The same client, which keeps the last response it got in `last`, beside what it gives."""
        other = copy.copy(self)
        other._owns_http = False
        other._last = last
        return other

    def _outgoing(self, request: Request) -> httpx.Request:
        settings, content = self._settings, request.content()
        headers = settings.headers.copy()
        if settings.connection and not request.control:
            headers["Maton-Connection"] = settings.connection
        if content is not None:
            headers["Content-Type"] = "application/json"
        own = {name: value for name, value in (request.headers or {}).items() if value is not None}
        host = settings.control_url if request.control else settings.gateway_url
        try:
            outgoing = self._http.build_request(
                request.method,
                host + request.path,
                params=request.params() or None,
                headers=merged(headers, own),
                content=content,
                timeout=settings.timeout,
            )
        except httpx.InvalidURL as error:
            raise ValueError(f"{request.method} {request.route}: {error}") from None
        outgoing.url = OwnURL(outgoing.url)
        return outgoing

    def _refuse_if_closed(self) -> None:
        if self._http.is_closed:
            raise errors.ClientClosed(
                "This client was closed; make another, or leave its `with` block later."
            )

    def _noted(self, response: httpx.Response) -> httpx.Response:
        if self._last is not None:
            self._last[:] = [response]
        return response

    def _wait(self, attempt: int, request: httpx.Request, outcome: Outcome) -> float | None:
        if attempt >= self._settings.max_retries:
            return None
        return self._retry.wait(attempt, request.method, outcome)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._settings.gateway_url}>"


class Unreadable(httpx.DecodingError):
    """A success whose body cannot be unpacked; `response` is that success without it."""

    def __init__(self, response: httpx.Response, cause: httpx.DecodingError) -> None:
        super().__init__(str(cause), request=response.request)
        self.response = response


def without_body(response: httpx.Response, cause: httpx.DecodingError) -> Outcome:
    """What came of a request whose answer cannot be unpacked: an error status says enough by itself."""
    bare = httpx.Response(
        response.status_code,
        headers=[item for item in response.headers.multi_items() if item[0] != "content-encoding"],
        request=response.request,
        extensions=response.extensions,
    )
    return Unreadable(bare, cause) if bare.is_success else bare


def checked(request: httpx.Request, outcome: Outcome) -> httpx.Response:
    """The outcome, if it is a success.

    Raises:
        errors.StatusError: When the server answered with an error.
        errors.ConnectionFailed, errors.Timeout: When it did not answer.
        errors.UndecodableResponse: When its success cannot be unpacked.
    """
    if isinstance(outcome, Unreadable):
        raise errors.from_decoding(outcome.response, outcome) from outcome
    if isinstance(outcome, httpx.RequestError):
        raise errors.from_transport(request, outcome) from outcome
    if not outcome.is_success:
        raise errors.from_response(outcome)
    return outcome


def decoded(response: httpx.Response, parse: Callable[[bytes], T]) -> T:
    """What the response says.

    Raises:
        errors.UndecodableResponse: When it is not what the contract promises.
    """
    try:
        return parse(response.content)
    except (msgspec.MsgspecError, ValueError) as error:
        raise errors.from_decoding(response, error) from error
