"""What a rule says: which requests it is about, what happens to them, and how often."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

LONGEST_DELAY = 30
"""Seconds that a request is held back at most: a rule must not stop a server for good."""
_LONGEST_DOWN = 366 * 24 * 3600
MOST_COUNT = 2**53

Text = Annotated[str, Meta(min_length=1, max_length=200)]
When = Annotated[
    Literal["before", "after"],
    Meta(description="Before the operation acts, or after: the text was sent, and its sender does not know."),
]  # fmt: skip
Status = Annotated[int, Meta(ge=400, le=599, description="The status, from 400 to 599.")]
Speaker = Annotated[
    Literal["quo", "maton", "cloudflare"],
    Meta(description="Whose body it is: `cloudflare` is a line of text, `maton` has no code."),
]


class _Action(
    msgspec.Struct, tag_field="action", forbid_unknown_fields=True, omit_defaults=True, frozen=True
):
    """What happens to a request."""


class Answer(_Action, tag="status", frozen=True):
    """Answer a status with the body that goes with it."""

    status: Status
    speaker: Speaker = "quo"
    code: (
        Annotated[
            str, Meta(pattern=r"^[0-9]{7}$", description="Quo's 7 digits; by default the operation's own.")
        ]
        | UnsetType
    ) = UNSET
    message: Annotated[Text, Meta(description="What the body says.")] | UnsetType = UNSET
    retry_after: (
        Annotated[int, Meta(ge=0, le=MOST_COUNT, description="Seconds for the header Retry-After.")]
        | UnsetType
    ) = UNSET
    when: When = "before"


class Slow(_Action, tag="slow", frozen=True):
    """Hold the request back in real time, whatever the gateway's clock says.

    A server with one thread, as over SQLite, holds back all others meanwhile.
    """

    seconds: Annotated[float, Meta(ge=0, le=LONGEST_DELAY, description="Real seconds, 30 at most.")]
    when: When = "before"


class Reset(_Action, tag="reset", frozen=True):
    """Close the connection instead of an answer: what comes before it ends is the headers at most."""

    when: When = "before"


class Cut(_Action, tag="cut", frozen=True):
    """Close the connection in the middle of the body."""

    bytes: (
        Annotated[
            int, Meta(ge=0, le=MOST_COUNT, description="How much of the body arrives; half of it by default.")
        ]
        | UnsetType
    ) = UNSET


class BrokenJson(_Action, tag="broken-json", frozen=True):
    """Send the first half of the body as if it were all of it."""


class NoPageToken(_Action, tag="no-page-token", frozen=True):
    """Leave `nextPageToken` out of the page."""


class UnknownEnum(_Action, tag="unknown-enum", frozen=True):
    """Give a field a value that the contract does not know, wherever the answer has the field."""

    field: Annotated[Text, Meta(description="The field's name.")] = "status"
    value: Annotated[Text, Meta(description="Its value.")] = "from-tomorrow"


class UnknownField(_Action, tag="unknown-field", frozen=True):
    """Give every object of the answer one more field."""

    field: Annotated[Text, Meta(description="The field's name.")] = "fromTomorrow"
    value: Annotated[Text, Meta(description="Its value.")] = "new"


class RateLimit(_Action, tag="rate-limit", frozen=True):
    """Answer 429 with the headers of a window in which nothing is left."""


class Down(_Action, tag="down", frozen=True):
    """Be down for a while, and then back by itself."""

    seconds: Annotated[
        float, Meta(gt=0, le=_LONGEST_DOWN, description="Seconds by the gateway's clock, from now.")
    ]
    status: Status = 503
    speaker: Speaker = "cloudflare"


Action = (
    Answer | Slow | Reset | Cut | BrokenJson | NoPageToken | UnknownEnum | UnknownField | RateLimit | Down
)


class HeaderPattern(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A header of the request."""

    name: Annotated[
        str,
        Meta(pattern=r"^[A-Za-z0-9-]{1,100}$", description="Its name; not Authorization, but see `api_key`."),
    ]
    value: Annotated[Text, Meta(description="Its value, in which * stands for anything.")] = "*"


class Match(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, frozen=True, kw_only=True):
    """The requests that a rule is about: those for which everything given here holds."""

    operation: Annotated[Text, Meta(description="An operationId, such as `messages_send`.")] | UnsetType = (
        UNSET
    )
    method: (
        Annotated[Literal["GET", "POST", "PUT", "PATCH", "DELETE"], Meta(description="The method.")]
        | UnsetType
    ) = UNSET
    path: (
        Annotated[
            Text,
            Meta(description="The path as it was asked for, such as `/quo/v1/*`; * stands for anything."),
        ]
        | UnsetType
    ) = UNSET
    workspace_id: Annotated[Text, Meta(description="The workspace that is reached.")] | UnsetType = UNSET
    header: Annotated[HeaderPattern, Meta(description="A header that they have.")] | UnsetType = UNSET


class Rule(msgspec.Struct, omit_defaults=True, frozen=True, kw_only=True):
    """What happens to which requests, and how often."""

    match: Annotated[Match, Meta(description="To which requests; to all by default.")] = msgspec.field(
        default_factory=Match
    )
    then: Annotated[Action, Meta(description="What happens to them.")]
    times: (
        Annotated[int, Meta(ge=1, le=MOST_COUNT, description="How often it strikes; by default always.")]
        | UnsetType
    ) = UNSET
    every: Annotated[
        int, Meta(ge=1, le=MOST_COUNT, description="Only every so many matches, beginning with the n-th.")
    ] = 1
    probability: Annotated[
        float,
        Meta(ge=0, le=1, description="How likely it strikes; which matches it strikes follows from `seed`."),
    ] = 1.0
    seed: Annotated[int, Meta(ge=0, le=MOST_COUNT, description="Another seed strikes other matches.")] = 0
