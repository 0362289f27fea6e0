"""Faults by rule: requests that shall fail, wait or be answered wrongly, listed with their counts."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from ..clock import iso_micro
from ..errors import Problem
from ..faults.book import MOST_RULES, Known
from ..faults.keys import hash_of
from ..faults.rule import Match, Rule, Text
from ..gateway import Gateway
from .clock import Moment
from .operation import operation
from .workspaces import workspace


class NewMatch(Match, frozen=True, kw_only=True):
    """The requests that a rule is about: those for which everything given here holds."""

    api_key: (
        Annotated[
            Text, Meta(description="The key they are made with, Maton's or Quo's; it is never shown again.")
        ]
        | UnsetType
    ) = UNSET


class NewFault(Rule, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """What shall happen to which requests, and how often."""

    match: Annotated[NewMatch, Meta(description="To which requests; to all by default.")] = msgspec.field(
        default_factory=NewMatch
    )


class Fault(Rule, frozen=True, kw_only=True):
    """A rule, and how often it has come to bear."""

    id: str
    of_one_key: Annotated[bool, Meta(description="Whether it is about the requests of one key.")]
    created_at: Moment
    active: Annotated[bool, Meta(description="Whether it can still strike.")]
    matched: Annotated[int, Meta(description="How many requests it was about, as long as it could strike.")]
    struck: Annotated[int, Meta(description="How many of them it struck.")]


@operation("GET /api/faults")
def faults_list(gateway: Gateway) -> list[Fault]:
    """All rules, oldest first."""
    now = gateway.now()
    return [_shown(each, now) for each in gateway.faults.every()]


@operation("POST /api/faults", status=201, errors=(404, 409))
def faults_create(gateway: Gateway, body: NewFault) -> Fault:
    """Add a rule.

    Rules strike in the order they were added, whoever was admitted; one that answers in the operation's
    place is the last for a request.
    """
    match, now = body.match, gateway.now()
    _refuse_unknown(gateway, match)
    key_hash = None if isinstance(match.api_key, UnsetType) else hash_of(match.api_key)
    rule = Rule(
        match=Match(**{name: getattr(match, name) for name in Match.__struct_fields__}),
        **{name: getattr(body, name) for name in Rule.__struct_fields__ if name != "match"},
    )
    added = gateway.faults.add(gateway.ids.fault(), rule, key_hash=key_hash, now=now)
    if added is None:
        raise Problem(409, f"There are {MOST_RULES} rules already; remove some of them", speaker="maton")
    return _shown(added, now)


@operation("DELETE /api/faults", status=204)
def faults_clear(gateway: Gateway) -> None:
    """Remove all rules."""
    gateway.faults.clear()


@operation("DELETE /api/faults/{fault_id}", status=204, errors=(404,))
def faults_delete(gateway: Gateway, fault_id: str) -> None:
    """Remove one rule."""
    if not gateway.faults.remove(fault_id):
        raise Problem(404, f"There is no fault {fault_id!r}", speaker="maton")


_SECRET_HEADERS = {"authorization", "proxy-authorization", "cookie"}


def _refuse_unknown(gateway: Gateway, match: Match) -> None:
    wanted = match.operation
    if not isinstance(wanted, UnsetType) and wanted not in gateway.contract.operations:
        known = ", ".join(sorted(gateway.contract.operations))
        raise Problem(404, f"There is no operation {wanted!r}; there are {known}", speaker="maton")
    if not isinstance(match.workspace_id, UnsetType):
        workspace(gateway, match.workspace_id)
    if not isinstance(match.header, UnsetType) and match.header.name.lower() in _SECRET_HEADERS:
        raise Problem(
            400, "/match/header/name: a key is given as api_key, which is kept as a hash", speaker="maton"
        )


def _shown(known: Known, now: int) -> Fault:
    kept, rule = known.kept, known.rule
    return Fault(
        **{name: getattr(rule, name) for name in Rule.__struct_fields__},
        id=kept.id,
        of_one_key=kept.key_hash is not None,
        created_at=iso_micro(kept.created_at),
        active=known.in_force(now),
        matched=kept.matched,
        struck=kept.struck,
    )
