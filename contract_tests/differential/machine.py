"""The state machine: every rule is one step, taken on both sides, that may follow any other."""

from __future__ import annotations

from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    multiple,
    precondition,
    rule,
)

from contract_tests.differential.history import Clocks, History
from contract_tests.differential.names import Pair
from contract_tests.differential.sides import opened_sides
from contract_tests.differential.steps import Step, asking
from contract_tests.targets import Target
from mock_gateway.operation import Operation

# To read again and again what has not changed takes steps from what could change it.
reading = precondition(lambda machine: machine.history.reads < MOST_READS)
MOST_READS = 3


class Machine(RuleBasedStateMachine):
    """What all rules share: the two gateways, and one history at a time."""

    left: ClassVar[Target]
    right: ClassVar[Target]
    clocks: ClassVar[Clocks]
    met: ClassVar[set[str]]
    refused: ClassVar[set[str]]
    """Why requests to somebody's account were refused."""
    gone = Bundle("gone")
    seed: ClassVar[str] = "demo"
    """What workspaces begin with: `demo` or `empty`."""

    def __init__(self) -> None:
        super().__init__()
        self.history = self.begin()

    @classmethod
    def begin(cls) -> History:
        """A new history, on accounts of its own."""
        both = opened_sides(cls.left, cls.right, cls.seed)
        return History(*both, cls.clocks, is_like_the_guide_s=cls.seed == "demo")

    def teardown(self) -> None:
        self.met.update(self.history.met)
        self.history.close()

    def operation(self, id: str) -> Operation:
        """An operation of the spec; both sides have the same ones."""
        return self.left.contract.operations[id]

    def ask(self, id: str, *ids: Pair, query: Any = None, body: Any = None) -> None:
        """Take the step that calls an operation."""
        self.history.take(self.step(id, *ids, query=query, body=body))

    def make(self, kind: str, id: str, *ids: Pair, body: Any) -> Any:
        """Take the step that makes something; returns what a bundle holds of it."""
        made = self.history.take(self.step(id, *ids, body=body), makes=kind)
        return multiple() if made is None else made

    def step(self, id: str, *ids: Pair | str, query: Any = None, body: Any = None) -> Step:
        """The step that calls an operation, the ids of its path in their order."""
        operation = self.operation(id)
        names = [part[1:-1] for part in operation.path.split("/") if part.startswith("{")]
        return asking(operation, dict(zip(names, ids, strict=True)), query, body)

    def delete(self, resource: str, thing: Pair) -> Any:
        """Take the step that deletes something; returns what the bundle of what is gone holds of it."""
        self.ask(f"{resource}_delete", thing)
        return resource, thing

    @rule(thing=gone, verb=st.sampled_from(["get", "delete"]))
    @reading
    def ask_for_what_is_gone(self, thing: tuple[str, Pair], verb: str) -> None:
        self.ask(f"{thing[0]}_{verb}", thing[1])
