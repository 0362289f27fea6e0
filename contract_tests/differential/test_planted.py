"""Each planted difference is found, and told in at most four steps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contract_tests.differential.planted import PLANTED
from contract_tests.differential.planting import grown
from contract_tests.differential.script import script
from contract_tests.differential.search import search
from contract_tests.targets import Target

SHOWN_BY = {
    "a deleted contact stays in the list": ["contacts.create", "contacts.delete", "contacts.list"],
}


@pytest.fixture(scope="module")
def sound() -> Iterator[Target]:
    """A gateway without a planted difference."""
    with grown({}) as target:
        yield target


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_difference_is_told_in_four_steps_at_most(sound: Target, name: str) -> None:
    with grown(PLANTED[name]()) as altered:
        difference = search(sound, altered, examples=600, start="empty").difference
    assert difference is not None, "it was not found"
    print(name, [taken.step.does for taken in difference.taken], [d.where for d in difference.found])
    print(script(difference))
    assert len(difference.taken) <= 4, script(difference)
