"""What is read, what is overlooked, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from maton_quo import UNSET, errors, models

from .conftest import KEY, Both

MESSAGE = {
    "id": "AC123abc",
    "to": ["+15555555555"],
    "from": "+15555555550",
    "text": "Hello, world!",
    "phoneNumberId": "PN123abc",
    "direction": "outgoing",
    "userId": None,
    "status": "queued",
    "createdAt": "2022-01-01T00:00:00Z",
    "updatedAt": "2022-01-01T00:00:00Z",
}


def json_of(body: Any, status: int = 200) -> Callable[[httpx.Request], httpx.Response]:
    return lambda request: httpx.Response(status, json=body)


def get(quo: Any) -> Any:
    return quo.messages.get("AC123abc")


def send(quo: Any) -> Any:
    return quo.messages.send(content="Hi", from_="PN1", to=["+15555555555"])


@pytest.mark.parametrize("body", [MESSAGE, {"data": MESSAGE}], ids=["bare", "data"])
def test_sending_gives_the_message_in_whichever_shape_it_came(both: Both, body: Any) -> None:
    message = both(json_of(body, 202), send)
    assert type(message) is models.Message
    assert message.id == "AC123abc"


@pytest.mark.parametrize("body", [{"data": {"id": "AC1"}}, {"id": "AC1"}], ids=["data", "bare"])
def test_a_broken_message_names_the_field_in_both_shapes(both: Both, body: Any) -> None:
    with pytest.raises(errors.UndecodableResponse, match="missing required field `to`"):
        both(json_of(body, 202), send)


def test_a_value_that_is_new_tomorrow_is_read_today(both: Both) -> None:
    message = both(json_of({"data": MESSAGE | {"status": "teleported", "direction": "sideways"}}), get)
    assert (message.status, message.direction) == ("teleported", "sideways")


def test_fields_that_are_new_tomorrow_are_overlooked(both: Both) -> None:
    message = both(json_of({"data": MESSAGE | {"mood": {"smile": True}}, "meta": 1}), get)
    assert message.text == "Hello, world!"


def test_a_field_that_was_left_out_is_unset_and_false(both: Both) -> None:
    message = both(json_of({"data": MESSAGE}), get)
    assert message.conversation_id is UNSET
    assert not message.conversation_id
    assert message.user_id is None
    assert "UNSET" not in repr(message)
    assert repr(message.conversation_id) == "UNSET"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            {"data": {key: MESSAGE[key] for key in MESSAGE if key != "text"}},
            r"required field `text` - at `\$.data`",
        ),
        ({"data": MESSAGE | {"to": "+1555"}}, r"Expected `array`, got `str` - at `\$.data.to`"),
        ({"data": MESSAGE | {"createdAt": "yesterday"}}, r"at `\$.data.createdAt`"),
        ({"data": None}, r"got `null` - at `\$.data`"),
        ({}, "required field `data`"),
        ([], "Expected `object`"),
    ],
)
def test_an_answer_of_another_shape_names_the_field(both: Both, body: Any, said: str) -> None:
    with pytest.raises(errors.UndecodableResponse, match=said) as caught:
        both(json_of(body), get)
    assert str(caught.value).startswith("GET /quo/v1/messages/AC123abc: 200, but the body (application/json)")
    assert json.loads(caught.value.response.content) == body


def test_a_number_that_came_as_text_is_not_guessed_at(both: Both) -> None:
    page: dict[str, object] = {"data": [], "totalItems": "3", "nextPageToken": None}
    with pytest.raises(errors.UndecodableResponse, match=r"Expected `int`, got `str` - at `\$.totalItems`"):
        both(json_of(page), lambda quo: quo.users.list())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<html>It works!</html>", "text/html"),
        (b"", "text/plain"),
        (b'{"data": {"id"', "application/json"),
        (b'"\xff"', "x/y"),
    ],
)
def test_a_success_that_is_not_json_is_refused(both: Both, content: bytes, kind: str) -> None:
    with pytest.raises(errors.UndecodableResponse, match="cannot be read") as caught:
        both(lambda request: httpx.Response(200, content=content, headers={"content-type": kind}), get)
    assert kind in str(caught.value)


def test_a_redirect_is_not_followed_with_the_key(both: Both) -> None:
    with pytest.raises(errors.StatusError, match="302"):
        both(lambda request: httpx.Response(302, headers={"location": "https://elsewhere.test"}), get)
    assert len(both.requests) == 1


def test_deleting_does_not_read_the_answer(both: Both) -> None:
    def odd(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, text="<html>")

    assert both(odd, lambda quo: quo.connections.delete("c-1")) is None


@pytest.mark.parametrize("value", [["a"], "x", True, 2.5, None])
def test_a_custom_field_may_hold_any_kind_of_value(both: Both, value: Any) -> None:
    fields: dict[str, object] = {
        "company": None,
        "firstName": None,
        "lastName": None,
        "role": None,
        "emails": [],
        "phoneNumbers": [],
    }
    contact = {
        "id": "CT1",
        "externalId": None,
        "source": None,
        "defaultFields": fields,
        "customFields": [{"name": "Plan", "type": "whatever", "value": value}],
        "createdAt": "2022-01-01T00:00:00Z",
        "updatedAt": "2022-01-01T00:00:00Z",
        "createdByUserId": "US1",
    }
    found = both(json_of({"data": contact}), lambda quo: quo.contacts.get("CT1"))
    assert found.custom_fields[0].value == value
    assert type(found.custom_fields[0].value) is type(value)


def test_the_raw_answer_can_be_had(both: Both) -> None:
    from maton_quo.api.messages import messages_get

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"data": MESSAGE | {"mood": "sunny"}}, headers={"ratelimit": "r=9"})

    response = both(answer, lambda quo: quo.send(messages_get.request("AC123abc")))
    assert response.headers["ratelimit"] == "r=9"
    assert response.json()["data"]["mood"] == "sunny"
    assert messages_get.parse(response.content).id == "AC123abc"
    assert response.request.headers["authorization"] == f"Bearer {KEY}"


def packed(status: int, served: list[int]) -> Callable[[httpx.Request], httpx.Response]:
    """Answers as a server does: its body is unpacked when it is read."""

    class NoGzip(httpx.SyncByteStream, httpx.AsyncByteStream):
        def __iter__(self) -> Any:
            yield b"this is no gzip"

        async def __aiter__(self) -> Any:
            yield b"this is no gzip"

        def close(self) -> None:
            served.append(status)

        async def aclose(self) -> None:
            served.append(status)

    headers = {"content-encoding": "gzip", "content-type": "application/json", "cf-ray": "8c1f-FRA"}
    return lambda request: httpx.Response(status, headers=headers, stream=NoGzip())


def test_a_success_that_cannot_be_unpacked_is_undecodable_and_asked_for_once(both: Both) -> None:
    served: list[int] = []
    with pytest.raises(errors.UndecodableResponse) as caught:
        both(packed(200, served), get)
    assert str(caught.value).startswith(
        "GET /quo/v1/messages/AC123abc: 200, but the body (application/json) cannot be read: Error -3 "
    )
    assert (caught.value.response.status_code, caught.value.response.content) == (200, b"")
    assert isinstance(caught.value.__cause__, httpx.DecodingError)
    assert served == [200]


def test_an_error_that_cannot_be_unpacked_is_still_that_error(both: Both) -> None:
    served: list[int] = []
    with pytest.raises(errors.NotFound, match="AC123abc: 404 Not Found") as caught:
        both(packed(404, served), get)
    assert caught.value.trace == "8c1f-FRA"
    with pytest.raises(errors.ServerError):
        both(packed(503, served), get)
    assert served == [404, 503, 503, 503]
