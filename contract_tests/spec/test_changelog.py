"""A change of the contract is told in its changelog, and one that breaks programs is called so there."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from contract_tests.spec.changelog import CHANGELOG, CONTRACT, NoHistory, last_release, main, untold

ROOT = Path(__file__).parents[2]
SMALL = """
openapi: 3.1.0
paths:
  /v1/users:
    get:
      operationId: users_list
      parameters:
        - {name: team, in: query, schema: {type: string}}
      responses: {'200': {description: Them.}}
"""
MORE = SMALL.replace("schema:", "required: true, schema:")
OTHER = SMALL.replace("{'200'", "{'404': {description: None.}, '200'")


def test_this_contract_has_an_entry_for_all_that_changed() -> None:
    try:
        sentence = untold(ROOT)
    except NoHistory as reason:
        pytest.skip(f"the contract cannot be compared with an earlier one: {reason}")
    assert not sentence, sentence


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository whose first commit holds a small contract and its changelog."""
    for command in (
        ("init", "-q", "-b", "main"),
        ("config", "user.email", "a@b.c"),
        ("config", "user.name", "a"),
    ):
        git(tmp_path, *command)
    (tmp_path / "spec").mkdir()
    kept(tmp_path, SMALL, "# Changes\n\n- Users.\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "first")
    return tmp_path


def git(root: Path, *arguments: str) -> None:
    command = ("git", "-C", str(root), *arguments)
    subprocess.run(command, check=True, capture_output=True)


def kept(root: Path, contract: str, changelog: str | None = None) -> None:
    (root / CONTRACT).write_text(contract)
    if changelog is not None:
        (root / CHANGELOG).write_text(changelog)


@pytest.mark.parametrize("committed", [False, True])
def test_a_change_without_an_entry_is_named(project: Path, committed: bool) -> None:
    assert untold(project) == ""
    kept(project, MORE)
    if committed:
        git(project, "commit", "-qam", "second")
    assert untold(project) == (
        "The contract has changed, and spec/CHANGELOG.md does not say so:"
        " breaking: users_list query team: it is required now"
    )


def test_an_entry_for_what_breaks_has_to_call_it_so(project: Path) -> None:
    kept(project, MORE, "# Changes\n\n- A team must be named.\n- Users.\n")
    assert untold(project).startswith("spec/CHANGELOG.md tells of the change, but not that it is breaking:")
    kept(project, MORE, "# Changes\n\n- Breaking: a team must be named.\n- Users.\n")
    assert untold(project) == ""


def test_an_entry_is_for_what_came_before_it_only(project: Path) -> None:
    kept(project, OTHER, "# Changes\n\n- Users may be none.\n- Users.\n")
    assert untold(project) == ""
    git(project, "commit", "-qam", "second")
    assert untold(project) == ""
    kept(project, SMALL)
    assert "breaking: users_list: the answer 404 is gone" in untold(project)


def test_without_git_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoHistory, match="not a git repository"):
        untold(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoHistory, match="git is not installed"):
        untold(tmp_path)


@pytest.mark.parametrize(
    ("prepare", "expected"),
    [
        (lambda root: git(root, "tag", "v1"), "v1"),
        (lambda root: git(root, "checkout", "-q", "-b", "other"), None),
    ],
)
def test_a_release_is_the_last_tag_or_main(
    project: Path, prepare: Callable[[Path], None], expected: str | None
) -> None:
    prepare(project)
    found = last_release(project)
    assert found == expected if expected else len(found) == 40


def test_the_command_says_what_it_cannot_compare_with(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no-such-revision"]) == 2
    assert capsys.readouterr().err.strip()
