"""What can be set for a workspace: at start with `--set`, later through the control API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
import msgspec.inspect
from msgspec import Meta

LARGEST = 2**53

Count = Annotated[int, Meta(ge=0, le=LARGEST)]


class PerWorkspace(msgspec.Struct, frozen=True):
    """What can be changed for one workspace at any time, at its defaults."""

    rate_limit: Annotated[
        Count, Meta(description="How many requests an account may make in one second; 0 lifts the limit.")
    ] = 10
    price_cents: Annotated[
        Count, Meta(description="What a segment of a text costs each recipient, in cents.")
    ] = 1
    open_task_limit: Annotated[
        Count,
        Meta(description="How many tasks of the workspace may be open at the same time; 0 lifts the limit."),
    ] = 1000
    """Quo's reference names the error (402, Open Tasks Limit Reached), but no source says at how many: the
    number is our choice."""
    a2p: Annotated[
        Literal["approved", "pending"],
        Meta(description="The registration for texts to +1 numbers; while it is pending they are a 400."),
    ] = "approved"
    international: Annotated[
        Literal["on", "off"], Meta(description="Whether texts go to other than +1 numbers, or are a 403.")
    ] = "on"
    plan: Annotated[
        Literal["business", "starter"],
        Meta(description="Starter has no summaries and transcripts but of calls that an AI agent took."),
    ] = "business"
    without_plan: Annotated[
        Literal["not_found", "forbidden"],
        Meta(
            description="How a summary or transcript outside the plan is refused: 404, as seen live, or 403."
        ),
    ] = "not_found"
    oauth_outcome: Annotated[
        Literal["active", "failed", "pending"],
        Meta(
            description="What a connection becomes once a person allows it: active, failed as if Quo had"
            " refused, or still pending as if its answer had been lost. One that is denied fails."
        ),
    ] = "active"
    oauth_expires_seconds: Annotated[
        Count,
        Meta(
            description="How many seconds a connection works before its OAuth token expires: requests are"
            " answered 500 from then on, while it stays ACTIVE; 0 lets it never expire."
        ),
    ] = 0


class Settings(PerWorkspace, frozen=True):
    """What a gateway is started with: what its workspaces have, and what counts for new accounts."""

    key_activation_seconds: Annotated[
        Count,
        Meta(
            description="How many seconds after its creation the keys of a new account are refused with 401;"
            " the demo account's work at once."
        ),
    ] = 0

    def with_changes(self, changes: Mapping[str, Any]) -> Settings:
        """A copy with `changes`, which were checked when they were made."""
        return msgspec.structs.replace(self, **changes) if changes else self


NAMES = frozenset(field.name for field in msgspec.structs.fields(Settings))


def assigned(texts: Mapping[str, str]) -> Settings:
    """The settings with some given as texts, as on a command line.

    Raises:
        ValueError: a name is unknown, or a value is not allowed; the text says what is.
    """
    for name in texts:
        if name not in NAMES:
            raise ValueError(f"there is no setting {name!r}; there are {', '.join(sorted(NAMES))}")
    return Settings(**{name: _converted(name, text) for name, text in texts.items()})


def _converted(name: str, text: str) -> Any:
    [field] = (field for field in msgspec.structs.fields(Settings) if field.name == name)
    try:
        return msgspec.convert(text, field.type, strict=False)
    except msgspec.ValidationError:
        raise ValueError(f"{name} takes {allowed(field.type)}, not {text!r}") from None


def allowed(kind: Any) -> str:
    """What a setting of that type takes, in words."""
    known = msgspec.inspect.type_info(kind)
    plain = known.type if isinstance(known, msgspec.inspect.Metadata) else known
    if isinstance(plain, msgspec.inspect.LiteralType):
        return " or ".join(map(str, plain.values))
    return "true or false" if isinstance(plain, msgspec.inspect.BoolType) else "a whole number from 0 on"
