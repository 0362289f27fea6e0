"""Everything that can be asked, each as a way to draw an attempt at it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from werkzeug.routing import Rule

from contract_tests.crossing.attempt import Attempt, Foreign
from contract_tests.crossing.drawing import Drawer
from contract_tests.crossing.world import AGENT, World
from contract_tests.strategies import Requests
from mock_gateway.contract import Contract
from mock_gateway.control.topics import operations as control_operations
from mock_gateway.operation import Operation

Draw = Callable[[Drawer], Attempt]
OFTEN = 30
"""How many times more often an operation of the spec is tried than a page."""
PATIENCE = 40
"""How often an attempt is drawn anew that names nothing of anybody else's."""

PAGE_KINDS = {
    "contacts": "contact", "webhooks": "webhook", "snapshots": "snapshot", "faults": "fault",
    "conversation_id": "conversation", "call_id": "call", "delivery_id": "delivery", "sound": "recording",
    "number": "entry", "fault_id": "fault", "snapshot_id": "snapshot",
}  # fmt: skip
"""What an address of a page or of the control API holds, by the page or by the parameter."""
FOR_ALL = frozenset({"front.switch", "time.move", "requests.clear", "faults.clear", "feed.changes"})
"""Pages by which the operator goes to any workspace or steers them all, and the stream that does not end."""


class Surfaces:
    """All of one gateway's, by name."""

    def __init__(self, world: World, contract: Contract, pages: list[Rule]) -> None:
        self._world = world
        self._requests = Requests(contract, {})
        self.all: dict[str, Draw] = {
            operation.id: partial(self._operation, operation) for operation in contract.operations.values()
        }
        for operation in control_operations():
            self.all[f"/_mock{operation.path} {operation.method}"] = partial(self._control, operation)
        for method, rule in _of_pages(pages):
            self.all[f"{rule.rule} {method}"] = partial(self._page, rule, method)
        self.all["consent"] = self._consent
        weights = [OFTEN if name in contract.operations else 1 for name in self.all]
        self._weighted = list(self.all), weights
        self._loot = world.loot()

    def any(self, dice: random.Random) -> str:
        """The name of one of them: an operation of the spec most times, a page less often, for it is slow."""
        return dice.choices(*self._weighted)[0]

    def learn(self, kind: str, value: str) -> None:
        """Let the attacker know one more value of a victim's."""
        self._loot[kind].append(value)

    def attempt(self, name: str, dice: random.Random) -> Attempt:
        """An attempt at one of them, by the dice; it names something of a victim's."""
        drawer = Drawer(dice, self._loot, self._world.attacker.known)
        for _ in range(PATIENCE):
            drawn = self.all[name](drawer)
            if drawn.foreign:
                return drawn
        connection = {"Maton-Connection": drawer.foreign("connection")}
        return Attempt(
            drawn.aim, drawn.method, drawn.path, drawn.query, {**drawn.headers, **connection}, drawn.body
        )

    # ── The operations of the spec ──

    def _operation(self, operation: Operation, drawer: Drawer) -> Attempt:
        path, query, body = self._requests.schemas(operation)
        names = {name: drawer.value(name, schema) for name, schema in path["properties"].items()}
        steps = [names.get(step.strip("{}"), step) for step in operation.path.strip("/").split("/")]
        asked = drawer.object({**query, "required": [*query.get("required", ()), *_fields(query)]})
        door, headers = self._door(operation, drawer)
        return Attempt(
            operation.id,
            operation.method,
            (*door, *steps),
            tuple(_pairs(asked)),
            {**AGENT, **headers},
            drawer.value("", body) if body else None,
        )

    def _door(self, operation: Operation, drawer: Drawer) -> tuple[tuple[str, ...], dict[str, str]]:
        """The door, with the keys that are right there, or with keys that are right at another."""
        me = self._world.attacker
        wrong = drawer.chance(12)
        if operation.control:
            key = drawer.either("quo key") if wrong else me.api_key
            return (), {"Authorization": _bearer(key)}
        if drawer.chance(8):
            return (), {"Authorization": drawer.either("maton key") if wrong else me.quo_key}
        headers = {"Authorization": _bearer(drawer.either("quo key") if wrong else me.api_key)}
        if drawer.chance(6):
            headers["Maton-Connection"] = drawer.either("connection")
        return ("quo",), headers

    # ── The control API and the pages ──

    def _control(self, operation: Any, drawer: Drawer) -> Attempt:
        """With an account's key, which opens nothing here."""
        key = drawer.dice.choice(
            [self._world.attacker.api_key, self._world.attacker.quo_key, drawer.foreign("maton key")]
        )
        steps = [
            drawer.foreign(PAGE_KINDS.get(step.strip("{}"), step.strip("{}").removesuffix("_id")))
            if step.startswith("{")
            else step
            for step in operation.path.strip("/").split("/")
        ]
        asked = (("workspace_id", drawer.foreign("workspace")),)
        body = {"workspace_id": drawer.foreign("workspace"), "snapshot_id": drawer.foreign("snapshot")}
        return Attempt(
            f"/_mock{operation.path} {operation.method}",
            operation.method,
            ("_mock", *steps),
            asked,
            {"Authorization": _bearer(key)},
            None if operation.method == "GET" else body,
        )

    def _page(self, rule: Rule, method: str, drawer: Drawer) -> Attempt:
        """As the operator on a page of the attacker's workspace, or as the attacker on a victim's."""
        operates = rule.endpoint not in FOR_ALL and not drawer.chance(3)
        section = rule.endpoint.partition(".")[0]
        steps: list[str] = []
        for literal, name in _parts(rule):
            if not name:
                steps += [each for each in literal.strip("/").split("/") if each]
            elif name == "workspace_id":
                steps.append(self._world.attacker.workspaces[0] if operates else drawer.foreign("workspace"))
            elif name == "mark":
                steps.append(drawer.dice.choice(("read", "done", "open")))
            else:
                steps.append(drawer.foreign(PAGE_KINDS.get(name) or PAGE_KINDS.get(section) or "text"))
        fields = {name: drawer.foreign(kind) for name, kind in _FIELDS if drawer.chance(2)}
        headers = (
            self._world.operator if operates else {"Authorization": f"Bearer {drawer.foreign('maton key')}"}
        )
        body = {**fields, "csrf": self._world.csrf} if method == "POST" else None
        return Attempt(
            f"{rule.rule} {method}",
            method,
            tuple(_joined(steps)),
            (*fields.items(),),
            headers,
            body,
            form=True,
        )

    def _consent(self, drawer: Drawer) -> Attempt:
        """A session token that was answered already, shown or answered once more."""
        answer = drawer.dice.choice(("allow", "deny", "expire", ""))
        fields = {"session_token": drawer.foreign("session"), "workspace": drawer.either("workspace")}
        if drawer.chance(2):
            given = {"auto": answer} if answer else {}
            return Attempt("consent", "GET", ("connect", ""), (*fields.items(), *given.items()))
        return Attempt("consent", "POST", ("connect", ""), body={**fields, "answer": answer}, form=True)


_FIELDS = (
    ("q", "text"), ("before", "delivery"), ("after", "token"), ("earlier", "token"), ("to", "line"),
    ("from", "number"), ("number", "line"), ("text", "text"), ("userId", "user"), ("id", "contact"),
    ("workspace_id", "workspace"), ("workspace", "workspace"), ("webhook_id", "webhook"),
    ("snapshot_id", "snapshot"),
)  # fmt: skip
"""What a form or query of a page may hold."""


def _fields(query: dict[str, Any]) -> list[str]:
    return [name for name in query["properties"] if name in ("phoneNumberId", "participants")]


def _bearer(key: str) -> str:
    if not isinstance(key, Foreign):
        return f"Bearer {key}"
    whole = Foreign(f"Bearer {key}")
    whole.twin = f"Bearer {key.twin}"
    return whole


def _of_pages(rules: list[Rule]) -> Iterator[tuple[str, Rule]]:
    for rule in rules:
        if rule.endpoint != "static" and not rule.endpoint.startswith(("access.", "assets.")):
            yield from ((method, rule) for method in sorted(rule.methods or ()) if method in ("GET", "POST"))


def _parts(rule: Rule) -> Iterator[tuple[str, str]]:
    for is_dynamic, data in rule._trace:
        yield ("", data) if is_dynamic else (data.removeprefix("|"), "")


def _joined(steps: list[str]) -> list[str]:
    """The steps of a path; what follows a parameter within one step, as `.wav` does, stays with it."""
    if steps and steps[-1] == ".wav":
        last = steps[-2]
        whole = Foreign(f"{last}.wav")
        whole.twin = f"{getattr(last, 'twin', last)}.wav"
        return [*steps[:-2], whole]
    return steps


def _pairs(query: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in query.items():
        if isinstance(value, list):
            yield from ((name, each) for each in value)
        else:
            yield (
                name,
                str(value).lower()
                if isinstance(value, bool)
                else value
                if isinstance(value, str)
                else str(value),
            )
