"""What is said on the command line and in the environment: understood, or refused with one sentence."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.choices import choices
from contract_tests.live import environment, mark, options
from contract_tests.live.discretion import discreet
from contract_tests.live.permissions import MOST_PER_SECOND, Permissions

KEY = {"MATON_API_KEY": "maton_key"}


def said(**given: Any) -> Permissions:
    """The permissions that a command line gives."""
    defaults: dict[str, Any] = {
        "--target": "live",
        "--allow-writes": False,
        "--allow-sms": None,
        "--sms-budget": 0,
        "--allow-webhook-host": [],
        "--max-requests": 2000,
        "numprocesses": None,
    }
    words = defaults | given
    config: Any = SimpleNamespace(getoption=lambda name, default=None: words[name])
    return options.permissions(config)


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the run had no workers."""
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)


def test_without_a_word_nothing_but_reading_is_allowed() -> None:
    assert said() == Permissions()
    assert str(Permissions()) == "reads"


@pytest.mark.parametrize(
    "given",
    [
        {"--allow-sms": "+12025550142"},
        {"--sms-budget": 1},
        {"--allow-sms": "+12025550142", "--sms-budget": -1},
        {"--allow-sms": "2025550142", "--sms-budget": 1},
        {"--allow-sms": "+12025550142,+12025550143", "--sms-budget": 1},
        {"--allow-webhook-host": ["https://hooks.example.com"]},
        {"--allow-webhook-host": ["someone@hooks.example.com"]},
        {"--allow-webhook-host": ["*"]},
        {"--max-requests": 0},
        {"numprocesses": 9},
    ],
)
def test_what_cannot_be_meant_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        said(**given)


@pytest.mark.parametrize("workers", range(1, 9))
@pytest.mark.parametrize("whose", ["live", "https://api.maton.ai"])
def test_workers_together_stay_within_what_one_may_do(
    whose: str, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_XDIST_WORKER_COUNT", str(workers))
    monkeypatch.setenv("MATON_API_KEY", "maton_key")
    words = {"--allow-sms": "+12025550142", "--sms-budget": 3, "--max-requests": 100}
    shares = []
    for index in range(workers):
        monkeypatch.setenv("PYTEST_XDIST_WORKER", f"gw{index}")
        shares.append(said(**{"--target": whose, **words}))
    assert sum(share.sms_budget for share in shares) == 3
    assert sum(share.max_requests for share in shares) <= 100
    assert 0 < sum(share.rate for share in shares) <= MOST_PER_SECOND
    assert all(share.rate >= 1 for share in shares)


def test_a_password_in_a_target_is_refused_and_not_shown() -> None:
    with pytest.raises(ValueError, match="must not hold a password") as caught:
        choices("https://someone:secret@gateway.maton.ai", None)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("variables", [{}, {"MATON_API_KEY": ""}, {"MATON_API_KEY": "a key"}])
def test_without_a_key_that_can_be_sent_it_does_not_begin(variables: dict[str, str]) -> None:
    with pytest.raises(environment.Incomplete) as caught:
        environment.read(variables)
    assert "a key\n" not in f"{caught.value}\n"


@pytest.mark.parametrize(
    "url",
    [
        "http://gateway.maton.ai",
        "https://someone:secret@gateway.maton.ai",
        "https://gateway.maton.ai/quo",
        "https://gateway.maton.ai?x=secret",
        "gateway.maton.ai",
        "ftp://127.0.0.1",
        "https://[",
        "",
    ],
)
def test_a_key_is_sent_to_no_such_url(url: str) -> None:
    with pytest.raises(environment.Incomplete) as caught:
        environment.origin(url)
    assert "secret" not in str(caught.value)


def test_the_hosts_are_those_given_those_of_the_environment_or_matons() -> None:
    def hosts(*given: str, **variables: str) -> tuple[str, str]:
        found = environment.read({**KEY, **variables}, *given)
        return found.gateway_url, found.control_url

    assert hosts() == ("https://gateway.maton.ai", "https://ctrl.maton.ai")
    assert hosts("https://api.maton.ai/") == ("https://api.maton.ai",) * 2
    assert hosts("https://a.example", "https://b.example") == ("https://a.example", "https://b.example")
    both = {"MATON_GATEWAY_URL": "https://g.example", "MATON_CONTROL_URL": "http://127.0.0.1:1"}
    assert hosts(**both) == ("https://g.example", "http://127.0.0.1:1")
    assert "maton_key" not in repr(environment.read(KEY))


@given(
    st.integers(0, 2**32).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    st.integers(min_value=0, max_value=2**32 - 1),
)
def test_a_mark_is_known_again_alone_and_in_front(now: datetime, number: int) -> None:
    made = mark.new(now, number)
    assert mark.is_mark(made)
    assert mark.leading(f"{made}-1") == mark.leading(f"{made} a task") == mark.leading(made) == made
    assert mark.leading(f"{made}0") is mark.leading(f" {made}") is mark.leading(None) is None
    assert len(made) == mark.LENGTH


@given(st.text())
def test_what_people_write_is_no_mark(text: str) -> None:
    assert not mark.is_mark(text)
    assert mark.leading(text) is None


@given(st.text(min_size=3).map(lambda text: f"“{text}”"))
def test_an_error_is_told_without_its_words(text: str) -> None:
    try:
        try:
            raise ValueError(text)
        except ValueError as error:
            raise KeyError(text) from error
    except KeyError as error:
        told = discreet(error)
    assert told.splitlines()[:2] == ["KeyError", "ValueError"]
    assert "“" not in told
    assert "test_options.py:" in told
