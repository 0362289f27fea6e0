"""The client's part about what happens around the gateway: time, customers, and receivers of webhooks."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, UnsetType

from ...hooks.interference import Fault as DeliveryFault
from ...numbers import Number
from ..clock import ClockChange, ClockState
from ..deliveries import Delivery, DeliveryRun
from ..delivery_faults import NewDeliveryFault
from ..inbound import InboundMessage
from .calling import Calling


class World(Calling):
    """Time, customers and webhooks."""

    def now(self) -> ClockState:
        """What time it is for the gateway."""
        return self._ask("GET", "/clock", ClockState)

    def freeze(self) -> ClockState:
        """Let its time stand still."""
        return self._ask("POST", "/clock", ClockState, ClockChange(freeze=True))

    def advance(self, seconds: float) -> ClockState:
        """Let time pass at once: everything that falls due by then has happened when it returns."""
        return self._ask("POST", "/clock", ClockState, ClockChange(advance=seconds))

    def set_clock(self, moment: str) -> ClockState:
        """Make it a later moment, in ISO 8601."""
        return self._ask("POST", "/clock", ClockState, ClockChange(set=moment))

    def resume(self) -> ClockState:
        """Let time run on from where it stands."""
        return self._ask("POST", "/clock", ClockState, ClockChange(resume=True))

    # ── Customers ──

    def receive_text(
        self, text: str, *, from_: str, to: str | None = None, workspace_id: str | None = None
    ) -> dict[str, Any]:
        """Let a customer's text come in on a number (`PN…` or E.164; the first); returns the message."""
        body = InboundMessage(from_=from_, to=_or_unset(to), text=text, workspace_id=_or_unset(workspace_id))
        return self._ask("POST", "/inbound/messages", dict[str, Any], body)

    def receive_call(self, *, from_: str, **how: Any) -> dict[str, Any]:
        """Let a customer call; returns the call, which rings.

        `how` are the other fields of `InboundCall`: `to`, `scenario`, `duration`, `transcript`, `summary`,
        `processing` and `workspace_id`.
        """
        return self._ask("POST", "/inbound/calls", dict[str, Any], {"from": from_, **how})

    def numbers(self) -> list[Number]:
        """The scripted numbers, and what a text to each comes to."""
        return self._ask("GET", "/numbers", list[Number])

    # ── Webhooks ──

    def deliveries(self, workspace_id: str | None = None, **wanted: str) -> list[Delivery]:
        """Deliveries, newest first, with `webhook_id`, `event_type`, `status`, `before` and `limit`."""
        return self._ask("GET", "/deliveries", list[Delivery], workspace_id=workspace_id, **wanted)

    def delivery(self, id: str, workspace_id: str | None = None) -> Delivery:
        """One delivery with all its attempts."""
        return self._ask("GET", f"/deliveries/{id}", Delivery, workspace_id=workspace_id)

    def deliver(self) -> int:
        """Attempt everything that is due by now; returns how many attempts that took."""
        return self._ask("POST", "/deliveries/run", DeliveryRun).attempts

    def redeliver(self, id: str, workspace_id: str | None = None) -> Delivery:
        """Attempt a delivery anew, and return it with that attempt."""
        return self._ask("POST", f"/deliveries/{id}/redeliver", Delivery, workspace_id=workspace_id)

    def spoil_deliveries(self, fault: NewDeliveryFault, workspace_id: str | None = None) -> DeliveryFault:
        """Let something go wrong with deliveries that are planned from now on."""
        return self._ask("POST", "/deliveries/faults", DeliveryFault, fault, workspace_id=workspace_id)

    def delivery_faults(self, workspace_id: str | None = None) -> list[DeliveryFault]:
        """The faults on deliveries, and what they have struck."""
        return self._ask("GET", "/deliveries/faults", list[DeliveryFault], workspace_id=workspace_id)

    def unspoil_deliveries(self, fault_id: str) -> None:
        """Take a fault back."""
        self._send("DELETE", f"/deliveries/faults/{fault_id}")


def _or_unset(value: str | None) -> str | UnsetType:
    return UNSET if value is None else value
