"""The differences that the machine must find: each altered operation's answers look right by themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from contract_tests.differential import planted_contacts as contacts
from contract_tests.differential import planted_traffic as traffic
from contract_tests.differential.planting import Alteration

Plant = Callable[[], Mapping[str, Alteration]]
"""Makes the alterations of one difference anew, by operationId."""


def _both(pair: tuple[Alteration, Alteration]) -> Mapping[str, Alteration]:
    return {"contacts_delete": pair[0], "contacts_list": pair[1]}


PLANTED: dict[str, Plant] = {
    "a deleted contact stays in the list": lambda: _both(contacts.forgotten()),
    "the total counts deleted contacts": lambda: _both(contacts.counted()),
    "an update clears the arrays that it leaves out": lambda: {"contacts_update": contacts.clearing},
    "two contacts may have one external id": lambda: {"contacts_create": contacts.tolerant},
    "an update doubles e-mails": lambda: {"contacts_update": contacts.doubling},
    "the filter by source is blind to case": lambda: {"contacts_list": contacts.blind_to_case},
    "a page token skips a contact": lambda: {"contacts_list": contacts.skipping},
    "a text is delivered in no time": lambda: {"messages_send": traffic.in_no_time},
    "a done thread stays done when a text is sent": lambda: {"messages_send": traffic.left_done},
    "texts are free": lambda: {"messages_send": traffic.free},
    "who has opted out gets texts all the same": lambda: {"messages_send": traffic.pushy},
    "an update of a task is no revision": lambda: {"tasks_update": traffic.standing_still},
    "a deleted webhook is still there": lambda: {"webhooks_delete": traffic.deaf},
}
"""By what is wrong."""
