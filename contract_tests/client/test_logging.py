"""One line for each attempt, in which nothing private stands, at no level and from nobody."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from maton_quo import Quo, errors

from .conftest import KEY, Both

MESSAGE = {
    "id": "AC777private",
    "to": ["+15557770001"],
    "from": "+15557770002",
    "text": "Dear Jane, about your diagnosis",
    "phoneNumberId": "PN777private",
    "direction": "outgoing",
    "userId": None,
    "status": "queued",
    "createdAt": "2022-01-01T00:00:00Z",
    "updatedAt": "2022-01-01T00:00:00Z",
}
PRIVATE = re.compile(r"5557770|777private|diagnosis|Jane|participants|phoneNumberId|Bearer|" + KEY)


def talk(both: Both) -> None:
    """A list, a text that is refused with everything echoed, and a request that gets no answer."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            said = f"{request.content.decode()} {request.url} {request.headers['authorization']}"
            return httpx.Response(400, json={"message": said, "code": said, "trace": said, "title": said})
        if "users" in request.url.path:
            raise httpx.ConnectError(f"no route to {request.url}", request=request)
        if "contacts" in request.url.path:
            return httpx.Response(404, text=f"Cannot GET {request.url} {KEY}")
        return httpx.Response(200, json={"data": [MESSAGE], "totalItems": 1, "nextPageToken": None})

    def scenario(quo: Any) -> list[Any]:
        return [quo.messages.list(phone_number_id="PN777private", participants=["+15557770001"])]

    both(answer, scenario)
    failing: list[Callable[[Any], Any]] = [
        lambda quo: quo.messages.send(content=MESSAGE["text"], from_="PN777private", to=["+15557770001"]),
        lambda quo: quo.users.get("US777private"),
        lambda quo: quo.contacts.get("CT777private"),
    ]
    for call in failing:
        with pytest.raises(errors.QuoError):
            both(answer, call, max_retries=0)
    both(answer, lambda quo: quo.request("GET", "/v1/tasks/TK777private", params={"to": "+15557770001"}))


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Our own lines, without the milliseconds."""
    return [
        re.sub(r"after \d+ ms", "after … ms", record.getMessage())
        for record in caplog.records
        if record.name == "maton_quo"
    ]


def test_each_attempt_is_one_line_at_debug(both: Both, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "maton_quo")
    trace = {"error": {"message": "no", "key": "Unauthorized", "trace": "4128582783457776981"}}
    answers = iter([httpx.Response(503, headers={"cf-ray": "8c1f-FRA"}), httpx.Response(401, json=trace)])
    with pytest.raises(errors.Unauthorized):
        both(lambda request: next(answers), lambda quo: quo.messages.get("AC1"))
    assert lines(caplog) == [
        "GET /v1/messages/{messageId}: 503 after … ms, attempt 1, trace 8c1f-FRA",
        "GET /v1/messages/{messageId}: 401 after … ms, attempt 2, trace 4128582783457776981",
    ]
    assert {record.levelname for record in caplog.records if record.name == "maton_quo"} == {"DEBUG"}


def test_no_answer_is_told_by_its_kind_alone(both: Both, caplog: pytest.LogCaptureFixture) -> None:
    def silent(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout(f"no answer from {request.url}", request=request)

    caplog.set_level(logging.DEBUG, "maton_quo")
    with pytest.raises(errors.Timeout):
        both(silent, lambda quo: quo.users.list(), max_retries=0)
    assert lines(caplog) == ["GET /v1/users: ReadTimeout after … ms, attempt 1, trace None"]


@pytest.mark.parametrize("trace", [KEY, f"x-{KEY}", "+15557770001", "Dear Jane, about it", "x" * 65, ""])
def test_a_trace_that_is_anything_else_is_not_told(
    both: Both, caplog: pytest.LogCaptureFixture, trace: str
) -> None:
    caplog.set_level(logging.DEBUG, "maton_quo")
    with pytest.raises(errors.BadRequest):
        both(
            lambda request: httpx.Response(400, json={"message": "no", "trace": trace}),
            lambda quo: quo.users.list(),
        )
    assert lines(caplog) == ["GET /v1/users: 400 after … ms, attempt 1, trace None"]


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/v1/tasks", "/v1/tasks"),
        ("/v1/tasks/TK777", "/v1/tasks/…"),
        ("/v1/tasks/TK777/notes", "/v1/tasks/…"),
        ("/apps/777", "/apps/…"),
        ("/", "/"),
    ],
)
def test_a_path_that_the_contract_does_not_know_is_told_up_to_its_first_id(
    both: Both, caplog: pytest.LogCaptureFixture, path: str, route: str
) -> None:
    caplog.set_level(logging.DEBUG, "maton_quo")
    both(lambda request: httpx.Response(200), lambda quo: quo.request("GET", path))
    assert lines(caplog) == [f"GET {route}: 200 after … ms, attempt 1, trace None"]


@pytest.mark.parametrize("level", [logging.NOTSET + 1, logging.DEBUG, logging.INFO, logging.WARNING])
def test_our_lines_hold_nothing_private_at_any_level(
    both: Both, caplog: pytest.LogCaptureFixture, level: int
) -> None:
    caplog.set_level(level, "maton_quo")
    talk(both)
    ours = [record for record in caplog.records if record.name.startswith("maton_quo")]
    assert bool(ours) is (level <= logging.DEBUG)
    for record in ours:
        assert not PRIVATE.search(f"{record.getMessage()} {vars(record)}"), record.getMessage()


@pytest.mark.parametrize("level", [logging.DEBUG, logging.INFO])
def test_nor_do_the_lines_of_httpx_but_for_ids_in_the_path(
    both: Both, caplog: pytest.LogCaptureFixture, level: int
) -> None:
    caplog.set_level(level)
    talk(both)
    theirs = [record.getMessage() for record in caplog.records if record.name.startswith("http")]
    assert 'HTTP Request: GET https://gateway.maton.ai/quo/v1/messages "HTTP/1.1 200 OK"' in theirs
    for line in theirs:
        assert not PRIVATE.search(re.sub(r"/(CT|US|TK)777private", "", line)), line


class Echo(BaseHTTPRequestHandler):
    """Answers over a real socket, so that what lies below httpx logs too."""

    def do_GET(self) -> None:
        body = b'{"data":[],"totalItems":0,"nextPageToken":null}'
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: it is not the server's log that is tested."""


def test_nothing_private_is_logged_on_the_way_to_the_socket(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        threading.Thread(target=server.serve_forever).start()
        url = f"http://127.0.0.1:{server.server_port}"
        with Quo(api_key=KEY, connection="c-777private", base_url=url) as quo:
            quo.messages.list(phone_number_id="PN777private", participants=["+15557770001"])
        server.shutdown()
    assert {record.name.partition(".")[0] for record in caplog.records} >= {"maton_quo", "httpx", "httpcore"}
    for record in caplog.records:
        assert not PRIVATE.search(record.getMessage()), record.getMessage()


def test_the_requests_of_others_are_logged_as_ever(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    transport = httpx.MockTransport(lambda request: httpx.Response(204))
    Quo(api_key=KEY, transport=transport).close()
    with httpx.Client(transport=transport) as others:
        others.get("https://elsewhere.test/?page=2")
    assert "https://elsewhere.test/?page=2" in caplog.text


def test_many_clients_filter_once() -> None:
    for _ in range(3):
        Quo(api_key=KEY, base_url="http://mock.test").close()
    ours = [f for f in logging.getLogger("httpx").filters if type(f).__module__.startswith("maton_quo")]
    assert len(ours) == 1


def test_the_root_logger_is_left_alone() -> None:
    Quo(api_key=KEY, base_url="http://mock.test").close()
    ours = logging.getLogger("maton_quo")
    assert (ours.level, ours.handlers, ours.propagate) == (logging.NOTSET, [], True)


def test_the_url_of_an_error_is_still_the_whole_one(both: Both) -> None:
    with pytest.raises(errors.NotFound) as caught:
        both(lambda request: httpx.Response(404), lambda quo: quo.users.list(max_results=3))
    assert str(caught.value.request.url) == "https://gateway.maton.ai/quo/v1/users?maxResults=3"
