"""The clock, settings, snapshots and scripted numbers: each button does what it says."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest

from mock_gateway.numbers import NUMBERS

from .conftest import NASTY, Looker

SEND = ("POST /quo/v1/messages", {"content": "x", "from": "PN123abc", "to": ["+12065550100"]})


# ── The clock ──


def test_the_clock_is_moved_frozen_and_let_run(looker: Looker) -> None:
    message = looker.bench.ok(*SEND)
    looker.done("time", {"advance": "60"})
    assert looker.bench.ok(f"GET /quo/v1/messages/{message['id']}")["data"]["status"] == "delivered"
    assert "frozen" in looker.done("time", {"freeze": "1"})
    assert "running" in looker.done("time", {"resume": "1"})
    assert "2027-05-06 07:08:09" in looker.done("time", {"set": "2027-05-06T07:08:09Z"})


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({"set": "2001-01-01T00:00:00Z"}, 409, "forward only"),
        ({"set": "noon"}, 400, "Set: Expected a time"),
        ({"advance": "-1"}, 400, "Advance"),
        ({"advance": "soon"}, 400, "Advance"),
        ({}, 400, "Give a time"),
    ],
)
def test_time_that_cannot_be_is_refused(looker: Looker, form: Any, status: int, said: str) -> None:
    sentence, page = looker.refused("time", form, status)
    assert said in sentence
    assert all(f'value="{value}"' in page for value in form.values())


# ── Settings ──


def test_settings_and_balance_are_changed(looker: Looker) -> None:
    looker.done("settings", {"balance_cents": "123", "plan": "starter", "rate_limit": "7"})
    kept = looker.bench.ok("GET /_mock/api/settings")["data"]
    assert (kept["balance_cents"], kept["plan"], kept["rate_limit"]) == (123, "starter", 7)
    page = looker.get("settings")
    assert "$1.23" in page
    for name in kept.keys() - {"workspace_id"}:
        assert f'id="{name}"' in page, name
        assert f'for="{name}"' in page


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"balance_cents": "-1"}, "Balance cents"),
        ({"rate_limit": "many"}, "Rate limit"),
        ({"plan": "gold"}, "Plan: Expected 'business' or 'starter'"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(looker: Looker, form: Any, said: str) -> None:
    before = looker.bench.state()
    sentence, _ = looker.refused("settings", {"price_cents": "9", **form})
    assert said in sentence
    assert looker.bench.state() == before


# ── Snapshots ──


def test_a_workspace_is_saved_changed_and_restored(looker: Looker) -> None:
    page = looker.done("snapshots", {"name": NASTY})
    assert "<script>alert" not in page
    [id] = set(re.findall(r'id="snapshot-(?!new)(\w+)"', page))
    before = looker.facts.balance_cents
    looker.bench.ok(*SEND)
    assert looker.facts.balance_cents != before
    looker.done(f"snapshots/{id}/restore")
    assert looker.facts.balance_cents == before
    assert f'id="snapshot-{id}"' not in looker.done(f"snapshots/{id}/delete")
    looker.refused(f"snapshots/{id}/restore", status=404)


def test_another_workspace_s_snapshot_is_out_of_reach(looker: Looker) -> None:
    other = looker.bench.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]["workspace_id"]
    id = looker.bench.ok(f"POST /_mock/api/snapshots?workspace_id={other}", {})["data"]["id"]
    looker.refused(f"snapshots/{id}/restore", status=404)
    looker.refused(f"snapshots/{id}/delete", status=404)


def test_what_is_exported_can_be_imported(looker: Looker) -> None:
    answer = looker.bench.client.get(f"/_mock/w/{looker.id}/snapshots/export")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{looker.id}.yaml"'
    looker.bench.ok(*SEND)
    page = looker.done("snapshots/import", {"file": (io.BytesIO(answer.data), "w.yaml")})
    assert "Imported; there are" in page
    again = looker.bench.client.get(f"/_mock/w/{looker.id}/snapshots/export")
    assert again.data == answer.data


@pytest.mark.parametrize(
    ("raw", "said"), [(b"", "Choose a YAML file"), (b"users: 7\n", "line 1"), (b"\0", "line")]
)
def test_a_file_that_cannot_be_imported_changes_nothing(looker: Looker, raw: bytes, said: str) -> None:
    before = looker.bench.state()
    sentence, _ = looker.refused("snapshots/import", {"file": (io.BytesIO(raw), "w.yaml")})
    assert said in sentence
    assert looker.bench.state() == before


def test_a_long_file_is_read(looker: Looker) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n' + looker.csrf.encode()
    file = b'\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="w.yaml"\r\n\r\n'
    raw = b"# " + b"x" * 2_000_000 + b"\nusers: 7\n"
    answer = looker.bench.client.post(
        f"/_mock/w/{looker.id}/snapshots/import",
        data=head + file + raw + b"\r\n--b--\r\n",
        content_type="multipart/form-data; boundary=b",
    )
    assert answer.status_code == 400
    assert "line 2" in answer.text


def test_a_reset_begins_anew(looker: Looker) -> None:
    before = looker.facts.balance_cents
    looker.bench.ok(*SEND)
    assert "as demo has it again" in looker.done("reset")
    assert looker.facts.balance_cents == before


# ── Scripted numbers ──


def test_every_number_is_in_the_table(looker: Looker) -> None:
    page = looker.get("numbers")
    assert all(f'id="number-{each.number[1:]}"' in page for each in NUMBERS)


def test_a_text_to_a_number_comes_to_what_it_says(looker: Looker) -> None:
    form = {"from": "PN123abc", "content": "Hello"}
    assert "202" in looker.done("numbers/text", {**form, "to": "+15005550000"})
    assert looker.refused("numbers/text", {**form, "to": "+15005550402"}, 402)[0] == "Not enough credits"
    assert "slow answer" not in re.sub(r"<table.*", "", looker.get("numbers"), flags=re.DOTALL)
    assert looker.refused("numbers/text", {**form, "to": "+12065550100"})
    assert "Content" in looker.refused("numbers/text", {"from": "PN123abc", "to": "+15005550000"})[0]


# ── All of them ──

POSTS = ("contacts/new", "webhooks/new", "requests/clear", "faults/ready", "faults/own", "faults/deliveries",
         "faults/clear", "faults/x/remove", "time", "settings", "snapshots", "snapshots/x/restore",
         "snapshots/x/delete", "snapshots/import", "reset", "numbers/text")  # fmt: skip


@pytest.mark.parametrize("path", POSTS)
def test_no_form_is_taken_that_no_page_of_ours_has_made(looker: Looker, path: str) -> None:
    before = looker.bench.state()
    looker.get("time")
    assert looker.post(path, {"advance": "60"}, csrf="guessed").status_code == 403
    assert looker.post(path, headers={"Origin": "https://evil.example"}).status_code == 403
    assert looker.post(path, environ_overrides={"REMOTE_ADDR": "10.0.0.1"}).status_code == 403
    assert looker.bench.state() == before
