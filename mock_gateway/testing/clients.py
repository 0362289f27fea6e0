"""The only place of the gateway that knows of the client: it makes one for whoever tests with it.

Nothing that the gateway does or answers depends on the client, and it is imported only when somebody asks for
one: a mock that learned from the client would agree with its mistakes.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from .transports import ADDRESS, AsyncInProcess, InProcess

if TYPE_CHECKING:
    from maton_quo import AsyncQuo, Quo
    from maton_quo.webhooks import Event


def _maton_quo() -> Any:
    return import_module("maton_quo")


def client(transport: InProcess, options: dict[str, Any]) -> Quo:
    """A `Quo` whose requests a gateway in this process answers; `options` are its own."""
    made: Quo = _maton_quo().Quo(**{"base_url": ADDRESS, "transport": transport, **options})
    return made


def async_client(transport: InProcess, options: dict[str, Any]) -> AsyncQuo:
    """The same for code that awaits."""
    way = AsyncInProcess(transport)
    made: AsyncQuo = _maton_quo().AsyncQuo(**{"base_url": ADDRESS, "transport": way, **options})
    return made


def event(body: bytes, headers: Mapping[str, str], key: str, *, seconds: float) -> Event:
    """The typed event of a webhook that was sent at `seconds`, verified by the client as a receiver does.

    Raises:
        maton_quo.errors.BadSignature: the body is not what was signed.
    """
    found: Event = _maton_quo().webhooks.verify(body, headers, key, now=seconds)
    return found
