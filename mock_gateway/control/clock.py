"""The gateway's clock, in the hand of whoever tests what takes time."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from ..clock import LATEST, SECOND, iso_micro, moment_of
from ..errors import Problem
from ..gateway import Gateway
from ..steering import Steering, steer
from .operation import operation

Moment = Annotated[str, Meta(description="ISO 8601.", extra_json_schema={"format": "date-time"})]


class ClockState(msgspec.Struct):
    """What time it is for the gateway."""

    now: Moment
    frozen: Annotated[bool, Meta(description="Whether time stands still.")]


class ClockChange(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What to do to the clock, in this order."""

    freeze: Annotated[bool, Meta(description="Let time stand still.")] = False
    set: Moment | UnsetType = UNSET
    advance: Annotated[float, Meta(ge=0, le=LATEST // SECOND, description="Seconds.")] = 0
    resume: Annotated[bool, Meta(description="Let time run on from where it stands.")] = False


@operation("GET /api/clock")
def clock_get(gateway: Gateway) -> ClockState:
    """What time it is."""
    return _state(gateway)


@operation("POST /api/clock", errors=(409,))
def clock_change(gateway: Gateway, body: ClockChange) -> ClockState:
    """Freeze, set, advance or resume the clock of all processes on the database.

    What falls due by then happens before the answer. Webhooks too: every attempt that is due is made. A
    server waits a second for their receivers, and goes on meanwhile; an application without one waits for
    each attempt as long as it takes. The clock goes forward only: anything else is a 409.
    """
    moment = _moment(body)

    def changed(present: Steering) -> Steering:
        setting = gateway.clock.changed(
            present.clock, freeze=body.freeze, to=moment, advance=body.advance, resume=body.resume
        )
        return replace(present, clock=setting)

    try:
        steer(gateway.database, gateway.accounts, changed)
    except ValueError as error:
        raise Problem(409, str(error), speaker="maton") from None
    gateway.catch_up()
    gateway.deliver()
    return _state(gateway)


def _state(gateway: Gateway) -> ClockState:
    setting = gateway.steering().clock
    return ClockState(iso_micro(gateway.clock.now(setting)), setting.frozen is not None)


def _moment(change: ClockChange) -> int | None:
    try:
        return None if isinstance(change.set, UnsetType) else moment_of(change.set)
    except ValueError:
        raise Problem(400, "/set: Expected a time such as 2026-03-01T12:00:00Z", speaker="maton") from None
