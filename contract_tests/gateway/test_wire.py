"""Queries are read as Quo's server reads them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_gateway.contract import load
from mock_gateway.profile import Profile
from mock_gateway.wire import QueryParameter, read

DOCUMENTED = load(Profile.named("documented"))
OBSERVED = load(Profile.named("observed"))
MESSAGES = DOCUMENTED.operations["messages_list"]
CONVERSATIONS = DOCUMENTED.operations["conversations_list"]


@pytest.mark.leans_on("arrays-in-three-forms", "array-with-indices")
@pytest.mark.parametrize(
    "pairs",
    [
        [("participants", "+1555"), ("participants", "+1666")],
        [("participants[]", "+1555"), ("participants[]", "+1666")],
        [("participants[0]", "+1555"), ("participants[1]", "+1666")],
        [("participants[1]", "+1666"), ("participants[0]", "+1555")],
        [("participants", "+1555"), ("participants[]", "+1666")],
    ],
)
def test_an_array_may_be_written_in_every_way_that_clients_write_it(pairs: list[tuple[str, str]]) -> None:
    assert MESSAGES.read_query(pairs) == {"participants": ["+1555", "+1666"]}


@pytest.mark.parametrize("name", ["participants", "participants[]", "participants[0]"])
def test_a_single_value_of_an_array_is_an_array(name: str) -> None:
    assert MESSAGES.read_query([(name, "+1555")]) == {"participants": ["+1555"]}


@pytest.mark.leans_on("comma-is-no-separator")
def test_a_comma_does_not_separate_values() -> None:
    # seen on the live service: externalIds=a,b is one id of three characters
    assert DOCUMENTED.operations["contacts_list"].read_query([("externalIds", "a,b")]) == {
        "externalIds": ["a,b"]
    }


@pytest.mark.leans_on("many-values-are-an-array")
def test_the_guides_hundred_values_are_an_array() -> None:
    pairs = [("phoneNumbers", "PN1")] * 100
    assert CONVERSATIONS.read_query(pairs) == {"phoneNumbers": ["PN1"] * 100}


@pytest.mark.leans_on("scalar-twice-is-400")
@pytest.mark.parametrize("name", ["maxResults", "maxResults[]"])
def test_a_scalar_given_twice_is_a_list_and_a_complaint(name: str) -> None:
    query = MESSAGES.read_query([("maxResults", "1"), (name, "2")])
    assert query == {"maxResults": [1, 2]}
    assert ("/maxResults", "Expected integer") in [
        (complaint.path, complaint.message) for complaint in MESSAGES.complaints({}, query, None)
    ]


def test_a_scalar_in_brackets_is_a_list_and_a_complaint() -> None:
    assert MESSAGES.read_query([("maxResults[]", "1")]) == {"maxResults": [1]}


@pytest.mark.leans_on("large-index-is-object")
@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ([("participants[a]", "x")], {"a": "x"}),
        ([("participants[a][b]", "x")], {"a": {"b": "x"}}),
        ([("participants[21]", "x")], {"21": "x"}),
        ([("participants[007]", "x")], {"007": "x"}),
        ([("participants", "x"), ("participants[a]", "y")], {"0": "x", "a": "y"}),
    ],
)
def test_names_in_brackets_make_an_object_and_a_complaint(pairs: list[tuple[str, str]], value: Any) -> None:
    query = MESSAGES.read_query(pairs)
    assert query == {"participants": value}
    assert "Expected array" in [complaint.message for complaint in MESSAGES.complaints({}, query, None)]


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("10", 10), ("-1", -1), ("9" * 15, 10**15 - 1)])
def test_an_integer_is_read(text: str, value: int) -> None:
    assert MESSAGES.read_query([("maxResults", text)]) == {"maxResults": value}


@pytest.mark.parametrize(
    "text", ["", "ten", " 1", "1 ", "1_0", "+1", "1.0", "1e1", "0x1", "１", "٣", "9" * 5000]
)
def test_what_is_not_an_integer_stays_the_text_it_was(text: str) -> None:
    query = MESSAGES.read_query([("maxResults", text)])
    assert query == {"maxResults": text}
    assert "Expected integer" in [complaint.message for complaint in MESSAGES.complaints({}, query, None)]


@pytest.mark.leans_on("booleans-are-words")
@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("false", False), ("True", "True"), ("1", "1"), ("", "")]
)
def test_only_true_and_false_are_booleans(text: str, value: bool | str) -> None:
    assert CONVERSATIONS.read_query([("excludeInactive", text)]) == {"excludeInactive": value}


@pytest.mark.leans_on("unknown-parameters-ignored")
@pytest.mark.parametrize(
    "name", ["pageSize", "participantsX", "", "[]", "participants]", "Participants", "a[b"]
)
def test_unknown_names_are_dropped(name: str) -> None:
    # seen on the live service: pageSize=100 is ignored
    assert MESSAGES.read_query([(name, "100")]) == {}


def test_the_raw_plus_of_the_guides_urls_is_a_plus() -> None:
    assert MESSAGES.read_query([("participants[]", " 15555555555")]) == {"participants": ["+15555555555"]}
    assert CONVERSATIONS.read_query([("phoneNumber", " 15555555555")]) == {"phoneNumber": "+15555555555"}


def test_to_the_live_service_a_raw_plus_is_a_space_and_a_complaint() -> None:
    operation = OBSERVED.operations["messages_list"]
    query = operation.read_query([("participants[]", " 15555555555"), ("phoneNumberId", "PN1")])
    assert query["participants"] == [" 15555555555"]
    assert [complaint.path for complaint in operation.complaints({}, query, None)] == ["/participants/0"]


@pytest.mark.parametrize("text", ["  1555", " x", " ", "", " +1555", " ²"])
def test_other_spaces_stay_spaces(text: str) -> None:
    assert MESSAGES.read_query([("participants", text)]) == {"participants": [text]}


def test_a_plus_is_restored_in_phone_numbers_only() -> None:
    assert MESSAGES.read_query([("pageToken", " 1555")]) == {"pageToken": " 1555"}


def test_an_absent_parameter_is_absent_and_its_default_known() -> None:
    assert MESSAGES.read_query([]) == {}
    assert MESSAGES.defaults == {"maxResults": 10}


def test_items_of_an_array_have_the_type_of_items() -> None:
    parameter = QueryParameter.of(
        {"type": "array", "items": {"type": ["integer", "null"]}}, {}, restore_plus=True
    )
    assert read([("n", "1"), ("n", "x")], {"n": parameter}) == {"n": [1, "x"]}


NAMES = st.sampled_from(["participants", "maxResults", "excludeInactive", "phoneNumbers", "since", "x"])
BRACKETS = st.text(alphabet="[]0129a١²", max_size=12) | st.integers(0, 40).map(lambda deep: "[a]" * deep)
PAIRS = st.lists(st.tuples(st.builds(str.__add__, NAMES, BRACKETS) | st.text(), st.text()), max_size=6)


@settings(deadline=None)
@given(PAIRS, st.sampled_from([MESSAGES, CONVERSATIONS, OBSERVED.operations["calls_list"]]))
def test_reading_and_judging_never_raises(pairs: list[tuple[str, str]], operation: Any) -> None:
    query = operation.read_query(pairs)
    assert query.keys() <= operation.parameters.keys()
    operation.complaints({}, query, None)
