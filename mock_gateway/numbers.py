"""Recipients that make things happen: what a text to each number of +1 500 555 xxxx comes to.

Like the test cards of payment services, the last four digits choose the outcome. 500 is no area code that
texts can reach, so a script never meets a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

OPTED_OUT = "Opted Out: the recipient has unsubscribed from this account's texts"
NOT_ENABLED = "International messaging is not enabled for this workspace"
NOT_APPROVED = "The organization is not approved for A2P"
EXPIRED = "Your subscription has expired"
NOT_A_USER = "Not Phone Number User"
DAILY_CAP = "A2P 10DLC Daily Message Cap Reached"
"""The words of the live service as far as production code knows them (quoted there as parts of messages)."""

A2P_NOT_APPROVED = "0206400"
FORBIDDEN = "0200403"
"""The code for international texts is in no source; this is the generic one by Quo's numbering."""

EventName = Literal[
    "message.sent", "message.delivered", "message.undelivered", "message.answered", "message.stopped"
]


class Step(msgspec.Struct, frozen=True):
    """What happens to an accepted text, and when."""

    after_seconds: Annotated[float, Meta(ge=0, description="Seconds after it was accepted.")]
    event: Annotated[EventName, Meta(description="What happens then.")]


DELIVERED = (Step(1, "message.sent"), Step(3, "message.delivered"))
"""What happens to every text that no script is for."""


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """A scripted number."""

    number: Annotated[str, Meta(description="The recipient, in E.164.")]
    name: Annotated[str, Meta(description="What it stands for, in a word or two.")]
    about: Annotated[str, Meta(description="What happens.")]
    status: Annotated[int, Meta(description="The answer's status; 0 where no answer comes.")] = 202
    code: Annotated[str, Meta(description="Quo's code of the error, if it is one.")] = ""
    message: Annotated[str, Meta(description="What the error says.")] = ""
    once: Annotated[bool, Meta(description="Whether the same text goes through when it is sent again.")] = (
        False
    )
    pause_seconds: Annotated[float, Meta(description="Real seconds before the answer.")] = 0
    drops: Annotated[
        Literal["", "before", "after"],
        Meta(description="Whether the connection drops before or after the text was accepted."),
    ] = ""
    timeline: Annotated[tuple[Step, ...], Meta(description="What happens once it is accepted.")] = ()


def _accepted(suffix: str, name: str, about: str, *steps: Step, **more: float | str) -> Number:
    return Number(number=PREFIX + suffix, name=name, about=about, timeline=steps, **more)  # type: ignore[arg-type]


def _refused(
    suffix: str, name: str, about: str, status: int, code: str, message: str, *, once: bool = False
) -> Number:
    after = DELIVERED if once else ()
    return Number(
        number=PREFIX + suffix,
        name=name,
        about=about,
        status=status,
        code=code,
        message=message,
        once=once,
        timeline=after,
    )


PREFIX = "+1500555"
_SENT = Step(1, "message.sent")

NUMBERS = (
    _accepted("0000", "delivered", "It is sent after one second and delivered after three.", *DELIVERED),
    _accepted("0001", "slow", "It is delivered after a minute.", _SENT, Step(60, "message.delivered")),
    _accepted("0002", "undelivered", "The carrier gives it back.", _SENT, Step(3, "message.undelivered")),
    _refused("0003", "opted out", "The recipient has unsubscribed.", 400, "0200400", OPTED_OUT),
    _refused("0004", "invalid", "Nobody can have that number.", 400, "0200400", "The number is not valid"),
    _refused("0005", "unreachable", "No text gets there.", 400, "0200400", "The number is unreachable"),
    _accepted("0006", "reply", "It is delivered and answered.", *DELIVERED, Step(5, "message.answered")),
    _accepted(
        "0007",
        "reply STOP",
        "It is delivered and answered with STOP: later texts are refused until START comes in.",
        *DELIVERED,
        Step(5, "message.stopped"),
    ),
    _accepted("0008", "never delivered", "It stays sent: nothing is heard of it again.", _SENT),
    _accepted("0010", "slow answer", "The answer takes five seconds.", *DELIVERED, pause_seconds=5),
    _refused("0400", "A2P", "The sender is not registered.", 400, A2P_NOT_APPROVED, NOT_APPROVED),
    _refused("0402", "no credits", "The balance does not cover it.", 402, "0200402", "Not enough credits"),
    _refused("1402", "expired", "The subscription has expired.", 402, "0201402", EXPIRED),
    _refused("0403", "not a user", "The sender is no user of the number.", 403, "0202403", NOT_A_USER),
    _refused("1403", "daily cap", "No more texts today.", 403, "0204403", DAILY_CAP),
    _refused("2403", "abroad", "International texts are not enabled.", 403, FORBIDDEN, NOT_ENABLED),
    _refused("0429", "rate limited", "There were too many requests.", 429, "", "Too many requests"),
    _accepted("0444", "dropped", "The connection drops; nothing was sent.", status=0, drops="before"),
    _accepted(
        "1444",
        "dropped late",
        "The text is accepted, then the connection drops.",
        *DELIVERED,
        status=0,
        drops="after",
    ),
    _refused(
        "0500",
        "error once",
        "A server error for each text once; sent again, it is delivered.",
        500,
        "0201500",
        "An unknown error occurred",
        once=True,
    ),
    _refused("1500", "error", "A server error every time.", 500, "0201500", "An unknown error occurred"),
)
"""All of them: what is served at `/_mock/api/numbers` and printed by `quo-mock numbers`."""

_BY_NUMBER = {number.number: number for number in NUMBERS}


def scripted(recipients: Iterable[str]) -> Number | None:
    """The script of the first of the recipients that has one: it counts for the whole group."""
    return next((_BY_NUMBER[number] for number in recipients if number in _BY_NUMBER), None)


def steps(recipients: Iterable[str]) -> tuple[Step, ...]:
    """What happens to a text once it is accepted."""
    number = scripted(recipients)
    return DELIVERED if number is None else number.timeline
