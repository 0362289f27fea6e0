"""One operation of the spec: it reads its own query, and judges its requests and its answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from mock_gateway import wire
from mock_gateway.complaints import Complaint, reading_order
from mock_gateway.judge import Judge


@dataclass(frozen=True, slots=True)
class Operation:
    """What the spec says about one operationId, compiled."""

    id: str
    tag: str
    """The tag in snake case, such as `phone_numbers`: the module that answers is named so."""
    method: str
    path: str
    """As in the spec, `/v1/messages/{messageId}`."""
    control: bool
    """Whether it is served by Maton's control host and not by Quo."""
    success: int
    has_body: bool
    defaults: Mapping[str, Any]
    """The values of query parameters that are absent and have a default."""
    codes: tuple[str, ...] = field(repr=False)
    parameters: Mapping[str, wire.QueryParameter] = field(repr=False)
    path_judge: Judge = field(repr=False)
    query_judge: Judge = field(repr=False)
    body_judge: Judge | None = field(repr=False)
    answers: Mapping[str, Mapping[str, Judge | None]] = field(repr=False)
    """By status, range or `default`, then by content type; None judges nothing, as for text."""

    def read_query(self, pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
        """Return the decoded pairs of a query as typed values; never raises. Absent defaults stay absent."""
        return wire.read(pairs, self.parameters)

    def complaints(self, path: Mapping[str, Any], query: dict[str, Any], body: Any) -> list[Complaint]:
        """Return everything wrong with a request at once, ordered by path: its 400, or [] to go on.

        `body` is a JSON value, `{}` if none was sent as Express has it, and counts only if one is expected.
        """
        found = self.path_judge.complaints(dict(path)) + self.query_judge.complaints(query)
        if self.body_judge is not None:
            found += self.body_judge.complaints(body)
        return sorted(found, key=reading_order)

    def response_complaints(self, status: int, content_type: str, text: bytes) -> list[Complaint]:
        """Return everything wrong with an answer: its status, content type and JSON, by the strict spec."""
        documented = self._documented(status)
        if documented is None:
            return [Complaint("", f"{self.id} does not document the status {status}")]
        if not documented:
            return [Complaint("", f"{self.id} documents {status} without a body")] if text else []
        media_type = content_type.partition(";")[0].strip().lower()
        if media_type not in documented:
            return [Complaint("", f"{self.id} does not document {media_type or 'no type'!r} for {status}")]
        judge = documented[media_type]
        if judge is None:
            return []
        try:
            value = json.loads(text.decode(), parse_constant=_refuse)
        except (ValueError, RecursionError) as error:
            return [Complaint("", f"{self.id} answered {status} with what is not JSON: {error}")]
        return judge.complaints(value)

    def code(self, status: int) -> str | None:
        """Return Quo's default 7-digit code for a status; None at the control host, which has no codes.

        A status that the spec gives no code has variant 00 of the resource, by Quo's numbering RRVVSSS.
        """
        if not self.codes:
            return None
        own = (code for code in self.codes if int(code[-3:]) == status)
        return next(own, f"{self.codes[0][:2]}00{status:03}")

    def _documented(self, status: int) -> Mapping[str, Judge | None] | None:
        keys = (str(status), f"{status // 100}XX", "default")
        return next((self.answers[key] for key in keys if key in self.answers), None)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is Python's, not JSON")
