"""What a text costs, and that it is paid wholly or not sent at all."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Bench

TEXTS = {
    "one character": ("x", 1),
    "a full GSM-7 segment": ("x" * 160, 1),
    "one more": ("x" * 161, 2),
    "two full joined segments": ("x" * 306, 2),
    "three": ("x" * 307, 3),
    "the longest": ("x" * 1600, 11),
    "escaped characters count twice": ("€" * 80, 1),
    "one escaped too many": ("€" * 80 + "x", 2),
    "a full UCS-2 segment": ("я" * 70, 1),
    "one more in UCS-2": ("я" * 71, 2),
    "an emoji makes it UCS-2 and takes two units": ("😀" * 35, 1),
    "one emoji too many": ("😀" * 36, 2),
}


def send(bench: Bench, content: str = "Hello", *to: str, **changes: Any) -> Any:
    body = {"content": content, "from": "PN123abc", "to": list(to) or ["+14155550199"], **changes}
    return bench.ask("POST /quo/v1/messages", body)


@pytest.mark.leans_on("segments", "price-abroad")
@pytest.mark.parametrize(("content", "segments"), TEXTS.values(), ids=TEXTS)
def test_every_segment_costs_a_cent(empty: Bench, content: str, segments: int) -> None:
    assert empty.balance == 2500
    assert send(empty, content).status_code == 202
    assert empty.balance == 2500 - segments


def test_the_price_can_be_set(empty: Bench) -> None:
    empty.patch_settings(price_cents=7)
    send(empty, "x" * 161)
    assert empty.balance == 2500 - 14
    empty.patch_settings(price_cents=0, balance_cents=0)
    assert send(empty).status_code == 202


@pytest.mark.leans_on("recipients-cost-each")
def test_every_recipient_costs_as_much(observed: Bench) -> None:
    balance = observed.balance
    send(observed, "x" * 161, "+14155550101", "+14155550102", "+14155550103")
    assert observed.balance == balance - 6


def test_a_balance_that_is_just_enough_is_spent(empty: Bench) -> None:
    empty.patch_settings(balance_cents=2)
    assert send(empty, "x" * 161).status_code == 202
    assert empty.balance == 0


@pytest.mark.leans_on("all-or-nothing")
def test_a_send_that_is_one_cent_short_changes_nothing(empty: Bench) -> None:
    empty.patch_settings(balance_cents=1)
    before = empty.state()
    answer = send(empty, "x" * 161)
    assert answer.status_code == 402
    problem = {name: value for name, value in answer.json.items() if name != "trace"}
    assert problem == {
        "message": "Not enough credits to send 2 segments",
        "code": "0200402",
        "status": 402,
        "docs": "https://quo.com/docs",
        "title": "Not Enough Credits",
        "description": "The organization does not have enough prepaid credits to send the message",
    }
    assert empty.state() == before
    assert send(empty, "x" * 160).status_code == 202  # what is left still buys a shorter one


def test_a_group_is_paid_for_all_or_nobody(observed: Bench) -> None:
    observed.patch_settings(balance_cents=2)
    before = observed.state()
    assert send(observed, "x", "+14155550101", "+14155550102", "+14155550103").status_code == 402
    assert observed.state() == before


@pytest.mark.leans_on("refused-is-free")
def test_a_refused_text_is_not_paid(empty: Bench) -> None:
    assert send(empty, userId="US404").status_code == 404
    assert send(empty, "").status_code == 400
    assert empty.balance == 2500


def test_who_may_not_be_texted_is_told_before_the_price(empty: Bench) -> None:
    empty.patch_settings(balance_cents=0)
    empty.ok("POST /_mock/api/inbound/messages", {"from": "+14155550199", "text": "STOP"})
    assert send(empty).status_code == 400
    assert send(empty, "Hello", "+14155550198").status_code == 402


def test_the_balance_belongs_to_the_workspace_and_is_reset_with_it(empty: Bench) -> None:
    other = empty.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]
    send(empty)
    theirs = empty.ok(f"GET /_mock/api/settings?workspace_id={other['workspace_id']}")["data"]
    assert (empty.balance, theirs["balance_cents"]) == (2499, 2500)
    empty.ok("POST /_mock/api/reset")
    assert empty.balance == 2500


@pytest.mark.leans_on("nul-is-400", "blank-text-is-400")
@pytest.mark.parametrize("content", ["", " ", "\n\t\r", "\u00a0", "\u2003", "x" * 1601])
def test_a_blank_or_endless_text_is_refused(empty: Bench, content: str) -> None:
    answer = send(empty, content)
    assert (answer.status_code, answer.json["errors"][0]["path"]) == (400, "/content")


@pytest.mark.parametrize("content", ["\nx\n", "\u200b", "x" * 1600, "😀" * 1600, "é\u0301", "\x07"])
def test_any_other_text_is_sent_as_it_is(empty: Bench, content: str) -> None:
    empty.patch_settings(price_cents=0)
    assert send(empty, content).json["text"] == content
