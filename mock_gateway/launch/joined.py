"""A gateway that somebody else serves, asked over its control API."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from .. import contract
from ..journal.entry import Entry
from ..ports import CannotServe
from ..profile import Profile
from .behind import Behind, Gone, names

_MOST = 10_000
"""Entries that its journal keeps."""


def behind_joined(url: str, admin_token: str | None, during: Callable[[Behind], int]) -> int:
    """What `during` returns, called while the gateway at `url` is there.

    Raises:
        CannotServe: there is none, it is no quo-mock, or it does not let us read its journal.
    """
    import httpx  # 100 ms, and only whoever joins pays for it

    from ..commands.reaching import directly
    from ..control.client import Control, ControlError

    address, failures = _address(url), (httpx.HTTPError, ControlError, ValueError)
    with Control(url, admin_token=admin_token, transport=directly(url)) as control:
        try:
            control.health()
            latest = control.journal(limit=1)
        except ControlError as error:
            raise CannotServe(f"the gateway at {url} does not let itself be joined: {error}") from None
        except (httpx.HTTPError, ValueError) as error:  # the latter: its answer is none of ours
            raise CannotServe(f"no quo-mock answers at {url}: {error}") from None
        first = latest[-1].number + 1 if latest else 1

        def entries() -> list[Entry]:
            try:
                return [each for each in control.journal(limit=_MOST) if each.number >= first]
            except failures as error:
                raise Gone(f"the gateway at {url} has gone: {error}") from None

        def price_cents(workspace_id: str | None) -> int:
            try:
                return control.settings(workspace_id).price_cents
            except failures as error:
                raise Gone(f"the gateway at {url} has gone: {error}") from None

        return during(Behind(url.rstrip("/"), address, _operations(), entries, first, price_cents))


def _address(url: str) -> tuple[str, int]:
    wrong = f"--join takes the address of a running gateway, such as http://127.0.0.1:8787, not {url!r}"
    try:
        parts = urlsplit(url)
        port = 80 if parts.port is None else parts.port
    except ValueError:
        raise CannotServe(wrong) from None
    plain = parts.scheme == "http" and parts.path in ("", "/") and not parts.query and "@" not in parts.netloc
    if not plain or not parts.hostname or not port:
        raise CannotServe(wrong)
    return parts.hostname, port


def _operations() -> dict[str, str]:
    known = contract.load(Profile.named("documented")).operations.values()
    return names({each.id: each.tag for each in known})
