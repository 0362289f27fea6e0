"""The page on which a person allows or denies a connection, once."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from mock_gateway.clock import SECOND

from .conftest import HEADERS, Bench


@pytest.fixture
def bench() -> Bench:
    """Connections need no data to lead to."""
    return Bench(seed="empty")


def pending(bench: Bench, host: str = "localhost") -> str:
    """The address of the page of a new connection, as the caller at `host` is told it."""
    bench.time += SECOND
    id = bench.ok("POST /connections", {"app": "quo"})["connection_id"]
    url: str = bench.ok(f"GET /connections/{id}", headers={"Host": host})["connection"]["url"]
    return url


def newest(bench: Bench) -> Any:
    return bench.ok("GET /connections")["connections"][-1]


def person(bench: Bench, request: str, **more: Any) -> Any:
    """A browser: it has no key."""
    return bench.ask(request, headers={"Authorization": None}, **more)


@pytest.mark.parametrize(
    ("host", "page"),
    [
        ("ctrl.maton.ai", "https://connect.maton.ai/"),
        ("api.maton.ai", "https://connect.maton.ai/"),
        ("localhost", "http://localhost/connect/"),
        ("127.0.0.1:8787", "http://127.0.0.1:8787/connect/"),
        ("maton.ai.example.com", "http://maton.ai.example.com/connect/"),
        ("evilmaton.ai", "http://evilmaton.ai/connect/"),
    ],
)
def test_the_page_is_where_the_caller_can_reach_it(bench: Bench, host: str, page: str) -> None:
    url = pending(bench, host)
    assert url.startswith(page + "?session_token=")
    path = url[url.index("/", 8) :]
    assert person(bench, f"GET {path}", base_url=url.removesuffix(path)).status_code == 200


def test_the_page_asks_and_changes_nothing_by_being_looked_at(bench: Bench) -> None:
    url = pending(bench)
    before = bench.state()
    for _ in range(2):
        page = person(bench, f"GET {url}")
        assert (page.status_code, page.mimetype) == (200, "text/html")
        assert 'value="allow"' in page.text
        assert 'value="deny"' in page.text
        assert 'value="expire"' in page.text
    assert bench.state() == before


@pytest.mark.leans_on("consent-settles-connection")
@pytest.mark.parametrize(("answer", "status"), [("allow", "ACTIVE"), ("deny", "FAILED")])
def test_the_answer_settles_the_connection(bench: Bench, answer: str, status: str) -> None:
    url = pending(bench)
    token = url.partition("session_token=")[2]
    page = person(bench, "POST /connect/", data={"session_token": token, "answer": answer})
    assert (page.status_code, status in page.text) == (200, True)
    assert newest(bench)["status"] == status


@pytest.mark.leans_on("consent-expires")
def test_a_page_may_be_let_expire_and_cannot_be_answered_then(bench: Bench) -> None:
    url = pending(bench)
    page = person(bench, f"POST {url}", data={"answer": "expire"})
    assert (page.status_code, "let the page expire" in page.text) == (200, True)
    assert newest(bench)["status"] == "FAILED"
    assert person(bench, f"POST {url}", data={"answer": "allow"}).status_code == 409


def test_the_page_shows_whose_workspace_and_what_is_asked_for(bench: Bench) -> None:
    text = person(bench, f"GET {pending(bench)}").text
    assert "Maton wants to access your Quo workspace" in text
    assert gateway_account(bench) in text
    [number] = bench.ok("GET /quo/v1/phone-numbers")["data"]
    assert number["number"] in text
    assert "Read and send text messages" in text


def gateway_account(bench: Bench) -> str:
    """The account of the demo key."""
    facts = bench.gateway.accounts.workspace_of("quo_mock_key")
    assert facts is not None
    return facts.account_id


@pytest.mark.leans_on("consent-once")
@pytest.mark.parametrize(("first", "second"), [("allow", "deny"), ("deny", "allow"), ("allow", "allow")])
def test_a_page_is_answered_only_once(bench: Bench, first: str, second: str) -> None:
    url = pending(bench)
    assert person(bench, f"POST {url}", data={"answer": first}).status_code == 200
    settled = newest(bench)
    again = person(bench, f"POST {url}", data={"answer": second})
    assert (again.status_code, "answered only once" in again.text) == (409, True)
    assert newest(bench) == settled
    looked_at = person(bench, f"GET {url}")
    assert (looked_at.status_code, "Already" in looked_at.text) == (200, True)


@pytest.mark.parametrize("answer", [None, "", "yes", "Allow", "allow\0"])
def test_any_other_answer_is_not_understood_and_can_be_given_again(bench: Bench, answer: str | None) -> None:
    url = pending(bench)
    page = person(bench, f"POST {url}", data={} if answer is None else {"answer": answer})
    assert (page.status_code, page.mimetype) == (400, "text/html")
    assert newest(bench)["status"] == "PENDING"
    assert person(bench, f"POST {url}", data={"answer": "allow"}).status_code == 200


@pytest.mark.parametrize("token", ["", "nope", "%00", "%ff", "x" * 5000, "<script>"])
def test_an_unknown_token_connects_nothing(bench: Bench, token: str) -> None:
    before = bench.state()
    for request in (f"GET /connect/?session_token={token}", f"POST /connect/?session_token={token}"):
        page = person(bench, request, data={"answer": "allow"})
        assert (page.status_code, page.mimetype) == (404, "text/html")
        assert "<script>" not in page.text
    assert bench.state() == before


def test_a_deleted_connection_can_no_longer_be_allowed(bench: Bench) -> None:
    url = pending(bench)
    bench.ok(f"DELETE /connections/{newest(bench)['connection_id']}")
    assert person(bench, f"POST {url}", data={"answer": "allow"}).status_code == 404


@pytest.mark.parametrize(
    ("answer", "status"), [("allow", "ACTIVE"), ("deny", "FAILED"), ("expire", "FAILED")]
)
def test_a_test_may_answer_by_opening_the_page_with_auto(bench: Bench, answer: str, status: str) -> None:
    assert person(bench, f"GET {pending(bench)}&auto={answer}").status_code == 200
    assert newest(bench)["status"] == status


def test_at_maton_s_name_the_page_is_at_the_root(bench: Bench) -> None:
    url = pending(bench, "ctrl.maton.ai")
    parts = urlsplit(url)
    page = bench.client.post(
        f"/?{parts.query}", base_url="https://connect.maton.ai", data={"answer": "allow"}, headers=HEADERS
    )
    assert page.status_code == 200
    assert newest(bench)["status"] == "ACTIVE"


def test_the_first_connection_of_an_account_without_a_workspace_gets_an_empty_one(bench: Bench) -> None:
    bench.gateway.accounts.add_account("MA0", "maton_other", bench.time)
    key: dict[str, str | None] = {"Authorization": "Bearer maton_other"}
    id = bench.ok("POST /connections", {"app": "quo"}, headers=key)["connection_id"]
    url = bench.ok(f"GET /connections/{id}", headers=key)["connection"]["url"]
    person(bench, f"POST {url}", data={"answer": "allow"})
    assert bench.ok("GET /quo/v1/contacts?maxResults=1", headers=key)["totalItems"] == 0


def test_the_page_cannot_be_framed_or_give_its_address_away(bench: Bench) -> None:
    headers = person(bench, f"GET {pending(bench)}").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


def test_its_style_is_a_file_of_its_own(bench: Bench) -> None:
    page = person(bench, f"GET {pending(bench)}").text
    assert "<style" not in page
    assert "style=" not in page
    assert 'href="/connect/consent.css"' in page
    style = person(bench, "GET /connect/consent.css")
    assert (style.status_code, style.mimetype) == (200, "text/css")
