"""Each planted difference is found, and told in at most four steps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contract_tests.differential import rules
from contract_tests.differential.planted import PLANTED
from contract_tests.differential.planting import grown
from contract_tests.differential.script import script
from contract_tests.differential.search import search
from contract_tests.targets import Target

TOPICS: dict[str, type[rules.Machine]] = {
    "contacts": rules.Contacts,
    "messages": rules.Threads,
    "tasks": rules.Tasks,
    "webhooks": rules.Webhooks,
}
LAST = {
    "a deleted contact stays in the list": "contacts.list",
    "the total counts deleted contacts": "contacts.list",
    "an update clears the arrays that it leaves out": "contacts.update",
    "two contacts may have one external id": "contacts.",
    "an update doubles e-mails": "contacts.update",
    "the filter by source is blind to case": "contacts.list",
    "a page token skips a contact": "contacts.list.pages",
    "a text is delivered in no time": "messages.",
    "a done thread stays done when a text is sent": "conversations.",
    "texts are free": "",
    "who has opted out gets texts all the same": "messages.send",
    "an update of a task is no revision": "tasks.",
    "a deleted webhook is still there": "webhooks.",
}
"""What the last step has to be, as far as it is clear: the one at which the difference shows."""


@pytest.fixture(scope="module")
def sound() -> Iterator[Target]:
    """A gateway without a planted difference."""
    with grown({}) as target:
        yield target


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_difference_is_told_in_four_steps_at_most(sound: Target, name: str) -> None:
    alterations = PLANTED[name]()
    topic = TOPICS[next(iter(alterations)).partition("_")[0]]
    with grown(alterations) as altered:
        difference = search(sound, altered, examples=200, start="empty", topics=[(topic,)]).difference
    assert difference is not None, "it was not found"
    assert len(difference.taken) <= 4, script(difference)
    assert difference.taken[-1].step.does.startswith(LAST[name]), script(difference)
