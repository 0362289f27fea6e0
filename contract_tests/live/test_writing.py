"""Contacts and tasks that carry the run's mark: made, read, changed and removed again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contract_tests.targets import Account
from maton_quo import Quo, errors, models

FICTITIOUS = "+12025550142"


@pytest.fixture
def quo(writer: Account) -> Iterator[Quo]:
    """The client of one who may write."""
    with writer.client() as client:
        yield client


def made(quo: Quo, mark: str, part: str) -> models.Contact:
    """A contact that carries the mark."""
    return quo.contacts.create(
        default_fields=models.ContactCreateFields(first_name="Contract"),
        external_id=f"{mark}-{part}",
        source=mark,
    )


def test_a_contact_is_made_read_changed_and_removed(quo: Quo, writer: Account) -> None:
    contact = made(quo, writer.mark, "life")
    assert (contact.source, contact.external_id) == (writer.mark, f"{writer.mark}-life")
    assert quo.contacts.get(contact.id).default_fields.first_name == "Contract"
    changed = models.ContactUpdateFields(company="Contract tests")
    assert quo.contacts.update(contact.id, default_fields=changed).default_fields.company == "Contract tests"
    quo.contacts.delete(contact.id)
    with pytest.raises(errors.NotFound):
        quo.contacts.get(contact.id)


def test_a_contact_is_found_by_its_external_id(quo: Quo, writer: Account) -> None:
    contact = made(quo, writer.mark, "found")
    assert [each.id for each in quo.contacts.list(external_ids=[f"{writer.mark}-found"])] == [contact.id]
    assert contact.id in [each.id for each in quo.contacts.list(sources=[writer.mark])]


def test_an_external_id_is_taken_once(quo: Quo, writer: Account) -> None:
    made(quo, writer.mark, "once")
    with pytest.raises(errors.Conflict):
        made(quo, writer.mark, "once")


def test_a_task_is_made_read_completed_and_removed(quo: Quo, writer: Account) -> None:
    number = quo.phone_numbers.list()[0]
    title = f"{writer.mark} life"
    task = quo.tasks.create(title=title, description="", phone_number_id=number.id)
    assert quo.tasks.get(task.task_id).title == title
    quo.tasks.update(task.task_id, title=title, description="Changed.")
    quo.tasks.complete(task.task_id)
    read = quo.tasks.get(task.task_id)
    assert (read.description, read.completed) == ("Changed.", True)
    quo.tasks.reopen(task.task_id)
    quo.tasks.delete(task.task_id)
    with pytest.raises(errors.NotFound):
        quo.tasks.get(task.task_id)
