"""A run ends with the assumptions that its green tests leaned on, in one process or in several."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contract_tests.evidence.leaning import Leanings
from contract_tests.evidence.plugin import summary
from contract_tests.evidence.witness import is_real
from mock_gateway.provenance import ledger

ASSUMED = [row.entry for row in ledger() if row.entry.evidence == "assumed"]

WHERE = ("MATON_GATEWAY_URL", "MATON_CONTROL_URL")
SUITE = """
import pytest
from types import SimpleNamespace

LIVE = pytest.param(SimpleNamespace(kind="live"), id="live")
MOCK = pytest.param(SimpleNamespace(kind="in-process"), id="mock")

@pytest.mark.leans_on("limit-window", "limit-headers")
def test_green():
    pass

@pytest.mark.leans_on("limit-body")
def test_red():
    assert False

@pytest.mark.leans_on("retry-after")
def test_skipped():
    pytest.skip("not here")

@pytest.mark.leans_on("key-before-everything")
@pytest.mark.parametrize("target", [LIVE, MOCK])
def test_of_targets(target):
    pass

@pytest.mark.leans_on("order-of-checks")
@pytest.mark.parametrize("target", [LIVE, MOCK])
def test_that_live_contradicts(target):
    assert target.kind != "live"

@pytest.mark.leans_on("wrong-app-is-400")
@pytest.mark.parametrize("target", [LIVE])
def test_that_never_reaches_live(target):
    raise ConnectionError("no network")

@pytest.mark.leans_on("maton-405")
def test_of_a_recording(record_property):
    record_property("live_on", "2026-11-20")
"""


@pytest.mark.parametrize("processes", ["0", "2"])
def test_a_run_says_what_it_leaned_on_and_what_live_had_to_say(
    pytester: pytest.Pytester, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: str
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", *WHERE):
        monkeypatch.delenv(name, raising=False)
    pytester.makepyfile(SUITE)
    file = tmp_path / "run.json"
    plugins = ("-p", "contract_tests.evidence.plugin", "-p", "no:schemathesis", "-p", "no:cacheprovider")
    result = pytester.runpytest_subprocess(
        *plugins, "-n", processes, "--strict-markers", f"--evidence-file={file}"
    )
    result.assert_outcomes(passed=5, failed=3, skipped=1)
    entries = json.loads(file.read_text())["entries"]
    assert {id: (found["green"], found["live"]) for id, found in entries.items()} == {
        "key-before-everything": (2, "confirmed"),
        "limit-body": (0, None),
        "limit-headers": (1, None),
        "limit-window": (1, None),
        "maton-405": (1, "confirmed"),
        "order-of-checks": (1, "refuted"),
    }
    assert entries["maton-405"]["seen"] == "2026-11-20"
    [contradicted] = entries["order-of-checks"]["tests"]
    assert contradicted.endswith("::test_that_live_contradicts[live]")
    result.stdout.fnmatch_lines(
        [
            "evidence: the live service refuted order-of-checks, by *test_that_live_contradicts?live?",
            "evidence: the live service confirmed 2 entries of the ledger",
            f"assumptions: green tests leaned on 4 of {len(ASSUMED)}:",
            "  limit-window: The second is a window*",
        ]
    )
    result.stdout.no_fnmatch_line("  limit-headers: *")


@pytest.mark.parametrize(
    ("environment", "urls", "real"),
    [
        ({}, (), True),
        ({}, (None, "https://api.maton.ai"), True),
        ({"MATON_GATEWAY_URL": "https://gateway.maton.ai"}, (), True),
        ({"HTTPS_PROXY": "http://proxy.example.com:3128"}, (), True),
        ({"HTTPS_PROXY": "http://127.0.0.1:40123"}, (), False),
        ({"HTTPS_PROXY": "localhost:40123"}, (), False),
        ({"ALL_PROXY": "http://[::1]:1"}, (), False),
        ({"MATON_GATEWAY_URL": "http://127.0.0.1:8787"}, (), False),
        ({}, ("https://gateway.maton.ai.example.com",), False),
    ],
)
def test_a_stand_in_is_no_witness(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], urls: tuple[str | None, ...], real: bool
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", *WHERE):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert is_real(*urls) is real


def test_a_long_list_is_shown_when_it_is_asked_for() -> None:
    leanings = Leanings()
    leanings.note((entry.id for entry in ASSUMED[:21]), "a::b", "held", None)
    [line] = summary(leanings, ledger(), verbose=False)
    assert line.startswith(f"assumptions: green tests leaned on 21 of {len(ASSUMED)}; -v or quo-mock ")
    assert len(summary(leanings, ledger(), verbose=True)) == 22


def test_a_run_that_leaned_on_nothing_says_nothing() -> None:
    assert summary(Leanings(), ledger(), verbose=True) == []
