"""The client's part about the requests that the gateway answers: how they fail, and which they were."""

from __future__ import annotations

from typing import Any

import msgspec

from ...faults.rule import Action
from ...journal.entry import Entry
from ..about import Divergence, Health, Live, Ready
from ..faults import Fault, NewFault, NewMatch
from ..journal import Expectation, Verdict
from .calling import Calling


class Watching(Calling):
    """The gateway itself, its faults and its journal."""

    def health(self) -> Health:
        """Whether it and its database answer."""
        return self._ask("GET", "/health", Health)

    def live(self) -> Live:
        """That the process answers; nobody needs an admin token to ask."""
        return self._ask("GET", "/health/live", Live)

    def ready(self) -> Ready:
        """That requests can be sent to it; raises `ControlError` 503 with the reasons if they cannot."""
        return self._ask("GET", "/health/ready", Ready)

    def profile(self) -> list[Divergence]:
        """Every divergence between the guide and the live service, and the side it takes."""
        return self._ask("GET", "/profile", list[Divergence])

    def openapi(self) -> dict[str, Any]:
        """The description of the control API itself."""
        return msgspec.json.decode(self._send("GET", "/openapi.json"), type=dict[str, Any])

    def metrics(self) -> str:
        """What the process that answers has done, in the text format of Prometheus."""
        return self._send("GET", "/metrics").decode()

    # ── Faults ──

    def fault(self, then: Action, *, match: NewMatch | None = None, **often: Any) -> Fault:
        """Let requests fail: `control.fault(Answer(503), match=NewMatch(operation="users_list"), times=2)`.

        Args:
            then: what happens, an action of `mock_gateway.faults.rule`.
            match: to which requests; to all by default.
            often: `times`, `every`, `probability` and `seed`.
        """
        return self.add_fault(NewFault(match=match or NewMatch(), then=then, **often))

    def add_fault(self, rule: NewFault) -> Fault:
        """Let requests fail as a rule says."""
        return self._ask("POST", "/faults", Fault, rule)

    def faults(self) -> list[Fault]:
        """All rules of faults, and how often they struck."""
        return self._ask("GET", "/faults", list[Fault])

    def remove_fault(self, id: str) -> None:
        """Remove one rule of faults."""
        self._send("DELETE", f"/faults/{id}")

    def clear_faults(self) -> None:
        """Remove all rules of faults."""
        self._send("DELETE", "/faults")

    # ── Journal ──

    def journal(self, **wanted: Any) -> list[Entry]:
        """The last requests, oldest first: `control.journal(operation="messages_send", status="4xx")`."""
        texts = {name: str(value) for name, value in wanted.items()}
        return self._ask("GET", "/journal", list[Entry], **texts)

    def journal_as_curl(self, **wanted: Any) -> list[str]:
        """The same as commands that send each request once more, with the reader's own key."""
        texts = {name: str(value) for name, value in wanted.items()}
        return self._send("GET", "/journal", format="curl", **texts).decode().splitlines()

    def verify(self, operation: str, **expected: Any) -> Verdict:
        """Whether a call came: `control.verify("messages_send", body={"content": "Hi"}, count=1)`.

        Args:
            expected: `query`, `body`, `status`, `count`, `workspace_id` and `since`.
        """
        return self._ask("POST", "/journal/verify", Verdict, Expectation(operation, **expected))

    def clear_journal(self) -> None:
        """Forget all requests so far."""
        self._send("DELETE", "/journal")
