"""Where the guide and the live service disagree: one table, and the frozen choice of a side for each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Literal

ProfileName = Literal["documented", "observed"]


@dataclass(frozen=True, slots=True)
class Divergence:
    """One disagreement: what the guide says, what the best evidence of the live service says, who says so."""

    name: str
    documented: str
    observed: str
    about: str
    source: str
    date: str
    """When the evidence for the observed side was published or seen: a day, a month or a span."""

    @property
    def values(self) -> tuple[str, str]:
        """What the switch may be set to."""
        return (self.documented, self.observed)


DIVERGENCES = (
    Divergence(
        name="send_envelope",
        documented="bare",
        observed="data",
        about='POST /v1/messages answers the message itself, or {"data": message} as other operations do',
        source="every published Quo OpenAPI document, and clients in production that read data.id",
        date="2025-06-16 to 2026-10-08",
    ),
    Divergence(
        name="max_recipients",
        documented="1",
        observed="10",
        about="how many numbers `to` may hold; several are one group conversation",
        source="Quo API changelog; Quo OpenAPI document of 2026-07-20",
        date="2026-06-16",
    ),
    Divergence(
        name="max_results",
        documented="required",
        observed="optional",
        about="a list without maxResults is a 400, or the default applies",
        source="TechNickAI/openclaw-config 9451ccc, which leaves it out; Quo's reference for users",
        date="2026-03-04",
    ),
    Divergence(
        name="id_style",
        documented="guide",
        observed="live",
        about="conversations CV…, contacts CT…, recordings REC…; or CN…, 24 hex digits, CR…",
        source="every published Quo OpenAPI document; lefthookhq/quo--frigg fixtures of real answers",
        date="2025-11-12",
    ),
    Divergence(
        name="recording_type",
        documented="kind",
        observed="mime",
        about="a recording's type is voicemail or call, or a MIME type such as audio/mpeg",
        source="every published Quo OpenAPI document; lefthookhq/quo--frigg fixtures of real answers",
        date="2025-11-12",
    ),
    Divergence(
        name="patch_arrays",
        documented="keep",
        observed="clear",
        about="emails, phoneNumbers and customFields that PATCH /v1/contacts leaves out stay, or are cleared",
        source="Quo's own description of the operation",
        date="2026-08-30",
    ),
    Divergence(
        name="auth_error_shape",
        documented="flat",
        observed="wrapped",
        about='a refused key is answered like any other error, or as {"error": {message, key, trace}}',
        source="three independent probes of the live API without a key",
        date="2026-06-15, 2026-08-30, 2026-10-08",
    ),
    Divergence(
        name="unknown_route",
        documented="json",
        observed="express",
        about="a JSON 404, and 405 with Allow for a wrong method; or Express's HTML 404 for both",
        source="a probe of the live API",
        date="2026-08-30",
    ),
    Divergence(
        name="plus_in_query",
        documented="plus",
        observed="space",
        about="a raw + in a phone number of the query is a plus sign, or the space it decodes to: 400",
        source="Express's query parser, qs; clients in production send %2B",
        date="2026-10-08",
    ),
)

BY_NAME: Mapping[str, Divergence] = MappingProxyType({row.name: row for row in DIVERGENCES})
_POSITION = {row.name: position for position, row in enumerate(DIVERGENCES)}


@dataclass(frozen=True, slots=True)
class Profile:
    """A side chosen for every divergence: a frozen, hashable value."""

    choices: tuple[str, ...]
    """One value for each row of DIVERGENCES, in that order."""

    @classmethod
    def named(cls, name: str) -> Profile:
        """Return the profile "documented" (the guide's side of every row) or "observed" (the other side).

        Raises ValueError for any other name.
        """
        if name == "documented":
            return cls(tuple(row.documented for row in DIVERGENCES))
        if name == "observed":
            return cls(tuple(row.observed for row in DIVERGENCES))
        raise ValueError(_refusal("profile", name, ("documented", "observed")))

    def set(self, name: str, value: str | int) -> Profile:
        """Return a copy with one switch set; a number may come as one, `max_recipients` being 1 or "1".

        Raises ValueError with a sentence that names what is allowed.
        """
        if name not in BY_NAME:
            raise ValueError(_refusal("switch", name, tuple(BY_NAME)))
        if str(value) not in BY_NAME[name].values:
            raise ValueError(_refusal(f"value of {name}", str(value), BY_NAME[name].values))
        before, after = self.choices[: _POSITION[name]], self.choices[_POSITION[name] + 1 :]
        return Profile((*before, str(value), *after))

    def __getitem__(self, name: str) -> str:
        """Return the value of a switch. Raises KeyError for a name that is not in the table."""
        return self.choices[_POSITION[name]]

    def rows(self) -> list[dict[str, str]]:
        """Return the table as JSON objects, each with the value now in force."""
        return [
            {
                "name": row.name,
                "value": choice,
                "documented": row.documented,
                "observed": row.observed,
                "about": row.about,
                "source": row.source,
                "date": row.date,
            }
            for row, choice in zip(DIVERGENCES, self.choices, strict=True)
        ]


def _refusal(noun: str, given: str, allowed: tuple[str, ...]) -> str:
    close = get_close_matches(given, allowed, n=1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    return f"There is no {noun} {given!r}; allowed are {', '.join(allowed)}.{hint}"
