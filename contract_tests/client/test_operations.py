"""No operation of the contract is left out of the tests."""

from __future__ import annotations

import re
from pathlib import Path

from . import test_operations_contacts as contacts
from . import test_operations_tasks as tasks
from . import test_operations_traffic as traffic
from . import test_operations_webhooks as webhooks
from . import test_operations_workspace as workspace


def test_every_operation_of_the_contract_is_tested() -> None:
    contract = (Path(__file__).parents[2] / "spec" / "openapi.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"operationId: (\w+)", contract)) == {
        *contacts.CASES,
        *tasks.CASES,
        *webhooks.CASES,
        *traffic.CASES,
        *workspace.CASES,
    }
