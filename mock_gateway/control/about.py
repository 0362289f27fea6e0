"""What the gateway is: whether it is well, its profile, and the contracts that it keeps."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any, Literal

import msgspec

from ..errors import JSON
from ..gateway import Gateway
from .operation import Text, operation


class Health(msgspec.Struct):
    """How the gateway is."""

    status: Literal["ok"]
    version: str


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
