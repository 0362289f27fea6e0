"""What the gateway is: whether it is well, its profile, and the contracts that it keeps."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any, Literal

import msgspec

from ..errors import JSON, Problem
from ..gateway import Gateway
from .operation import Text, operation


class Health(msgspec.Struct):
    """How the gateway is."""

    status: Literal["ok"]
    version: str


class Live(msgspec.Struct):
    """That the process answers."""

    status: Literal["live"]


class Ready(msgspec.Struct):
    """That requests can be sent here."""

    status: Literal["ready"]


class Divergence(msgspec.Struct):
    """One point where the guide and the live service disagree, and whom this gateway follows."""

    name: str
    value: str
    documented: str
    observed: str
    about: str
    source: str
    date: str


@operation("GET /api/health", errors=(503,))
def health_get(gateway: Gateway) -> Health:
    """Whether the gateway and its database answer."""
    gateway.database.check()
    return Health("ok", version("maton-quo"))


@operation("GET /api/health/live", open=True)
def health_live() -> Live:
    """Whether the process answers, for whoever restarts one that does not; everybody may ask.

    It looks at nothing else: a gateway whose database is away does not get it back by being restarted.
    """
    return Live("live")


@operation("GET /api/health/ready", errors=(503,), open=True)
def health_ready(gateway: Gateway) -> Ready:
    """Whether requests can be sent here, for whoever balances them; everybody may ask.

    Its database answers and has the tables of this version, Redis answers if there is one, and it is not
    shutting down; or a 503 that says which of these is not so, and nothing else.
    """
    obstacles = gateway.readiness.obstacles()
    if obstacles:
        reasons = "; ".join(obstacles)
        raise Problem(503, f"Not ready: {reasons}", headers={"Retry-After": "1"}, speaker="maton")
    return Ready("ready")


@operation("GET /api/profile")
def profile_get(gateway: Gateway) -> list[Divergence]:
    """Every divergence between the guide and the live service, with its source."""
    return msgspec.convert(gateway.profile.rows(), list[Divergence])


@operation("GET /api/openapi.json")
def openapi_get() -> Text:
    """This description."""
    from .document import document

    return Text(msgspec.json.encode(document()), JSON)


@operation("GET /openapi.json")
def contract_get(gateway: Gateway) -> Text:
    """The contract of Quo and Maton as the profile sees it."""
    contract: dict[str, Any] = gateway.contract.document
    return Text(msgspec.json.encode(contract), JSON)
