"""What is drift and what is not, on exchanges made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests.drift import Finding, compare
from contract_tests.drift.making import JSON, found, kinds, refused, user, users
from contract_tests.exchanges import Exchange

PROBLEM = {"message": "No", "code": "1100429", "status": 429, "docs": "https://quo.com/docs", "title": "No"}
TWO = (user(1), user(2))


def only(findings: list[Finding]) -> Finding:
    (finding,) = findings
    return finding


@pytest.mark.parametrize(
    ("changes", "kind", "left", "right"),
    [
        ({"nickname": "Al"}, "new-field", "absent", "present (string)"),
        ({"email": None}, "nullability", "never null", "null"),
        ({"email": 7}, "type", "string", "integer"),
        ({"role": "guest"}, "enum", "only words of the spec", "guest"),
        ({"email": "nobody"}, "format", "format email", "another text"),
        ({"id": "UR1abc"}, "format", "US…", "UR…"),
        (
            {"createdAt": "2026-01-01 00:01:00"},
            "format",
            "date-time, 3 decimals, Z",
            "a date and time with a space",
        ),
    ],
)
def test_a_side_that_leaves_the_spec_is_named(
    changes: dict[str, Any], kind: str, left: str, right: str
) -> None:
    finding = only(found([users(*TWO)], [users(user(1, **changes), user(2))]))
    assert (finding.kind, finding.left, finding.right, finding.departs) == (kind, left, right, "right")
    assert finding.path == f"data[].{next(iter(changes))}"
    assert finding.operation == "users_list"


def test_both_leaving_the_spec_alike_is_no_drift() -> None:
    odd = users(user(1, role="guest", nickname="Al"), user(2))
    assert kinds([odd], [users(user(3, role="guest", nickname=None))]) == []


def test_both_leaving_it_each_in_its_own_way_is() -> None:
    finding = only(found([users(user(1, role="guest"))], [users(user(1, role="robot"))]))
    assert (finding.left, finding.right, finding.departs) == ("guest", "robot", "both")


def test_an_empty_list_has_no_say_but_does_not_hide_the_other_side() -> None:
    finding = only(found([users()], [users(user(1, nickname="Al"))]))
    assert (finding.kind, finding.left) == ("new-field", "no example")
    assert kinds([users()], [users(*TWO)]) == []


def test_words_of_the_enum_and_nulls_that_the_spec_allows_are_data() -> None:
    assert kinds([users(*TWO)], [users(user(1, role="member", firstName="Jo"), user(2, role="admin"))]) == []


def test_an_optional_field_that_one_side_always_has_and_the_other_never_is_told() -> None:
    many = [user(number, pictureUrl=None) for number in range(3)]
    finding = only(found([users(*many)], [users(*(user(number) for number in range(3)))]))
    assert (finding.kind, finding.departs) == ("missing-field", "neither")
    assert (finding.left, finding.right) == ("always present", "never present")
    assert kinds([users(*many)], [users(*many[:2], user(3))]) == []
    assert kinds([users(*many)], [users(*TWO)]) == []  # two are too few to say never


@pytest.mark.parametrize(
    ("right", "path"),
    [
        (users(user(1), user(2), most=1), "data"),
        (users(user(1), most=2, token="", total=3, nextPageToken="t"), "data"),
        (users(user(1), total=3), "nextPageToken"),
        (users(*TWO, total=1), "totalItems"),
    ],
)
def test_a_page_that_breaks_its_promise_is_found(right: Exchange, path: str) -> None:
    assert kinds([users(*TWO)], [right]) == [("pagination", path)]


def test_pages_that_overlap_or_count_anew_are_found() -> None:
    first = users(user(1), user(2), most=2, total=3, nextPageToken="t")
    first_of_two = [first, users(user(3), case="second-page", most=2, token="t", total=3)]
    assert kinds(first_of_two, first_of_two) == []
    repeats = [first, users(user(2), case="second-page", most=2, token="t", total=3)]
    assert kinds(first_of_two, repeats) == [("pagination", "data")]
    recounts = [first, users(user(3), case="second-page", most=2, token="t", total=9)]
    assert kinds(first_of_two, recounts) == [("pagination", "totalItems")]


def test_the_order_is_told_by_the_times_and_needs_two_of_them() -> None:
    finding = only(found([users(*TWO)], [users(user(2), user(1))]))
    assert (finding.kind, finding.left, finding.right) == (
        "order",
        "oldest createdAt first",
        "newest createdAt first",
    )
    mixed = only(found([users(*TWO)], [users(user(2), user(1), user(3))]))
    assert mixed.right == "in no order of createdAt"
    assert kinds([users(*TWO)], [users(user(2), user(2, id="US9abc"))]) == []


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        ({"retry-after": "1"}, {}, ("N", "absent")),
        ({"allow": "POST, GET"}, {"allow": "GET"}, ("GET, POST", "GET")),
        ({"ratelimit": '"per-second"; r=9; t=1'}, {"ratelimit": "9"}, ('"per-second"; r=N; t=N', "N")),
        ({"content-type": "text/plain"}, {}, ("text/plain", JSON["content-type"])),
        ({"www-authenticate": "Bearer realm=x"}, {}, ("present", "absent")),
    ],
)
def test_headers_are_compared_by_form(
    left: dict[str, str], right: dict[str, str], words: tuple[str, str]
) -> None:
    finding = only(found([refused(429, PROBLEM, left)], [refused(429, PROBLEM, right)]))
    assert (finding.kind, finding.path) == ("header", next(iter(left)))
    assert (finding.left, finding.right) == words


def test_numbers_in_headers_and_the_order_of_methods_are_values() -> None:
    left = {"ratelimit": '"per-second"; r=9; t=1', "allow": "GET, POST", "retry-after": "1"}
    right = {"ratelimit": '"per-second"; r=0; t=1', "allow": "POST,GET", "retry-after": "30"}
    assert kinds([refused(429, PROBLEM, left)], [refused(429, PROBLEM, right)]) == []


def test_codes_and_shapes_of_errors_are_compared_and_their_texts_are_not() -> None:
    def against(**changes: Any) -> list[Finding]:
        return found([refused(429, PROBLEM)], [refused(429, {**PROBLEM, **changes})])

    assert against(message="Nein", title="Nein") == []
    assert only(against(code="1199429")).kind == "error-code"
    assert only(against(trace="1")).kind == "error-shape"
    wrapped = {"error": {"message": "No", "key": "TooMany", "trace": "1"}}
    finding = only(found([refused(429, PROBLEM)], [refused(429, wrapped)]))
    assert (finding.kind, finding.right, finding.known) == (
        "error-shape",
        "{error: {key, message, trace}}",
        None,
    )


def test_a_refused_key_may_be_told_in_either_shape() -> None:
    flat, wrapped = (
        {"message": "", "status": 401, "title": ""},
        {"error": {"message": "", "key": "", "trace": ""}},
    )
    finding = only(found([refused(401, flat)], [refused(401, wrapped)]))
    assert finding.known == "auth_error_shape"


def test_a_call_that_only_one_side_was_asked_is_named_and_is_no_drift() -> None:
    second = users(user(3), case="second-page", token="t", total=2)
    report = compare([users(*TWO)], [users(*TWO), second])
    assert (report.only_left, report.only_right) == ((), ("users_list second-page",))
    assert report.findings == ()


def test_a_call_refused_without_reason_leaves_the_spec() -> None:
    finding = only(found([users(*TWO)], [refused(400, PROBLEM)]))
    assert (finding.kind, finding.left, finding.right, finding.departs) == ("status", "200", "400", "right")
    assert finding.known is None
