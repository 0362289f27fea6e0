"""What is refused at the door, before anything is looked at: keys, connections, programs, haste, routes."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from contract_tests.contract.calls import Call
from contract_tests.targets import Account, Target
from mock_gateway.operation import Operation


def any_call(operation: Operation) -> Call:
    """A call to an operation of which nothing but the route is right."""
    steps = operation.path.split("/")
    return Call(operation, {step.strip("{}"): "x" for step in steps if step.startswith("{")}, body={})


def of_maton(response: httpx.Response, status: int, title: str) -> str:
    """Maton's own error, in its whole shape; returns what it says."""
    body = response.json()
    assert (response.status_code, body.pop("status"), body.pop("title")) == (status, status, title)
    assert body.keys() == {"message", "trace"}
    return str(body["message"])


def at_the_door(target: Target, response: httpx.Response, status: int, title: str) -> str:
    """An error that comes before anybody knows who asks: flat in the guide, wrapped as seen live."""
    if target.profile["auth_error_shape"] == "flat":
        return of_maton(response, status, title)
    assert response.status_code == status
    error = response.json()["error"]
    assert (error["key"], len(error["trace"])) == (title.replace(" ", ""), 19)
    return str(error["message"])


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({}, "Missing API key"),
        ({"Authorization": "Bearer wrong"}, "Invalid API key"),
        ({"Authorization": "maton_mock_key"}, "Malformed API key"),
        ({"Authorization": "Basic eDp5"}, "Malformed API key"),
    ],
)
def test_without_a_valid_key_every_operation_is_a_401(
    target: Target, headers: dict[str, str], message: str
) -> None:
    target.spare("it tries to write without a key")
    with target.http(headers=headers) as http:
        for operation in target.contract.operations.values():
            response = any_call(operation).send(http)
            assert message in at_the_door(target, response, 401, "Unauthorized"), operation.id


def test_quos_own_key_is_none_of_matons(target: Target, account: Account) -> None:
    with target.http(headers={"Authorization": f"Bearer {account.quo_key}"}) as http:
        assert http.get("/quo/v1/users?maxResults=1").status_code == 401


def test_quos_own_door_takes_its_key_raw(target: Target, account: Account) -> None:
    with target.http(headers={"Authorization": account.quo_key}) as http:
        assert http.get("/v1/users?maxResults=1").json()["totalItems"] == 4
        refused = http.get("/v1/users?maxResults=1", headers={"Authorization": f"Bearer {account.quo_key}"})
    assert refused.status_code == 401


@pytest.mark.parametrize("agent", ["", "Python-urllib/3.11"])
def test_a_program_that_does_not_say_its_name_is_blocked(
    target: Target, account: Account, agent: str
) -> None:
    with account.http() as http:
        for operation in target.contract.operations.values():
            response = any_call(operation).send(http, headers={"User-Agent": agent})
            if operation.control:
                assert response.status_code != 403
                continue
            assert (response.status_code, response.text) == (403, "error code: 1010"), operation.id
            assert response.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "wanted", ["00000000-0000-4000-8000-000000000000", "of another account", "pending", "x"]
)
def test_a_connection_that_cannot_be_used_is_a_400(target: Target, account: Account, wanted: str) -> None:
    with account.http() as http:
        if wanted == "of another account":
            wanted = target.account("empty").connection_id
        elif wanted == "pending":
            wanted = http.post("/connections", json={"app": "quo"}).json()["connection_id"]
        response = http.get("/quo/v1/users?maxResults=1", headers={"Maton-Connection": wanted})
    assert "Missing connection for app: quo" in of_maton(response, 400, "Bad Request")


def test_the_connection_that_is_asked_for_is_used(account: Account) -> None:
    with account.http() as http:
        headers = {"Maton-Connection": account.connection_id}
        assert http.get("/quo/v1/users?maxResults=1", headers=headers).json()["totalItems"] == 4


def test_an_app_that_maton_does_not_have_is_a_400(account: Account) -> None:
    with account.http() as http:
        response = http.get("/openphone/v1/users?maxResults=1")
    assert "Invalid app name" in of_maton(response, 400, "Bad Request")


def test_more_requests_than_allowed_are_a_429(target: Target, account: Account) -> None:
    account.set(rate_limit=2)
    with account.http() as http:
        answers = [http.get("/quo/v1/users?maxResults=1") for _ in range(6)]
    passed, stopped = answers[0], next(each for each in answers if each.status_code == 429)
    assert passed.headers["ratelimit"] == '"per-second"; r=1; t=1'
    assert passed.headers["ratelimit-policy"] == '"per-second"; q=2; w=1'
    assert "may make 2 in one second" in at_the_door(target, stopped, 429, "Too Many Requests")
    assert stopped.headers["ratelimit"].startswith('"per-second"; r=0; t=')
    assert stopped.headers["retry-after"] == "1"
    other = target.account("empty")
    with other.http() as http:
        assert http.get("/quo/v1/users?maxResults=1").status_code == 200


ROUTES = [
    ("PUT", "/v1/messages"),
    ("DELETE", "/v1/users/US123abc"),
    ("GET", "/v1/nope"),
    ("GET", "/v1/users/US/x"),
]


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_route_that_quo_does_not_have(target: Target, account: Account, method: str, path: str) -> None:
    allowed = {"/v1/messages": "GET, HEAD, POST", "/v1/users/US123abc": "GET, HEAD"}.get(path)
    with account.http() as http:
        response = http.request(method, f"/quo{path}")
    if target.profile["unknown_route"] == "express":
        assert response.status_code == 404
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        assert f"<pre>Cannot {method} {path}</pre>" in response.text
        return
    body: dict[str, Any] = response.json()
    assert (response.status_code, body["status"]) == ((405, 405) if allowed else (404, 404))
    assert response.headers.get("allow") == allowed


def test_a_method_that_maton_does_not_have_is_a_405(account: Account) -> None:
    with account.http() as http:
        response = http.put("/connections", json={})
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD, POST")


def test_the_key_is_asked_for_before_everything_else(target: Target, account: Account) -> None:
    with target.http(headers={"User-Agent": ""}) as http:
        for path in ("/quo/v1/nope", "/openphone/v1/users", "/quo/v1/users", "/connections/x"):
            assert http.get(path).status_code == 401, path
    with account.http() as http:
        blocked = {"User-Agent": "", "Maton-Connection": "x"}
        assert http.get("/openphone/v1/nope", headers=blocked).status_code == 400
        assert http.get("/quo/v1/nope", headers=blocked).status_code == 400
        assert http.get("/quo/v1/nope", headers={"User-Agent": ""}).status_code == 403
