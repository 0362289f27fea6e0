"""Where requests go: Maton by default, one host for everything, and nothing that is no address."""

from __future__ import annotations

import httpx
import pytest

from maton_quo import AsyncQuo, Quo, errors
from maton_quo.types import Request

from .conftest import KEY, Both

MESSAGES = Request("GET", "/v1/messages")
CONNECTIONS = Request("GET", "/connections", control=True)

CLIENTS = pytest.mark.parametrize("client", [Quo, AsyncQuo])


def empty(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={})


def test_by_default_it_talks_to_maton(both: Both) -> None:
    both(empty, lambda quo: quo.send(MESSAGES))
    both(empty, lambda quo: quo.send(CONNECTIONS))
    assert [str(r.url) for r in both.requests] == [
        "https://gateway.maton.ai/quo/v1/messages",
        "https://ctrl.maton.ai/connections",
    ]


def test_one_base_url_serves_both_hosts(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATON_GATEWAY_URL", "http://not-this.test")
    both(empty, lambda quo: quo.send(MESSAGES), base_url="http://127.0.0.1:8787")
    both(empty, lambda quo: quo.send(CONNECTIONS), base_url="http://127.0.0.1:8787/")
    assert [str(r.url) for r in both.requests] == [
        "http://127.0.0.1:8787/quo/v1/messages",
        "http://127.0.0.1:8787/connections",
    ]


def test_a_base_url_may_have_a_path(both: Both) -> None:
    both(empty, lambda quo: quo.send(MESSAGES), base_url="http://proxy.test/maton")
    assert str(both.sent.url) == "http://proxy.test/maton/quo/v1/messages"


@pytest.mark.parametrize(
    "url",
    ["", "127.0.0.1:8787", "localhost", "ftp://x", "https://", "http://a b", "http://h:port", "http://[::1"],
)
def test_a_base_url_without_scheme_or_host_is_refused(url: str) -> None:
    with pytest.raises(errors.Misconfigured, match="base_url must be a URL such as"):
        Quo(api_key=KEY, base_url=url)


@pytest.mark.parametrize("url", ["http://user:secret@host", "http://host?x=1", "http://host#x"])
def test_a_base_url_holds_no_user_and_no_query(url: str) -> None:
    with pytest.raises(errors.Misconfigured, match="nothing but scheme, host, port and path") as caught:
        Quo(api_key=KEY, base_url=url)
    assert "secret" not in str(caught.value)


def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATON_CONTROL_URL", "ctrl.maton.ai")
    with pytest.raises(errors.Misconfigured, match="MATON_CONTROL_URL"):
        Quo(api_key=KEY)


@pytest.mark.parametrize(
    "url",
    [
        "maton-key-9f31c2",
        "//maton-key-9f31c2",
        "maton-key-9f31c2:8787",
        "ftp://user:maton-key-9f31c2@host",
        "http://user:maton-key-9f31c2@",
        "http://user:maton-key-9f31c2@h:port",
        "http://maton-key-9f31c2 x",
    ],
)
def test_a_wrong_url_is_not_repeated_for_it_may_be_a_key(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(errors.Misconfigured, match="base_url must be a URL such as") as given:
        Quo(api_key=KEY, base_url=url)
    monkeypatch.setenv("MATON_GATEWAY_URL", url)
    with pytest.raises(errors.Misconfigured, match="MATON_GATEWAY_URL must be a URL such as") as set_:
        Quo(api_key=KEY)
    assert "9f31c2" not in str(given.value) + str(set_.value)


def test_a_header_name_that_is_none_is_not_repeated_for_it_may_be_a_key() -> None:
    with pytest.raises(errors.Misconfigured, match="A header name holds") as caught:
        Quo(api_key=KEY, headers={"Bearer maton-key-9f31c2": "Authorization"})
    assert "9f31c2" not in str(caught.value)


@pytest.mark.parametrize("path", ["/quo", "/quo/", "/quo/v1", "/maton/quo/v1/"])
def test_a_url_that_ends_in_what_the_client_adds_is_refused(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "must not end in /quo or /quo/v1, which the client adds"
    with pytest.raises(errors.Misconfigured, match=f"base_url {said}"):
        Quo(api_key=KEY, base_url="https://gateway.maton.ai" + path)
    monkeypatch.setenv("MATON_GATEWAY_URL", "https://gateway.maton.ai" + path)
    with pytest.raises(errors.Misconfigured, match=f"MATON_GATEWAY_URL {said}"):
        Quo(api_key=KEY)


@pytest.mark.parametrize("path", ["/status-quo", "/quo/proxy", "/v1"])
def test_a_url_that_only_looks_like_it_is_taken(both: Both, path: str) -> None:
    both(empty, lambda quo: quo.send(MESSAGES), base_url="http://proxy.test" + path)
    assert str(both.sent.url) == f"http://proxy.test{path}/quo/v1/messages"
