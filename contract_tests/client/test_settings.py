"""What a client is made of: key, hosts, headers, timeouts, TLS."""

from __future__ import annotations

import re
import ssl
from typing import Any

import httpx
import pytest

from maton_quo import AsyncQuo, Quo, errors
from maton_quo._runtime import transports
from maton_quo.types import Request

from .conftest import KEY, Both

MESSAGES = Request("GET", "/v1/messages")
CONNECTIONS = Request("GET", "/connections", control=True)

CLIENTS = pytest.mark.parametrize("client", [Quo, AsyncQuo])


def empty(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={})


@CLIENTS
def test_without_a_key_it_says_where_to_get_one(client: type[Any]) -> None:
    with pytest.raises(errors.Misconfigured, match=r"MATON_API_KEY or pass api_key=.*maton.ai/settings"):
        client()


@CLIENTS
@pytest.mark.parametrize(
    "key", ["", "line\nbreak", "trailing\n", " blank-around", "schlüssel", "zero\u200bwidth", "nul\0"]
)
def test_an_unusable_key_is_refused_without_repeating_it(client: type[Any], key: str) -> None:
    with pytest.raises(errors.QuoError) as caught:
        client(api_key=key)
    assert "API key" in str(caught.value)
    assert not key or key.strip() not in str(caught.value)


def test_a_given_empty_key_does_not_fall_back_to_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATON_API_KEY", KEY)
    with pytest.raises(errors.Misconfigured):
        Quo(api_key="")


def test_the_environment_is_enough(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATON_API_KEY", "from-the-environment")
    monkeypatch.setenv("MATON_CONNECTION", "21fd90f9-5935-43cd-b6c8-bde9d915ca80")
    monkeypatch.setenv("MATON_GATEWAY_URL", "http://gateway.test/")
    monkeypatch.setenv("MATON_CONTROL_URL", "http://control.test")
    both(empty, lambda quo: quo.send(MESSAGES), api_key=None)
    both(empty, lambda quo: quo.send(CONNECTIONS), api_key=None)
    assert [str(r.url) for r in both.requests] == [
        "http://gateway.test/quo/v1/messages",
        "http://control.test/connections",
    ]
    assert both.requests[0].headers["authorization"] == "Bearer from-the-environment"
    assert both.requests[0].headers["maton-connection"] == "21fd90f9-5935-43cd-b6c8-bde9d915ca80"


def test_every_request_says_who_is_asking(both: Both) -> None:
    both(empty, lambda quo: quo.send(MESSAGES))
    headers = both.sent.headers
    assert headers["authorization"] == f"Bearer {KEY}"
    assert headers["accept"] == "application/json"
    assert re.fullmatch(
        r"maton-quo/\d+\.\d+\.\d+\S* python/3\.\d+\.\d+\S* httpx/0\.28\.\d+", headers["user-agent"]
    )
    assert "maton-connection" not in headers


def test_a_header_given_in_another_case_replaces_the_default(both: Both) -> None:
    both(empty, lambda quo: quo.send(MESSAGES), headers={"user-agent": "acme-crm/2.1", "X-Team": "sales"})
    assert both.sent.headers.get_list("user-agent") == ["acme-crm/2.1"]
    assert both.sent.headers["x-team"] == "sales"


def test_a_header_that_would_break_the_request_is_refused() -> None:
    with pytest.raises(errors.Misconfigured, match="X-Team"):
        Quo(api_key=KEY, headers={"X-Team": "a\r\nX-Other: b"})


def test_requests_time_out_after_30_seconds_and_connects_after_5(both: Both) -> None:
    both(empty, lambda quo: quo.send(MESSAGES))
    assert both.sent.extensions["timeout"] == {"connect": 5.0, "read": 30.0, "write": 30.0, "pool": 30.0}


def test_a_timeout_may_be_given(both: Both) -> None:
    both(empty, lambda quo: quo.send(MESSAGES), timeout=1.5)
    assert both.sent.extensions["timeout"] == {"connect": 1.5, "read": 1.5, "write": 1.5, "pool": 1.5}


@CLIENTS
@pytest.mark.parametrize(
    "timeout",
    [0, -1, 0.0, float("nan"), float("inf"), httpx.Timeout(5, connect=0), httpx.Timeout(None, read=-1), "5"],
)
def test_a_timeout_that_is_not_above_0_is_refused(client: type[Any], timeout: Any) -> None:
    with pytest.raises(errors.Misconfigured, match="timeout must be a number of seconds above 0"):
        client(api_key=KEY, timeout=timeout)


def test_a_timeout_may_be_none_for_a_phase(both: Both) -> None:
    both(empty, lambda quo: quo.send(MESSAGES), timeout=httpx.Timeout(None, read=2))
    assert both.sent.extensions["timeout"] == {"connect": None, "read": 2, "write": None, "pool": None}


def test_a_negative_number_of_retries_is_refused() -> None:
    with pytest.raises(errors.Misconfigured, match="max_retries"):
        Quo(api_key=KEY, max_retries=-1)


@CLIENTS
def test_neither_repr_nor_vars_shows_the_key(client: type[Any]) -> None:
    quo = client(api_key=KEY, base_url="http://mock.test")
    assert repr(quo) == f"<{client.__name__} http://mock.test/quo>"
    assert KEY not in repr(vars(quo)) + repr(quo.messages)


@CLIENTS
def test_clients_share_one_tls_context(client: type[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[ssl.SSLContext] = []
    create = ssl.create_default_context

    def counted(*args: Any, **options: Any) -> ssl.SSLContext:
        made.append(create(*args, **options))
        return made[-1]

    monkeypatch.setattr(ssl, "create_default_context", counted)
    for _ in range(3):
        client(api_key=KEY)
    assert len(made) <= 1


@CLIENTS
def test_plain_http_reads_no_certificates(client: type[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a TLS context was made for http://")

    transports.trusted.cache_clear()
    monkeypatch.setattr(ssl, "create_default_context", refuse)
    monkeypatch.setattr(httpx, "create_ssl_context", refuse)
    client(api_key=KEY, base_url="http://127.0.0.1:8787")


def test_your_own_http_client_is_used_and_left_open(both: Both) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={})

    transport, kind = httpx.MockTransport(answer), httpx.AsyncClient if both.asynchronous else httpx.Client
    own = kind(transport=transport, timeout=7, headers={"X-Mine": "1", "User-Agent": "mine/1"})
    both(empty, lambda quo: quo.send(MESSAGES), http_client=own)
    assert not own.is_closed
    assert seen[0].headers["x-mine"] == "1"
    assert seen[0].headers["user-agent"].startswith("maton-quo/")
    assert seen[0].extensions["timeout"]["read"] == 7


@CLIENTS
def test_leaving_the_block_closes_the_connections(client: type[Any], both: Both) -> None:
    kept: list[Any] = []
    both(empty, kept.append)
    assert kept[0]._http.is_closed
