"""What commands do to a gateway, seen by the control API."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_gateway.commands import printing
from mock_gateway.commands.durations import seconds_of
from mock_gateway.commands.fault_words import NAMES, rule_of
from mock_gateway.control.client import Control
from mock_gateway.faults.rule import Answer, Cut, Down, Slow

from .conftest import Say, refusal

CUSTOMER = "+15551230001"


def data(result: Any) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)["data"]


def test_a_customer_texts_and_calls(say: Say, control: Control, workspace: str) -> None:
    text = data(say(f"receive message --from {CUSTOMER} --json Is it '[bold]free[/]?'"))
    assert (text["text"], text["from"]) == ("Is it [bold]free[/]?", CUSTOMER)
    call = data(say(f"receive call --from {CUSTOMER} --outcome missed --json"))
    assert (call["direction"], call["participants"][-1]) == ("incoming", CUSTOMER)
    held = control.export(workspace)
    assert held.count("Is it [bold]free[/]?") >= 1


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("receive call --from +15551230001 --outcome missed --transcript Hi", "whose scenario is 'missed'"),
        ("receive call --from +15551230001 --transcript @missing", "missing cannot be read: no such file"),
        ("receive message --from +15551230001 --to PNnope Hi", "has no phone number 'PNnope'"),
        ("snapshot restore nope", "There is no snapshot 'nope'"),
        ("snapshot save --all", "--all is every workspace: leave --workspace out"),
        ("seed nope", "there is no seed 'nope'; there are demo, empty, large"),
        ("seed nope.yaml", "nope.yaml cannot be read: no such file or directory"),
        ("seed demo --new", "--new opens a workspace of its own: leave --workspace out"),
        ("import nope.yaml", "nope.yaml cannot be read: no such file or directory"),
        ("export no/such/folder.yaml", "folder.yaml cannot be written: no such file or directory"),
        ("fault add nope", "there is no fault 'nope'; there are a status such as 503, slow, "),
        ("fault add 399", "'399' is no fault: expected int >= 400"),
        ("fault add slow", "slow takes how long, such as slow=5s"),
        ("fault add slow=1h", "'slow=1h' is no fault: expected float <= 30"),
        ("fault add reset=1", "reset takes no value"),
        ("fault add cut=-1", "cut takes a number of bytes, such as cut=100, not '-1'"),
        ("fault add down=1m --after", "--after is for a status, slow and reset, not for 'down=1m'"),
        ("fault add 500 --operation nope", "There is no operation 'nope'; there are calls_get"),
        ("fault add @missing.json", "missing.json cannot be read: no such file or directory"),
        ("fault remove nope", "There is no fault 'nope'"),
        ("clock advance 5x", "'5x' is no span of time; it is written 90, 30s, 5m, 1h30m or 2d"),
        ("clock set 2001-01-01", "the clock goes forward only"),
        ("journal --since yesterday", "Expected a time such as"),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_what_is_wrong_is_one_sentence(say: Say, line: str, sentence: str) -> None:
    assert sentence in refusal(say(line))


@pytest.mark.parametrize("number", ["555", "+0", "15551230001", "+1555123000x", "+١٥٥٥", "+15551230001\n"])
def test_a_customer_has_a_number(say: Say, number: str) -> None:
    result = say(f"receive message --from '{number}' Hi")
    assert result.exit_code == 2
    assert "is no number in E.164, such as +15551230001" in result.stderr


def test_a_workspace_is_put_aside_and_brought_back(say: Say, control: Control, workspace: str) -> None:
    before = control.export(workspace)
    assert say("snapshot save before").exit_code == 0
    assert say("seed empty").exit_code == 0
    assert control.export(workspace) != before
    assert say("snapshot restore before").exit_code == 0
    assert control.export(workspace) == before
    assert [each["name"] for each in data(say("snapshot list --json"))] == ["before"]
    assert say("snapshot save before").exit_code == 0
    assert "2 snapshots are called 'before'" in refusal(say("snapshot delete before"))
    for each in control.snapshots(workspace):
        assert say(f"snapshot delete {each.id}").exit_code == 0
    assert say("snapshot list").stdout.startswith("There are no snapshots")


def test_a_reset_returns_to_the_seed_that_was_given_last(say: Say, control: Control, workspace: str) -> None:
    seeded = control.export(workspace)
    assert data(say("seed empty --json")) == {"workspace_id": workspace, "seed": "empty"}
    empty = control.export(workspace)
    say(f"receive message --from {CUSTOMER} Hi")
    assert control.reset(workspace).seed == "empty"
    assert control.export(workspace) == empty
    assert say("seed demo").exit_code == 0
    assert control.export(workspace) == seeded


def test_a_seed_that_there_is_not_changes_nothing(say: Say, control: Control, workspace: str) -> None:
    before = control.export(workspace)
    refusal(say("seed large:messages=20"))
    assert control.export(workspace) == before
    assert control.reset(workspace).seed == "demo"


def test_an_export_is_imported_again_also_through_a_pipe(
    say: Say, control: Control, workspace: str, tmp_path: Path
) -> None:
    assert say("export kept.yaml").exit_code == 0
    printed = say("export").stdout
    assert printed == (tmp_path / "kept.yaml").read_text()
    for line, piped in (("import kept.yaml", None), ("import -", printed), ("seed kept.yaml", None)):
        control.seed("empty", workspace)
        result = say(line, piped)
        assert result.exit_code == 0, result.output
        assert "120 contacts" in result.stdout
        assert control.export(workspace) == printed


def test_a_bad_file_changes_nothing(say: Say, control: Control, workspace: str) -> None:
    before = control.export(workspace)
    assert "contacts[0]" in refusal(say("import -", "contacts: [5]"))
    assert control.export(workspace) == before


def test_a_seed_in_an_account_of_its_own_has_its_own_keys(
    say: Say, control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QUO_MOCK_WORKSPACE", raising=False)
    first = data(say("seed empty --new --json"))
    Path("own.yaml").write_text(control.export(first["workspace_id"]))
    second = data(say("seed own.yaml --new --json"))
    assert first.keys() == second.keys() >= {"api_key", "quo_key", "workspace_id"}
    assert not set(first.values()) & set(second.values())


def test_a_fault_is_added_listed_and_removed(say: Say, control: Control, workspace: str) -> None:
    added = data(say("fault add 503 --operation tasks_delete --times 2 --after --json"))
    assert added["then"] == {"action": "status", "status": 503, "when": "after"}
    assert (added["match"], added["times"]) == ({"operation": "tasks_delete", "workspace_id": workspace}, 2)
    [line] = [line for line in say("fault list").stdout.splitlines() if line.startswith(added["id"])]
    assert "503 when=after" in line
    assert say(f"fault remove {added['id']}").exit_code == 0
    assert added["id"] not in {each.id for each in control.faults()}


def test_a_rule_in_a_file_says_all_itself(
    say: Say, control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QUO_MOCK_WORKSPACE", raising=False)
    rule = {"match": {"operation": "tasks_delete"}, "then": {"action": "reset"}, "every": 3}
    Path("rule.json").write_text(json.dumps(rule))
    added = data(say("fault add @rule.json --json"))
    control.remove_fault(added["id"])
    assert (added["match"], added["then"], added["every"]) == (rule["match"], rule["then"], 3)
    assert "leave --times out" in refusal(say("fault add @rule.json --times 2"))
    Path("rule.json").write_text('{"then": {"action": "explode"}}')
    assert "rule.json is no rule" in refusal(say("fault add @rule.json"))
    Path("rule.json").write_bytes(b'{"then": {"action": "\xff"}}')
    assert "rule.json is no rule" in refusal(say("fault add @rule.json"))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "status"])
def test_every_fault_has_a_word(name: str) -> None:
    word = f"{name}=5s" if name in ("slow", "down") else name
    assert type(rule_of(word, {}).then).__struct_config__.tag == name


def test_words_say_how_much() -> None:
    assert rule_of("429", {}).then == Answer(429)
    assert rule_of("slow=1.5s", {}).then == Slow(1.5)
    assert rule_of("down=2m", {}).then == Down(120)
    assert rule_of("cut=7", {}).then == Cut(7)


@given(st.text().filter(lambda word: word.partition("=")[0] not in NAMES and not word.isdigit()))
def test_any_other_word_is_refused_in_one_sentence(word: str) -> None:
    with pytest.raises(ValueError, match=r"^there is no fault (?s:.*)there are a status such as 503"):
        rule_of(word, {})


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_spans_add_up(hours: int, minutes: int, seconds: int) -> None:
    assert seconds_of(f"{hours}h{minutes}m{seconds}") == hours * 3600 + minutes * 60 + seconds


@given(st.text())
def test_nothing_that_a_stranger_writes_steers_the_terminal(text: str) -> None:
    shown = printing.visible(text)
    assert all(each.isprintable() or each in "\u200c\u200d" for each in shown)
    if text.isprintable():
        assert shown == text
