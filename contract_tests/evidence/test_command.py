"""`quo-mock provenance`: what is known and how, what has grown old, and what live runs have found out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import pytest
from click.testing import CliRunner, Result

from mock_gateway import confirmation, provenance
from mock_gateway.cli import main
from mock_gateway.commands import provenance as provenance_command
from mock_gateway.confirmation import Leaning, Run, applied
from mock_gateway.provenance import BrokenLedger, ledger

DAY = "2026-11-24"


def ask(*words: str) -> Result:
    return CliRunner().invoke(main, ["provenance", *words])


def ids(result: Result) -> list[str]:
    return [row["id"] for row in json.loads(result.stdout)["data"]]


def run_file(folder: Path, **entries: dict[str, object]) -> str:
    file = folder / "run.json"
    named = {id.replace("_", "-"): found for id, found in entries.items()}
    file.write_text(json.dumps({"date": DAY, "entries": named}))
    return str(file)


def test_it_prints_everything_with_where_it_is_from() -> None:
    result = ask()
    assert result.exit_code == 0
    for row in ledger():
        assert f"  {row.entry.id}  " in result.stdout.replace("   ", "  ")
        assert row.entry.source in result.stdout


def test_it_is_narrowed_down_to_what_is_asked_for() -> None:
    rows = json.loads(ask("--about", "messages", "--evidence", "assumed", "--json").stdout)["data"]
    assert rows
    assert {(row["about"], row["evidence"]) for row in rows} == {("messages", "assumed")}
    assert ids(ask("--about", "divergences", "--json"))[0] == "send-envelope"


def test_what_is_older_or_assumed_fails_and_is_listed_alone() -> None:
    young = ask("--about", "rate limit", "--evidence", "observed", "--max-age", "90d", "--today", DAY)
    assert (young.exit_code, young.stdout) == (0, "nothing to tell\n")
    later = ask(
        "--about", "rate limit", "--evidence", "observed", "--max-age", "90d", "--today", "2026-11-29"
    )
    assert later.exit_code == 1
    assert "(observed 91 days ago; " in later.stdout
    assumed = ask("--about", "rate limit", "--max-age", "9000d", "--today", DAY, "--json")
    assert assumed.exit_code == 1
    assert "limit-window" in ids(assumed)
    assert "limit-headers" not in ids(assumed)


def test_only_what_green_tests_of_a_run_leaned_on_counts(tmp_path: Path) -> None:
    file = run_file(tmp_path, limit_window={"green": 2}, limit_headers={"green": 1}, limit_body={"green": 0})
    assert ids(ask("--run", file, "--json")) == ["limit-headers", "limit-window"]
    failed = ask("--run", file, "--max-age", "90d", "--today", DAY, "--json")
    assert (failed.exit_code, ids(failed)) == (1, ["limit-window"])
    file = run_file(tmp_path, limit_headers={"green": 1})
    assert ask("--run", file, "--max-age", "90d", "--today", DAY).exit_code == 0


def test_a_run_that_is_not_utf_8_is_refused_too(tmp_path: Path) -> None:
    run = tmp_path / "run.json"
    run.write_bytes(b'{"entries": {"\xff": {}}}')
    result = ask("--run", str(run))
    assert (result.exit_code, "is not what pytest --evidence-file writes" in result.output) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--about", "fax"], "nothing is about 'fax'; there are doors, "),
        (["--max-age", "soon"], "'soon' is no age; it is a number of days such as 90d"),
        (["--max-age", "-1"], "is no age"),
        (["--evidence", "guessed"], "'guessed' is not one of"),
        (["--run", "no-such-file.json"], "no-such-file.json cannot be read: No such file"),
        (["--run", __file__], "is not what pytest --evidence-file writes"),
    ],
)
def test_what_cannot_be_meant_is_told_in_one_sentence(words: list[str], said: str) -> None:
    result = ask(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_run_of_other_tests_is_refused(tmp_path: Path) -> None:
    result = ask("--run", run_file(tmp_path, never_heard_of={"green": 1}))
    assert result.exit_code == 2
    assert "never-heard-of, which the ledger does not have" in result.stderr


# ── What live runs found out ──


@pytest.fixture
def own_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the ledger that may be written to."""
    file = tmp_path / "provenance.yaml"
    file.write_bytes(provenance.FILE.read_bytes())
    for module in (provenance, provenance_command):
        monkeypatch.setattr(module, "FILE", file)
    ledger.cache_clear()
    yield file
    ledger.cache_clear()


def entry(id: str) -> provenance.Entry:
    return next(row.entry for row in ledger() if row.entry.id == id)


def test_what_live_confirms_is_observed_from_that_day_on(own_ledger: Path, tmp_path: Path) -> None:
    file = run_file(
        tmp_path,
        limit_window={"green": 1, "live": "confirmed", "seen": "2026-11-20"},
        limit_body={"green": 1},
    )
    before = entry("limit-body")
    result = ask("--apply", file, "--about", "rate limit")
    assert result.exit_code == 0
    assert "limit-window was confirmed on 2026-11-20" in result.stderr
    now = entry("limit-window")
    assert (now.evidence, now.source, str(now.date)) == ("observed", confirmation.SOURCE, "2026-11-20")
    assert entry("limit-body") == before
    assert provenance.kept(provenance.load(own_ledger)) == own_ledger.read_text(encoding="utf-8")


def test_what_live_refutes_is_marked_until_it_is_confirmed(own_ledger: Path, tmp_path: Path) -> None:
    words = ["--about", "rate limit", "--evidence", "observed", "--max-age", "90d", "--today", DAY]
    assert ask(*words).exit_code == 0
    file = run_file(tmp_path, limit_headers={"live": "refuted", "seen": DAY, "tests": ["a::b"]})
    result = ask("--apply", file, *words)
    assert result.exit_code == 1
    assert f"refuted by the live service on {DAY}" in result.stdout
    assert entry("limit-headers").evidence == "observed"
    old = run_file(tmp_path, limit_headers={"live": "confirmed", "seen": "2026-11-23"})
    assert ask("--apply", old, *words).exit_code == 1  # what was seen before says nothing against it
    new = run_file(tmp_path, limit_headers={"live": "confirmed", "seen": "2026-11-25"})
    assert ask("--apply", new, *words).exit_code == 0


def test_a_divergence_is_left_to_its_table(own_ledger: Path, tmp_path: Path) -> None:
    text = own_ledger.read_text(encoding="utf-8")
    result = ask("--apply", run_file(tmp_path, id_style={"live": "confirmed"}))
    assert "id-style was confirmed on 2026-11-24: its row in profile.py is changed by hand" in result.stderr
    assert own_ledger.read_text(encoding="utf-8") == text


def test_a_run_that_asked_nothing_of_live_changes_nothing(own_ledger: Path, tmp_path: Path) -> None:
    text = own_ledger.read_text(encoding="utf-8")
    result = ask("--apply", run_file(tmp_path, limit_window={"green": 3}))
    assert "nothing that the live service was asked" in result.stderr
    assert own_ledger.read_text(encoding="utf-8") == text


def test_a_ledger_that_cannot_be_written_is_told_and_stays(own_ledger: Path, tmp_path: Path) -> None:
    (own_ledger.parent / ".provenance.yaml.new").mkdir()
    text = own_ledger.read_text(encoding="utf-8")
    result = ask("--apply", run_file(tmp_path, limit_window={"live": "confirmed"}))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert own_ledger.read_text(encoding="utf-8") == text


def test_a_broken_ledger_is_one_sentence(own_ledger: Path) -> None:
    own_ledger.write_text("doors: 1")
    assert "is no ledger" in ask().stderr
    with pytest.raises(BrokenLedger):
        ledger()


def test_applying_twice_is_applying_once() -> None:
    run = Run(date(2026, 11, 24), {"limit-window": Leaning(live="confirmed")})
    once, _ = applied(ledger(), run)
    assert applied(once, run) == (once, [])


@pytest.mark.parametrize("live", ["confirmed", "refuted"])
def test_an_answer_older_than_what_is_known_says_nothing(live: Literal["confirmed", "refuted"]) -> None:
    known = entry("limit-headers")
    assert (known.evidence, known.source != confirmation.SOURCE) == ("observed", True)
    run = Run(date(2026, 11, 24), {known.id: Leaning(live=live, seen=known.date - timedelta(days=1))})
    assert applied(ledger(), run) == (list(ledger()), [])
