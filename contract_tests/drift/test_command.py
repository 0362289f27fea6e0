"""The command: what it compares, what it writes, and how it ends."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from contract_tests.drift import __main__ as command
from contract_tests.drift import compare, document, page, sides
from contract_tests.drift.conftest import Captured
from contract_tests.drift.making import user, users
from contract_tests.drift.side import Side, level
from contract_tests.exchanges import Exchange
from contract_tests.recordings import Meta

NOW = datetime(2026, 11, 24, 1, 2, 3, tzinfo=UTC)
MOCK = Meta("2026-11-24", "in-process", "mock", "documented", "0.1.0")
LIVE = Meta("2026-11-24", "live", "live", None, "0.1.0")


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Exchange]]:
    """What the sides called `left` and `right` answer, without asking anybody."""
    held = {"left": [users(user(1), user(2))], "right": [users(user(1, nickname="Al"), user(2))]}

    def side(word: str, today: str) -> Side:
        return Side(word, held[word], MOCK if word == "left" else LIVE, frozenset({"a-key-nobody-has"}))

    monkeypatch.setattr(sides, "side", side)
    return held


def run(*arguments: str | Path) -> int:
    return command.main([str(argument) for argument in arguments], NOW)


def test_new_drift_ends_with_1_and_names_it(
    answering: dict[str, list[Exchange]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("left", "right") == 1
    out = capsys.readouterr().out
    assert "nickname" in out
    assert "1 new difference: 1 operation, 1 call." in out


def test_no_drift_ends_with_0_and_one_line(
    answering: dict[str, list[Exchange]], capsys: pytest.CaptureFixture[str]
) -> None:
    answering["right"] = answering["left"]
    assert run("left", "right") == 0
    assert capsys.readouterr().out == "No drift: 1 operation, 1 call.\n"


def test_what_was_accepted_is_no_news_and_what_comes_later_is(
    answering: dict[str, list[Exchange]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    earlier = tmp_path / "report.json"
    assert run("left", "right", "--json", earlier) == 1
    assert run("left", "right", "--accepted", earlier, "--json", tmp_path / "again.json") == 0
    assert "1 accepted" in capsys.readouterr().out
    assert run("left", "right", "--accepted", tmp_path / "again.json") == 0
    answering["right"] = [users(user(1, nickname="Al", role="guest"))]
    assert run("left", "right", "--accepted", earlier) == 1


def test_the_json_is_the_documented_one(
    answering: dict[str, list[Exchange]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("left", "right", "--json", "-") == 1
    held: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert held["version"] == 1
    assert held["made"] == "2026-11-24T01:02:03Z"
    assert held["drift"] is True
    assert held["counts"] == {"new": 1, "known": 0, "accepted": 0}
    assert held["findings"] == [
        {
            "operation": "users_list",
            "cases": ["first-page"],
            "kind": "new-field",
            "path": "data[].nickname",
            "left": "absent",
            "right": "present (string)",
            "departs": "right",
            "known": None,
            "standing": "new",
        }
    ]
    documented = set(re.findall(r"`(\w+)`", document.__doc__ or ""))
    assert (
        held.keys() | held["counts"].keys() | held["compared"].keys() | held["findings"][0].keys()
        <= documented
    )


def test_the_page_needs_nothing_else(captured: Captured) -> None:
    report = compare(captured("documented"), captured("observed"), names=("<left>", "right"))
    html = page.page(report, "2026-11-24T01:02:03Z")
    assert not re.search(r"<script|<link|<img|@import|url\(|src=", html)
    assert "<left>" not in html
    for name in report.switches:
        assert f"<code>{name}</code>" in html
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_today_can_be_compared_with_yesterday(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "yesterday"
    assert run("in-process", "in-process:observed", "--save", kept) == 0
    assert run(kept, "in-process:observed") == 0
    assert re.fullmatch(r"No drift: \d+ operations, \d+ calls\.", capsys.readouterr().out.splitlines()[-1])


def test_without_sides_and_without_a_key_the_mock_is_compared_with_the_recordings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("MATON_API_KEY", raising=False)
    assert run() == 0
    assert "known divergences." in capsys.readouterr().out
    assert sides.defaults({"MATON_API_KEY": "k"}) == ("in-process", "live")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["in-process"], "name both, or none"),
        (["in-proces", "recordings"], "Did you mean in-process?"),
        (["in-process:guessed", "recordings"], "There is no side 'in-process:guessed'"),
        (["recordings", "http://me:secret@example.com"], "must not hold a password"),
        (["recordings", "http://127.0.0.1:9"], "ConnectError"),
        (["recordings", "live"], "MATON_API_KEY is not set"),
        (["recordings", "."], "holds no recording"),
        (["recordings", "recordings", "--accepted", "nowhere.json"], "nowhere.json cannot be read"),
        (["recordings", "recordings", "--save", "x"], "a recording already"),
        (["recordings", "recordings", "--html", "nowhere/x.html"], "nowhere/x.html cannot be written"),
    ],
)
def test_what_cannot_be_compared_ends_with_2_and_a_sentence(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MATON_API_KEY", raising=False)
    assert run(*arguments) == 2
    shown = capsys.readouterr().err
    assert said in shown
    assert "secret" not in shown
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "held", ["no json", "[]", '{"version": 2, "findings": []}', '{"version": 1, "findings": [1]}']
)
def test_only_a_report_can_be_accepted(tmp_path: Path, held: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(held)
    with pytest.raises(document.NoReport, match=r"report\.json"):
        document.accepted(path)


def test_a_mock_without_a_rate_limit_does_not_make_its_headers_drift() -> None:
    def limited(headers: dict[str, str]) -> list[Exchange]:
        made = users(user(1))
        return [replace(made, headers=headers)]

    without, tells = limited({}), limited({"ratelimit": "x"})
    left, right = level(Side("mock", without, MOCK), Side("live", tells, LIVE))
    assert compare(left.exchanges, right.exchanges).findings == ()
    left, right = level(Side("mock", tells, MOCK), Side("live", without, LIVE))
    assert [finding.path for finding in compare(left.exchanges, right.exchanges).findings] == ["ratelimit"]
