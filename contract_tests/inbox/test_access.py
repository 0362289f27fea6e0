"""Who may see the pages: this machine, or a browser that was signed in with the admin token."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_tests.gateway.conftest import Bench

from .conftest import Visitor

TOKEN = "sesame-opens"
PAGES = ["/_mock/", "/_mock/changes", "/inbox", "/inbox/CV123abc", "/calls/AC123abc/voicemail.wav"]


@pytest.fixture
def guarded() -> Visitor:
    return Visitor(Bench(admin_token=TOKEN), REMOTE_ADDR="10.0.0.1")


def sign_in(visitor: Visitor, token: str = TOKEN, onward: str = "") -> object:
    [field] = visitor.page("/_mock/login").named("csrf")
    csrf = field.attributes["value"]
    return visitor.post("/_mock/login", csrf=csrf, token=token, next=onward)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("address", ["10.0.0.1", "8.8.8.8", "2001:db8::1", ""])
def test_other_machines_see_nothing(bench: Bench, path: str, address: str) -> None:
    answer = Visitor(bench, REMOTE_ADDR=address).get(path)
    assert answer.status_code == 403
    assert "Jane" not in answer.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8787"])
def test_a_foreign_name_that_points_here_is_refused(visitor: Visitor, host: str) -> None:
    assert visitor.get("/inbox", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:1", "http://[", ""])
def test_a_form_of_another_site_changes_nothing(bench: Bench, visitor: Visitor, origin: str) -> None:
    token, before = visitor.token(), bench.state()
    path = f"{visitor.home}/inbox/CV123abc/messages"
    answer = visitor.client.post(path, data={"csrf": token, "text": "hi"}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert bench.state() == before


def test_a_webhook_does_not_come_in(visitor: Visitor) -> None:
    answer = visitor.get("/inbox", headers={"openphone-signature": "hmac;1;1;x"})
    assert answer.status_code == 403


def test_who_has_not_signed_in_is_asked_for_the_token(guarded: Visitor) -> None:
    answer = guarded.get("/inbox?filter=unread")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/_mock/login?next=")
    assert guarded.get("/_mock/changes?workspace=x").status_code == 403
    assert guarded.client.post(f"{guarded.home}/calls", data={}).status_code == 403
    assert "Jane" not in guarded.page("/_mock/login").text


@pytest.mark.parametrize("wrong", ["", "sesame", "SESAME-OPENS", f"{TOKEN}x", "ü", "maton_mock_key"])
def test_a_wrong_token_opens_nothing(guarded: Visitor, wrong: str) -> None:
    assert sign_in(guarded, wrong).status_code == 403  # type: ignore[attr-defined]
    assert guarded.get("/inbox").status_code == 303


def test_the_token_opens_the_pages_and_is_not_in_the_cookie(guarded: Visitor) -> None:
    answer = sign_in(guarded, onward=f"{guarded.home}/inbox?filter=unread")
    assert (answer.status_code, answer.headers["Location"]) == (  # type: ignore[attr-defined]
        303,
        f"{guarded.home}/inbox?filter=unread",
    )
    cookie = answer.headers["Set-Cookie"]  # type: ignore[attr-defined]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=Strict", "Path=/_mock", "Expires="))
    assert TOKEN not in cookie
    assert "Jane" in guarded.page("/inbox").text
    assert guarded.post("/inbox/CV123abc/messages", text="hi").status_code == 303


def test_the_cookie_opens_no_api(guarded: Visitor) -> None:
    sign_in(guarded)
    assert guarded.get("/_mock/api/health").status_code == 403


def test_who_signs_out_has_to_sign_in_again(guarded: Visitor) -> None:
    sign_in(guarded)
    assert guarded.post("/_mock/logout").status_code == 303
    assert guarded.get("/inbox").status_code == 303


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example", "/_mock/\\evil", "/_mock/\r\nX: y", "/quo/v1"]
)
def test_signing_in_leads_nowhere_else(guarded: Visitor, onward: str) -> None:
    assert sign_in(guarded, onward=onward).headers["Location"] == "/_mock/"  # type: ignore[attr-defined]


def carried(visitor: Visitor, **options: str) -> int:
    """What a gateway answers to the cookies of another."""
    other = Visitor(Bench(**options), REMOTE_ADDR="10.0.0.1")
    other.client._cookies = visitor.client._cookies
    status: int = other.get("/inbox").status_code
    return status


def test_a_cookie_of_another_gateway_opens_nothing(guarded: Visitor) -> None:
    sign_in(guarded)
    assert carried(guarded, admin_token=TOKEN) == 303


def test_a_cookie_lasts_over_a_restart_but_not_over_a_new_token(tmp_path: Path) -> None:
    file = str(tmp_path / "quo.db")
    visitor = Visitor(Bench(database=file, admin_token=TOKEN), REMOTE_ADDR="10.0.0.1")
    sign_in(visitor)
    assert carried(visitor, database=file, admin_token=TOKEN) == 200
    assert carried(visitor, database=file, admin_token="another") == 303


def test_a_program_that_sends_the_token_needs_no_cookie(guarded: Visitor) -> None:
    assert guarded.get("/inbox", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_gateways_on_two_ports_of_a_host_do_not_sign_each_other_out(guarded: Visitor) -> None:
    names = set()
    for port in (8787, 9000):
        answer = guarded.client.get("/_mock/login", base_url=f"http://localhost:{port}")
        names.add(answer.headers["Set-Cookie"].partition("=")[0])
    assert len(names) == 2
