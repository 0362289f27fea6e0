"""The journal: what was asked and answered, read, searched, verified and forgotten."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from ..clock import moment_of
from ..errors import Problem
from ..gateway import Gateway
from ..journal import reading, verifying
from ..journal.entry import Entry
from .clock import Moment
from .operation import Text, operation

LINES = "application/x-ndjson"
CURL = "text/plain; charset=utf-8"
_MOST = 10_000

Since = Annotated[Moment, Meta(description="Only what came then or later, by the gateway's clock; ISO 8601.")]


class JournalFilter(msgspec.Struct, forbid_unknown_fields=True):
    """Which requests are wanted, and how they are written."""

    workspace_id: Annotated[str, Meta(description="Those that reached this workspace.")] | UnsetType = UNSET
    account_id: Annotated[str, Meta(description="Those of this account.")] | UnsetType = UNSET
    operation: Annotated[str, Meta(description="Those of this operationId.")] | UnsetType = UNSET
    method: Annotated[str, Meta(description="Those of this method, such as `POST`.")] | UnsetType = UNSET
    status: (
        Annotated[
            str,
            Meta(pattern=r"^[1-5]([0-9]{2}|xx)$", description="Those answered `404`, or any `4xx`."),
        ]
        | UnsetType
    ) = UNSET
    text: (
        Annotated[str, Meta(min_length=1, description="Those whose path, query or bodies contain this.")]
        | UnsetType
    ) = UNSET
    since: Since | UnsetType = UNSET
    limit: Annotated[int, Meta(ge=1, le=_MOST, description="Only the last so many.")] = 100
    format: Annotated[
        Literal["json", "lines", "curl"],
        Meta(description="`lines` is one JSON document a line, `curl` a command a line."),
    ] = "json"


class Expectation(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A call that is expected to have come."""

    operation: Annotated[str, Meta(description="Its operationId.")] | UnsetType = UNSET
    workspace_id: Annotated[str, Meta(description="The workspace that it reached.")] | UnsetType = UNSET
    since: Since | UnsetType = UNSET
    status: Annotated[int, Meta(ge=100, le=599, description="What it was answered with.")] | UnsetType = UNSET
    query: Annotated[dict[str, str], Meta(description="Values that its query has, among others.")] = {}
    body: Annotated[
        Any, Meta(description="What its body holds, among others: objects may have more, lists may not.")
    ] = None
    count: (
        Annotated[int, Meta(ge=0, le=2**53, description="How often it came; by default at least once.")]
        | UnsetType
    ) = UNSET


class Difference(msgspec.Struct):
    """One place in which the nearest call is not as expected."""

    path: str
    expected: str
    found: str


class Verdict(msgspec.Struct):
    """Whether the call came."""

    holds: Annotated[bool, Meta(description="Whether it came as often as was expected.")]
    came: Annotated[int, Meta(description="How often it came.")]
    message: Annotated[str, Meta(description="What to tell whoever expected it.")]
    nearest: Annotated[Entry | None, Meta(description="The call that came nearest, if it does not hold.")]
    differences: list[Difference]


@operation("GET /api/journal", also=(LINES, "text/plain"), errors=(503,))
def journal_get(gateway: Gateway, query: JournalFilter) -> list[Entry] | Text:
    """The last requests at the operations' doors, whichever process was asked; oldest first, without keys.

    Replicas share a journal by `--redis`; while that is away the answer is a 503, and no half of a journal.
    """
    entries = reading.latest(
        gateway.journal,
        reading.Wanted(
            workspace_id=_given(query.workspace_id),
            account_id=_given(query.account_id),
            operation=_given(query.operation),
            method=_given(query.method),
            status=_given(query.status),
            since=_moment(query.since),
            text=_given(query.text),
        ),
        query.limit,
    )
    if query.format == "lines":
        return Text(reading.lines(entries), LINES)
    return Text(reading.curl_lines(gateway.journal, entries), CURL) if query.format == "curl" else entries


@operation("DELETE /api/journal", status=204, errors=(503,))
def journal_clear(gateway: Gateway) -> None:
    """Forget all requests so far."""
    gateway.journal.clear()


@operation("POST /api/journal/verify", errors=(404, 503))
def journal_verify(gateway: Gateway, body: Expectation) -> Verdict:
    """Whether a call came; if not, which came nearest, and where it differs."""
    name = _given(body.operation)
    if name is not None and name not in gateway.contract.operations:
        raise Problem(404, f"There is no operation {name!r}", speaker="maton")
    wanted = reading.Wanted(workspace_id=_given(body.workspace_id), since=_moment(body.since))
    expected = verifying.Expected(name, _given(body.status), body.query, body.body, _given(body.count))
    verdict = verifying.verdict(expected, reading.latest(gateway.journal, wanted, None))
    return Verdict(
        verdict.holds,
        verdict.came,
        verifying.sentence(expected, verdict),
        verdict.nearest,
        [Difference(each.path, each.expected, each.found) for each in verdict.differences],
    )


def _given(value: Any) -> Any:
    return None if value is UNSET else value


def _moment(text: str | UnsetType) -> int | None:
    try:
        return None if isinstance(text, UnsetType) else moment_of(text)
    except ValueError:
        message = "/since: Expected a time such as 2026-03-01T12:00:00Z"
        raise Problem(400, message, speaker="maton") from None
