"""Makes the read-only calls one after the other, each built from what the answers before it held."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

import httpx

from contract_tests.exchanges import finding
from contract_tests.exchanges.asking import Ask, door, first_page, of_subject, second_page, unlike, variations
from contract_tests.exchanges.exchange import Exchange, content_of, mattering
from contract_tests.exchanges.reading import Reading, listed_by, readings
from contract_tests.targets import Account
from mock_gateway import spec

MOST_CONVERSATIONS = 8
"""How many are looked into for messages and calls: enough to find both, few enough for a live account."""
MOST_CALLS = 12
"""How many calls are asked for recordings, summaries, transcripts and voicemails."""


def capture(account: Account) -> list[Exchange]:
    """Make every read-only call to an account and return what was answered, in the order of the spec.

    Nothing is written: every request is a GET. What an account has not (a second page, a voicemail) is left
    out. Raises httpx.TransportError where no answer comes, and what the account's transport raises.
    """
    with account.http(judged=False) as http:
        return _Capture(http, readings(spec.read())).exchanges()


ATTEMPTS = 4
"""How often a call is made whose answer says nothing of the contract: too many requests, or a failure."""
LONGEST_WAIT = 10.0
"""Seconds to wait between them at most."""


class _Capture:
    """What was answered so far, and the values in it that later calls need."""

    def __init__(self, http: httpx.Client, found: tuple[Reading, ...]) -> None:
        self._http = http
        self._readings = found
        self._lists = listed_by(found)
        self._known: dict[str, Sequence[str]] = {}
        self._made: list[Exchange] = []

    def exchanges(self) -> list[Exchange]:
        for reading in self._by_need():
            if reading.subject is None:
                self._list(reading)
            else:
                self._get(reading)
        for ask in door():
            self._make(ask)
        position = {reading.id: place for place, reading in enumerate(self._readings)}
        return sorted(self._made, key=lambda made: position.get(made.operation, len(position)))

    def _by_need(self) -> Iterator[Reading]:
        """Lists that need nothing, then those that need what these hold, then single things."""

        def need(reading: Reading) -> tuple[bool, int, int]:
            filters = sum(parameter.name.endswith("Id") for parameter in reading.query)
            return reading.subject is not None, len(_needed(reading)), filters

        return iter(sorted(self._readings, key=need))

    def _list(self, reading: Reading) -> None:
        if _needed(reading):
            good, answer = self._busiest(reading)
        else:
            good = first_page(reading, {})
            answer = self._make(good)
        token = finding.next_token(answer.content)
        if token is not None:
            self._make(second_page(good, token))
        items = finding.items(answer.content)
        self._learn(reading, finding.ids(items))
        self._known.update(finding.filters(reading.id, items))
        for ask in variations(reading, good, {**self._known, **self._users_of(good)}):
            made = self._make(ask)
            if ask.case == "largest-page":
                self._learn(reading, finding.ids(finding.items(made.content)))

    def _learn(self, reading: Reading, ids: Sequence[str]) -> None:
        """Keep the ids that a list has shown, by the parameter that takes them, in order."""
        for name, listing in self._lists.items():
            if listing == reading and ids:
                self._known[name] = list(dict.fromkeys([*self._known.get(name, ()), *ids]))

    def _users_of(self, good: Ask) -> dict[str, Sequence[str]]:
        """Who uses the number that is asked about: to anybody else the answer is a 403."""
        number = dict(good.query).get("phoneNumberId")
        listed = next((made for made in self._made if made.operation == "phone_numbers_list"), None)
        users = finding.users_of(listed.content, number) if listed and number else []
        return {"userId": users} if users else {}

    def _busiest(self, reading: Reading) -> tuple[Ask, Exchange]:
        """The conversation that holds the most of what is listed; all that was found there is kept by id."""
        asked: list[tuple[Ask, Exchange]] = []
        for needed in self._talks() or [self._nobody()]:
            ask = first_page(reading, needed)
            asked.append((ask, self._answer(ask)))
        self._learn(
            reading, [each for _, answer in asked for each in finding.ids(finding.items(answer.content))]
        )
        best = max(asked, key=lambda pair: finding.total(pair[1].content))
        self._made.append(best[1])
        return best

    def _talks(self) -> list[dict[str, list[str]]]:
        """Who can be asked for: the number and the participant of conversations of two."""
        conversations = self._answer(
            Ask("conversations_list", "largest-page", "/quo/v1/conversations", (("maxResults", "100"),))
        )
        return finding.talks(finding.items(conversations.content))[:MOST_CONVERSATIONS]

    def _nobody(self) -> dict[str, list[str]]:
        number = next(iter(self._known.get("phoneNumberId", ())), unlike("", "^PN"))
        return {"phoneNumberId": [number], "participants": ["+15555550100"]}

    def _get(self, reading: Reading) -> None:
        """By an id that was listed; of what calls keep, by one call that has it and one that has not."""
        assert reading.subject is not None
        ids = self._known.get(reading.subject.name, ())
        is_listed = reading.path.startswith(f"{self._lists[reading.subject.name].path}/")
        shown: dict[str, Exchange] = {}
        for each in ids[: 1 if is_listed else MOST_CALLS]:
            answer = self._answer(
                Ask(reading.id, "get", reading.url(quote(each, safe="")), control=reading.control)
            )
            kept = is_listed or finding.holds_something(answer)
            shown.setdefault("get" if kept else "nothing-kept", answer)
            if len(shown) == 2:
                break
        self._made += [replace(answer, case=case) for case, answer in sorted(shown.items())]
        for ask in of_subject(reading, quote(next(iter(ids), ""), safe="")):
            self._make(ask)

    def _make(self, ask: Ask) -> Exchange:
        exchange = self._answer(ask)
        self._made.append(exchange)
        return exchange

    def _sent(self, request: httpx.Request) -> httpx.Response:
        """The answer, asked for again while it says only that others ask too much, or that all is broken."""
        for _ in range(ATTEMPTS - 1):
            response = self._http.send(request)
            if response.status_code != 429 and response.status_code < 500:
                return response
            waits = response.headers.get("retry-after", "1")
            time.sleep(min(float(waits), LONGEST_WAIT) if waits.isdecimal() else 1.0)
        return self._http.send(request)

    def _answer(self, ask: Ask) -> Exchange:
        request = self._http.build_request("GET", ask.path, params=httpx.QueryParams(ask.query))
        if not ask.authorized:
            del request.headers["Authorization"]
        if ask.connection is not None:
            request.headers["Maton-Connection"] = ask.connection
        response = self._sent(request)
        return Exchange(
            ask.operation,
            ask.case,
            request.method,
            ask.path,
            ask.query,
            None,
            response.status_code,
            mattering(response.headers),
            content_of(response),
        )


def _needed(reading: Reading) -> tuple[str, ...]:
    """What has to be known before a list can be asked for: all it requires but the size of a page."""
    return tuple(parameter.name for parameter in reading.required if parameter.name != "maxResults")
