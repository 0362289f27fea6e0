"""What clients are told who ask side by side can be explained by some order, wherever they ask.

Short histories, in this process; `--depth fuzz` records longer ones everywhere, as
`python -m contract_tests.histories` does.
"""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests import depths, services
from contract_tests.histories.places import place
from contract_tests.histories.running import run


def test_every_history_is_linearisable(where: str, end_of_services: None, record_property: Any) -> None:
    clients, each = (8, 100) if depths.is_deep() else (5, 20)
    try:
        with place(where) as found:
            history = run(
                found.url,
                clients=clients,
                each=each,
                seed=1,
                fresh_connections=found.replicated,
                meanwhile=found.trouble,
            )
    except services.Missing as reason:
        pytest.skip(str(reason))
    record_property("history", f"{history.calls} calls, {history.unknown} without an answer")
    assert history.mistakes == []
    assert history.calls >= clients * each / 2
    assert history.walks
