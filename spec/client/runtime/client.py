"""The client that waits for each answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Any, ClassVar, Self, TypeVar

import httpx

from . import logs, settings, transports, unpacking
from .core import Core, checked, decoded, without_body
from .pacing import Pace
from .paging import Page, PageModel, checked_limit
from .request import QueryValue, Request
from .retry import Outcome, RetryPolicy

T = TypeVar("T")


class Client(Core[httpx.Client]):
    """A client of the gateway; what it can be asked is added by `Quo`."""

    _version: ClassVar[str]

    def __init__(
        self,
        *,
        api_key: str | None = None,
        connection: str | None = None,
        base_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int = 2,
        headers: dict[str, str] | None = None,
        retry: RetryPolicy | None = None,
        max_rate: float | None = None,
        transport: httpx.BaseTransport | None = None,
        http_client: httpx.Client | None = None,
    ) -> None:
        """Everything has a default; `Quo()` is enough where `MATON_API_KEY` is set.

        Args:
            api_key: The Maton API key; by default `MATON_API_KEY`.
            connection: The Maton connection to use, a UUID; by default `MATON_CONNECTION`, and without it the
                account's oldest ACTIVE one.
            base_url: One host for everything, such as `http://127.0.0.1:8787` for the mock; by default
                `MATON_GATEWAY_URL` and `MATON_CONTROL_URL`, and without them Maton's own hosts.
            timeout: Seconds for each phase of a request, or an `httpx.Timeout`; by default 5 to connect and
                30 for all else.
            max_retries: How often to repeat a request that failed; 0 for never. A POST or PATCH is repeated
                only if it surely was not acted on.
            headers: Headers to add to every request, or to replace, such as `User-Agent`.
            retry: How long to wait between attempts.
            max_rate: How many requests a second may begin, retries included; the others wait. Quo and Maton
                allow 10, so 8 leaves room for others. Needs `pip install 'maton-quo[pacing]'`.
            transport: How to send, such as `httpx.WSGITransport(app)` for a test.
            http_client: Your own `httpx.Client`, which you also close; `transport` is not used then.

        Raises:
            errors.Misconfigured: When there is no usable API key, URL or setting.
        """
        self._settings = settings.resolve(
            version=self._version,
            api_key=api_key,
            connection=connection,
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
        )
        self._retry = retry or RetryPolicy()
        self._pace = None if max_rate is None else Pace(max_rate)
        self._owns_http = http_client is None
        logs.hide_queries()
        self._http = http_client or httpx.Client(**transports.options(transport, self._settings.uses_tls))

    def send(self, request: Request) -> httpx.Response:
        """Send a request, again if that may help, and give the response as it came.

        Raises:
            errors.StatusError: When the server answered with an error.
            errors.ConnectionFailed, errors.Timeout: When it did not answer.
            errors.UndecodableResponse: When its success cannot be unpacked.
            errors.ClientClosed: When this client was closed.
        """
        outgoing, attempt = self._outgoing(request), 0
        while True:
            if self._pace is not None:
                self._pace.wait()
            began = perf_counter()
            outcome = self._attempt(outgoing)
            logs.attempt(request, outgoing, outcome, attempt, began)
            wait = self._wait(attempt, outgoing, outcome)
            if wait is None:
                return self._noted(checked(outgoing, outcome))
            self._retry.sleep(wait)
            attempt += 1

    def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, QueryValue] | None = None,
        json: Any = None,
        headers: Mapping[str, str] | None = None,
        control: bool = False,
    ) -> httpx.Response:
        """Ask for what the contract does not know yet, with the same key, retries and errors.

        Args:
            method: Such as `GET`; a POST or PATCH is repeated only if it surely was not acted on.
            path: Such as `/v1/contacts/bulk`, as Quo has it, ids included and without a query.
            params: The query; a list repeats its name, None leaves one out, a datetime is sent in UTC.
            json: The body, anything that JSON can say; None sends no body.
            headers: Headers of this request alone.
            control: Whether it goes to Maton's control host instead of Quo.

        Returns:
            The response as it came, always a success; `.json()` decodes it.

        Raises:
            ValueError: When the method is none, or the path holds a query or a segment `..`, or does not
                begin with a slash, or a list in `params` is empty.
            errors.Misconfigured: When a header cannot be sent.
            errors.StatusError: When the server answered with an error.
            errors.ConnectionFailed, errors.Timeout: When it did not answer.
            errors.UndecodableResponse: When its success cannot be unpacked.
            errors.ClientClosed: When this client was closed.
        """
        client = self if headers is None else self.with_options(headers=dict(headers))
        return client.send(Request(method.upper(), path, params, json, control=control))

    def pause(self, seconds: float) -> None:
        """Wait as between two attempts."""
        self._retry.sleep(seconds)

    def fetch(self, request: Request, parse: Callable[[bytes], T]) -> T:
        """Send a request and read the answer; raises what `send` does, and `errors.UndecodableResponse`."""
        return decoded(self.send(request), parse)

    def fetch_page(
        self, request: Request, parse: Callable[[bytes], PageModel[T]], limit: int | None = None
    ) -> Page[T]:
        """Send a request for a page, which then knows how to fetch the next; raises what `fetch` does."""
        wanted = checked_limit(limit)
        model = self.fetch(request, parse)
        return Page.of(
            model, lambda token, left: self.fetch_page(request.from_token(token), parse, left), wanted
        )

    def close(self) -> None:
        """Close the connections, unless they are not this client's own."""
        if self._owns_http:
            self._http.close()

    def _attempt(self, outgoing: httpx.Request) -> Outcome:
        self._refuse_if_closed()
        try:
            response = self._http.send(outgoing, stream=True)
        except httpx.RequestError as error:
            return error
        try:
            unpacking.read(response)
        except httpx.DecodingError as error:
            return without_body(response, error)
        except httpx.RequestError as error:
            return error
        finally:
            response.close()
        return response

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
