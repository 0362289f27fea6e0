"""`with_options`: other settings for some calls, on the same connections."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from maton_quo import Quo, errors

from .conftest import KEY, Both

USER = {
    "id": "US123abc",
    "email": "john@example.com",
    "firstName": "John",
    "lastName": "Doe",
    "role": "owner",
    "createdAt": "2022-01-01T00:00:00Z",
    "updatedAt": "2022-01-01T00:00:00Z",
}


def user(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"data": USER})


def test_it_changes_only_the_calls_made_through_it(both: Both) -> None:
    def scenario(quo: Any) -> list[Any]:
        other = quo.with_options(connection="c-2", timeout=2, headers={"X-Run": "7"})
        return [other.users.get("US1"), quo.users.get("US1")]

    both(user, scenario, connection="c-1")
    other, original = both.requests
    assert (other.headers["maton-connection"], original.headers["maton-connection"]) == ("c-2", "c-1")
    assert (other.extensions["timeout"]["read"], original.extensions["timeout"]["read"]) == (2, 30)
    assert (other.headers.get("x-run"), original.headers.get("x-run")) == ("7", None)


def test_options_add_up(both: Both) -> None:
    both(
        user,
        lambda quo: (
            quo.with_options(connection="c-2", headers={"A": "1"})
            .with_options(headers={"B": "2"})
            .users.get("US1")
        ),
    )
    headers = both.sent.headers
    assert (headers["maton-connection"], headers["a"], headers["b"]) == ("c-2", "1", "2")


def test_it_shares_the_connections() -> None:
    quo = Quo(api_key=KEY, base_url="http://mock.test")
    assert quo.with_options(timeout=1)._http is quo._http


def test_closing_it_leaves_the_original_open() -> None:
    with Quo(api_key=KEY, transport=httpx.MockTransport(user)) as quo:
        with quo.with_options(timeout=1) as other:
            other.users.get("US1")
        assert quo.users.get("US1").id == "US123abc"


def test_no_retries_for_some_calls(both: Both) -> None:
    def down(request: httpx.Request) -> httpx.Response:
        return httpx.Response(503)

    with pytest.raises(errors.ServerError):
        both(down, lambda quo: quo.with_options(max_retries=0).users.get("US1"))
    assert len(both.requests) == 1


def test_it_stays_the_same_kind_of_client() -> None:
    quo = Quo(api_key=KEY, base_url="http://mock.test")
    assert type(quo.with_options(timeout=1)) is Quo


@pytest.mark.parametrize(
    "options",
    [
        {"connection": "a\nb"},
        {"max_retries": -1},
        {"headers": {"X": "ü"}},
        {"timeout": 0},
        {"headers": {"X Y": "a"}},
    ],
)
def test_options_are_checked_like_settings(options: dict[str, Any]) -> None:
    with pytest.raises(errors.Misconfigured):
        Quo(api_key=KEY, base_url="http://mock.test").with_options(**options)
