"""One tree of errors, which can be caught, copied, pickled and sent to other processes."""

from __future__ import annotations

import copy
import gzip
import pickle
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from maton_quo import Quo, errors

from .bodies import BLOCKED, QUO_400, WRAPPED_401
from .conftest import KEY, Both


def answering(status: int, body: Any) -> Callable[[httpx.Request], httpx.Response]:
    if isinstance(body, str):
        return lambda request: httpx.Response(status, text=body)
    return lambda request: httpx.Response(status, json=body)


def silent(kind: type[httpx.TransportError]) -> Callable[[httpx.Request], httpx.Response]:
    def answer(request: httpx.Request) -> httpx.Response:
        raise kind("[Errno 111] Connection refused", request=request)

    return answer


def raised(both: Both, answer: Callable[[httpx.Request], httpx.Response]) -> Any:
    with pytest.raises(errors.QuoError) as caught:
        both(answer, lambda quo: quo.users.get("US1"), max_retries=0)
    return caught.value


def test_everything_is_a_quo_error() -> None:
    for name in errors.__all__:
        assert issubclass(getattr(errors, name), errors.QuoError), name


def test_every_error_is_exported_and_drawn() -> None:
    from maton_quo._runtime import errors as tree

    defined = {
        name
        for name, kind in vars(tree).items()
        if isinstance(kind, type) and issubclass(kind, errors.QuoError) and not name.startswith("_")
    }
    assert defined == set(errors.__all__)
    assert all(name in (tree.__doc__ or "") for name in defined)


def test_tracebacks_name_the_module_that_people_import() -> None:
    assert {getattr(errors, name).__module__ for name in errors.__all__} == {"maton_quo.errors"}


def test_errors_can_be_caught_by_their_kind_or_by_their_source() -> None:
    with Quo(api_key=KEY, transport=httpx.MockTransport(answering(401, WRAPPED_401))) as quo:
        for kind in (errors.Unauthorized, errors.GatewayError, errors.StatusError, errors.QuoError):
            with pytest.raises(kind):
                quo.users.get("US1")


@pytest.mark.parametrize("clone", [copy.copy, lambda error: pickle.loads(pickle.dumps(error))])  # noqa: S301
@pytest.mark.parametrize("body", [QUO_400, WRAPPED_401, BLOCKED, "<html>"])
def test_errors_travel_between_processes(both: Both, clone: Callable[[Any], Any], body: Any) -> None:
    error = raised(both, answering(403, body))
    other = clone(error)
    assert type(other) is type(error)
    assert str(other) == str(error)
    assert (other.code, other.trace, other.complaints) == (error.code, error.trace, error.complaints)
    assert other.response.content == error.response.content


def test_an_error_whose_body_was_packed_travels_too(both: Both) -> None:
    packed = gzip.compress(b'{"message": "no", "code": "0200400"}')
    sent = {"content-encoding": "gzip", "set-cookie": "__cf_bm=secret"}
    error = raised(both, lambda request: httpx.Response(400, content=packed, headers=sent))
    other = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (other.message, other.response.json()) == ("no", {"message": "no", "code": "0200400"})
    assert "set-cookie" not in other.response.headers


def test_a_pickled_error_does_not_hold_the_key(both: Both) -> None:
    for pickled in (
        pickle.dumps(raised(both, answering(400, QUO_400))),
        pickle.dumps(raised(both, answering(401, f"no such key: {KEY}"))),
        pickle.dumps(raised(both, answering(200, "<html>"))),
        pickle.dumps(raised(both, silent(httpx.ReadTimeout))),
    ):
        assert KEY.encode() not in pickled


def test_a_pickled_error_holds_no_header_that_may_be_a_secret() -> None:
    headers = {"X-Api-Key": "maton-key-b", "Cookie": "maton-key-c", "User-Agent": "acme/1"}
    transport = httpx.MockTransport(answering(404, "no"))
    with (
        pytest.raises(errors.NotFound) as caught,
        Quo(api_key=KEY, connection="c-1", headers=headers, transport=transport) as quo,
    ):
        quo.contacts.update("CT1", source="crm")
    pickled = pickle.dumps(caught.value)
    assert b"maton-key" not in pickled
    assert dict(pickle.loads(pickled).request.headers) == {  # noqa: S301
        "host": "gateway.maton.ai",
        "accept-encoding": caught.value.request.headers["accept-encoding"],
        "connection": "keep-alive",
        "user-agent": "acme/1",
        "accept": "application/json",
        "maton-connection": "c-1",
        "content-type": "application/json",
        "content-length": "16",
    }


@pytest.mark.parametrize(
    "answer",
    [
        answering(200, "<html>"),
        silent(httpx.ReadTimeout),
        silent(httpx.ConnectError),
    ],
)
def test_errors_without_a_status_travel_too(
    both: Both, answer: Callable[[httpx.Request], httpx.Response]
) -> None:
    error = raised(both, answer)
    other = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(other), str(other)) == (type(error), str(error))
    assert other.request.url == error.request.url


@pytest.mark.parametrize(
    "kind", [errors.Misconfigured, errors.ClientClosed, errors.BadSignature, errors.RepeatedPage]
)
def test_plain_errors_travel_too(kind: type[errors.QuoError]) -> None:
    other = pickle.loads(pickle.dumps(kind("why")))  # noqa: S301
    assert (type(other), str(other)) == (kind, "why")
