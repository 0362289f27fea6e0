"""The options and fixtures of the contract tests: what they run against, and how many examples they try."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from hypothesis import settings

from contract_tests import depths, services, skips
from contract_tests.live import options
from contract_tests.live.run import Run
from contract_tests.targets import DATABASES, PROFILES, Account, Choice, Target, Texter, choices, opened

pytest_plugins = ["pytester", "contract_tests.evidence.plugin", "contract_tests.matrix.plugin"]
IN_PROCESS = "many_requests"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("contract", "the contract between client and gateway")
    group.addoption("--target", metavar="WHAT", help="in-process, loopback, live, or the URL of a gateway")
    group.addoption(
        "--profile", choices=PROFILES, help="whom to follow where the guide and the live service differ"
    )
    group.addoption("--depth", choices=depths.DEPTHS, help="how many examples the tests of properties try")
    group.addoption("--database", choices=DATABASES, help="what a gateway of ours keeps everything in")
    options.add(parser)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        f"{IN_PROCESS}(postgresql=False): sends so many requests that, unless a target or database is chosen,"
        " it runs in-process only, and on PostgreSQL only where its examples are fewer there",
    )
    depths.register()
    try:
        settings.load_profile(depths.depth(config.getoption("--depth"), config.getoption("--target")))
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


@pytest.fixture(scope="module")
def open_in_memory() -> Iterator[Callable[[Choice], Target]]:
    """Opens each target once for a module. What is kept in memory grows by a megabyte with every account."""
    with ExitStack() as stack:
        yield cache(lambda choice: stack.enter_context(opened(choice)))


@pytest.fixture
def target(
    request: pytest.FixtureRequest,
    open_target: Callable[[Choice], Target],
    open_in_memory: Callable[[Choice], Target],
) -> Target:
    """What the test runs against."""
    choice: Choice = request.param
    return open_in_memory(choice) if choice.is_in_memory else open_target(choice)


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
