"""No operation of the spec goes untested: each has a good path by its own name."""

from __future__ import annotations

from contract_tests.contract import test_reading, test_subscriptions, test_tasks, test_writing
from contract_tests.targets import Target


def test_every_operation_has_a_good_path(target: Target) -> None:
    modules = (test_reading, test_subscriptions, test_tasks, test_writing)
    tested = {name.removeprefix("test_") for module in modules for name in vars(module)}
    assert target.contract.operations.keys() - tested == set()
    assert len(target.contract.operations) == 47
