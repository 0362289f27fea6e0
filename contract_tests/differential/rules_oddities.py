"""What no good client does: any call of the spec, broken ones, wrong keys and routes that do not exist."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from contract_tests.contract.breaking import broken, can_break
from contract_tests.contract.calls import Call
from contract_tests.differential import drawn, known
from contract_tests.differential.comparison import Answer
from contract_tests.differential.machine import Machine
from contract_tests.differential.sides import Side
from contract_tests.differential.steps import Step, of
from contract_tests.strategies import Requests
from mock_gateway.contract import load
from mock_gateway.profile import Profile

KINDS = {
    "ContactId": "contact",
    "ConversationId": "conversation",
    "ActivityId": "activity",
    "TaskId": "task",
    "WebhookId": "webhook",
}
"""The kind of thing that a component of the spec is the id of."""
CONTRACT = load(Profile.named("documented"))


class Slot(str):
    """Stands, as `contact@1`, for one of the things that there are when the call is made."""

    __slots__ = ()


REQUESTS = Requests(
    CONTRACT,
    {
        **{component: [Slot(f"{kind}@{turn}") for turn in range(3)] for component, kind in KINDS.items()},
        "PhoneNumberId": [drawn.NUMBER],
        "WebhookResource": [drawn.NUMBER, "*"],
        "UserId": ["US123abc", "US124abc"],
        "url": ["http://127.0.0.1:9/quo"],
        "E164": drawn.NUMBERS,
        "Recipient": drawn.NUMBERS,
        "externalId": ["crm-1", "crm-2"],
    },
)
OPERATIONS = [operation for _, operation in sorted(CONTRACT.operations.items()) if not operation.control]
VALID = st.sampled_from(OPERATIONS).flatmap(REQUESTS.valid)
BROKEN = st.sampled_from([each for each in OPERATIONS if can_break(REQUESTS, each)]).flatmap(
    lambda operation: broken(REQUESTS, operation).map(lambda drawn: drawn[0])
)


class Oddities(Machine):
    """Whatever may be asked, well or badly."""

    @rule(call=VALID)
    def ask_anything(self, call: Call) -> None:
        self.history.take(of(self.filled(call)))

    @rule(call=BROKEN)
    def ask_badly(self, call: Call) -> None:
        self.history.take(of(self.filled(call)))

    @rule(way=st.sampled_from(sorted(known.ODD)))
    def ask_what_is_no_call(self, way: str) -> None:
        self.history.take(Step(way, {}, functools.partial(raw, known.ODD[way])))

    def filled(self, call: Call) -> Call:
        """The call with things that there are in the places kept for them."""
        return Call(call.operation, *(self._filled(part) for part in (call.path, call.query, call.body)))

    def _filled(self, value: Any) -> Any:
        if isinstance(value, Slot):
            kind, _, turn = value.partition("@")
            return self.history.thing(kind, int(turn)) or f"{kind}-none"
        if isinstance(value, dict):
            return {name: self._filled(each) for name, each in value.items()}
        return [self._filled(each) for each in value] if isinstance(value, list) else value


def raw(way: known.Odd, side: Side, _: Step) -> Iterator[Answer]:
    """What one side answers to a request that is no call."""
    yield side.raw(way.method, way.path, headers=dict(way.headers))
