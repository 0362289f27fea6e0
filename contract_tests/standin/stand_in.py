"""The stand-in for live: `https://gateway.maton.ai` and `https://ctrl.maton.ai` on this machine."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from .answers import Alteration
from .misbehaviours import Misbehaviour


class StandIn:
    """A gateway under its real names, with one account like the guide's whose key nobody can guess.

    `with StandIn() as stand_in:` starts it; then whoever has `environment()` reaches it unchanged.
    """

    proxy_url: str
    """What HTTPS_PROXY is set to."""
    authority_file: Path
    """The certificate of the authority, for SSL_CERT_FILE."""
    api_key: str
    connection_id: str

    def __init__(self, *, profile: str = "observed", rate_limit: int = 10) -> None:
        """
        Args:
            profile: what it is like where the guide and the live service differ.
            rate_limit: requests per second; 0 lifts the limit.
        """
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        """What a process needs to take it for live: proxy, authority, key."""
        raise NotImplementedError

    def alter(self, alteration: Alteration | None) -> None:
        """From now on every answer passes `alteration`; None sends them as they are again."""
        raise NotImplementedError

    def misbehave(self, how: Misbehaviour, *, times: int = 1, operation: str | None = None) -> None:
        """Let the next `times` requests (of one operation) fare badly; then it is healthy again."""
        raise NotImplementedError

    def recover(self) -> None:
        """Forget the alteration and what is left of the misbehaviours."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        raise NotImplementedError

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        raise NotImplementedError
