"""The options and fixtures of the contract tests: what they run against, and how many examples they try."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from hypothesis import HealthCheck, settings

from contract_tests import services, skips
from contract_tests.live import options
from contract_tests.live.run import Run
from contract_tests.targets import DATABASES, PROFILES, Account, Choice, Target, Texter, choices, opened

IN_PROCESS = "many_requests"

# A search that depends on luck has no place in a build: `ci` tries the same examples every time. Luck is
# wanted in `make fuzz`.
_COMMON = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.register_profile(
    "ci", _COMMON, derandomize=True, database=None, max_examples=40, stateful_step_count=25
)
settings.register_profile("fuzz", _COMMON, max_examples=2000, stateful_step_count=60, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("contract", "the contract between client and gateway")
    group.addoption("--target", metavar="WHAT", help="in-process, loopback, live, or the URL of a gateway")
    group.addoption(
        "--profile", choices=PROFILES, help="whom to follow where the guide and the live service differ"
    )
    group.addoption("--database", choices=DATABASES, help="what a gateway of ours keeps everything in")
    options.add(parser)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        f"{IN_PROCESS}(postgresql=False): sends so many requests that, unless a target or database is chosen,"
        " it runs in-process only, and on PostgreSQL only where its examples are fewer there",
    )
    try:
        choices(*_wanted(config))
        config.stash[options.ALLOWED] = options.permissions(config)
        config.stash[options.WHOSE] = options.environment(config)
    except ValueError as error:
        raise pytest.UsageError(str(error)) from None
    config.pluginmanager.register(skips, "contract-skips")
    config.pluginmanager.register(Run(config), "contract-run")


def _wanted(config: pytest.Config) -> tuple[str | None, str | None, str | None]:
    return config.getoption("--target"), config.getoption("--profile"), config.getoption("--database")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "target" not in metafunc.fixturenames:
        return
    kind, profile, database = _wanted(metafunc.config)
    found = choices(kind, profile, database)
    marker = metafunc.definition.get_closest_marker(IN_PROCESS)
    if marker and kind is None and database is None:
        found = [
            choice
            for choice in found
            if choice.kind == "in-process"
            and (choice.database == "sqlite" or marker.kwargs.get("postgresql"))
        ]
    metafunc.parametrize("target", found, ids=str, indirect=True)


@pytest.fixture(scope="session", autouse=True)
def end_of_services() -> Iterator[None]:
    """Ends the servers that the run has started."""
    yield
    services.stop_shared()


@pytest.fixture(scope="session")
def open_target(end_of_services: None, pytestconfig: pytest.Config) -> Iterator[Callable[[Choice], Target]]:
    """Opens each target once for the whole session, however the tests are ordered."""
    allowed, whose = pytestconfig.stash[options.ALLOWED], pytestconfig.stash[options.WHOSE]
    run: Run = pytestconfig.pluginmanager.get_plugin("contract-run")  # type: ignore[assignment]
    with ExitStack() as stack:
        yield cache(lambda choice: run.watching(stack.enter_context(opened(choice, allowed, whose))))


@pytest.fixture
def target(request: pytest.FixtureRequest, open_target: Callable[[Choice], Target]) -> Target:
    """What the test runs against."""
    return open_target(request.param)


@pytest.fixture
def account(target: Target) -> Account:
    """An account of the test's own, with a workspace like the guide's."""
    return target.account()


@pytest.fixture
def reader(target: Target) -> Account:
    """An account that may be read on any target; what it holds is not the test's."""
    return target.reader()


@pytest.fixture
def writer(target: Target) -> Account:
    """The same for making contacts and tasks that carry its `mark`; skips where that is not allowed."""
    return target.writer()


@pytest.fixture
def texter(target: Target) -> Texter:
    """An account with the one number that it may send texts to; skips where that is not allowed."""
    return target.texter()
