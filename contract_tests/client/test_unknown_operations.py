"""`quo.request`: what the contract does not know yet, with the same key, retries and errors."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from maton_quo import UNSET, errors, models
from maton_quo.types import Request

from .conftest import KEY, Both


def ok(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"data": [1, 2]})


def test_it_gives_the_response_as_it_came(both: Both) -> None:
    response = both(ok, lambda quo: quo.request("get", "/v1/tasks"), connection="c-1")
    assert type(response) is httpx.Response
    assert response.json() == {"data": [1, 2]}
    assert f"{both.sent.method} {both.sent.url}" == "GET https://gateway.maton.ai/quo/v1/tasks"
    assert both.sent.headers["authorization"] == f"Bearer {KEY}"
    assert both.sent.headers["maton-connection"] == "c-1"


def test_the_query_is_spelled_as_in_every_other_request(both: Both) -> None:
    params = {
        "assignedTo": ["US1", "US2"],
        "done": False,
        "due": datetime(2024, 5, 1, tzinfo=UTC),
        "empty": None,
        "number": "+1555",
    }
    both(ok, lambda quo: quo.request("GET", "/v1/tasks", params=params))
    assert both.sent.url.query == (
        b"assignedTo=US1&assignedTo=US2&done=false&due=2024-05-01T00%3A00%3A00Z&number=%2B1555"
    )


@pytest.mark.parametrize(
    ("json", "sent"),
    [
        ({"title": "Call", "note": None, "left": UNSET}, b'{"title":"Call","note":null}'),
        ([1, "two"], b'[1,"two"]'),
        ("text", b'"text"'),
        (models.MessageMedia(url="u", type=None), b'{"url":"u","type":null}'),
    ],
)
def test_the_body_is_any_json(both: Both, json: Any, sent: bytes) -> None:
    both(ok, lambda quo: quo.request("POST", "/v1/tasks", json=json))
    assert both.sent.content == sent
    assert both.sent.headers["content-type"] == "application/json"


def test_headers_are_of_this_request_alone_and_checked(both: Both) -> None:
    def scenario(quo: Any) -> list[Any]:
        return [quo.request("GET", "/v1/tasks", headers={"X-A": "1"}), quo.request("GET", "/v1/tasks")]

    both(ok, scenario)
    assert [request.headers.get("x-a") for request in both.requests] == ["1", None]
    with pytest.raises(errors.Misconfigured, match="X-A"):
        both(ok, lambda quo: quo.request("GET", "/v1/tasks", headers={"X-A": "a\nb"}))


def test_the_control_host_can_be_asked_too(both: Both) -> None:
    both(ok, lambda quo: quo.request("GET", "/apps", control=True))
    assert str(both.sent.url) == "https://ctrl.maton.ai/apps"


def test_errors_and_retries_are_the_same(both: Both) -> None:
    with pytest.raises(errors.NotFound, match=r"GET /quo/v1/tasks/TK1: 404"):
        both(lambda request: httpx.Response(404), lambda quo: quo.request("GET", "/v1/tasks/TK1"))
    both.requests.clear()
    with pytest.raises(errors.ServerError):
        both(lambda request: httpx.Response(503), lambda quo: quo.request("GET", "/v1/tasks"))
    assert len(both.requests) == 3
    both.requests.clear()
    with pytest.raises(errors.ServerError):
        both(lambda request: httpx.Response(503), lambda quo: quo.request("post", "/v1/tasks"))
    assert len(both.requests) == 1


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("v1/tasks", "must begin with a slash"),
        ("https://elsewhere.test/", "must begin with a slash"),
        ("/v1/tasks?number=+1555", "give it by params="),
        ("/v1/tasks#x", "give it by params="),
        ("/v1/ta\nsks", "Invalid non-printable"),
        ("/../connections", "no '.' or '..' segment"),
        ("/v1/./tasks", "no '.' or '..' segment"),
        ("/v1/tasks/..", "no '.' or '..' segment"),
        ("/%2e%2E/connections", "no '.' or '..' segment"),
        ("/.%2e/connections", "no '.' or '..' segment"),
        ("/v1%2F..%2f..%2Fconnections", "no '.' or '..' segment"),
    ],
)
def test_a_path_that_is_none_is_refused_before_anything_is_sent(both: Both, path: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        both(ok, lambda quo: quo.request("GET", path))
    assert both.requests == []


@pytest.mark.parametrize("path", ["/v1/tasks/...", "/v1/.well-known", "/v1/a..b/c.", "/v1/%252e%252e"])
def test_a_dot_in_a_path_is_no_harm(both: Both, path: str) -> None:
    both(ok, lambda quo: quo.request("GET", path))
    assert both.sent.url.raw_path == b"/quo" + path.encode()


@pytest.mark.parametrize("method", ["G ET", "", "GET\r\nX: y", "GÉT", "GET:"])
def test_a_method_that_is_none_is_refused_before_anything_is_sent(both: Both, method: str) -> None:
    with pytest.raises(ValueError, match="a method such as GET was expected"):
        both(ok, lambda quo: quo.request(method, "/v1/tasks"))
    assert both.requests == []


@pytest.mark.parametrize("name", ["X Y", "Xé", "", "X:", "X\n", "X(1)"])
def test_a_header_name_that_is_none_is_refused_before_anything_is_sent(both: Both, name: str) -> None:
    with pytest.raises(errors.Misconfigured, match="A header name holds"):
        both(ok, lambda quo: quo.request("GET", "/v1/tasks", headers={name: "a"}))
    with pytest.raises(errors.Misconfigured, match="A header name holds"):
        both(ok, lambda quo: quo.send(Request("GET", "/v1/tasks", headers={name: "a"})))
    with pytest.raises(errors.Misconfigured, match="A header name holds"):
        both(ok, lambda quo: quo.users.list(), headers={name: "a"})
    assert both.requests == []


def test_every_header_name_that_http_allows_is_sent(both: Both) -> None:
    both(ok, lambda quo: quo.request("GET", "/v1/tasks", headers={"!#$%&'*+-.^_`|~9aZ": "a"}))
    assert both.sent.headers["!#$%&'*+-.^_`|~9az"] == "a"
