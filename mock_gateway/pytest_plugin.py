"""The pytest plugin `quo_mock`: a phone company of its own for every test, without a socket and in 2 ms.

    def test_a_customer_is_told(quo_mock):
        tell(quo_mock.client(), "+12065550119")          # your code, given a client
        assert quo_mock.sent[-1].text == "Your table is ready"
        quo_mock.verify("messages.send", count=1)

`quo_mock` is a fresh account in a gateway that only this test has, its clock too:

- `.client(**options)`, `.async_client()`: a `Quo` that talks to it; `.url`, `.api_key`: for any other code;
- `.receive_message("Hi", from_="+1…")`, `.receive_call(scenario="voicemail")`: what customers do;
- `.sent`: texts that were sent, newest last; `.journal`, `.verify(…)`: requests;
- `.fail_next("messages.send", status=503, times=1)`: what can go wrong;
- `.clock.freeze()`, `.advance(hours=1)`, `.set("2027-01-01T09:00Z")`: what falls due has happened then;
- `.webhooks.subscribe()`, `.webhooks[-1].event`: what was sent to receivers, verified; `.control`: the rest.

`quo_mock_env` lets `Quo()` without arguments find it, by `MATON_API_KEY` and the two URLs. `quo_mock_router`
answers for the real hosts in code that makes its own httpx client (needs respx), and sets `MATON_API_KEY`.
`@pytest.mark.quo_mock(seed="empty", profile="observed", rate_limit=10)` says what it begins as: every
name that `quo-mock serve --set` takes. When a test fails, its requests stand below the failure. Without
pytest: `with mock_gateway.running(seed=…) as quo_mock:`.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:  # pytest imports this at every start, whether it is used or not
    import respx

    from .testing.originals import Originals
    from .testing.quo_mock import QuoMock

MARKER = "quo_mock"


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line(
        "markers",
        f"{MARKER}(seed='demo', profile='documented', balance_cents=…, NAME=VALUE): what the fixture quo_mock"
        " begins as; NAME is anything that quo-mock serve --set takes",
    )


@pytest.fixture(scope="session")
def _quo_mock_originals() -> Iterator[Originals]:
    from .testing.originals import Originals

    originals = Originals()
    yield originals
    originals.close()


@pytest.fixture
def quo_mock(request: pytest.FixtureRequest, _quo_mock_originals: Originals) -> Iterator[QuoMock]:
    """A fresh account in a mock gateway that only this test has."""
    from .testing.running import opened

    try:
        quo_mock = opened(_quo_mock_originals, **_marked(request.node))
    except ValueError as mistake:
        raise pytest.fail.Exception(f"@pytest.mark.{MARKER}: {mistake}", pytrace=False) from None
    request.node.stash[_USED] = quo_mock
    yield quo_mock
    quo_mock.close()


@pytest.fixture
def quo_mock_env(quo_mock: QuoMock, monkeypatch: pytest.MonkeyPatch) -> QuoMock:
    """The same, found by `Quo()` without arguments: the environment has its key and its URLs."""
    for name, value in quo_mock.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("MATON_CONNECTION", raising=False)
    return quo_mock


@pytest.fixture
def quo_mock_router(quo_mock: QuoMock, monkeypatch: pytest.MonkeyPatch) -> Iterator[respx.MockRouter]:
    """A respx router that is Maton and Quo under their real hosts, and lets no other host be reached."""
    if find_spec("respx") is None:
        pytest.fail("quo_mock_router needs respx: pip install respx", pytrace=False)
    from .testing.router import mounted

    monkeypatch.setenv("MATON_API_KEY", quo_mock.api_key)
    with mounted(quo_mock.transport) as router:
        yield router


_USED: pytest.StashKey[QuoMock] = pytest.StashKey()


def _marked(item: pytest.Item) -> dict[str, Any]:
    """The options of all markers, of which the nearest wins."""
    found: dict[str, Any] = {}
    for marker in reversed(list(item.iter_markers(MARKER))):
        if marker.args:
            pytest.fail(
                f"@pytest.mark.{MARKER} takes names only, as in {MARKER}(seed='empty')", pytrace=False
            )
        found |= marker.kwargs
    seed = found.get("seed")
    if isinstance(seed, str) and (beside := item.path.parent / Path(seed)).is_file():
        found["seed"] = str(beside)  # a file is looked for beside the test first
    return found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put the requests of a test below its failure."""
    report = yield
    if report.failed and (used := item.stash.get(_USED, None)) is not None:
        from .testing.report import text

        report.sections.append(("quo_mock journal", text(used.journal)))
    return report
