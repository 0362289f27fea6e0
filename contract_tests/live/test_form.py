"""Requests that two servers could read in two ways, or that go elsewhere, are not understood at all."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from contract_tests.live.asked import Refused
from contract_tests.live.conftest import MARK, Live, contact

GATEWAY = "https://gateway.maton.ai"
NUMBERS = f"{GATEWAY}/quo/v1/phone-numbers"


def sent(live: Live, request: httpx.Request, **options: Any) -> httpx.Response:
    """What the service answers to a request that is made by hand."""
    with live.http(
        live.guard(writes=True, webhook_hosts=frozenset({"hooks.example.com"})), **options
    ) as http:
        request.headers.update(http.headers)
        return http.send(request)


def test_the_plain_form_is_sent(live: Live) -> None:
    assert sent(live, httpx.Request("GET", NUMBERS)).status_code == 200


def test_the_charset_of_json_may_be_named(live: Live) -> None:
    headers = {"Content-Type": "Application/JSON; charset=UTF-8"}
    request = httpx.Request("POST", f"{GATEWAY}/quo/v1/contacts", json=contact(), headers=headers)
    assert sent(live, request).status_code == 201


@pytest.mark.parametrize(
    "url",
    [
        "https://gateway.maton.ai.evil.example/quo/v1/phone-numbers",
        "https://evil.example/quo/v1/phone-numbers",
        "https://gateway.maton.ai@evil.example/quo/v1/phone-numbers",
        "https://someone:secret@gateway.maton.ai/quo/v1/phone-numbers",
        "http://gateway.maton.ai/quo/v1/phone-numbers",
        "https://gateway.maton.ai:8443/quo/v1/phone-numbers",
        "https://ctrl.maton.ai/quo/v1/phone-numbers",
        "https://gateway.maton.ai./quo/v1/phone-numbers",
    ],
)
def test_another_host(live: Live, url: str) -> None:
    with pytest.raises(Refused):
        sent(live, httpx.Request("GET", url))
    assert not live.arrivals.requests


@pytest.mark.parametrize(
    "path",
    [
        "/_mock/api/accounts",
        "/quo/../_mock/api/accounts",
        "/quo/v1/%2e%2e/%2e%2e/_mock/api/accounts",
        "/quo/v1//messages",
        "/quo/v1/contacts%2F000000000000000000123abc",
        "/quo/v1/contacts/..;/messages",
        "/quo/v1/contacts\\messages",
        "/slack/chat.postMessage?text=hello",
        "/slack/chat",
        "/quo/users",
        "/connections/x/../../_mock/api",
        "/",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_a_path_outside_the_api_or_with_tricks(live: Live, method: str, path: str) -> None:
    # httpx would tidy some of these; a request line is sent as it is.
    url = httpx.URL(GATEWAY).copy_with(raw_path=path.encode())
    with pytest.raises(Refused):
        sent(live, httpx.Request(method, url))
    assert not live.arrivals.requests


@pytest.mark.parametrize(
    "headers",
    [
        {"X-HTTP-Method-Override": "DELETE"},
        {"X-Method-Override": "DELETE"},
        {"X-Original-URL": "/quo/v1/messages"},
        {"X-Forwarded-Host": "evil.example"},
        {"Host": "evil.example"},
        {"Content-Encoding": "gzip"},
    ],
)
def test_a_header_that_changes_what_is_asked(live: Live, headers: dict[str, str]) -> None:
    with pytest.raises(Refused):
        sent(live, httpx.Request("GET", NUMBERS, headers=headers))
    assert not live.arrivals.requests


def test_a_write_through_another_connection(live: Live) -> None:
    headers = {"Maton-Connection": live.account.connection_id}
    request = httpx.Request("POST", f"{GATEWAY}/quo/v1/contacts", json=contact(), headers=headers)
    with pytest.raises(Refused, match="another connection"):
        sent(live, request)


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE", "CONNECT", "PURGE", "get"])
def test_another_method(live: Live, method: str) -> None:
    request = httpx.Request("GET", NUMBERS)
    request.method = method
    with pytest.raises(Refused):
        sent(live, request)


def test_an_extension_that_changes_the_request_line(live: Live) -> None:
    with pytest.raises(Refused, match="extension"):
        sent(live, httpx.Request("GET", NUMBERS, extensions={"target": b"/quo/v1/messages"}))


def test_the_key_in_the_query(live: Live) -> None:
    with pytest.raises(Refused, match="the query"):
        sent(live, httpx.Request("GET", NUMBERS, params={"key": live.account.api_key}))


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (f'{{"source": "{MARK}", "externalId": "{MARK}", "source": "crm"}}'.encode(), "application/json"),
        (f"source={MARK}&externalId={MARK}".encode(), "application/x-www-form-urlencoded"),
        (f'{{"source": "{MARK}", "externalId": "{MARK}"}}'.encode("utf-16"), "application/json"),
        (f'[{{"source": "{MARK}", "externalId": "{MARK}"}}]'.encode(), "application/json"),
        (b"{" * 100_000, "application/json"),
        (f'{{"source": "{MARK}", "externalId": "{MARK}"}}'.encode(), "text/plain"),
        (f'{{"source": "{MARK}", "externalId": "{MARK}"}}'.encode(), "application/json; charset=utf-7"),
    ],
)
def test_a_body_that_can_be_read_in_two_ways(live: Live, content: bytes, content_type: str) -> None:
    headers = {"Content-Type": content_type}
    with pytest.raises(Refused, match="one way only"):
        sent(live, httpx.Request("POST", f"{GATEWAY}/quo/v1/contacts", content=content, headers=headers))


@pytest.mark.parametrize("to", ["https://evil.example/quo/v1/users", "http://gateway.maton.ai/quo/v1/users"])
def test_a_redirect_to_another_host_takes_no_key_there(live: Live, to: str) -> None:
    live.arrivals.instead = lambda request: httpx.Response(307, headers={"Location": to})
    with pytest.raises(Refused):
        sent(live, httpx.Request("GET", NUMBERS), follow_redirects=True)
    assert [request.url.host for request in live.arrivals.requests] == ["gateway.maton.ai"]


def test_a_redirect_that_turns_into_a_write(live: Live) -> None:
    live.arrivals.instead = lambda request: httpx.Response(307, headers={"Location": "/quo/v1/messages"})
    with pytest.raises(Refused):
        sent(live, httpx.Request("POST", f"{GATEWAY}/quo/v1/contacts", json=contact()), follow_redirects=True)
    assert len(live.arrivals.requests) == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/hook",
        "https://hooks.example.com@evil.example/",
        "https://hooks.example.com:pw@evil.example/",
        "https://evil.example/?https://hooks.example.com",
        "https://evil.example#hooks.example.com",
        "https://evil.example\\@hooks.example.com/",
        "https://hooks.example.com.evil.example/",
        "https://hooks.example.com%2eevil.example/",
        "http://hooks.example.com/",
        "https://hooks.example.com:8443/",
        " https://hooks.example.com/",
        "https://hooks.example.com/\n",
        None,
    ],
)
def test_a_webhook_for_a_host_that_was_not_allowed(live: Live, url: Any) -> None:
    body = {"url": url, "events": ["message.received"], "label": MARK}
    with pytest.raises(Refused, match="the webhook's host"):
        sent(live, httpx.Request("POST", f"{GATEWAY}/quo/v1/webhooks/messages", json=body))
    assert not live.arrivals.requests


def test_a_webhook_for_an_allowed_host_must_carry_the_mark(live: Live) -> None:
    url, events = "https://hooks.example.com/quo", ["message.received"]
    body = {"url": url, "events": events, "resourceIds": ["*"]}
    request = httpx.Request("POST", f"{GATEWAY}/quo/v1/webhooks/messages", json=body)
    with pytest.raises(Refused, match="the run's mark"):
        sent(live, request)
    live.arrivals.instead = lambda request: httpx.Response(201, json={"data": {"id": "WH1"}})
    marked = httpx.Request("POST", f"{GATEWAY}/quo/v1/webhooks/messages", json={**body, "label": MARK})
    assert sent(live, marked).status_code == 201


def test_what_is_for_maton_goes_to_matons_host(live: Live) -> None:
    assert sent(live, httpx.Request("GET", f"{GATEWAY}/connections")).status_code == 200
    assert live.arrivals.requests[0].url.host == live.arrivals.requests[0].headers["host"] == "ctrl.maton.ai"
