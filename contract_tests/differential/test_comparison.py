"""What counts as the same, and what does not: ids and times are freed of chance, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests.differential.comparison import Answer, Comparison
from contract_tests.differential.names import Names

START = 1_800_000_000.0  # 2027-01-15T08:00:00Z


def compared(left: Any, right: Any, *, tag: str = "contacts", started: float | None = START) -> list[str]:
    """Where two bodies differ."""
    comparison = Comparison(Names(), ("http://left", "http://right"), started)
    answers = [Answer(200, {}, content) for content in (left, right)]
    return [each.where for each in comparison.differences(f"{tag}_get", tag, *answers)]


def test_ids_are_the_same_if_they_always_stand_for_each_other() -> None:
    assert compared([{"id": "CTa"}, {"id": "CTb"}], [{"id": "CTx"}, {"id": "CTy"}]) == []
    assert compared([{"id": "CTa"}, {"id": "CTa"}], [{"id": "CTx"}, {"id": "CTx"}]) == []


def test_an_id_that_stands_for_two_is_a_difference() -> None:
    assert compared([{"id": "CTa"}, {"id": "CTa"}], [{"id": "CTx"}, {"id": "CTy"}]) == ["/1/id"]
    assert compared([{"id": "CTa"}, {"id": "CTb"}], [{"id": "CTx"}, {"id": "CTx"}]) == ["/1/id"]


def test_tokens_and_traces_count_only_by_being_there() -> None:
    assert compared({"nextPageToken": "a", "trace": "1"}, {"nextPageToken": "b", "trace": "2"}) == []
    assert compared({"nextPageToken": "a"}, {"nextPageToken": None}) == ["/nextPageToken"]


def test_times_count_where_both_clocks_stand_together() -> None:
    early, late = {"createdAt": "2027-01-15T08:00:01.000Z"}, {"createdAt": "2027-01-15T08:00:02.000Z"}
    assert compared(early, late) == ["/createdAt"]
    assert compared(early, late, started=None) == []
    assert compared(early, {"createdAt": None}, started=None) == ["/createdAt"]


@pytest.mark.parametrize(("left", "right"), [(1, True), (0, False), (1, 1.0), ("1", 1), (None, ""), ([], {})])
def test_values_of_other_types_differ(left: Any, right: Any) -> None:
    assert compared({"x": left}, {"x": right}) == ["/x"]


def test_what_one_side_lacks_is_a_difference_even_if_the_other_has_null() -> None:
    assert compared({"x": None}, {}) == ["/x"]
    assert compared([1], [1, None]) == ["/1"]


def test_a_status_or_a_header_that_matters_is_a_difference() -> None:
    comparison = Comparison(Names(), ("", ""), None)
    plain = Answer(200, {"content-type": "application/json"}, None)
    html = Answer(200, {"content-type": "text/html"}, None)
    assert [each.where for each in comparison.differences("x", "x", plain, html)] == ["header content-type"]
    assert [each.where for each in comparison.differences("x", "x", plain, Answer(404, {}, 1))] == ["status"]
