"""`quo.connections.authorize`: a new connection, allowed by a person in a browser."""

from __future__ import annotations

import pickle
import webbrowser

import httpx
import pytest

from maton_quo import errors, models
from maton_quo._runtime import consent

from .conftest import Both

URL = "https://connect.maton.ai/?session_token=3f6c"


class Maton:
    """Creates a connection, and shows it in one state after the other; the last one stays."""

    def __init__(self, *states: str, url: str = URL) -> None:
        self.states, self.url, self.created = list(states), url, list[bytes]()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            self.created.append(request.content)
            return httpx.Response(200, json={"connection_id": "c-1"})
        assert str(request.url) == "https://ctrl.maton.ai/connections/c-1"
        state = self.states.pop(0) if len(self.states) > 1 else self.states[0]
        connection = {
            "connection_id": "c-1",
            "status": state,
            "creation_time": "2025-12-08T07:20:53.488460Z",
            "last_updated_time": "2026-01-31T20:03:32.593153Z",
            "url": self.url,
            "app": "quo",
            "metadata": {},
        }
        return httpx.Response(200, json={"connection": connection})


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser was told to open."""
    urls: list[str] = []

    def note(url: str) -> bool:
        urls.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", note)
    return urls


@pytest.fixture(autouse=True)
def time_passes(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock shows what was slept."""
    monkeypatch.setattr(consent, "monotonic", lambda: sum(both.slept))


def test_it_opens_the_page_and_waits_until_it_is_active(both: Both, opened: list[str]) -> None:
    maton = Maton("PENDING", "PENDING", "PENDING", "ACTIVE")
    connection = both(maton, lambda quo: quo.connections.authorize(app="quo"))
    assert type(connection) is models.Connection
    assert (connection.connection_id, connection.status) == ("c-1", "ACTIVE")
    assert opened == [URL]
    assert both.slept == [2.0, 2.0, 2.0]
    assert maton.created == [b'{"app":"quo"}']


def test_a_method_may_be_chosen(both: Both) -> None:
    maton = Maton("ACTIVE")
    both(maton, lambda quo: quo.connections.authorize(method="OAUTH2"))
    assert maton.created == [b'{"app":"quo","method":"OAUTH2"}']


def test_what_is_active_at_once_opens_nothing(both: Both, opened: list[str]) -> None:
    both(Maton("ACTIVE"), lambda quo: quo.connections.authorize())
    assert (opened, both.slept) == ([], [])


def test_the_page_may_be_shown_in_another_way(both: Both, opened: list[str]) -> None:
    shown: list[str] = []
    both(Maton("PENDING", "ACTIVE"), lambda quo: quo.connections.authorize(open_browser=shown.append))
    assert (shown, opened) == ([URL], [])


def test_without_a_browser_the_address_is_written_to_stderr(
    both: Both, opened: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    both(Maton("PENDING", "ACTIVE"), lambda quo: quo.connections.authorize(open_browser=False))
    assert capsys.readouterr() == ("", f"To connect quo, open {URL} in a browser.\n")
    assert opened == []


def test_where_no_browser_can_be_opened_too(
    both: Both, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda url: False)
    both(Maton("PENDING", "ACTIVE"), lambda quo: quo.connections.authorize())
    assert URL in capsys.readouterr().err


def test_a_refusal_is_explained(both: Both) -> None:
    with pytest.raises(errors.AuthorizationFailed) as caught:
        both(Maton("PENDING", "FAILED"), lambda quo: quo.connections.authorize())
    error = caught.value
    assert str(error) == (
        "Connection c-1 to quo FAILED: access was refused, or the sign-in went wrong; authorize once more."
    )
    assert (error.connection_id, error.status) == ("c-1", "FAILED")
    other = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (str(other), other.connection_id, other.status) == (str(error), "c-1", "FAILED")


@pytest.mark.parametrize(("timeout", "slept"), [(5, [2.0, 2.0, 1.0]), (2, [2.0]), (0, [])])
def test_it_waits_no_longer_than_it_is_told(both: Both, timeout: float, slept: list[float]) -> None:
    with pytest.raises(errors.AuthorizationFailed) as caught:
        both(Maton("PENDING"), lambda quo: quo.connections.authorize(timeout=timeout))
    assert both.slept == slept
    assert f"Nobody allowed access within {timeout} s; Connection c-1 to quo is still PENDING" in str(
        caught.value
    )
    assert caught.value.status == "PENDING"
    assert "session_token" not in str(caught.value)


def test_five_minutes_are_the_default(both: Both) -> None:
    with pytest.raises(errors.AuthorizationFailed):
        both(Maton("PENDING"), lambda quo: quo.connections.authorize())
    assert sum(both.slept) == 300


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "", "-h"])
def test_a_browser_is_never_given_anything_but_a_web_page(both: Both, opened: list[str], url: str) -> None:
    shown: list[str] = []
    maton = Maton("PENDING", url=url)
    with pytest.raises(errors.AuthorizationFailed, match="is not a web page"):
        both(maton, lambda quo: quo.connections.authorize())
    with pytest.raises(errors.AuthorizationFailed, match="is not a web page"):
        both(maton, lambda quo: quo.connections.authorize(open_browser=shown.append))
    assert (opened, shown) == ([], [])


def test_an_error_of_maton_s_is_raised_as_ever(both: Both) -> None:
    def refused(request: httpx.Request) -> httpx.Response:
        return httpx.Response(401, json={"message": "Invalid API key", "status": 401})

    with pytest.raises(errors.Unauthorized):
        both(refused, lambda quo: quo.connections.authorize())


def test_a_failure_on_the_way_is_repeated(both: Both) -> None:
    maton, broken = Maton("PENDING", "ACTIVE"), iter([False, False, True, False])

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(502) if next(broken) else maton(request)

    assert both(answer, lambda quo: quo.connections.authorize(), max_retries=1).status == "ACTIVE"


def test_a_state_that_is_new_tomorrow_is_waited_through(both: Both) -> None:
    assert (
        both(Maton("PENDING", "REVIEW", "ACTIVE"), lambda quo: quo.connections.authorize()).status == "ACTIVE"
    )
