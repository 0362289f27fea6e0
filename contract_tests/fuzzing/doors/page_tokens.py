"""Page tokens: no text opens a page but one that the same list has issued."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

from contract_tests.fuzzing.door import Attack, Door, parts_of, promised, text_of
from mock_gateway import paging

_SECRET = bytes(range(32))
_LIST = paging.Scope.of("messages_list", "OR1", {"phoneNumberId": "PN123abc", "maxResults": 10})
_OTHER = paging.Scope.of("messages_list", "OR2", {"phoneNumberId": "PN123abc", "maxResults": 10})
_KEYS: tuple[int | str, ...] = (0, 1_700_000_000_000_000, -1, "", "Zoë", "\ud83d\ude00")
_OURS = frozenset(paging.issue(_SECRET, _LIST, "AC123abc", key) for key in _KEYS)
_THEIRS = tuple(paging.issue(_SECRET, _OTHER, "AC123abc", key) for key in _KEYS)


def _ready() -> Attack:
    return attack


def attack(data: bytes) -> None:
    """A token as it comes in a query, and as JSON before it is encoded; then a round trip."""
    _redeemed(text_of(data))
    _redeemed(urlsafe_b64encode(data).rstrip(b"=").decode())
    last_id, key = (text_of(part) for part in parts_of(data, 2))
    try:
        token = paging.issue(_SECRET, _LIST, last_id, key)
    except ValueError:
        promised(len(data) > 200, "a short position has a token")
        return
    promised(paging.redeem(_SECRET, _LIST, token) == paging.Position(last_id, key), "a token comes back")
    for position in {0, len(data) % len(token), len(token) - 1}:
        altered = token[:position] + ("A" if token[position] != "A" else "B") + token[position + 1 :]
        _redeemed(altered, ours=frozenset())


def _redeemed(token: str, ours: frozenset[str] = _OURS) -> None:
    try:
        paging.redeem(_SECRET, _LIST, token)
    except paging.BadToken:
        return
    promised(token in ours, "only what this list has issued is redeemed")


DOOR = Door(
    _ready,
    seeds=[*(token.encode() for token in (*_OURS, *_THEIRS)), *(urlsafe_b64decode(t + "==") for t in _OURS)],
    words=[
        b'{"lastId":',
        b',"lastKey":',
        b',"mac":"',
        b"true",
        b"1e3",
        b"-0",
        b"\\u0000",
        b"\\ud800",
        b"NaN",
    ],
    longest=1024,
)
