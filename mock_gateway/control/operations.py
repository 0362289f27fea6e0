"""What the control API does: health, accounts, reset, clock, settings, profile."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

import flask
import msgspec

from .. import body
from ..clock import iso_micro, moment_of
from ..demo import QUO_KEY
from ..errors import JSON, Problem
from ..gateway import Gateway
from ..seeds import UnknownSeed
from ..settings import check
from ..steering import Steering, steer
from ..store import WorkspaceFacts

Wanted = TypeVar("Wanted")


class NewAccount(msgspec.Struct, forbid_unknown_fields=True):
    """What a new account's workspace is made from."""

    seed: str = "demo"


class ClockChange(msgspec.Struct, forbid_unknown_fields=True):
    """What to do to the clock, in this order."""

    freeze: bool = False
    set: str | None = None
    advance: float = 0
    """Seconds."""
    resume: bool = False


class Which(msgspec.Struct, forbid_unknown_fields=True):
    """A workspace; the demo account's by default."""

    workspace_id: str | None = None


def register(api: flask.Blueprint, gateway: Gateway) -> None:
    """Put the operations onto the blueprint."""

    @api.get("/api/health")
    def health() -> flask.Response:
        gateway.database.check()
        return _data({"status": "ok"})

    @api.post("/api/accounts")
    def accounts() -> flask.Response:
        wanted = _read(NewAccount)
        try:
            account = gateway.open_account(wanted.seed)
        except UnknownSeed as error:
            raise _bad(str(error)) from None
        return _data({name: getattr(account, name) for name in account.__slots__}, 201)

    @api.post("/api/reset")
    def reset() -> flask.Response:
        workspace = _workspace(gateway, _read(Which).workspace_id)
        gateway.reset(workspace.id)
        return _data({"workspace_id": workspace.id, "seed": workspace.seed})

    @api.get("/api/clock")
    def clock() -> flask.Response:
        setting = gateway.steering().clock
        now = gateway.clock.now(setting)
        return _data({"now": iso_micro(now), "frozen": setting.frozen is not None})

    @api.post("/api/clock")
    def set_clock() -> flask.Response:
        _change_clock(gateway, _read(ClockChange))
        gateway.catch_up()
        return clock()

    @api.get("/api/settings")
    def settings() -> flask.Response:
        return _data(_settings(gateway, _workspace(gateway, flask.request.args.get("workspace_id"))))

    @api.patch("/api/settings")
    def change_settings() -> flask.Response:
        workspace = _workspace(gateway, flask.request.args.get("workspace_id"))
        _change_settings(gateway, workspace.id, _read(dict[str, Any]))
        return _data(_settings(gateway, _workspace(gateway, workspace.id)))

    @api.get("/api/profile")
    def profile() -> flask.Response:
        return _data(gateway.profile.rows())

    @api.get("/openapi.json")
    def contract() -> flask.Response:
        return _json(gateway.contract.document)


def _change_clock(gateway: Gateway, change: ClockChange) -> None:
    """Change the clock of all processes on the database; whatever is wrong changes nothing."""

    def changed(present: Steering) -> Steering:
        moment = None if change.set is None else moment_of(change.set)
        setting = gateway.clock.changed(
            present.clock, freeze=change.freeze, to=moment, advance=change.advance, resume=change.resume
        )
        return replace(present, clock=setting)

    try:
        steer(gateway.database, gateway.accounts, changed)
    except ValueError as error:
        raise _bad(str(error)) from None


def _change_settings(gateway: Gateway, id: str, changes: dict[str, Any]) -> None:
    """Change what is given and nothing else: a text that is sent meanwhile is still paid for."""
    with gateway.database.transaction(write=True, scope=id):
        present = _workspace(gateway, id)
        balance = changes.pop("balance_cents", present.balance_cents)
        changed = {**present.settings, **changes}
        try:
            check("balance_cents", balance)
            gateway.settings.with_changes(changed)
        except ValueError as error:
            raise _bad(str(error)) from None
        gateway.accounts.set_balance(id, balance)
        gateway.accounts.set_settings(id, changed)


def _settings(gateway: Gateway, workspace: WorkspaceFacts) -> dict[str, Any]:
    return {
        "workspace_id": workspace.id,
        "balance_cents": workspace.balance_cents,
        **gateway.settings_of(workspace).as_json(),
    }


def _workspace(gateway: Gateway, id: str | None) -> WorkspaceFacts:
    """The workspace of that id, or the demo account's."""
    found = gateway.accounts.workspace_of(QUO_KEY) if id is None else gateway.accounts.workspace(id)
    if found is None or not found.account_id:
        raise Problem(404, f"There is no workspace {id!r}", speaker="maton")
    return found


def _read(kind: type[Wanted]) -> Wanted:
    """The JSON body as `kind`; an empty one is `{}`."""
    try:
        return msgspec.convert(body.read(flask.request.get_data(cache=False)), kind)
    except body.Unreadable as error:
        raise _bad(str(error)) from None
    except msgspec.ValidationError as error:
        raise _bad(str(error)) from None


def _bad(message: str) -> Problem:
    return Problem(400, message, speaker="maton")


def _data(value: Any, status: int = 200) -> flask.Response:
    return _json({"data": value}, status)


def _json(value: Any, status: int = 200) -> flask.Response:
    return flask.Response(msgspec.json.encode(value), status, content_type=JSON)
