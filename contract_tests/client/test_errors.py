"""One tree of errors, each told in one sentence that says what to do and gives nothing away."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from maton_quo import errors

from .bodies import QUO_400, QUO_404, failing
from .conftest import KEY, Both


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.BadRequest),
        (401, errors.Unauthorized),
        (402, errors.PaymentRequired),
        (403, errors.Forbidden),
        (404, errors.NotFound),
        (409, errors.Conflict),
        (418, errors.StatusError),
        (422, errors.UnprocessableEntity),
        (429, errors.RateLimited),
        (500, errors.ServerError),
        (503, errors.ServerError),
        (520, errors.ServerError),
        (302, errors.StatusError),
        (101, errors.StatusError),
        (599, errors.ServerError),
        (600, errors.StatusError),
        (799, errors.StatusError),
    ],
)
def test_each_status_has_its_error(both: Both, status: int, kind: type[errors.StatusError]) -> None:
    error = failing(both, status, {"message": "no", "code": "0200999"})
    assert type(error) is kind
    assert error.status_code == status


def test_an_error_carries_all_that_the_server_said(both: Both) -> None:
    error = failing(both, 400, QUO_400)
    assert (error.code, error.title, error.message) == ("0200400", "Bad Request", "The input was invalid")
    assert error.trace == "4128582783457776981"
    assert error.complaints == [
        ("/content", "Expected string length less or equal to 1600"),
        ("/to", "Expected array length to be less or equal to 1"),
    ]
    assert error.complaints[0].path == "/content"
    assert error.response.json()["errors"][0]["value"] == "Dear Jane, about your diagnosis"
    assert error.request.url.params["phoneNumberId"] == "PN1"


def test_an_error_is_told_in_one_sentence(both: Both) -> None:
    assert str(failing(both, 404, QUO_404)) == (
        "GET /quo/v1/messages: 404 Not Found; Message not found (code 0200404, trace 6480612490142498014)"
    )
    assert str(failing(both, 400, QUO_400)) == (
        "GET /quo/v1/messages: 400 Bad Request; The input was invalid; "
        "/content: Expected string length less or equal to 1600; "
        "/to: Expected array length to be less or equal to 1 (code 0200400, trace 4128582783457776981)"
    )


def test_the_sentence_holds_neither_texts_nor_numbers_nor_the_query(both: Both) -> None:
    said = str(failing(both, 400, QUO_400))
    for private in ("diagnosis", "+15550001111", "+15550002222", "%2B1555", "PN1", "?", KEY):
        assert private not in said


@pytest.mark.parametrize("status", [400, 401, 500])
@pytest.mark.parametrize("place", ["message", "title", "trace", "code"])
def test_a_key_that_the_server_echoes_is_not_repeated(both: Both, status: int, place: str) -> None:
    error = failing(both, status, {"message": "no", place: f"invalid key {KEY}!"})
    assert KEY not in str(error)
    assert "invalid key …!" in str(error)


def test_a_query_that_the_server_echoes_is_not_repeated(both: Both) -> None:
    query = "phoneNumberId=PN1&participants=%2B15550002222&maxResults=10"
    assert "1555" not in str(failing(both, 404, f"Cannot GET /v1/messages?{query}"))


@pytest.mark.parametrize("status", [600, 799])
def test_a_status_that_nobody_knows_is_told_as_a_number(both: Both, status: int) -> None:
    error = failing(both, status)
    assert str(error) == f"GET /quo/v1/messages: {status}"
    assert error.message == "no message"


@pytest.mark.parametrize(
    ("status", "body", "advice"),
    [
        (400, {"message": "Missing connection for app: quo"}, "may have no ACTIVE connection"),
        (500, {"message": "Internal Server Error"}, "the connection may have expired"),
    ],
)
def test_the_gateway_s_errors_say_what_to_do(both: Both, status: int, body: Any, advice: str) -> None:
    assert advice in str(failing(both, status, body))


def test_a_named_connection_that_is_none_is_said_to_be_checked(both: Both) -> None:
    missing = {"message": "Missing connection for app: quo", "status": 400, "title": "Bad Request"}
    with pytest.raises(errors.BadRequest) as caught:
        both(
            lambda request: httpx.Response(400, json=missing),
            lambda quo: quo.users.list(),
            connection="c-1",
        )
    assert str(caught.value) == (
        "GET /quo/v1/users: 400 Bad Request; Missing connection for app: quo; "
        "check connection= or MATON_CONNECTION, for the key may have no such ACTIVE connection, "
        "see quo.connections"
    )


def test_a_limit_says_how_long_to_wait(both: Both) -> None:
    error = failing(both, 429, {"message": "Too many requests"}, headers={"retry-after": "2"})
    assert error.retry_after == 2.0
    assert "wait 2 s before the next request" in str(error)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<!DOCTYPE html><html><body>Bad gateway</body></html>", "the answer is a web page"),
        (
            "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center>nginx</center></body>",
            "the answer is a web page, '502 Bad Gateway'",
        ),
        (
            '<!DOCTYPE html>\n<html lang="en"><head><title>Error</title></head>'
            "<body>\n<pre>Cannot GET /v1/nope</pre>\n</body></html>\n",
            "the answer is a web page, 'Cannot GET /v1/nope'",
        ),
        ("", "Bad Gateway"),
        ("upstream connect error\nsecond line", "upstream connect error"),
        ([1, 2], "Bad Gateway"),
        (None, "Bad Gateway"),
        ({"message": {"deep": 1}}, "Bad Gateway"),
        ({"message": "no", "errors": "none"}, "no"),
        ({"message": "no", "errors": [None, 1, {}]}, "no"),
        ({"error": "plain"}, "plain"),
    ],
)
def test_any_body_makes_a_readable_error(both: Both, body: Any, message: str) -> None:
    error = failing(both, 502, body)
    assert error.message == message
    assert "\n" not in str(error)
    assert "<" not in str(error)


def test_bytes_that_are_no_text_make_a_readable_error(both: Both) -> None:
    assert failing(both, 502, content=b"\xff\xfe\x00").status_code == 502


def test_a_message_with_line_breaks_and_escapes_stays_on_one_line(both: Both) -> None:
    error = failing(both, 400, content=rb'{"message": "one\ntwo\u001b[31m\ud800", "code": "0200400"}')
    assert str(error) == "GET /quo/v1/messages: 400 Bad Request; one two [31m (code 0200400)"


def test_of_many_complaints_the_first_are_told(both: Both) -> None:
    complaints = [{"path": f"/to/{n}", "message": "Expected string"} for n in range(100)]
    error = failing(both, 400, {"message": "no", "code": "0200400", "errors": complaints})
    assert "/to/7: Expected string; and 92 more (code" in str(error)
    assert len(error.complaints) == 100


def test_a_body_in_an_absurd_encoding_makes_a_readable_error(both: Both) -> None:
    error = failing(both, 502, content=b"zz", headers={"content-type": "text/plain; charset=hex"})
    assert error.message == "zz"


def test_a_long_text_is_cut(both: Both) -> None:
    assert len(str(failing(both, 502, "x" * 10_000))) < 300
