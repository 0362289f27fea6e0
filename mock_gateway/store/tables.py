"""The resource tables: the schema of their documents, what they are filtered by, and their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..clock import moment_of
from .tallies import SLOT, WHOLE, Tally


@dataclass(frozen=True, slots=True)
class Table:
    """A table of documents of one kind."""

    name: str
    component: str
    """The schema of the spec that its documents keep."""
    columns: tuple[str, ...] = ()
    """The typed columns beside `workspace_id`, `id` and `document`."""
    order: str = "created_at"
    """The column that pages are ordered by; ties are ordered by id."""
    newest_first: bool = False
    tallies: tuple[Tally, ...] = ()
    """What is known without counting: any other total is counted over an index (of users, who are few, and of
    contacts by external id, which are unique, and of conversations by creation and update at once)."""
    merged: tuple[str, ...] = ()
    """Columns by whose values an index has the rows in order: those of several values are merged."""
    sealed: str = ""
    """The field of a document that holds a secret, which is encrypted where there is a key; mostly none."""


_THREAD = ("phone_number_id", "participants")


USERS = Table("users", "User", ("created_at",))
PHONE_NUMBERS = Table("phone_numbers", "PhoneNumber", ("number", "created_at"))
MESSAGES = Table(
    "messages",
    "Message",
    (*_THREAD, "user_id", "created_at"),
    newest_first=True,
    tallies=(Tally("messages", _THREAD, "user_id", "created_at"),),
)
CALLS = Table(
    "calls",
    "Call",
    (*_THREAD, "user_id", "created_at"),
    newest_first=True,
    tallies=(Tally("calls", _THREAD, "user_id", "created_at"),),
)
RECORDINGS = Table("recordings", "CallRecording", ("call_id", "created_at"))
SUMMARIES = Table("summaries", "CallSummary", order="id")
TRANSCRIPTS = Table("transcripts", "CallTranscript", order="id")
VOICEMAILS = Table("voicemails", "CallVoicemail", order="id")
CONTACTS = Table(
    "contacts",
    "Contact",
    ("external_id", "source", "created_at"),
    tallies=(Tally("contacts", (), "source", "created_at", spans=(WHOLE,)),),
    merged=("external_id", "source"),
)
CUSTOM_FIELDS = Table("custom_fields", "ContactCustomFieldDefinition", ("created_at",))
CONVERSATIONS = Table(
    "conversations",
    "Conversation",
    (
        "phone_number_id",
        "participants",
        "created_at",
        "updated_at",
        "last_activity_at",
        "deleted_at",
        "active",
        "unread",
    ),
    order="last_activity_at",
    newest_first=True,
    tallies=(
        Tally("conversations created", ("phone_number_id",), "active", "created_at", edges_by=("active",)),
        Tally(
            "conversations updated",
            ("phone_number_id",),
            "active",
            "updated_at",
            spans=(SLOT,),
            edges_by=("active",),
        ),
    ),
    merged=("phone_number_id",),
)

TASKS = Table("tasks", "Task", ("created_at", "completed", "deleted"))
WEBHOOKS = Table("webhooks", "Webhook", ("user_id", "created_at"), sealed="key")

DOCUMENT_TABLES = (
    USERS, PHONE_NUMBERS, MESSAGES, CALLS, RECORDINGS, SUMMARIES, TRANSCRIPTS, VOICEMAILS, CONTACTS,
    CUSTOM_FIELDS, CONVERSATIONS, TASKS, WEBHOOKS,
)  # fmt: skip

SEALED = "sealed:"
"""What a sealed text begins with."""
SEALED_TABLES = tuple(table for table in DOCUMENT_TABLES if table.sealed)

COLUMNS = {table.name: ("id", *table.columns, "document") for table in DOCUMENT_TABLES}
"""The columns of the tables of documents but for `workspace_id`."""

DELIVERY_COLUMNS = (
    "id", "place", "webhook_id", "resource_id", "line", "event_id", "event_type", "url", "body", "created_at",
    "status", "due_at", "tries", "faults", "attempts",
)  # fmt: skip

WORKSPACE_COLUMNS = {
    **COLUMNS,
    "memberships": ("phone_number_id", "user_id"),
    "timeline": ("id", "due_at", "event", "subject_id"),
    "tallies": ("tally", "span", "key", "slot", "part", "n", "base", "changed"),
    "touched": ("kind", "id"),
    "events": (
        "id", "position", "type", "created_at", "phone_number_id", "subject_kind", "subject_id", "document",
    ),
    "opt_outs": ("number",),
    "scripts": ("id", "document"),
    "deliveries": (*DELIVERY_COLUMNS, "claimed_until"),
    "delivery_faults": ("id", "place", "document"),
}  # fmt: skip
"""Every table that belongs to a workspace, with its columns but for `workspace_id`."""

NEVER_SEEDED = ("timeline", "events", "opt_outs", "scripts", "deliveries", "delivery_faults")
"""Those of them that are empty in a workspace to which nothing has happened yet."""


COPIED = tuple(table for table in WORKSPACE_COLUMNS if table not in ("deliveries", "delivery_faults"))
"""Those that a copy of a workspace has: an event is delivered for the workspace in which it happened."""

NAMING_WORKSPACE = frozenset({"tasks", "webhooks"})
"""The tables whose documents hold the id of their workspace, as `orgId`."""


def together(participants: list[str]) -> str:
    """One text for a set of participants, whatever their order: a thread is found by it.

    They are kept apart by what none can hold: a short code may have a comma.
    """
    return "\n".join(sorted(set(participants)))


def contact_columns(contact: dict[str, Any]) -> dict[str, Any]:
    """The typed columns that follow from a contact."""
    return {
        "external_id": contact["externalId"],
        "source": contact["source"],
        "created_at": moment_of(contact["createdAt"]),
    }


def conversation_columns(conversation: dict[str, Any]) -> dict[str, Any]:
    """The typed columns that follow from a conversation; one without activity comes last."""
    deleted_at, active_at = conversation["deletedAt"], conversation["lastActivityAt"]
    return {
        "phone_number_id": conversation["phoneNumberId"],
        "participants": together(conversation["participants"]),
        "created_at": moment_of(conversation["createdAt"]),
        "updated_at": moment_of(conversation["updatedAt"]),
        "last_activity_at": 0 if active_at is None else moment_of(active_at),
        "deleted_at": None if deleted_at is None else moment_of(deleted_at),
        "active": int(deleted_at is None and active_at is not None),
    }


def task_columns(task: dict[str, Any]) -> dict[str, Any]:
    """The typed columns that follow from a task."""
    return {
        "created_at": moment_of(task["createdAt"]),
        "completed": int(task["completed"]),
        "deleted": int(task["isDeleted"]),
    }


def webhook_columns(webhook: dict[str, Any]) -> dict[str, Any]:
    """The typed columns that follow from a webhook."""
    return {"user_id": webhook["userId"], "created_at": moment_of(webhook["createdAt"])}
