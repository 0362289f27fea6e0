"""Every error that the spec documents can be met on the gateway: by whoever earns it, or by a fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from contract_tests.contract.calls import Call
from contract_tests.targets import Account, Choice, Target, opened

from .conftest import DOCUMENT, OPERATIONS, Json
from .provoking import ALWAYS, MORE, NATURAL, Provocation, generic

CODES = [(id, code) for id, operation in OPERATIONS.items() for code in operation.stated.get("x-codes", [])]


def shown(id: str) -> tuple[Json, list[Json]]:
    """The good request of an operation, and its bad ones."""
    requests = OPERATIONS[id].stated.get("x-requests", {})
    return next(iter(requests.get("good", [])), {}), requests.get("bad", [])


def provocation(id: str, code: str) -> Provocation | None:
    good, bad = shown(id)
    return NATURAL.get((id, code)) or generic(id, code, good, bad)


EARNED = [(id, code) for id, code in CODES if provocation(id, code)]
REFUSED = [(id, code) for id, code in CODES if code.endswith("401")]
FAULTS_ONLY = [pair for pair in CODES if pair not in EARNED + REFUSED]


@pytest.fixture(scope="module")
def gateway() -> Iterator[Target]:
    """A gateway that raises on whatever the spec does not document."""
    with opened(Choice("in-process", "documented")) as target:
        yield target


@pytest.fixture
def account(gateway: Target) -> Account:
    return gateway.account()


def call(account: Account, id: str, given: Provocation) -> Call:
    """The request, filled up with what is shown as good."""
    good, _ = shown(id)
    body: Any = OPERATIONS[id].stated.get("requestBody", {}).get("content", {}).get("application/json", {})
    return Call(
        account.target.contract.operations[id],
        dict(given.path or good.get("path", {})),
        dict(given.query if given.query is not None else good.get("query", {})),
        dict(given.body) if given.body is not None else body.get("example"),
    )


def judged(response: httpx.Response, code: str) -> None:
    """The error has the code, and the title and description that the catalogue gives it."""
    body = response.json()
    named = DOCUMENT["x-problems"].get(code, {})
    assert (response.status_code, body.get("code")) == (int(code[-3:]), code), response.text
    assert body["title"] == named.get("title", DOCUMENT["x-titles"][code[-3:]])
    assert body.get("description") == named.get("description")


@pytest.mark.parametrize(("id", "code"), EARNED, ids=[f"{id}-{code}" for id, code in EARNED])
def test_an_error_comes_to_whoever_earns_it(account: Account, id: str, code: str) -> None:
    given = provocation(id, code)
    assert given is not None
    if given.settings:
        account.set(**given.settings)
    with account.http() as http:
        if given.twice:
            assert call(account, id, given).send(http).status_code < 300
        judged(call(account, id, given).send(http), code)


@pytest.mark.parametrize(("id", "code"), FAULTS_ONLY, ids=[f"{id}-{code}" for id, code in FAULTS_ONLY])
def test_what_cannot_be_earned_has_a_reason_and_comes_by_a_fault(
    account: Account, id: str, code: str
) -> None:
    assert (id, code) in MORE or code[2:] in ALWAYS
    action = {"action": "status", "status": int(code[-3:]), "code": code}
    match = {"operation": id, "workspace_id": account.workspace_id}
    account.target.control("POST", "faults", {"match": match, "then": action, "times": 1})
    with account.http() as http:
        judged(call(account, id, Provocation()).send(http), code)


@pytest.mark.parametrize(("id", "code"), REFUSED, ids=[f"{id}-{code}" for id, code in REFUSED])
def test_a_wrong_key_is_told_by_the_code_of_the_operation_at_quo_s_own_door(
    gateway: Target, id: str, code: str
) -> None:
    path = OPERATIONS[id].path.replace("{", "").replace("}", "")
    with gateway.http(headers={"Authorization": "nobody-s"}) as http:
        judged(http.request(OPERATIONS[id].method.upper(), path), code)


@pytest.mark.parametrize("id", OPERATIONS)
def test_every_operation_can_be_asked_too_often(account: Account, id: str) -> None:
    account.set(rate_limit=1)
    good = call(account, id, Provocation())
    # The control host counts by the gateway's own settings, which no account may change.
    asked = {"Mock-Fault": "rate-limit"} if id.startswith("connections_") else {}
    with account.http() as http:
        found = {good.send(http, headers=asked).status_code for _ in range(3)}
    assert 429 in found


def test_no_reason_is_given_for_nothing() -> None:
    assert {code[2:] for id, code in FAULTS_ONLY if (id, code) not in MORE} == set(ALWAYS)
    assert set(MORE) <= set(FAULTS_ONLY)
    assert set(NATURAL) <= set(CODES)
