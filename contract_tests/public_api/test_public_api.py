"""Whatever others build on changes only with a word in the changelog, and goes only after a warning."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import maton_quo
from contract_tests.public_api import client
from contract_tests.public_api.__main__ import CHANGELOG, main
from contract_tests.public_api.changes import Change, changes, sections, untold
from contract_tests.public_api.today import last_release, released, today

ROOT = Path(__file__).parents[2]
LOG = """# Changes

## Unreleased

### Added

- `quo.messages.schedule` sends later.

### Removed

- `quo.pages` and `--old`.

## 0.2.0, 2026-12-01

### Deprecated

- `quo.pages`: use `quo.contacts`.
"""
HAS_CHANGELOG = pytest.mark.skipif(not CHANGELOG.exists(), reason="the changelog is not installed")


@HAS_CHANGELOG
def test_every_change_since_the_last_release_is_told() -> None:
    wrong = untold(changes(released(last_release()), today()), CHANGELOG.read_text())
    assert not wrong, "\n".join(wrong)


@HAS_CHANGELOG
def test_the_last_release_is_the_version_of_the_package_and_has_its_section() -> None:
    version = last_release()
    assert f'\nversion = "{version}"\n' in (ROOT / "pyproject.toml").read_text()
    assert version in sections(CHANGELOG.read_text())


def test_the_parts_that_people_use_are_among_the_names() -> None:
    assert today().keys() > {
        "Quo(api_key=)",
        "quo.messages.send(content=)",
        "async_quo.messages.send(content=)",
        "models.Message.text",
        "errors.RateLimited",
        "webhooks.verify(tolerance=)",
        "mock_gateway.create_app(seed=)",
        "mock_gateway.running",
        "running(seed=)",
        "fixture quo_mock",
        "marker quo_mock",
        "quo_mock.fail_next",
        "Control.receive_text(from_=)",
        "quo-mock serve --db",
        "quo-mock receive message TEXT",
        "GET /_mock/api/clock",
        "--set rate_limit=",
        "--set send_envelope=",
        "MATON_API_KEY",
        "QUO_MOCK_ADMIN_TOKEN",
    }


def test_the_variables_are_those_that_the_client_reads() -> None:
    runtime = Path(maton_quo.__path__[0]) / "_runtime"
    read = {name for path in runtime.glob("*.py") for name in re.findall(r"\bMATON_\w+", path.read_text())}
    assert read == set(client.ENVIRONMENT)


def test_what_is_new_gone_or_different_is_found() -> None:
    before = {"a": "int", "b": "str", "c": "str"}
    assert changes(before, {"b": "str", "c": "bytes", "d": "int"}) == [
        Change("removed", "a", "int"),
        Change("changed", "c", "str → bytes"),
        Change("added", "d", "int"),
    ]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (Change("added", "quo.messages.schedule(at=)", "str"), None),
        (Change("added", "quo.messages.scheduled", "str"), "under '### Added'"),
        (Change("changed", "quo.messages.schedule(at=)", "str → int"), "under '### Changed'"),
        (Change("removed", "quo.pages.list", "gives Page"), None),
        (Change("removed", "--old", "an option"), "under '### Deprecated'"),
        (Change("removed", "quo.users", "a resource"), "under '### Removed'"),
    ],
)
def test_a_name_is_told_by_itself_or_by_what_it_belongs_to(change: Change, complaint: str | None) -> None:
    wrong = untold([change], LOG)
    assert len(wrong) == (complaint is not None)
    assert all(str(complaint) in sentence for sentence in wrong)


def test_a_release_is_kept_under_a_version_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--release", "../tomorrow"]) == 2
    assert "a version is like 1.2.3" in capsys.readouterr().err
    assert main(["--what"]) == 2
