"""Every command says what it is for and gives an example, and the example does what it says."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from contract_tests.gateway.serving import COMMAND, run
from mock_gateway.cli import LISTED, main
from mock_gateway.control.client import Control

from .conftest import Say


def every() -> Iterator[tuple[str, click.Command]]:
    """All commands, with those inside of groups."""
    ctx = click.Context(main)
    for name in main.list_commands(ctx):
        command = main.get_command(ctx, name)
        assert command is not None, name
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", each) for inner, each in command.commands.items())


COMMANDS = dict(every())


def example(command: click.Command) -> str:
    """The command line that its help gives."""
    [found] = re.findall(r"^ *Example: quo-mock (.+)$", command.help or "", re.MULTILINE)
    return str(found)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_explains_itself_and_its_options(name: str) -> None:
    result = CliRunner().invoke(main, [*name.split(), "--help"])
    assert result.exit_code == 0
    assert example(COMMANDS[name]).startswith(name)
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


@pytest.mark.parametrize("heading", LISTED)
def test_what_is_listed_is_what_the_command_says_of_itself(heading: str) -> None:
    for name, about in LISTED[heading].items():
        [first, *_] = (COMMANDS[name].help or "").splitlines()
        assert first.startswith(about.rstrip(".").partition(",")[0].partition(":")[0]), name


def test_the_list_names_every_command_and_loads_none() -> None:
    code = "from mock_gateway.cli import main; main(['--help'], standalone_mode=False)"
    code += "; import sys; print(*(name for name in sys.modules if name.startswith('mock_gateway.')))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *shown, loaded = result.stdout.splitlines()
    assert set(loaded.split()) == {"mock_gateway.cli", "mock_gateway.commands", "mock_gateway.commands.group"}
    names = {line.split()[0] for line in shown if line.startswith("  ") and line.split()}
    assert {name for listed in LISTED.values() for name in listed} <= names


def test_to_serve_loads_no_other_command() -> None:
    code = "from mock_gateway.cli import main; main(['serve', '--help'], standalone_mode=False)"
    code += "; import sys; print(*(name for name in sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(result.stdout.splitlines()[-1].split())
    assert not {"httpx", "rich", "flask", "mock_gateway.control"} & loaded


PREPARED = {
    "import": "export workspace.yaml",
    "snapshot restore": "snapshot save before-import",
    "snapshot delete": "snapshot save before-import",
}
"""What has to be said before an example can be."""
APART = {"serve", "demo", "run", "clock", "backup", "restore"}
"""Those that end only when they are told to, move the time for all tests, or want a file of their own."""


@pytest.mark.parametrize(
    "name", sorted(name for name in COMMANDS.keys() - APART if not name.startswith("clock"))
)
@pytest.mark.usefixtures("workspace")
def test_its_example_works(name: str, say: Say, control: Control, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", "true")
    if name in PREPARED:
        assert say(PREPARED[name]).exit_code == 0
    line = example(COMMANDS[name])
    if "--new" in line:
        monkeypatch.delenv("QUO_MOCK_WORKSPACE")
    if name == "fault remove":
        added = say("fault add 500 --operation tasks_delete").stdout.split()[0]
        line = line.replace(line.split()[-1], added)
    result = say(line)
    assert result.exit_code == 0, result.output
    assert result.output


def test_the_examples_of_the_clock_work(tmp_path: Path) -> None:
    from contract_tests.gateway import serving

    served = serving.serve(tmp_path, "--seed", "empty")
    try:
        told = [
            run(*shlex.split(example(COMMANDS[name])), "--url", served.url)
            for name in ("clock show", "clock freeze", "clock advance", "clock set", "clock resume")
        ]
    finally:
        served.kill()
    assert [each.returncode for each in told] == [0] * 5, told
    assert [each.stdout.split()[1] for each in told] == ["running", "frozen", "frozen", "frozen", "running"]
    assert told[3].stdout.startswith("2031-01-01T09:00:00.000000Z")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("jurnal", "There is no command 'jurnal'. Did you mean 'journal'?"),
        ("snapshot lst", "There is no command 'lst'. Did you mean 'list'?"),
        ("fault zzz", "There is no command 'zzz'. There are add, clear, list, remove."),
    ],
)
def test_a_command_that_is_none_suggests_the_nearest(said: str, sentence: str) -> None:
    result = run(*said.split())
    assert (result.returncode, result.stdout, result.stderr) == (2, "", f"quo-mock: {sentence}\n")


def test_who_says_nothing_is_shown_what_there_is() -> None:
    for said in ([], ["fault"]):
        result = run(*said)
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout.startswith("Usage: quo-mock")


def test_what_is_piped_into_head_ends_quietly() -> None:
    line = shlex.join([*COMMAND, "provenance"])
    result = subprocess.run(
        ["/bin/sh", "-c", f"{line} | head -1"], capture_output=True, text=True, timeout=30, check=True
    )
    assert (result.stdout.count("\n"), result.stderr) == (1, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_learns_the_commands(shell: str) -> None:
    script = run("completion", shell).stdout
    assert "_QUO_MOCK_COMPLETE" in script
    assert f"{shell}_complete" in script


def test_completion_completes() -> None:
    script = run("completion", "bash").stdout
    typed = "COMP_WORDS=(quo-mock snap); COMP_CWORD=1; _quo_mock_completion quo-mock"
    code = f"{script}\n{typed}; echo ${{COMPREPLY[*]}}"
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    result = subprocess.run(
        ["/bin/bash", "-c", code], capture_output=True, text=True, timeout=30, check=True, env={"PATH": path}
    )
    assert result.stdout.strip() == "snapshot"
