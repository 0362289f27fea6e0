"""Requests counted together by all replicas of a gateway, in Redis; alone, while Redis is away."""

from __future__ import annotations

from .rate import RateWindows, Window
from .together.link import Away, Link, Script

_COUNT = Script("""
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], 1000) end
return count
""")
_NOTHING = Script("return 1")


class SharedWindows:
    """Windows of one second of the real time, each opened by the first request in it at any replica.

    A limit that is counted by each replica alone lets through too much, but a gateway that is down for the
    want of a counter lets through nothing: without Redis each goes on alone.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self._alone = RateWindows()

    def take(self, account_id: str, limit: int, now: int) -> Window:
        """Count one request of an account; `now`, in microseconds, matters only while Redis is away."""
        try:
            count = self._link.ask(_COUNT, [f"quo-mock:rate:{account_id}"])
        except Away:
            return self._alone.take(account_id, limit, now)
        return Window(limit, max(limit - count, -1), 1)

    def answer(self) -> bool:
        """Whether Redis answers."""
        try:
            self._link.ask(_NOTHING, [])
        except Away:
            return False
        return True
