"""The one place that every live request passes: it is understood, judged, counted and paced, or refused."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from threading import Lock
from typing import Any

import httpx

from contract_tests.live import mark
from contract_tests.live.asked import Asked, Refused, understood
from contract_tests.live.belongings import RESOURCES, Belongings
from contract_tests.live.environment import Environment
from contract_tests.live.permissions import Permissions
from contract_tests.live.rules import judge
from mock_gateway.contract import Contract

IDS = {"contacts": "id", "tasks": "taskId", "webhooks": "id"}


class Guard:
    """Decides on each request of a run. Threads and tasks share one."""

    def __init__(
        self,
        permissions: Permissions,
        environment: Environment,
        contract: Contract,
        own_mark: str,
        belongings: Belongings,
        *,
        is_ours: Callable[[str | None], bool] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`is_ours` says which marks make a thing that is read one that may be removed: the run's own."""
        self.permissions, self.environment, self.mark = permissions, environment, own_mark
        self.belongings = belongings
        self.refusals: Counter[tuple[str, str]] = Counter()
        """Operation and reason of what was refused, and how often."""
        self.requests = self.segments = 0
        self._contract, self._clock, self._lock = contract, clock, Lock()
        self._is_ours = is_ours or (lambda found: found == own_mark)
        self._cap, self._next = permissions.max_requests, 0.0

    def admit(self, request: httpx.Request) -> tuple[Asked, float]:
        """What a request wants and how many seconds it must wait; raises `Refused`.

        A text is paid for here, before it is sent: nobody knows what became of an attempt without an answer.
        """
        with self._lock:
            try:
                asked = understood(request, self.environment, self._contract)
                segments = judge(asked, self.permissions, self.mark, self.belongings)
                if self.segments + segments > self.permissions.sms_budget:
                    raise Refused(asked.operation, "--sms-budget is spent")
                if self.requests >= self._cap:
                    raise Refused(asked.operation, "the cap on requests is reached")
            except Refused as refusal:
                self.refusals[refusal.operation, refusal.reason] += 1
                raise
            self.requests += 1
            self.segments += segments
            now = self._clock()
            turn = max(now, self._next)
            self._next = turn + 1 / self.permissions.rate
        if _creates(asked):
            self.belongings.begin(_resource(asked))
        return asked, turn - now

    def note(self, asked: Asked, response: httpx.Response) -> None:
        """Remember what an answer says about things that the run made."""
        resource = _resource(asked)
        if _creates(asked) and response.status_code < 500:
            created = _data(response) if response.is_success else None
            if response.is_success and not isinstance(created, dict):
                return  # something was made, and its id is unknown
            self.belongings.end(resource, str(created[IDS[resource]]) if isinstance(created, dict) else None)
        elif asked.method == "GET" and resource in RESOURCES and response.is_success:
            found = _data(response)
            for each in found if isinstance(found, list) else [found]:
                if isinstance(each, dict) and self._is_ours(marked(resource, each)):
                    self.belongings.learn(resource, str(each[IDS[resource]]))
        elif asked.operation.endswith("_delete") and (response.is_success or response.status_code == 404):
            self.belongings.forget(resource, asked.id)

    def allow_more(self, requests: int) -> None:
        """Cleaning up must not fail because the tests used all requests up."""
        with self._lock:
            self._cap = max(self._cap, self.requests + requests)


def marked(resource: str, thing: dict[str, Any]) -> str | None:
    """The mark that a contact, task or webhook carries; None for one that no run made.

    A task carries it where every run puts it, in front of the title: people may quote it in a description.
    """
    if resource == "contacts":
        source = thing.get("source")
        found = mark.leading(thing.get("externalId"))
        return found if found is not None and found == source else None
    if resource == "webhooks":
        return mark.leading(thing.get("label"))
    return mark.leading(thing.get("title"))


def _resource(asked: Asked) -> str:
    return asked.operation.partition("_")[0]


def _creates(asked: Asked) -> bool:
    return _resource(asked) in RESOURCES and "_create" in asked.operation


def _data(response: httpx.Response) -> Any:
    try:
        return json.loads(response.content).get("data")
    except (ValueError, AttributeError):
        return None
