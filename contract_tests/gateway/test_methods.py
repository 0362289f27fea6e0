"""Methods: the spec's own, `HEAD` for every `GET`, and what becomes of all others."""

from __future__ import annotations

import pytest

from .conftest import Bench

ALLOWED = {
    "/quo/v1/messages": "GET, HEAD, POST",
    "/quo/v1/users": "GET, HEAD",
    "/quo/v1/contacts/CT123abc": "DELETE, GET, HEAD, PATCH",
    "/quo/v1/conversations/CV123abc/mark-as-done": "POST",
    "/v1/users": "GET, HEAD",
    "/connections": "GET, HEAD, POST",
    "/connections/21fd90f9-5935-43cd-b6c8-bde9d915ca80": "DELETE, GET, HEAD",
}
ODD = ["PUT", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "X"]


@pytest.fixture(scope="module")
def bench() -> Bench:
    """Nothing that is asked here changes it."""
    return Bench()


@pytest.mark.parametrize("method", ODD)
@pytest.mark.parametrize("url", ALLOWED)
def test_a_wrong_method_is_told_the_right_ones(bench: Bench, url: str, method: str) -> None:
    before = bench.state()
    answer = bench.ask(f"{method} {url}")
    assert (answer.status_code, answer.headers["Allow"]) == (405, ALLOWED[url])
    assert answer.json["title"] == "Method Not Allowed"
    path = url.removeprefix("/quo")
    assert answer.json["message"] == f"{method} is not allowed at {path}, but {ALLOWED[url]}"
    assert bench.state() == before


@pytest.mark.leans_on("unknown-route")
@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("url", ["/quo/v1/users", "/v1/users"])
def test_express_does_not_tell_a_wrong_method_from_an_unknown_path(
    observed: Bench, url: str, method: str
) -> None:
    answer = observed.ask(f"{method} {url}")
    assert (answer.status_code, answer.mimetype, "Allow" in answer.headers) == (404, "text/html", False)
    assert f"<pre>Cannot {method} /v1/users</pre>" in answer.text


@pytest.mark.leans_on("maton-405")
def test_maton_s_own_door_does_not_run_on_express(observed: Bench) -> None:
    answer = observed.ask("PUT /connections")
    assert (answer.status_code, answer.mimetype) == (405, "application/json")


@pytest.mark.leans_on("head-is-get")
@pytest.mark.parametrize(
    "url",
    [
        "/quo/v1/phone-numbers",
        "/quo/v1/users/US123abc",
        "/quo/v1/users/US404",
        "/quo/v1/users",
        "/connections",
        "/_mock/api/health",
        "/",
    ],
)
def test_head_is_get_without_the_body(bench: Bench, url: str) -> None:
    got, asked = bench.ask(f"GET {url}"), bench.ask(f"HEAD {url}")
    assert (asked.status_code, asked.content_type, asked.data) == (got.status_code, got.content_type, b"")
    assert asked.headers["Content-Length"] == got.headers["Content-Length"]


def test_a_wrong_method_is_told_only_to_who_may_come_in(bench: Bench) -> None:
    answer = bench.ask("PUT /quo/v1/users", headers={"Authorization": None})
    assert answer.status_code == 401
