"""Statuses that every operation promises and few can be brought to: asked for, they keep the spec."""

from __future__ import annotations

import pytest

from contract_tests.contract.test_door import any_call
from contract_tests.targets import Account, Target


@pytest.mark.parametrize(
    ("fault", "status", "promise"),
    [("rate-limit", 429, "429"), ("422", 422, "4XX"), ("402", 402, "402")],
    ids=["haste", "anything", "payment"],
)
def test_every_operation_that_promises_a_status_can_answer_it(
    target: Target, account: Account, fault: str, status: int, promise: str
) -> None:
    operations = [each for each in target.contract.operations.values() if promise in each.answers]
    assert operations
    with account.http() as http:
        for operation in operations:
            response = any_call(operation).send(http, headers={"Mock-Fault": fault})
            assert response.status_code == status, operation.id
