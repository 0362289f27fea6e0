"""A capture is like itself, sides can be swapped, and no value of either comes into a report."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from contract_tests.drift import Report, compare, document, page, terminal
from contract_tests.drift.conftest import Captured
from contract_tests.exchanges import Exchange

SOME = ("users_list", "messages_list", "contacts_get", "calls_recordings", "webhooks_get", "door")
MADE = "2026-11-24T00:00:00Z"
SECRETS = st.text("abcXYZ 0123é<&", min_size=4, max_size=20).map(lambda text: f"Zq {text} qZ")
VALUES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    SECRETS,
    st.lists(SECRETS, max_size=2),
    st.dictionaries(st.sampled_from(["id", "name", "x"]), SECRETS, max_size=2),
)


@pytest.fixture
def some(captured: Captured) -> list[Exchange]:
    return [exchange for exchange in captured() if exchange.operation in SOME]


@st.composite
def changes(draw: st.DrawFn) -> Callable[[list[Exchange]], list[Exchange]]:
    """A few random changes of form to a capture."""
    steps = draw(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 9), VALUES), max_size=6))
    status = draw(st.sampled_from([None, 200, 201, 400, 401, 404, 500]))

    def changed(exchanges: list[Exchange]) -> list[Exchange]:
        made = deepcopy(exchanges)
        for where, how, value in steps:
            place = where % len(made)
            made[place] = replace(made[place], content=_changed(made[place].content, where, how, value))
            if status is not None and how == 9:
                made[place] = replace(made[place], status=status, headers={})
        return made

    return changed


def _changed(content: Any, where: int, how: int, value: Any) -> Any:
    """Go down some way, and put a value there, or take something away, or turn a list round."""
    if isinstance(content, dict) and content and how:
        key = sorted(content)[where % len(content)]
        if how == 1:
            return {name: inner for name, inner in content.items() if name != key}
        if how == 2:
            return {**content, "added": value}
        return {**content, key: _changed(content[key], where // 3, how - 1, value)}
    if isinstance(content, list) and content and how:
        if how == 1:
            return content[::-1]
        place = where % len(content)
        return [*content[:place], _changed(content[place], where // 3, how - 1, value), *content[place + 1 :]]
    return value


def shown(report: Report) -> str:
    """Everything that anybody gets to see."""
    printed = StringIO()
    terminal.show(report, Console(file=printed, width=400))
    return (
        printed.getvalue()
        + json.dumps(document.document(report, MADE), ensure_ascii=False)
        + page.page(report, MADE)
    )


@given(change=changes())
def test_a_capture_does_not_drift_from_itself(
    some: list[Exchange], change: Callable[[list[Exchange]], list[Exchange]]
) -> None:
    made = change(some)
    assert compare(made, deepcopy(made)).findings == ()


@given(one=changes(), other=changes(), excuses=st.booleans())
def test_the_sides_can_be_swapped(
    some: list[Exchange],
    one: Callable[[list[Exchange]], list[Exchange]],
    other: Callable[[list[Exchange]], list[Exchange]],
    excuses: bool,
) -> None:
    left, right = one(some), other(some)
    there, back = compare(left, right, excuses=excuses), compare(right, left, excuses=excuses)
    assert {replace(finding.swapped(), case="") for finding in back.findings} == {
        replace(finding, case="") for finding in there.findings
    }


@given(change=changes())
def test_no_value_comes_into_a_report(
    some: list[Exchange], change: Callable[[list[Exchange]], list[Exchange]]
) -> None:
    assert "Zq" not in shown(compare(some, change(some)))


@given(secret=SECRETS)
def test_not_even_if_every_text_of_one_side_is_another(some: list[Exchange], secret: str) -> None:
    def all_of(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: all_of(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [all_of(inner) for inner in value]
        return secret if isinstance(value, str) else value

    spoilt = [
        replace(each, content=all_of(each.content), headers=dict.fromkeys(each.headers, secret))
        for each in some
    ]
    report = compare(some, spoilt)
    assert report.new
    assert "Zq" not in shown(report)
