"""Code that uses the client can be tested with respx, and so is the client's whole way down to the socket."""

from __future__ import annotations

import asyncio

import httpx
import pytest
import respx

from maton_quo import AsyncQuo, Quo, errors

from .conftest import KEY

MESSAGES = "https://gateway.maton.ai/quo/v1/messages"
MESSAGE = {
    "id": "AC123abc",
    "to": ["+15555555555"],
    "from": "+15555555550",
    "text": "Hello, world!",
    "phoneNumberId": "PN123abc",
    "direction": "outgoing",
    "userId": "US123abc",
    "status": "queued",
    "createdAt": "2022-01-01T00:00:00Z",
    "updatedAt": "2022-01-01T00:00:00Z",
}


def test_the_first_lines_of_the_readme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATON_API_KEY", KEY)
    with respx.mock:
        route = respx.get(MESSAGES, params={"phoneNumberId": "PN123abc", "participants": "+15555555555"})
        route.respond(json={"data": [MESSAGE], "totalItems": 1, "nextPageToken": None})
        quo = Quo()
        texts = [m.text for m in quo.messages.list(phone_number_id="PN123abc", participants=["+15555555555"])]
        quo.close()
    assert texts == ["Hello, world!"]
    assert route.calls.last.request.headers["authorization"] == f"Bearer {KEY}"


def test_both_hosts_are_reached() -> None:
    with respx.mock, Quo(api_key=KEY) as quo:
        respx.post("https://ctrl.maton.ai/connections", json={"app": "quo"}).respond(
            json={"connection_id": "c-1"}
        )
        respx.post(MESSAGES, json={"content": "Hi", "from": "PN1", "to": ["+1555"]}).respond(
            202, json=MESSAGE
        )
        created = quo.connections.create(app="quo")
        sent = quo.with_options(connection=created.connection_id).messages.send(
            content="Hi", from_="PN1", to=["+1555"]
        )
        assert respx.calls.last.request.headers["maton-connection"] == "c-1"
    assert sent.status == "queued"


def test_the_same_asynchronously() -> None:
    async def scenario() -> list[str]:
        async with AsyncQuo(api_key=KEY) as quo:
            with respx.mock:
                respx.get(MESSAGES).respond(json={"data": [MESSAGE], "totalItems": 1, "nextPageToken": None})
                messages = quo.messages.list(phone_number_id="PN123abc", participants=["+15555555555"])
                return [message.text async for message in messages]

    assert asyncio.run(scenario()) == ["Hello, world!"]


def test_nobody_listening_is_a_failed_connection() -> None:
    with (
        Quo(api_key=KEY, base_url="http://127.0.0.1:9", max_retries=0) as quo,
        pytest.raises(errors.ConnectionFailed),
    ):
        quo.users.get("US1")


def test_nobody_listening_is_a_failed_connection_asynchronously() -> None:
    async def scenario() -> None:
        async with AsyncQuo(api_key=KEY, base_url="http://127.0.0.1:9", max_retries=0) as quo:
            await quo.users.get("US1")

    with pytest.raises(errors.ConnectionFailed):
        asyncio.run(scenario())


def test_the_client_talks_to_an_app_in_the_same_process() -> None:
    def app(environ: dict[str, object], start_response: object) -> list[bytes]:
        start_response("404 Not Found", [("content-type", "text/plain")])  # type: ignore[operator]
        return [str(environ["PATH_INFO"]).encode()]

    transport = httpx.WSGITransport(app=app)
    with (
        Quo(api_key=KEY, transport=transport, base_url="http://mock") as quo,
        pytest.raises(errors.NotFound) as caught,
    ):
        quo.users.get("US1")
    assert caught.value.message == "/quo/v1/users/US1"
