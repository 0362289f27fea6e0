"""Page tokens: they come back unharmed, and nothing else does."""

from __future__ import annotations

import base64
import json
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_gateway.paging import LONGEST_TOKEN, BadToken, Position, Scope, issue, redeem

SECRET = b"a secret of the test"
SCOPE = Scope.of("messages_list", "ws1", {"phoneNumberId": "PN123abc", "participants": ["+15555555555"]})
TOKEN = issue(SECRET, SCOPE, "AC123abc", 1640995200000)
URL_SAFE = string.ascii_letters + string.digits + "-_"


@pytest.mark.leans_on("token-is-base64-of-last-id")
def test_a_token_looks_like_the_one_in_the_guide() -> None:
    assert TOKEN.startswith("eyJsYXN0SWQiOi")
    assert set(TOKEN) <= set(URL_SAFE)


@settings(deadline=None)
@given(st.text(max_size=64), st.integers() | st.text(max_size=64))
def test_a_token_leads_back_to_its_position(last_id: str, last_key: int | str) -> None:
    position = redeem(SECRET, SCOPE, issue(SECRET, SCOPE, last_id, last_key))
    assert position == Position(last_id, last_key)
    assert type(position.last_key) is type(last_key)


def test_the_page_size_may_change_between_pages() -> None:
    first = Scope.of("users_list", "ws1", {"maxResults": 10})
    second = Scope.of("users_list", "ws1", {"maxResults": 50, "pageToken": "eyJsYXN0SWQiOi"})
    assert redeem(SECRET, second, issue(SECRET, first, "US1", 1)) == Position("US1", 1)


def test_the_order_within_an_array_does_not_matter() -> None:
    one = Scope.of("messages_list", "ws1", {"participants": ["+1555", "+1666"], "userId": "US1"})
    other = Scope.of("messages_list", "ws1", {"userId": "US1", "participants": ["+1666", "+1555"]})
    assert one == other


@settings(deadline=None)
@given(st.data())
def test_any_single_changed_character_is_refused(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(TOKEN) - 1))
    changed = data.draw(st.sampled_from(URL_SAFE + "+/=. é").filter(lambda character: character != TOKEN[at]))
    with pytest.raises(BadToken):
        redeem(SECRET, SCOPE, TOKEN[:at] + changed + TOKEN[at + 1 :])


def test_a_truncated_token_is_refused() -> None:
    for length in range(len(TOKEN)):
        with pytest.raises(BadToken):
            redeem(SECRET, SCOPE, TOKEN[:length])


@settings(deadline=None)
@given(
    st.text()
    | st.text(alphabet=URL_SAFE)
    | st.binary().map(lambda raw: base64.urlsafe_b64encode(raw).decode())
)
def test_a_made_up_token_is_refused(token: str) -> None:
    with pytest.raises(BadToken):
        redeem(SECRET, SCOPE, token)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["lastId", "lastKey", "mac"]), inner),
)


@settings(deadline=None)
@given(JSON)
def test_json_that_was_not_issued_is_refused(content: object) -> None:
    token = base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()
    with pytest.raises(BadToken):
        redeem(SECRET, SCOPE, token)


def respelled(**changes: object) -> str:
    content = json.loads(base64.urlsafe_b64decode(TOKEN + "=" * (-len(TOKEN) % 4))) | changes
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "token",
    [
        pytest.param(TOKEN + "=", id="padded"),
        pytest.param(TOKEN + "\n", id="with a newline"),
        pytest.param(" " + TOKEN, id="with a space"),
        pytest.param(respelled(), id="the same content with spaces in its JSON"),
        pytest.param(respelled(lastKey=1640995200000.0), id="a float for an integer"),
        pytest.param(respelled(lastKey="1640995200000"), id="a text for an integer"),
        pytest.param(respelled(lastKey=True), id="a boolean for an integer"),
        pytest.param(respelled(lastId="AC124abc"), id="another id"),
        pytest.param(respelled(lastId="日" * 400), id="a text that grows when escaped"),
        pytest.param(respelled(extra=1), id="a member too many"),
        pytest.param(TOKEN * 20, id="oversized"),
        pytest.param(base64.urlsafe_b64encode(b"[" * 1500).decode(), id="nested deeply"),
        pytest.param("", id="empty"),
    ],
)
def test_another_spelling_of_a_token_is_refused(token: str) -> None:
    with pytest.raises(BadToken):
        redeem(SECRET, SCOPE, token)


@pytest.mark.parametrize(
    "scope",
    [
        pytest.param(Scope("calls_list", SCOPE.workspace_id, SCOPE.filters), id="operation"),
        pytest.param(Scope(SCOPE.operation_id, "ws2", SCOPE.filters), id="workspace"),
        pytest.param(Scope.of("messages_list", "ws1", {"phoneNumberId": "PN123abc"}), id="filters"),
        pytest.param(Scope("messages_listws1", "", SCOPE.filters), id="shifted"),
    ],
)
def test_a_token_of_another_list_is_refused(scope: Scope) -> None:
    with pytest.raises(BadToken):
        redeem(SECRET, scope, TOKEN)


def test_a_token_signed_with_another_secret_is_refused() -> None:
    with pytest.raises(BadToken):
        redeem(b"another secret", SCOPE, TOKEN)


def test_a_token_is_never_issued_that_would_be_refused_for_its_length() -> None:
    with pytest.raises(ValueError, match=f"{LONGEST_TOKEN} are the most"):
        issue(SECRET, SCOPE, "AC1", "x" * LONGEST_TOKEN)


def test_the_secret_is_not_in_the_token() -> None:
    assert SECRET not in base64.urlsafe_b64decode(TOKEN + "=" * (-len(TOKEN) % 4))
