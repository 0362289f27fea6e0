"""Where a page is: the workspace that it shows, and the time there."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

import flask

from ..gateway import Gateway
from ..settings import Settings
from ..store import Workspace, WorkspaceFacts, revisions


@dataclass(frozen=True, slots=True)
class Place:
    """One workspace, seen by one request."""

    gateway: Gateway
    facts: WorkspaceFacts
    now: int
    """Microseconds by the gateway's clock."""

    @property
    def id(self) -> str:
        """The workspace's id."""
        return self.facts.id

    @property
    def workspace(self) -> Workspace:
        """Its documents."""
        return self.gateway.workspace(self.facts.id)

    @property
    def settings(self) -> Settings:
        """What is in force here."""
        return self.gateway.settings_of(self.facts)

    @property
    def revision(self) -> str:
        """A text that changes with everything that is written here."""
        return revision(self.gateway, self.facts.id)


def here() -> Place:
    """The place of the present request."""
    place: Place = flask.g.place
    return place


def revision(gateway: Gateway, workspace_id: str) -> str:
    """A text that changes with everything that is written in a workspace, and with its database."""
    # Of the secret nothing is shown, not even its first letters.
    database = hmac.digest(gateway.page_secret, b"revision", "sha256")[:4].hex()
    return f"{database}-{revisions.of(gateway.database, workspace_id)}"
