"""Page tokens: opaque to clients, and worthless if altered or carried to another list."""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LONGEST_TOKEN = 2048  # characters; an id and a key need some 150
_MAC_BYTES = 16


class BadToken(ValueError):
    """A page token that this list did not issue: altered, made up, or of another list."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The list that a token belongs to: an operation, a workspace and the filters, in canonical form."""

    operation_id: str
    workspace_id: str
    filters: str

    @classmethod
    def of(cls, operation_id: str, workspace_id: str, query: Mapping[str, Any]) -> Scope:
        """Return the scope of a request, whose page size and token do not count, nor the order in arrays."""
        filters = {
            name: sorted(value, key=_compact) if isinstance(value, list) else value
            for name, value in sorted(query.items())
            if name not in ("maxResults", "pageToken")
        }
        return cls(operation_id, workspace_id, _compact(filters))


@dataclass(frozen=True, slots=True)
class Position:
    """The last item of a page: its id, and the value that the list is ordered by."""

    last_id: str
    last_key: int | str


def issue(secret: bytes, scope: Scope, last_id: str, last_key: int | str) -> str:
    """Return the token of the page that follows an item.

    It reads `eyJsYXN0SWQiOi…` like the one in the guide: base64url, unpadded, of JSON that begins with
    `{"lastId":`. Raises ValueError for an id or a key so long that the token would be refused.
    """
    token = _signed(secret, scope, Position(last_id, last_key))
    if len(token) > LONGEST_TOKEN:
        raise ValueError(f"a page token would have {len(token)} characters; {LONGEST_TOKEN} are the most")
    return token


def redeem(secret: bytes, scope: Scope, token: str) -> Position:
    """Return the position that a token stands for.

    Raises BadToken for every text that `issue` did not return for the same scope: the position is read, and
    the token issued once more, so that one position has one spelling.
    """
    position = _read(token)
    if not hmac.compare_digest(_signed(secret, scope, position), token):
        raise BadToken("not a page token of this list")
    return position


def _signed(secret: bytes, scope: Scope, position: Position) -> str:
    last_id, last_key = position.last_id, position.last_key
    covered = _compact([scope.operation_id, scope.workspace_id, scope.filters, last_id, last_key])
    mac = hmac.digest(secret, covered.encode(), "sha256")[:_MAC_BYTES]
    return _encoded(_compact({"lastId": last_id, "lastKey": last_key, "mac": _encoded(mac)}).encode())


def _read(token: str) -> Position:
    if len(token) > LONGEST_TOKEN or not token.isascii():
        raise BadToken("not a page token")
    try:
        content = json.loads(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except (ValueError, RecursionError) as error:
        raise BadToken("not a page token") from error
    match content:
        # bool is an int to Python, and a float has many spellings: neither orders a list
        case {"lastId": str(last_id), "lastKey": str() | int() as last_key} if not isinstance(last_key, bool):
            return Position(last_id, last_key)
    raise BadToken("not a page token")


def _encoded(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


_compact = json.JSONEncoder(separators=(",", ":")).encode  # made once: it takes longer than what it encodes
