"""A page shows one workspace and nothing of any other, whatever its address or form says."""

from __future__ import annotations

import pytest

from contract_tests.gateway.conftest import Bench

from .conftest import Visitor


@pytest.fixture
def other(bench: Bench) -> Visitor:
    """Somebody in an account of their own, where one customer has written."""
    account = bench.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]
    visitor = Visitor(bench, account["workspace_id"])
    answer = visitor.post("/messages", text="Only here", **{"from": "+12065557777"})
    assert answer.status_code == 303
    return visitor


def test_each_workspace_has_its_own_conversations(visitor: Visitor, other: Visitor) -> None:
    assert [row.find("span", class_="last")[0].text for row in other.rows()] == ["Only here"]
    assert "Only here" not in visitor.page("/inbox").text


def test_a_conversation_of_another_workspace_is_not_found(visitor: Visitor, other: Visitor) -> None:
    [row] = other.rows()
    id = row.attributes["id"].removeprefix("r-")
    assert visitor.get(f"/inbox/{id}").status_code == 404
    assert other.get("/inbox/CV123abc").status_code == 404
    for path in (f"/inbox/{id}/messages", f"/inbox/{id}/done", f"/inbox/{id}/read"):
        assert visitor.post(path, text="hi").status_code == 404
    assert other.get("/calls/AC123abc/REC123abc.wav").status_code == 404
    assert visitor.get("/calls/AC123abc/REC123abc.wav").status_code == 200


def test_a_number_of_another_workspace_is_not_written_to(other: Visitor) -> None:
    assert other.post("/messages", text="hi", to="PN125abc", **{"from": "+12065557777"}).status_code == 404
    assert other.post("/calls", to="PN125abc", **{"from": "+12065557777"}).status_code == 404


def test_names_are_each_workspace_s_own(bench: Bench, visitor: Visitor, other: Visitor) -> None:
    number = {"name": "mobile", "value": "+12065557777"}
    contact = {"defaultFields": {"firstName": "Ann", "lastName": "Lee", "phoneNumbers": [number]}}
    visitor.post("/messages", text="hi", **{"from": "+12065557777"})
    id = bench.ok("POST /quo/v1/contacts", contact)["data"]["id"]

    def name(visitor: Visitor) -> str:
        return visitor.rows()[0].find("b", class_="name")[0].text

    assert (name(visitor), name(other)) == ("Ann Lee", "(206) 555-7777")
    changed = {"defaultFields": {"firstName": "Bea", "phoneNumbers": [number]}}
    bench.ok(f"PATCH /quo/v1/contacts/{id}", changed)
    assert name(visitor).startswith("Bea")
    assert bench.ask(f"DELETE /quo/v1/contacts/{id}").status_code == 204
    assert name(visitor) == "(206) 555-7777"


def test_a_reset_brings_names_back(bench: Bench, visitor: Visitor) -> None:
    before = [row.text for row in visitor.rows()]
    for contact in bench.ok("GET /quo/v1/contacts?maxResults=50")["data"]:
        bench.ask(f"DELETE /quo/v1/contacts/{contact['id']}")
    assert [row.text for row in visitor.rows()] != before
    bench.ok("POST /_mock/api/reset")
    assert [row.text for row in visitor.rows()] == before


@pytest.mark.parametrize("id", ["ORnone", "OR-template:demo", "x' OR 1=1", "..", "%00"])
def test_a_workspace_that_there_is_not_has_no_page(visitor: Visitor, id: str) -> None:
    assert visitor.get(f"/_mock/w/{id}/inbox").status_code == 404
    assert visitor.get(f"/_mock/switch?workspace={id}").status_code == 404


def test_the_switcher_leads_to_every_account(visitor: Visitor, other: Visitor) -> None:
    [choice] = visitor.page("/_mock/").find("select", id="switch-to")
    values = [option.attributes["value"] for option in choice.find("option")]
    assert values == [visitor.workspace_id, other.workspace_id]
    answer = visitor.get(f"/_mock/switch?workspace={other.workspace_id}")
    assert answer.headers["Location"] == f"{other.home}/inbox"


def test_the_switcher_stays_short_with_many_accounts(bench: Bench, visitor: Visitor) -> None:
    for _ in range(60):
        bench.ok("POST /_mock/api/accounts", {"seed": "empty"})
    [choice] = visitor.page("/_mock/").find("select", id="switch-to")
    assert len(choice.find("option")) == 51
