"""Every way in which a call can fail.

QuoError
├── Misconfigured            no usable API key, URL or setting; nothing was sent
├── ClientClosed             the client was closed before; nothing was sent
├── ConnectionFailed         the request got no answer
├── Timeout                  the answer did not come in time
├── UndecodableResponse      a success, but not in the shape that the contract promises
├── RepeatedPage             paging was led in a circle
├── AuthorizationFailed      nobody allowed the new connection
├── BadSignature             a webhook that is not from Quo, or too old
├── UndecodableEvent         a webhook from Quo, but not in the shape that the contract promises
└── StatusError              an answer with an error status
    ├── BadRequest           400
    ├── Unauthorized         401
    ├── PaymentRequired      402
    ├── Forbidden            403
    ├── NotFound             404
    ├── Conflict             409
    ├── UnprocessableEntity  422
    ├── RateLimited          429
    └── ServerError          5xx

GatewayError                 beside it, when a StatusError comes from Maton and not from Quo
"""

from __future__ import annotations

from typing import Any

import httpx

from . import portable, problem, rate_limit, wording
from .problem import Complaint
from .retry import retry_after


class QuoError(Exception):
    """Any failure of this package."""


class Misconfigured(QuoError):
    """The client cannot be used with these settings; nothing was sent."""


class ClientClosed(QuoError):
    """The client was closed before; nothing was sent."""


class RepeatedPage(QuoError):
    """The server named a page that had been read before, so that paging would never end."""


class BadSignature(QuoError):
    """A webhook is not from Quo, was changed on its way, or is too old."""


class UndecodableEvent(QuoError):
    """A webhook is from Quo, but not in the shape that the contract promises.

    Attributes:
        event: What it holds, not typed; the bytes of a body that is no JSON.
    """

    def __init__(self, message: str, event: Any) -> None:
        super().__init__(message)
        self.event = event

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.event)


class AuthorizationFailed(QuoError):
    """Nobody allowed the new connection: access was refused, or the time was over.

    Attributes:
        connection_id: The connection, which still exists.
        status: Its state: FAILED, or PENDING when the time was over.
    """

    def __init__(self, message: str, connection_id: str, status: str) -> None:
        super().__init__(message)
        self.connection_id = connection_id
        self.status = status

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.connection_id, self.status)


class _NoAnswer(QuoError):
    def __init__(self, message: str, request: httpx.Request) -> None:
        super().__init__(message)
        self.request = request

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), portable.request(self.request))


class ConnectionFailed(_NoAnswer):
    """The request got no answer: the host could not be reached, or the connection broke."""


class Timeout(_NoAnswer):
    """The answer did not come in time. A POST may have been acted on all the same."""


class UndecodableResponse(QuoError):
    """The answer was a success, but not in the shape that the contract promises."""

    def __init__(self, message: str, response: httpx.Response) -> None:
        super().__init__(message)
        self.response = response
        self.request = response.request

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), portable.response(self.response))


class StatusError(QuoError):
    """The server answered with an error status.

    Attributes:
        status_code: The HTTP status.
        code: Quo's 7-digit code (or Cloudflare's 4-digit one), None if there is none.
        title: The name of the error, such as `Not Enough Credits`.
        message: What the server says about it; its reason phrase if the body says nothing.
        trace: What to tell support.
        complaints: What is wrong with which field; empty unless the request was not valid.
        retry_after: How long the server asks to wait, in seconds; None if it does not.
        rate_limit: How far the account is from its limit; None if the server does not say.
        response: The response as it came.
        request: The request it answers.
    """

    def __init__(self, response: httpx.Response) -> None:
        found = problem.read(response)
        self.response = response
        self.request = response.request
        self.status_code = response.status_code
        self.code = found.code
        self.title = found.title
        self.message = found.message or response.reason_phrase or "no message"
        self.trace = problem.trace(response)
        self.complaints: list[Complaint] = list(found.complaints)
        self.retry_after = retry_after(response)
        self.rate_limit = rate_limit.read(response.headers)
        super().__init__(wording.of_status(response, found))

    def __reduce__(self) -> tuple[Any, ...]:
        return from_response, (portable.response(self.response),)


class GatewayError(StatusError):
    """It comes from Maton, before or instead of Quo: the key, the connection, or the gateway itself."""


class BadRequest(StatusError):
    """400: the request is not valid; `complaints` says which fields. From Maton: no usable connection."""


class Unauthorized(StatusError):
    """401: the API key is missing or not valid."""


class PaymentRequired(StatusError):
    """402: the prepaid credits do not cover the message, or the subscription has expired."""


class Forbidden(StatusError):
    """403: the user is not on this number, or a User-Agent was blocked (`code` 1010)."""


class NotFound(StatusError):
    """404: nothing of this id in this workspace."""


class Conflict(StatusError):
    """409: another contact has this external id."""


class UnprocessableEntity(StatusError):
    """422: understood, but not possible."""


class RateLimited(StatusError):
    """429: more than 10 requests in one second."""


class ServerError(StatusError):
    """5xx: the gateway or Quo failed."""


BY_STATUS: dict[int, type[StatusError]] = {
    400: BadRequest,
    401: Unauthorized,
    402: PaymentRequired,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    422: UnprocessableEntity,
    429: RateLimited,
}

# Tracebacks name the module that people import from.
for _kind in list(globals().values()):
    if isinstance(_kind, type) and issubclass(_kind, QuoError):
        _kind.__module__ = __name__.replace("._runtime", "")

# Each with GatewayError mixed in, under the name that people catch.
FROM_GATEWAY: dict[type[StatusError], type[StatusError]] = {
    kind: type(kind.__name__, (GatewayError, kind), {"__doc__": kind.__doc__, "__module__": kind.__module__})
    for kind in (*BY_STATUS.values(), ServerError, StatusError)
}


def from_response(response: httpx.Response) -> StatusError:
    """The error that a response with an error status means."""
    status = response.status_code
    kind = BY_STATUS.get(status, ServerError if 500 <= status < 600 else StatusError)
    return (FROM_GATEWAY[kind] if problem.read(response).from_gateway else kind)(response)


def from_transport(request: httpx.Request, cause: httpx.RequestError) -> ConnectionFailed | Timeout:
    """The error that a request without an answer means."""
    kind = Timeout if isinstance(cause, httpx.TimeoutException) else ConnectionFailed
    return kind(wording.of_no_answer(request, cause), request)


def from_decoding(response: httpx.Response, cause: Exception) -> UndecodableResponse:
    """The error that a success of the wrong shape means."""
    return UndecodableResponse(wording.of_undecodable(response, cause), response)
