"""When no answer comes: which error, and what it says."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from maton_quo import errors

from .conftest import Both


def silent(kind: type[httpx.TransportError]) -> Callable[[httpx.Request], httpx.Response]:
    def answer(request: httpx.Request) -> httpx.Response:
        raise kind("[Errno 111] Connection refused", request=request)

    return answer


@pytest.mark.parametrize(
    "kind", [httpx.ConnectError, httpx.ReadError, httpx.RemoteProtocolError, httpx.ProxyError]
)
def test_no_answer_is_a_failed_connection(both: Both, kind: type[httpx.TransportError]) -> None:
    with pytest.raises(errors.ConnectionFailed) as caught:
        both(silent(kind), lambda quo: quo.users.get("US1"), max_retries=0)
    assert str(caught.value) == (
        "GET /quo/v1/users/US1: no answer from gateway.maton.ai: [Errno 111] Connection refused"
    )
    assert isinstance(caught.value.__cause__, kind)
    assert caught.value.request.url.path == "/quo/v1/users/US1"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (httpx.ConnectTimeout, "connect timeout of 5 s"),
        (httpx.ReadTimeout, "read timeout of 30 s"),
        (httpx.WriteTimeout, "write timeout of 30 s"),
        (httpx.PoolTimeout, "pool timeout of 30 s"),
    ],
)
def test_a_timeout_says_which_and_how_long(both: Both, kind: type[httpx.TransportError], said: str) -> None:
    with pytest.raises(errors.Timeout) as caught:
        both(silent(kind), lambda quo: quo.users.get("US1"), max_retries=0)
    assert str(caught.value) == f"GET /quo/v1/users/US1: no answer from gateway.maton.ai: {said}"


@pytest.mark.parametrize(
    ("kind", "warned"),
    [
        (httpx.ReadTimeout, True),
        (httpx.ConnectTimeout, False),
        (httpx.LocalProtocolError, False),
        (httpx.UnsupportedProtocol, False),
    ],
)
def test_a_text_that_may_have_been_sent_is_warned_about(
    both: Both, kind: type[httpx.TransportError], warned: bool
) -> None:
    with pytest.raises((errors.Timeout, errors.ConnectionFailed)) as caught:
        both(
            silent(kind),
            lambda quo: quo.messages.send(content="Hi", from_="PN1", to=["+1555"]),
            max_retries=0,
        )
    assert ("it may have been acted on" in str(caught.value)) is warned
