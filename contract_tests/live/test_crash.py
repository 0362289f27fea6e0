"""Whatever ends a run, what it made is removed: at its end, on Ctrl-C or SIGTERM, or by the sweep."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from contract_tests.choices import Choice
from contract_tests.contract.calls import walked
from contract_tests.gateway.serving import interruptible
from contract_tests.live.conftest import EARLIER, Live, contact, task
from contract_tests.live.guard import Guard
from contract_tests.live.removal import Unreadable, client, remove_own
from contract_tests.live.sweep import sweep
from contract_tests.targets import Account, Target, opened

IDS = {"contacts": "id", "tasks": "taskId"}
A_RUN = """
import pathlib, threading

def test_that_never_ends(writer):
    with writer.http() as http:
        number = http.get("/quo/v1/phone-numbers").json()["data"][0]["id"]
        mark = writer.mark
        body = {"defaultFields": {"firstName": "X"}, "source": mark, "externalId": mark + "-1"}
        assert http.post("/quo/v1/contacts", json=body).status_code == 201
        body = {"title": mark, "description": "", "phoneNumberId": number}
        assert http.post("/quo/v1/tasks", json=body).status_code == 201
    pathlib.Path("made").touch()
    print("made", flush=True)
    threading.Event().wait()
"""


@pytest.fixture(scope="module")
def served(end_of_services: None) -> Iterator[Target]:
    """A gateway on a socket, which plays the live service."""
    with opened(Choice("loopback", "observed")) as target:
        yield target


@pytest.fixture
def somebody(served: Target) -> Account:
    """An account with customers of its own."""
    return served.account()


def held(account: Account) -> dict[str, list[str]]:
    """The ids of all contacts and tasks."""
    with account.http() as http:
        return {
            name: [item[id] for item in walked(http, f"/quo/v1/{name}", {}, 50)] for name, id in IDS.items()
        }


def environment(account: Account, folder: Path) -> dict[str, str]:
    """What a user's shell would have."""
    hosts = dict.fromkeys(("MATON_GATEWAY_URL", "MATON_CONTROL_URL"), account.target.base_url)
    without = {name: value for name, value in os.environ.items() if not name.startswith(("MATON", "PYTEST"))}
    return {**without, **hosts, "MATON_API_KEY": account.api_key, "XDG_STATE_HOME": str(folder / "state")}


def ended(account: Account, folder: Path, how: signal.Signals) -> int:
    """Begin a run that makes a contact and a task, end it so, and return its exit code."""
    (folder / "test_a_run.py").write_text(A_RUN)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "contract_tests.conftest",
        "-p",
        "no:cacheprovider",
        "-s",
    ]
    command += ["--target", "live", "--allow-writes", "test_a_run.py"]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(account, folder),
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=interruptible,
    )
    assert process.stdout is not None
    with process.stdout as lines:
        assert any("made" in line for line in lines), "it never came so far"
        process.send_signal(how)
        lines.read()
    return process.wait(60)


def swept(account: Account, folder: Path, *arguments: str) -> str:
    """What `make contract-sweep` prints."""
    command = [sys.executable, "-m", "contract_tests.live.sweep", *arguments]
    done = subprocess.run(
        command, env=environment(account, folder), capture_output=True, text=True, timeout=120, check=False
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_told_to_end_leaves_nothing(
    somebody: Account, tmp_path: Path, how: signal.Signals
) -> None:
    before = held(somebody)
    assert ended(somebody, tmp_path, how) == pytest.ExitCode.INTERRUPTED
    assert (tmp_path / "made").exists()
    assert held(somebody) == before
    assert not list((tmp_path / "state").rglob("maton-quo-contract-*"))


def test_the_sweep_finds_what_a_killed_run_left(somebody: Account, tmp_path: Path) -> None:
    before = held(somebody)
    assert ended(somebody, tmp_path, signal.SIGKILL) == -signal.SIGKILL
    assert held(somebody) != before
    (journal,) = (tmp_path / "state").rglob("maton-quo-contract-*")
    assert {line.partition(" ")[0] for line in journal.read_text().splitlines()} == {"contacts", "tasks"}
    found = "Found 1 contacts, 1 tasks, 0 webhooks; removed"
    assert swept(somebody, tmp_path, "--dry-run") == f"{found} 0.\n"
    assert swept(somebody, tmp_path) == f"{found} 2.\n"
    assert held(somebody) == before
    assert not journal.exists()
    assert swept(somebody, tmp_path) == "Found 0 contacts, 0 tasks, 0 webhooks; removed 0.\n"


def anything(found: str | None) -> bool:
    """What the sweep takes for a run's: any mark."""
    return found is not None


def made_by_hand(live: Live, path: str, *bodies: dict[str, Any]) -> None:
    """The owner makes these."""
    with live.owner() as owner:
        assert [owner.post(f"/quo/v1/{path}", json=body).status_code for body in bodies] == [201] * len(
            bodies
        )


def test_the_sweep_takes_only_what_carries_a_whole_mark(live: Live) -> None:
    made_by_hand(
        live,
        "contacts",
        contact(EARLIER),
        contact(EARLIER, externalId="crm-1"),
        contact(EARLIER, externalId=f"{EARLIER}-2", source="crm"),
        contact("maton-quo-contract", externalId="maton-quo-contract-1"),
        contact(f"{EARLIER}0"),
    )
    quoting = {**task(), "title": "Ask Ann", "description": f"{EARLIER} left a task behind, what is it?"}
    made_by_hand(live, "tasks", task(EARLIER), task(f"about {EARLIER}"), task(f"{EARLIER}x"), quoting)
    guard = live.guard(is_ours=anything, writes=True)
    found, removed = sweep(guard, live.transport(guard), [])
    assert (dict(found), removed) == ({"contacts": 1, "tasks": 1}, 2)


@pytest.mark.parametrize("status", [403, 500])
def test_a_journal_that_names_what_cannot_be_read_is_kept(live: Live, status: int) -> None:
    journal = live.folder / EARLIER
    journal.parent.mkdir()
    journal.write_text("contacts 6601\n")
    path = "/quo/v1/contacts/6601"
    live.arrivals.instead = lambda asked: httpx.Response(status) if asked.url.path == path else None
    guard = live.guard(is_ours=anything, writes=True)
    with pytest.raises(Unreadable, match="sweep again later"):
        sweep(guard, live.transport(guard), [journal])
    assert journal.exists()


def test_a_journal_of_what_another_account_may_hold_is_kept(live: Live) -> None:
    journal = live.folder / EARLIER
    journal.parent.mkdir()
    journal.write_text("contacts 6601\n")
    guard = live.guard(is_ours=anything, writes=True)
    assert sweep(guard, live.transport(guard), [journal]) == ({}, 0)
    assert journal.exists()


def test_what_was_made_without_an_answer_is_found_and_removed(live: Live) -> None:
    guard = live.guard(writes=True)
    behind = live.arrivals._gateway

    def lost(request: httpx.Request) -> httpx.Response | None:
        if request.method == "POST":
            behind.handle_request(request)
            raise httpx.ReadError("reset", request=request)
        return None

    live.arrivals.instead = lost
    with live.http(guard) as http:
        for path, body in (("contacts", contact()), ("tasks", task())):
            with pytest.raises(httpx.ReadError):
                http.post(f"/quo/v1/{path}", json=body)
    assert guard.belongings.unanswered == 2
    cleaned(live, guard)
    again = live.guard(is_ours=anything)
    found, _ = sweep(again, live.transport(again), [])
    assert not found


def cleaned(live: Live, guard: Guard) -> None:
    """The clean-up at the end of a run."""
    with client(live.environment, live.transport(guard)) as http:
        remove_own(http, guard)


def test_the_clean_up_outlasts_a_storm_and_a_spent_cap(live: Live) -> None:
    guard = live.guard(writes=True, max_requests=2)
    with live.http(guard) as http:
        http.post("/quo/v1/contacts", json=contact())
        http.post("/quo/v1/tasks", json=task())
    storm = iter([429, 503, 429])
    live.arrivals.instead = lambda request: httpx.Response(status) if (status := next(storm, 0)) else None
    cleaned(live, guard)
    assert guard.belongings.all() == []
    assert not guard.refusals
    assert not list(live.folder.iterdir())


def test_what_cannot_be_removed_stays_in_the_journal(live: Live) -> None:
    guard = live.guard(writes=True)
    with live.http(guard) as http:
        http.post("/quo/v1/contacts", json=contact())
    live.arrivals.instead = lambda request: httpx.Response(500)
    cleaned(live, guard)
    assert len(guard.belongings.all()) == 1
    assert list(live.folder.iterdir())
