"""The control API from Python: what the pytest plugin, the pages and tests steer a gateway with."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote

import httpx
import msgspec
from msgspec import UNSET, UnsetType

from ..account import Account
from ..faults.rule import Action
from ..hooks.interference import Fault as DeliveryFault
from ..journal.entry import Entry
from ..numbers import Number
from .about import Divergence, Health
from .accounts import NewAccount, ResetWorkspace
from .clock import ClockChange, ClockState
from .deliveries import Delivery, DeliveryRun
from .delivery_faults import NewDeliveryFault
from .faults import Fault, NewFault, NewMatch
from .files import Imported
from .inbound import InboundMessage
from .journal import Expectation, Verdict
from .settings import WorkspaceSettings
from .snapshots import NewSnapshot, Snapshot

Wanted = TypeVar("Wanted")


class ControlError(Exception):
    """The gateway refused; nothing was changed."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(status, message)
        self.status = status
        self.message = message

    def __str__(self) -> str:
        return f"{self.status}: {self.message}"


class Control:
    """Steers the gateway at `base_url`.

    Every method raises `ControlError` for what the gateway refuses, and `httpx.TransportError` if it is away.
    Where a `workspace_id` can be given, the demo account's workspace is meant without one.
    """

    def __init__(
        self,
        base_url: str = "http://127.0.0.1:8787",
        *,
        admin_token: str | None = None,
        transport: httpx.BaseTransport | None = None,
        timeout: float = 30,
    ) -> None:
        """Args:
        admin_token: what the gateway was started with, if it was.
        transport: how to reach it, such as `httpx.WSGITransport(app=create_app())`.
        timeout: seconds.
        """
        headers = {} if admin_token is None else {"Authorization": f"Bearer {admin_token}"}
        self._http = httpx.Client(
            base_url=f"{base_url.rstrip('/')}/_mock/api",
            headers=headers,
            transport=transport,
            timeout=timeout,
        )

    # ── The gateway ──

    def health(self) -> Health:
        """Whether it and its database answer."""
        return self._ask("GET", "/health", Health)

    def profile(self) -> list[Divergence]:
        """Every divergence between the guide and the live service, and the side it takes."""
        return self._ask("GET", "/profile", list[Divergence])

    def openapi(self) -> dict[str, Any]:
        """The description of the control API itself."""
        return msgspec.json.decode(self._send("GET", "/openapi.json").content, type=dict[str, Any])

    def metrics(self) -> str:
        """What the process that answers has done, in the text format of Prometheus."""
        return self._send("GET", "/metrics").text

    # ── Accounts ──

    def account(self, seed: str = "demo") -> Account:
        """A new account that sees nothing of others, its workspace made from `seed`."""
        return self._ask("POST", "/accounts", Account, NewAccount(seed))

    def fork(self, workspace_id: str | None = None, *, snapshot_id: str | None = None) -> Account:
        """A new account whose workspace is a copy of another, as it is now or in a snapshot."""
        copied = {"workspace_id": workspace_id, "snapshot_id": snapshot_id}
        given = {name: value for name, value in copied.items() if value is not None}
        return self._ask(
            "POST", "/accounts", Account, given or {"workspace_id": self.settings().workspace_id}
        )

    def reset(self, workspace_id: str | None = None) -> ResetWorkspace:
        """Put a workspace back to its seed."""
        return self._ask("POST", "/reset", ResetWorkspace, workspace_id=workspace_id)

    def settings(self, workspace_id: str | None = None) -> WorkspaceSettings:
        """The settings of a workspace."""
        return self._ask("GET", "/settings", WorkspaceSettings, workspace_id=workspace_id)

    def change_settings(self, workspace_id: str | None = None, **changes: Any) -> WorkspaceSettings:
        """Change the settings that are given, such as `balance_cents=0`, and return them all."""
        return self._ask("PATCH", "/settings", WorkspaceSettings, changes, workspace_id=workspace_id)

    def numbers(self) -> list[Number]:
        """The scripted numbers, and what a text to each comes to."""
        return self._ask("GET", "/numbers", list[Number])

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

    def export(self, workspace_id: str | None = None) -> str:
        """A workspace as YAML, which `load` reads."""
        return self._send("GET", "/export", workspace_id=workspace_id).text

    def load(self, file: str | bytes, workspace_id: str | None = None) -> Imported:
        """Replace all that a workspace holds by what a YAML file says."""
        raw = file.encode() if isinstance(file, str) else file
        return self._ask("POST", "/import", Imported, raw, workspace_id=workspace_id)

    # ── Snapshots ──

    def snapshot(self, workspace_id: str | None = None, *, name: str | None = None) -> Snapshot:
        """Put a workspace aside as it is now."""
        return self._ask("POST", "/snapshots", Snapshot, NewSnapshot(name), workspace_id=workspace_id)

    def snapshot_all(self, *, name: str | None = None) -> Snapshot:
        """Put all workspaces of all accounts aside as they are now."""
        return self._ask("POST", "/snapshots", Snapshot, NewSnapshot(name), all="true")

    def snapshots(self, workspace_id: str | None = None) -> list[Snapshot]:
        """The snapshots that hold a workspace, oldest first."""
        return self._ask("GET", "/snapshots", list[Snapshot], workspace_id=workspace_id)

    def restore(self, snapshot_id: str) -> Snapshot:
        """Put the workspaces of a snapshot back to what they were."""
        return self._ask("POST", f"/snapshots/{quote(snapshot_id, safe='')}/restore", Snapshot)

    def forget(self, snapshot_id: str) -> None:
        """Remove a snapshot."""
        self._send("DELETE", f"/snapshots/{quote(snapshot_id, safe='')}")

    # ── Time ──

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

    # ── Faults ──

    def fault(self, then: Action, *, match: NewMatch | None = None, **often: Any) -> Fault:
        """Let requests fail: `control.fault(Answer(503), match=NewMatch(operation="users_list"), times=2)`.

        Args:
            then: what happens, an action of `mock_gateway.faults.rule`.
            match: to which requests; to all by default.
            often: `times`, `every`, `probability` and `seed`.
        """
        return self._ask("POST", "/faults", Fault, NewFault(match=match or NewMatch(), then=then, **often))

    def faults(self) -> list[Fault]:
        """All rules of faults, and how often they struck."""
        return self._ask("GET", "/faults", list[Fault])

    def remove_fault(self, id: str) -> None:
        """Remove one rule of faults."""
        self._send("DELETE", f"/faults/{id}")

    def clear_faults(self) -> None:
        """Remove all rules of faults."""
        self._send("DELETE", "/faults")

    # ── Journal ──

    def journal(self, **wanted: Any) -> list[Entry]:
        """The last requests, oldest first: `control.journal(operation="messages_send", status="4xx")`."""
        texts = {name: str(value) for name, value in wanted.items()}
        return self._ask("GET", "/journal", list[Entry], **texts)

    def verify(self, operation: str, **expected: Any) -> Verdict:
        """Whether a call came: `control.verify("messages_send", body={"content": "Hi"}, count=1)`.

        Args:
            expected: `query`, `body`, `status`, `count`, `workspace_id` and `since`.
        """
        return self._ask("POST", "/journal/verify", Verdict, Expectation(operation, **expected))

    def clear_journal(self) -> None:
        """Forget all requests so far."""
        self._send("DELETE", "/journal")

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

    # ── Asking ──

    def close(self) -> None:
        """Close its connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(
        self, method: str, path: str, wanted: type[Wanted], body: Any = None, **query: str | None
    ) -> Wanted:
        answer = self._send(method, path, body, **query)
        return msgspec.convert(msgspec.json.decode(answer.content)["data"], wanted)

    def _send(self, method: str, path: str, body: Any = None, **query: str | None) -> httpx.Response:
        answer = self._http.request(
            method,
            path,
            content=body if isinstance(body, bytes) else None if body is None else msgspec.json.encode(body),
            params={name: value for name, value in query.items() if value is not None},
        )
        if answer.is_error:
            raise ControlError(answer.status_code, _message(answer))
        return answer


def _or_unset(value: str | None) -> str | UnsetType:
    return UNSET if value is None else value


def _message(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["message"])
    except (ValueError, KeyError, TypeError):
        return answer.reason_phrase
