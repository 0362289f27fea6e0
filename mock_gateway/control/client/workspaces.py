"""The client's part about accounts and what their workspaces hold."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from ...account import Account
from ..accounts import NewAccount, NewSeed, ResetWorkspace
from ..files import Imported
from ..settings import WorkspaceSettings
from ..snapshots import NewSnapshot, Snapshot
from .calling import Calling


class Workspaces(Calling):
    """Accounts, settings, snapshots and files."""

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

    def seed(self, seed: str, workspace_id: str | None = None) -> ResetWorkspace:
        """Fill a workspace from another seed, to which a reset then returns."""
        return self._ask("POST", "/seed", ResetWorkspace, NewSeed(seed), workspace_id=workspace_id)

    def settings(self, workspace_id: str | None = None) -> WorkspaceSettings:
        """The settings of a workspace."""
        return self._ask("GET", "/settings", WorkspaceSettings, workspace_id=workspace_id)

    def change_settings(self, workspace_id: str | None = None, **changes: Any) -> WorkspaceSettings:
        """Change the settings that are given, such as `balance_cents=0`, and return them all."""
        return self._ask("PATCH", "/settings", WorkspaceSettings, changes, workspace_id=workspace_id)

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

    # ── Files ──

    def export(self, workspace_id: str | None = None) -> str:
        """A workspace as YAML, which `load` reads."""
        return self._send("GET", "/export", workspace_id=workspace_id).decode()

    def load(self, file: str | bytes, workspace_id: str | None = None) -> Imported:
        """Replace all that a workspace holds by what a YAML file says."""
        raw = file.encode() if isinstance(file, str) else file
        return self._ask("POST", "/import", Imported, raw, workspace_id=workspace_id)
