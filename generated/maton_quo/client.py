"""The two ways in: `Quo`, and `AsyncQuo` for code that awaits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime.async_client import AsyncClient
from ._runtime.client import Client

if TYPE_CHECKING:
    from .api.calls import AsyncCalls, Calls
    from .api.connections import AsyncConnections, Connections
    from .api.contact_custom_fields import AsyncContactCustomFields, ContactCustomFields
    from .api.contacts import AsyncContacts, Contacts
    from .api.conversations import AsyncConversations, Conversations
    from .api.messages import AsyncMessages, Messages
    from .api.phone_numbers import AsyncPhoneNumbers, PhoneNumbers
    from .api.tasks import AsyncTasks, Tasks
    from .api.users import AsyncUsers, Users
    from .api.webhooks import AsyncWebhooks, Webhooks


class Quo(Client):
    """Quo through the Maton gateway.

    Threads may share one. `with` closes it.
    """

    _version = "0.1.0"

    @property
    def connections(self) -> Connections:
        """OAuth connections between a Maton account and Quo workspaces."""
        from .api.connections import Connections

        return Connections(self)

    @property
    def phone_numbers(self) -> PhoneNumbers:
        """The workspace's own phone numbers."""
        from .api.phone_numbers import PhoneNumbers

        return PhoneNumbers(self)

    @property
    def users(self) -> Users:
        """The people of the workspace."""
        from .api.users import Users

        return Users(self)

    @property
    def messages(self) -> Messages:
        """Text messages, sent and received."""
        from .api.messages import Messages

        return Messages(self)

    @property
    def calls(self) -> Calls:
        """Calls and what remains of them: recordings, summaries, transcripts, voicemails."""
        from .api.calls import Calls

        return Calls(self)

    @property
    def contacts(self) -> Contacts:
        """The address book."""
        from .api.contacts import Contacts

        return Contacts(self)

    @property
    def contact_custom_fields(self) -> ContactCustomFields:
        """The extra fields that a workspace has defined for its contacts."""
        from .api.contact_custom_fields import ContactCustomFields

        return ContactCustomFields(self)

    @property
    def conversations(self) -> Conversations:
        """Threads of messages and calls with the same participants on one number."""
        from .api.conversations import Conversations

        return Conversations(self)

    @property
    def tasks(self) -> Tasks:
        """Things to do about a phone number, a conversation, or a message or call."""
        from .api.tasks import Tasks

        return Tasks(self)

    @property
    def webhooks(self) -> Webhooks:
        """URLs that are told of messages, calls, summaries and transcripts."""
        from .api.webhooks import Webhooks

        return Webhooks(self)


class AsyncQuo(AsyncClient):
    """Quo through the Maton gateway, for code that awaits.

    The tasks of one event loop may share one; cancelling a call leaves it usable. `async with` closes it.
    """

    _version = "0.1.0"

    @property
    def connections(self) -> AsyncConnections:
        """OAuth connections between a Maton account and Quo workspaces."""
        from .api.connections import AsyncConnections

        return AsyncConnections(self)

    @property
    def phone_numbers(self) -> AsyncPhoneNumbers:
        """The workspace's own phone numbers."""
        from .api.phone_numbers import AsyncPhoneNumbers

        return AsyncPhoneNumbers(self)

    @property
    def users(self) -> AsyncUsers:
        """The people of the workspace."""
        from .api.users import AsyncUsers

        return AsyncUsers(self)

    @property
    def messages(self) -> AsyncMessages:
        """Text messages, sent and received."""
        from .api.messages import AsyncMessages

        return AsyncMessages(self)

    @property
    def calls(self) -> AsyncCalls:
        """Calls and what remains of them: recordings, summaries, transcripts, voicemails."""
        from .api.calls import AsyncCalls

        return AsyncCalls(self)

    @property
    def contacts(self) -> AsyncContacts:
        """The address book."""
        from .api.contacts import AsyncContacts

        return AsyncContacts(self)

    @property
    def contact_custom_fields(self) -> AsyncContactCustomFields:
        """The extra fields that a workspace has defined for its contacts."""
        from .api.contact_custom_fields import AsyncContactCustomFields

        return AsyncContactCustomFields(self)

    @property
    def conversations(self) -> AsyncConversations:
        """Threads of messages and calls with the same participants on one number."""
        from .api.conversations import AsyncConversations

        return AsyncConversations(self)

    @property
    def tasks(self) -> AsyncTasks:
        """Things to do about a phone number, a conversation, or a message or call."""
        from .api.tasks import AsyncTasks

        return AsyncTasks(self)

    @property
    def webhooks(self) -> AsyncWebhooks:
        """URLs that are told of messages, calls, summaries and transcripts."""
        from .api.webhooks import AsyncWebhooks

        return AsyncWebhooks(self)
