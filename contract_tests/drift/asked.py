"""What the spec expects of the answer to one call, and which divergence lets two sides answer otherwise."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote

from contract_tests.contract.transports import GATEWAY
from contract_tests.exchanges import Exchange
from mock_gateway.contract import Contract, load
from mock_gateway.operation import Operation
from mock_gateway.profile import BY_NAME, Profile

Expected = Collection[str]
GUIDE = Profile.named("documented")


@cache
def contracts() -> Mapping[str | None, Contract]:
    """The guide's contract under None, and by switch what it is with that switch alone set the other way."""
    flipped: dict[str | None, Contract] = {
        name: load(GUIDE.set(name, row.observed)) for name, row in BY_NAME.items()
    }
    guide: dict[str | None, Contract] = {None: load(GUIDE)}
    return {**guide, **flipped}


@dataclass(frozen=True, slots=True)
class Asked:
    """One call, as the spec sees it."""

    exchange: Exchange
    """Either side's; what was asked is the same but for ids and times."""
    excuses: bool
    """Whether divergences explain anything: between two captures of one service they do not."""

    @property
    def operation(self) -> Operation | None:
        """The operation that was called; None for a call that reaches none."""
        return contracts()[None].operations.get(self.exchange.operation)

    @property
    def codes(self) -> Expected:
        """The error codes that the operation may answer with."""
        operation = self.operation
        if operation is None:
            return ()
        return {*operation.codes, *filter(None, (operation.code(self.exchange.status),))}

    def allows(self, status: int) -> bool:
        """Whether the spec expects this kind of status: a success of its own number, or 400 for bad calls."""
        operation = self.operation
        if operation is None:
            return status >= 400
        refused = _refused(operation, self.exchange)
        if status < 400:
            return status == operation.success and not refused
        return status != 400 or refused

    def departs_in_type(self, exchange: Exchange) -> bool:
        """Whether an answer has a content type that the operation does not document for its status."""
        if self.operation is None:
            return False
        documented = self.operation._documented(exchange.status) or {}
        given = exchange.headers.get("content-type", "").partition(";")[0].strip().lower()
        return given not in documented

    def is_problem(self, exchange: Exchange) -> bool:
        """Whether the body of an error has one of the shapes that the spec knows."""
        if not isinstance(exchange.content, dict | list):
            return True
        return not contracts()[None].component_complaints("Problem", exchange.content)

    def switch_between(self, left: int, right: int) -> str | None:
        """The divergence under which one side refuses the call and the other does not."""
        operation, pair = self.operation, {left, right}
        if not self.excuses or operation is None or 400 not in pair:
            return None
        base = _refused(operation, self.exchange)
        for name, contract in contracts().items():
            if name is not None and _refused(contract.operations[operation.id], self.exchange) != base:
                return name
        return None

    def switch_of_door(self, left: Exchange, right: Exchange) -> str | None:
        """The divergence in the form of errors that come before any operation is looked at."""
        if not self.excuses or left.status < 400:
            return None
        if self.operation is None and any(_is_page(side) for side in (left, right)):
            return "unknown_route"
        wrapped = [_is_wrapped(side.content) for side in (left, right)]
        return "auth_error_shape" if left.status == 401 and wrapped[0] != wrapped[1] else None


def _refused(operation: Operation, exchange: Exchange) -> bool:
    """Whether the spec has something against a call."""
    query = operation.read_query(exchange.query)
    return bool(operation.complaints(_in_path(operation, exchange.path), query, exchange.body or {}))


def _in_path(operation: Operation, path: str) -> dict[str, Any]:
    names = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", operation.path)
    found = re.fullmatch(names, path.removeprefix(GATEWAY))
    return {} if found is None else {name: unquote(value) for name, value in found.groupdict().items()}


def _is_page(exchange: Exchange) -> bool:
    return exchange.headers.get("content-type", "").startswith("text/html")


def _is_wrapped(content: Any) -> bool:
    return isinstance(content, dict) and isinstance(content.get("error"), dict)
