"""No operation of the contract is left out of the tests."""

from __future__ import annotations

from mock_gateway import spec

from . import test_operations_contacts as contacts
from . import test_operations_tasks as tasks
from . import test_operations_traffic as traffic
from . import test_operations_webhooks as webhooks
from . import test_operations_workspace as workspace


def test_every_operation_of_the_contract_is_tested() -> None:
    stated = [
        each for item in spec.read()["paths"].values() for each in item.values() if "operationId" in each
    ]
    assert {each["operationId"] for each in stated} == {
        *contacts.CASES,
        *tasks.CASES,
        *webhooks.CASES,
        *traffic.CASES,
        *workspace.CASES,
    }
