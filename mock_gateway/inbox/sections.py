"""What the pages are, in the order of their navigation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import flask

from ..gateway import Gateway
from . import (
    contacts,
    conversations,
    faults,
    numbers,
    requests,
    settings,
    snapshots,
    time,
    webhooks,
)


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the navigation."""

    name: str
    """The blueprint's name, which is also its icon's in `icons.html`."""
    label: str
    endpoint: str
    """The endpoint of its first page."""
    pages: Callable[[Gateway], flask.Blueprint]


SECTIONS = (
    Section("inbox", "Inbox", "inbox.index", conversations.pages),
    Section("contacts", "Contacts", "contacts.index", contacts.pages),
    Section("webhooks", "Webhooks", "webhooks.index", webhooks.pages),
    Section("requests", "Requests", "requests.index", requests.pages),
    Section("faults", "Faults", "faults.index", faults.pages),
    Section("numbers", "Scripted numbers", "numbers.index", numbers.pages),
    Section("time", "Clock", "time.index", time.pages),
    Section("settings", "Settings", "settings.index", settings.pages),
    Section("snapshots", "Snapshots", "snapshots.index", snapshots.pages),
)
