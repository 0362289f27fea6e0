"""The gateway's clock, in the hand of whoever tests what takes time."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from ..clock import LATEST, SECOND, iso_micro, later, moment_of
from ..errors import Problem
from ..gateway import Gateway
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
    return ClockState(iso_micro(gateway.clock.now()), gateway.clock.frozen)


@operation("POST /api/clock", errors=(409,))
def clock_change(gateway: Gateway, body: ClockChange) -> ClockState:
    """Freeze, set, advance or resume the clock; what falls due by then happens before the answer.

    Webhooks too: every attempt that is due is made, each of which may take its 5 seconds.
    """
    _change(gateway, body)
    gateway.arrive()
    gateway.deliver()
    return ClockState(iso_micro(gateway.clock.now()), gateway.clock.frozen)


def _change(gateway: Gateway, change: ClockChange) -> None:
    try:
        moment = gateway.clock.now() if isinstance(change.set, UnsetType) else moment_of(change.set)
    except ValueError as error:
        raise Problem(400, f"/set: {error}", speaker="maton") from None
    try:
        moment = later(moment, change.advance)  # whatever is wrong with these two is said before a change
        if change.freeze:
            gateway.clock.freeze()
        if change.set is not UNSET or change.advance:
            gateway.clock.set(moment)
        if change.resume:
            gateway.clock.resume()
    except ValueError as error:
        raise Problem(409, str(error), speaker="maton") from None
