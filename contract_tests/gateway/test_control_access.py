"""Who may steer the gateway: this machine, or whoever has the admin token; no key, and no foreign page."""

from __future__ import annotations

import pytest

from .conftest import Bench

HEALTH = "GET /_mock/api/health"
EVERYTHING = [
    "GET /_mock/api/health",
    "GET /_mock/api/clock",
    "POST /_mock/api/clock",
    "POST /_mock/api/accounts",
    "POST /_mock/api/reset",
    "GET /_mock/api/settings",
    "PATCH /_mock/api/settings",
    "GET /_mock/api/profile",
    "GET /_mock/openapi.json",
]


@pytest.fixture(scope="module")
def local() -> Bench:
    return Bench(seed="empty")


@pytest.fixture(scope="module")
def guarded() -> Bench:
    return Bench(seed="empty", admin_token="sesame")


def status(bench: Bench, request: str, address: str = "127.0.0.1", **headers: str | None) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    code: int = bench.ask(request, headers=named, environ_overrides={"REMOTE_ADDR": address}).status_code
    return code


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_this_machine_needs_no_token(local: Bench, address: str) -> None:
    assert status(local, HEALTH, address) == 200


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "192.168.1.1", "fe80::1", "2001:db8::1", "::ffff:8.8.8.8", "", "x"]
)
@pytest.mark.parametrize("request_line", EVERYTHING)
def test_other_machines_are_refused(local: Bench, request_line: str, address: str) -> None:
    before = local.state()
    assert status(local, request_line, address) == 403
    assert local.state() == before


@pytest.mark.parametrize("authorization", ["Bearer maton_mock_key", "quo_mock_key", "Bearer ", None])
def test_an_account_s_key_does_not_open_it(local: Bench, guarded: Bench, authorization: str | None) -> None:
    assert status(local, HEALTH, "10.0.0.1", Authorization=authorization) == 403
    assert status(guarded, HEALTH, Authorization=authorization) == 403


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1"])
def test_with_an_admin_token_the_token_alone_counts(guarded: Bench, address: str) -> None:
    for request in EVERYTHING:
        assert status(guarded, request, address, Authorization="Bearer sesame") in (200, 201)
    for wrong in (None, "", "Bearer", "Bearer sesam", "Bearer sesame2", "Bearer Sesame", "Bearer \xff"):
        assert status(guarded, HEALTH, address, Authorization=wrong) == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "", "http://localhost:1", "https://localhost"]
)
def test_a_page_of_another_site_is_refused(local: Bench, guarded: Bench, origin: str) -> None:
    before = local.state()
    for request in EVERYTHING:
        assert status(local, request, Origin=origin) == 403
    assert status(guarded, HEALTH, Origin=origin, Authorization="Bearer sesame") == 403
    assert local.state() == before


def test_a_page_of_the_gateway_s_own_is_not(local: Bench) -> None:
    assert status(local, HEALTH, Origin="http://localhost") == 200
    assert status(local, HEALTH, Origin="http://127.0.0.1:8787", Host="127.0.0.1:8787") == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8787", "127.0.0.1.evil.example", "10.0.0.1"])
def test_a_foreign_name_that_points_here_is_refused(local: Bench, host: str) -> None:
    # a page of that site would share its origin (DNS rebinding)
    assert status(local, HEALTH, Host=host) == 403
    assert status(local, HEALTH, Host=host, Origin=f"http://{host}") == 403


@pytest.mark.parametrize("host", ["localhost", "localhost:8787", "127.0.0.1:8787", "[::1]:8787", "mock"])
def test_a_name_of_this_machine_is_not(local: Bench, host: str) -> None:
    assert status(local, HEALTH, Host=host) == 200


@pytest.mark.parametrize(
    "header",
    ["Forwarded", "Via", "X_Real_IP", "X_Forwarded_For", "X_Forwarded_Host", "X_Forwarded_Proto"],
)
def test_what_a_proxy_passes_on_does_not_come_from_this_machine(local: Bench, header: str) -> None:
    assert status(local, HEALTH, **{header: "for=127.0.0.1"}) == 403


def test_what_nginx_passes_on_without_being_told_how_does_not_come_from_this_machine(local: Bench) -> None:
    # no header at all, and the name of its upstream
    proxied = {"REMOTE_ADDR": "127.0.0.1", "SERVER_PROTOCOL": "HTTP/1.0", "HTTP_HOST": "127.0.0.1:8787"}
    for request in EVERYTHING:
        assert local.ask(request, environ_overrides=proxied).status_code == 403
