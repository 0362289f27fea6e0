"""Faults and spoilt deliveries: each button does what it says."""

from __future__ import annotations

import html
from typing import Any

import pytest

from contract_tests.gateway.conftest import HEADERS
from mock_gateway.inbox.ready_made import DELIVERIES, FAULTS

from .conftest import NASTY, Looker

SEND = ("POST /quo/v1/messages", {"content": "x", "from": "PN123abc", "to": ["+12065550100"]})


@pytest.mark.parametrize("each", FAULTS, ids=lambda each: each.id)
def test_each_ready_made_fault_is_turned_on_once(looker: Looker, each: Any) -> None:
    page = looker.done("faults/ready", {"ready": each.id, "times": "1"})
    assert f"On: {each.name}" in html.unescape(page)
    [rule] = looker.bench.ok("GET /_mock/api/faults")["data"]
    assert (rule["then"]["action"], rule["match"]["workspace_id"]) == (each.then["action"], looker.id)
    looker.done(f"faults/{rule['id']}/remove")
    assert looker.bench.ok("GET /_mock/api/faults")["data"] == []


def test_a_fault_strikes_and_is_counted(looker: Looker) -> None:
    looker.done("faults/ready", {"ready": "unavailable", "times": "1"})
    assert looker.bench.ask(*SEND).status_code == 503
    assert looker.bench.ask(*SEND).status_code == 202
    assert "spent" in looker.get("faults")


def test_a_fault_leaves_other_workspaces_alone(looker: Looker) -> None:
    other = looker.bench.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]
    looker.done("faults/ready", {"ready": "storm"})
    assert looker.bench.ask("GET /quo/v1/phone-numbers").status_code == 429
    headers = {**HEADERS, "Authorization": f"Bearer {other['api_key']}"}
    assert looker.bench.ask("GET /quo/v1/phone-numbers", headers=headers).status_code == 200
    assert "are off" in looker.done("faults/clear")
    assert looker.bench.ask("GET /quo/v1/phone-numbers").status_code == 200


@pytest.mark.parametrize("kind", DELIVERIES)
def test_a_delivery_is_spoilt(looker: Looker, kind: str) -> None:
    looker.done("faults/deliveries", {"kind": kind, "next": "3"})
    [fault] = looker.bench.ok("GET /_mock/api/deliveries/faults")["data"]
    assert (fault["kind"], fault["left"]) == (kind, 3)
    looker.done(f"faults/{fault['id']}/remove", {"of": "deliveries"})
    assert looker.bench.ok("GET /_mock/api/deliveries/faults")["data"] == []


def test_a_rule_of_one_s_own_is_added(looker: Looker) -> None:
    own = {
        "action": "status",
        "status": "418",
        "message": NASTY,
        "operation": "phone_numbers_list",
        "every": "2",
    }
    own |= {
        "header_name": "User-Agent",
        "header_value": "tests/*",
        "api_key": "maton_mock_key",
        "seconds": "9",
    }
    page = looker.done("faults/own", own)
    assert "<script>alert" not in page
    assert "maton_mock_key" not in page
    statuses = [looker.bench.ask("GET /quo/v1/phone-numbers").status_code for _ in range(4)]
    assert statuses == [200, 418, 200, 418]
    assert looker.bench.ask(*SEND).status_code == 202


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"action": "status", "status": "200"}, "Status"),
        ({"action": "status"}, "Status"),
        ({"action": "slow", "seconds": "31"}, "Seconds"),
        ({"action": "nonsense"}, "Action"),
        ({"action": "reset", "times": "0"}, "Times"),
        ({"action": "reset", "probability": "two"}, "Probability"),
        ({"action": "reset", "operation": "nonsense"}, "no operation"),
        ({"action": "reset", "header_name": "Authorization"}, "Header name"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(looker: Looker, form: Any, said: str) -> None:
    sentence, page = looker.refused(
        "faults/own", {"path": "/typed/*", **form}, (form.get("operation") and 404) or 400
    )
    assert said in sentence
    assert 'value="/typed/*"' in page
    assert looker.bench.ok("GET /_mock/api/faults")["data"] == []
