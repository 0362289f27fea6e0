"""A recording holds none of what the answers said about anybody, and is written wholly or not at all."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, quote_plus

import httpx
import pytest

from contract_tests.exchanges import capture
from contract_tests.live.permissions import Permissions
from contract_tests.recordings import files, record, scan
from contract_tests.recordings.meta import Meta
from contract_tests.recordings.planted import PLANTED, WORKSPACE, Indiscreet, indiscreet
from contract_tests.standin.answers import Answer
from contract_tests.standin.stand_in import StandIn
from contract_tests.targets import Account, Choice, Target, opened

pytestmark = pytest.mark.many_requests

META = Meta("2026-11-24", "in-process", "mock", None, "0.1.0")


def encodings(value: str) -> Iterator[str]:
    """A value as it is and as it could be written down, in base64 wherever it begins."""
    yield from (value, value.lower(), quote(value), quote_plus(value), quote(value, safe=""))
    yield from (json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1])
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + value.encode()).decode().rstrip("=")
        inner = coded[4:-4] if before else coded[:-4]
        yield from (inner, inner.replace("+", "-").replace("/", "_"))


def assert_clean(directory: Path) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in directory.iterdir())
    for kind, value in PLANTED.items():
        assert [each for each in encodings(value) if each in text or each in text.lower()] == [], kind
        for word in value.split():
            if len(word) >= 8:
                assert word not in text, kind


def filled(target: Target) -> Account:
    """An account full of personal data at a gateway that says even more."""
    account = target.account("empty")
    with target.http() as http:
        url = f"/_mock/api/import?workspace_id={account.workspace_id}"
        http.post(url, content=json.dumps(WORKSPACE).encode()).raise_for_status()
    return replace(account, target=replace(target, _transport=lambda: Indiscreet(target._transport())))


def test_it_holds_nothing_that_was_planted(target: Target, tmp_path: Path) -> None:
    account = filled(target)
    raw = json.dumps([each.content for each in capture(account)], ensure_ascii=False)
    missing = [kind for kind, value in PLANTED.items() if json.dumps(value)[1:-1] not in raw]
    assert missing in (["header"], ["signing key", "header"]), "the test has to plant what it looks for"
    assert len(PLANTED) >= 20
    record.record(account, META, tmp_path / "planted")
    assert_clean(tmp_path / "planted")
    text = "".join(path.read_text() for path in (tmp_path / "planted").iterdir())
    assert "maidenName" in text, "the name of a new field is drift and has to be seen"


def test_it_holds_no_keys_tokens_and_ids(target: Target, tmp_path: Path) -> None:
    account = filled(target)
    exchanges = capture(account)
    record.record(account, META, tmp_path / "planted")
    text = "".join(path.read_text() for path in (tmp_path / "planted").iterdir())
    tokens = [each.content["nextPageToken"] for each in exchanges if each.case == "first-page"]
    ids = [value for each in exchanges if each.case == "get" for value in each.path.split("/")[-1:]]
    hidden = [account.api_key, account.quo_key, account.connection_id, account.workspace_id, *tokens, *ids]
    assert [value for value in hidden if value and value in text] == []


def test_live_is_recorded_past_its_guard(by_name: StandIn, tmp_path: Path) -> None:
    with by_name.backstage() as backstage:
        url = f"/_mock/api/import?workspace_id={by_name.workspace_id}"
        backstage.post(url, content=json.dumps(WORKSPACE).encode()).raise_for_status()

    def talk(answer: Answer) -> Answer:
        return replace(answer, body=indiscreet(answer.status, answer.body))

    by_name.alter(talk)
    with opened(Choice("live", None), Permissions(rate=10_000)) as target:
        meta = record.meta_for(target, "2026-11-24")
        assert (meta.source, meta.target, meta.profile) == ("live", "live", None)
        record.record(record.prepared(target), meta, tmp_path / "live")
    assert_clean(tmp_path / "live")
    assert {each.operation for each in files.load(tmp_path / "live") if each.status == 200} >= {
        *("connections_get", "messages_get", "calls_voicemail", "webhooks_get", "tasks_get")
    }
    assert {seen.method for seen in by_name.seen} == {"GET"}


def test_a_recording_is_read_as_it_was_written(account: Account, tmp_path: Path) -> None:
    record.record(account, META, tmp_path / "one")
    assert files.meta_of(tmp_path / "one") == META
    read = files.load(tmp_path / "one")
    assert {each.name for each in read} == {each.name for each in capture(account)}
    files.write(tmp_path / "two", files.documents(read, META))
    assert files.load(tmp_path / "two") == read


def test_what_is_refused_leaves_the_old_recording(
    account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record.record(account, META, tmp_path / "kept")
    before = {path.name: path.read_bytes() for path in (tmp_path / "kept").iterdir()}
    monkeypatch.setattr(record, "redacted", list)  # a redactor that does nothing
    with pytest.raises(scan.Refused) as refused:
        record.record(account, META, tmp_path / "kept")
    assert str(refused.value).startswith("Nothing was written: ")
    assert {path.name: path.read_bytes() for path in (tmp_path / "kept").iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_somebody_elses_directory_is_not_replaced(account: Account, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "novel.txt").write_text("Chapter 1")
    with pytest.raises(files.BadRecording, match="holds other files"):
        record.record(account, META, tmp_path / "mine")
    assert (tmp_path / "mine" / "novel.txt").read_text() == "Chapter 1"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--target", "nowhere"], "--target takes "),
        (["--target", "live"], "MATON_API_KEY is not set"),
        (["--target", "http://127.0.0.1:9"], "The URL cannot be recorded: ConnectError."),
    ],
)
def test_what_cannot_be_recorded_is_said_in_one_sentence(
    arguments: list[str],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.delenv("MATON_API_KEY", raising=False)
    assert record.main([*arguments, "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert told.startswith(sentence)
    assert told.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_make_record_says_what_it_made(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert record.main(["--profile", "observed", "--out", str(out)], today="2026-11-24") == 0
    assert capsys.readouterr().out.startswith(f"{len([*out.iterdir()])} files, ")
    assert files.meta_of(out) == Meta("2026-11-24", "in-process", "mock", "observed", "0.1.0")


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"operation": "x", "exchanges": [{}], "meta": {}}', "\0"]
)
def test_what_is_no_recording_is_told(content: str, tmp_path: Path) -> None:
    with pytest.raises(files.BadRecording, match="holds no recording"):
        files.load(tmp_path)
    (tmp_path / "a.json").write_text(content)
    with pytest.raises(files.BadRecording, match=r"a\.json is no recording"):
        files.load(tmp_path)


def test_a_transport_error_is_no_recording(target: Target, tmp_path: Path) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("gone")

    account = replace(target.account(), target=replace(target, _transport=lambda: httpx.MockTransport(fail)))
    with pytest.raises(httpx.ReadError):
        record.record(account, META, tmp_path / "none")
    assert [*tmp_path.iterdir()] == []
