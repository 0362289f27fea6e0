"""What is tried again, what never is, and how long the waits are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpx
import pytest

from maton_quo import RetryPolicy, errors
from maton_quo.types import RateLimit

from .conftest import Both

Outcome = int | type[httpx.TransportError]

READ = ("GET", lambda quo: quo.users.get("US1"))
REMOVE = ("DELETE", lambda quo: quo.contacts.delete("CT1"))
SEND = ("POST", lambda quo: quo.messages.send(content="Hi", from_="PN1", to=["+15555555555"]))
CHANGE = ("PATCH", lambda quo: quo.contacts.update("CT1", source="crm"))

NEVER_SENT = [429, httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout]
MAYBE_DONE = [
    500,
    502,
    503,
    504,
    httpx.ReadTimeout,
    httpx.WriteTimeout,
    httpx.ReadError,
    httpx.RemoteProtocolError,
]
HOPELESS = [400, 401, 402, 403, 404, 409, 422, 501, httpx.UnsupportedProtocol, httpx.LocalProtocolError]


def always(outcome: Outcome) -> Callable[[httpx.Request], httpx.Response]:
    def answer(request: httpx.Request) -> httpx.Response:
        if isinstance(outcome, int):
            return httpx.Response(outcome)
        raise outcome("broken", request=request)

    return answer


@pytest.mark.parametrize("call", [READ, REMOVE, SEND, CHANGE], ids=lambda call: call[0])
@pytest.mark.parametrize("outcome", NEVER_SENT)
def test_what_was_surely_not_acted_on_is_repeated(both: Both, call: Any, outcome: Outcome) -> None:
    with pytest.raises(errors.QuoError):
        both(always(outcome), call[1])
    assert len(both.requests) == 3


@pytest.mark.parametrize("call", [READ, REMOVE], ids=lambda call: call[0])
@pytest.mark.parametrize("outcome", MAYBE_DONE)
def test_reads_and_deletes_are_repeated_when_the_server_fails(
    both: Both, call: Any, outcome: Outcome
) -> None:
    with pytest.raises(errors.QuoError):
        both(always(outcome), call[1])
    assert len(both.requests) == 3


@pytest.mark.parametrize("call", [SEND, CHANGE], ids=lambda call: call[0])
@pytest.mark.parametrize("outcome", MAYBE_DONE)
def test_a_text_is_never_sent_twice(both: Both, call: Any, outcome: Outcome) -> None:
    with pytest.raises(errors.QuoError):
        both(always(outcome), call[1])
    assert len(both.requests) == 1


@pytest.mark.parametrize("call", [READ, SEND], ids=lambda call: call[0])
@pytest.mark.parametrize("outcome", HOPELESS)
def test_what_cannot_get_better_is_not_repeated(both: Both, call: Any, outcome: Outcome) -> None:
    with pytest.raises(errors.QuoError):
        both(always(outcome), call[1])
    assert len(both.requests) == 1


@pytest.mark.parametrize("outcome", [429, 503, httpx.ConnectError, httpx.ReadTimeout])
def test_no_retries_means_none(both: Both, outcome: Outcome) -> None:
    with pytest.raises(errors.QuoError):
        both(always(outcome), READ[1], max_retries=0)
    assert len(both.requests) == 1
    assert both.slept == []


def test_it_stops_as_soon_as_it_succeeds(both: Both) -> None:
    outcomes = iter([httpx.Response(503), httpx.Response(429), httpx.Response(204)])
    both(lambda request: next(outcomes), REMOVE[1], max_retries=9)
    assert len(both.requests) == 3


def test_a_repeated_text_is_the_same_text(both: Both) -> None:
    with pytest.raises(errors.RateLimited):
        both(always(429), SEND[1])
    assert {request.content for request in both.requests} == {
        b'{"content":"Hi","from":"PN1","to":["+15555555555"]}'
    }


def test_an_answer_that_breaks_off_is_asked_for_again(both: Both) -> None:
    class BreaksOff(httpx.SyncByteStream, httpx.AsyncByteStream):
        def __iter__(self) -> Any:
            yield b'{"data":'
            raise httpx.ReadError("broken off")

        async def __aiter__(self) -> Any:
            yield b'{"data":'
            raise httpx.ReadError("broken off")

    outcomes = iter([httpx.Response(200, stream=BreaksOff()), httpx.Response(204)])
    both(lambda request: next(outcomes), REMOVE[1])
    assert len(both.requests) == 2


def test_waits_double_up_to_a_cap(both: Both) -> None:
    with pytest.raises(errors.ServerError):
        both(always(503), READ[1], max_retries=6)
    assert both.slept == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0]


@pytest.mark.parametrize(("drawn", "wait"), [(0.0, 0.0), (0.25, 1.0), (1.0, 4.0)])
def test_waits_are_drawn_from_the_whole_range(drawn: float, wait: float) -> None:
    assert RetryPolicy(random=lambda: drawn).wait(3, "GET", httpx.Response(503)) == wait


def test_the_server_may_say_how_long_to_wait(both: Both) -> None:
    with pytest.raises(errors.RateLimited) as caught:
        both(lambda request: httpx.Response(429, headers={"retry-after": "3"}), SEND[1])
    assert both.slept == [3.0, 3.0]
    assert caught.value.retry_after == 3.0


def test_the_server_may_say_until_when_to_wait() -> None:
    in_20_seconds = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    wait = RetryPolicy().wait(0, "GET", httpx.Response(503, headers={"retry-after": in_20_seconds}))
    assert wait == pytest.approx(20, abs=2)


def test_a_date_that_has_passed_means_now() -> None:
    past = httpx.Response(503, headers={"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"})
    assert RetryPolicy().wait(0, "GET", past) == 0


@pytest.mark.parametrize("told", ["61", "3600", "Fri, 31 Dec 2999 23:59:59 GMT"])
def test_it_gives_up_rather_than_wait_for_more_than_a_minute(both: Both, told: str) -> None:
    with pytest.raises(errors.RateLimited):
        both(lambda request: httpx.Response(429, headers={"retry-after": told}), READ[1])
    assert len(both.requests) == 1


def test_a_retry_after_of_500_digits_does_not_hide_the_error(both: Both) -> None:
    with pytest.raises(errors.RateLimited) as caught:
        both(lambda request: httpx.Response(429, headers={"retry-after": "1" * 500}), READ[1])
    assert caught.value.retry_after is None
    assert both.slept == [0.5, 1.0]


@pytest.mark.parametrize(
    "told",
    [
        "",
        "soon",
        "-1",
        "1e9",
        "٣",
        "1" * 10,
        "1" * 5000,
        "Wed, 99 Oct 2015 07:28:00 GMT",
        "Wed, 21 Oct 2015 07:28:00 +9999999999",
        "Wed, 21 Oct 99999999999999999999 07:28:00 GMT",
    ],
)
def test_a_meaningless_retry_after_is_ignored(told: str) -> None:
    answer = httpx.Response(429, headers=[(b"retry-after", told.encode())])
    assert RetryPolicy(random=lambda: 1.0).wait(0, "GET", answer) == 0.5


def test_without_retry_after_the_end_of_the_window_is_waited_for(both: Both) -> None:
    used_up = {"ratelimit": '"per-second"; r=0; t=3', "ratelimit-policy": '"per-second"; q=10; w=1'}
    with pytest.raises(errors.RateLimited, match="wait 3 s before the next request") as caught:
        both(lambda request: httpx.Response(429, headers=used_up), SEND[1])
    assert both.slept == [3.0, 3.0]
    assert (caught.value.retry_after, caught.value.rate_limit) == (3.0, RateLimit(10, 0, 3))


def test_retry_after_goes_before_the_window() -> None:
    headers = {"ratelimit": '"per-second"; r=0; t=3', "retry-after": "1"}
    assert RetryPolicy().wait(0, "GET", httpx.Response(429, headers=headers)) == 1.0


@pytest.mark.parametrize(
    ("status", "state"),
    [(429, '"per-second"; r=0; t=0'), (429, '"per-second"; r=4; t=9'), (429, "x"), (503, '"x"; r=0; t=9')],
)
def test_a_window_that_explains_nothing_is_no_reason_to_wait(status: int, state: str) -> None:
    answer = httpx.Response(status, headers={"ratelimit": state})
    assert RetryPolicy(random=lambda: 1.0).wait(0, "GET", answer) == 0.5


def test_a_window_that_ends_too_late_is_not_waited_for(both: Both) -> None:
    with pytest.raises(errors.RateLimited):
        both(lambda request: httpx.Response(429, headers={"ratelimit": '"x"; r=0; t=61'}), READ[1])
    assert len(both.requests) == 1
