"""How a run ends: with the program's exit code, with its signals passed on, and with nothing left behind."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import COMMAND, PATIENCE, Desk

STUBBORN = "trap '' TERM; echo ready; while true; do sleep 0.1; done"


def line_of(process: subprocess.Popen[str]) -> str:
    """The next line that it prints."""
    assert process.stdout is not None
    return process.stdout.readline()


def awaited(holds: Callable[[], bool]) -> bool:
    """Whether something became true."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def is_gone(pid: int) -> bool:
    """Whether a process has ended; one that nobody reaps has, too."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state in "ZX"


@pytest.mark.parametrize(
    ("line", "code"),
    [("exit 0", 0), ("exit 7", 7), ("exit 255", 255), ("kill -KILL $$", 137), ("kill -TERM $$", 143)],
)
def test_the_exit_code_is_the_programs(desk: Desk, line: str, code: int) -> None:
    ran = desk.run("--", "sh", "-c", line)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert ran.stderr == "quo-mock: no calls\nquo-mock: no text would have been sent\n"


def test_what_it_reads_and_writes_is_its_own(desk: Desk) -> None:
    ran = subprocess.run(
        [*COMMAND, "--quiet", "cat", "-"],
        input="a\0b\nc",
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        cwd=desk.folder,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "a\0b\nc", "")


@pytest.mark.parametrize("option", [[], ["--record", "journal.jsonl"], ["--seed", "nope"]])
def test_a_missing_program_is_told_before_anything_is_begun(desk: Desk, option: list[str]) -> None:
    ran = desk.run(*option, "--", "no-such-program", "-x")
    assert (ran.returncode, ran.stdout) == (127, "")
    assert ran.stderr == "quo-mock: there is no command 'no-such-program'\n"
    assert not (desk.folder / "journal.jsonl").exists()


def test_what_is_no_program_is_told(desk: Desk) -> None:
    desk.write("plain", "#!/bin/sh\n")
    headless = desk.write("headless", "echo hello\n")
    headless.chmod(0o755)
    orphan = desk.write("orphan", "#!/no/such/interpreter\n")
    orphan.chmod(0o755)
    for name, why in (
        ("./plain", "it is not executable"),
        ("/", "it is a folder"),
        ("./headless", "it is no program, or lacks a first line such as #!/bin/sh"),
        ("./orphan", "the program that its first line names is missing"),
    ):
        ran = desk.run("--", name)
        assert ran.returncode == 126
        assert ran.stderr == f"quo-mock: {name!r} cannot be run: {why}\n"


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_is_the_programs(desk: Desk, number: int, code: int) -> None:
    script = "import time\nprint('ready', flush=True)\ntime.sleep(600)"
    process = desk.start("--", "python", "-c", script)
    assert line_of(process) == "ready\n"
    process.send_signal(number)
    _, complaint = process.communicate(timeout=PATIENCE)
    assert process.returncode == code
    assert complaint.endswith("quo-mock: no calls\nquo-mock: no text would have been sent\n")
    assert ("KeyboardInterrupt" in complaint) == (number == signal.SIGINT)


def test_a_program_that_ends_well_after_a_signal_has_ended_well(desk: Desk) -> None:
    script = "trap 'echo tidied; exit 0' TERM; echo ready; while true; do sleep 0.1; done"
    process = desk.start("--", "sh", "-c", script)
    assert line_of(process) == "ready\n"
    process.terminate()
    said, _ = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (0, "tidied\n")


def test_one_that_will_not_end_is_not_left_behind(desk: Desk) -> None:
    process = desk.start("--", "sh", "-c", STUBBORN)
    assert line_of(process) == "ready\n"
    process.terminate()
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 137
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_what_the_program_left_behind_is_ended(desk: Desk) -> None:
    ran = desk.run("--quiet", "--", "sh", "-c", "sleep 600 >/dev/null 2>&1 & echo $!")
    assert ran.returncode == 0
    assert awaited(lambda: is_gone(int(ran.stdout)))


def test_what_the_program_left_behind_may_tidy_up(desk: Desk) -> None:
    left = "(trap 'touch tidied; exit' TERM; touch ready; while :; do sleep 0.1; done) >/dev/null 2>&1 &"
    ran = desk.run("--quiet", "--", "sh", "-c", f"{left} until test -e ready; do sleep 0.1; done")
    assert ran.returncode == 0
    assert (desk.folder / "tidied").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_neither_files_nor_processes_are_left_when_the_run_is_told_to_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    folder = desk.folder / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    line = "sleep 600 & echo $! $$; python -c 'import os; print(os.environ[\"SSL_CERT_FILE\"])'; wait"
    process = desk.start("--", "sh", "-c", line)
    pids = [int(word) for word in line_of(process).split()]
    assert Path(line_of(process).strip()).is_relative_to(folder)
    process.send_signal(number)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 128 + number
    assert all(awaited(lambda pid=pid: is_gone(pid)) for pid in pids)  # type: ignore[misc]
    assert list(folder.iterdir()) == []


def test_a_request_that_is_still_being_answered_holds_nothing_up(desk: Desk) -> None:
    line = """curl -sS https://ctrl.maton.ai/connections -H "Authorization: Bearer $MATON_API_KEY" \\
      -H 'Mock-Fault: slow=600' & sleep 1; exit 4"""
    ran = desk.run("--", "sh", "-c", line)
    assert ran.returncode == 4


def test_a_terminal_is_the_programs_and_comes_back(desk: Desk) -> None:
    """A Ctrl-C typed there reaches the program alone, which can read, too."""
    script = desk.write(
        "a.py",
        "import sys, time\n"
        "try:\n    print('read', input(), flush=True)\n    time.sleep(600)\n"
        "except KeyboardInterrupt:\n    sys.exit(9)\n",
    )
    shell = f"{' '.join(COMMAND)} --quiet -- python {script}; echo ended $?; read rest; echo got $rest"
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve("/bin/sh", ["sh", "-c", shell], desk.environment())  # noqa: S606 - it is the terminal's shell
    try:
        os.write(terminal, b"hello\n")
        assert "read hello" in shown(terminal, "read hello")
        os.write(terminal, b"\x03")
        assert "ended 9" in shown(terminal, "ended")
        os.write(terminal, b"more\n")
        assert "got more" in shown(terminal, "got more")
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def shown(terminal: int, until: str) -> str:
    """What a terminal shows until a text appears, or it is closed."""
    text = ""
    while until not in text or not text.endswith("\n"):
        try:
            text += os.read(terminal, 1000).decode()
        except OSError:
            break
    return text


def test_no_temporary_file_of_ours_outlives_a_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(desk.folder))
    assert desk.run("--", "true").returncode == 0
    assert list(desk.folder.iterdir()) == []
    assert tempfile.gettempdir() != str(desk.folder)
