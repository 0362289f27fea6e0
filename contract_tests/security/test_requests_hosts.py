"""Path and Host tricks: a name that is not ours opens nothing, and a path means what it says, once."""

from __future__ import annotations

from collections.abc import Iterator

import flask
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contract_tests.fuzzing.asking import Said, ask, environ_of, gateway
from mock_gateway.demo import API_KEY
from mock_gateway.settings import Settings

KEY = {"Authorization": f"Bearer {API_KEY}".encode()}
STEERING = [b"/_mock/api/journal", b"/_mock/api/export", b"/_mock/", b"/_mock/openapi.json"]
OURS = [b"127.0.0.1:8787", b"localhost", b"LOCALHOST:80", b"[::1]:8787", b"[::ffff:127.0.0.1]", b"mock"]
NOT_OURS = [
    b"evil.example",
    b"a!b.evil.example:8787",  # browsers take such a name, and its owner's DNS lets it lead to 127.0.0.1
    b"a$b.evil.example",
    b"a,b.evil.example",
    b"localhost, evil.example",
    b"localhost@evil.example",
    b"localhost:80@evil.example",
    b"localhost/.evil.example",
    b"\xe4.evil.example",
    b"127.0.0.1.evil.example",
    b"127.0.0.1.",
    b"[::1",
    b"[::1]x",
    b"localhost:99999",
    b"1.2.3.4",
]


@pytest.fixture(scope="module")
def app() -> Iterator[flask.Flask]:
    app = gateway(settings=Settings(rate_limit=0))
    yield app
    app.extensions["mock_gateway"].database.close()


def get(app: flask.Flask, path: bytes, *, query: bytes = b"", **headers: bytes) -> Said:
    return ask(app, environ_of("GET", path, query, {**KEY, **headers}, b""))


@pytest.mark.parametrize("path", STEERING)
def test_a_name_that_is_not_ours_does_not_steer_the_gateway(app: flask.Flask, path: bytes) -> None:
    answered = {host: get(app, path, Host=host).status for host in NOT_OURS}
    assert set(answered.values()) == {403}, answered
    assert {get(app, path, Host=host).status for host in OURS} <= {200, 303}


def test_no_host_that_can_be_written_is_repeated_where_it_could_mislead(app: flask.Flask) -> None:
    for host in NOT_OURS[1:10]:
        said = get(app, b"/connections", Host=host).body
        assert b"evil" not in said or host == b"127.0.0.1.evil.example"


@given(host=st.binary(min_size=1, max_size=30))
@example(host=b"[.]")
@example(host=b"[::%31]")
@example(host=b"localhost:065535")
def test_whatever_the_host_is_there_is_an_answer(app: flask.Flask, host: bytes) -> None:
    for path in (b"/quo/v1/users", b"/connections", b"/connect/", b"/", b"/_mock/api/clock", b"/_mock/"):
        assert get(app, path, query=b"maxResults=1", Host=host).status < 500


@pytest.mark.parametrize(
    "path",
    [
        b"//quo/v1/users",
        b"/quo//v1/users",
        b"/quo/v1//users",
        b"/x/../quo/v1/users",
        b"/quo/v1/./users",
        b"/quo/v1/contacts/../users",
        b"/quo/v1/users\\",
        b"/QUO/v1/users",
        b"/quo/V1/users",
        b"/quo/v1/users;x=1",
        b"/quo/v1/users\x00",
        b"/quo/v1/users//",
        b"quo/v1/users",
        b"/quo/v1/\xff\xfe/users",
    ],
)
def test_a_path_has_one_spelling(app: flask.Flask, path: bytes) -> None:
    assert get(app, path, query=b"maxResults=1").status in (400, 404)


@pytest.mark.parametrize(
    "id", [b"..", b"CT123abc/..", b"CT123abc\x00", b"CT123abc\n", b"%00", b"'", b"CT%", b"\xff"]
)
def test_an_id_that_is_none_finds_nothing(app: flask.Flask, id: bytes) -> None:
    assert get(app, b"/quo/v1/contacts/" + id).status in (400, 404)
    assert get(app, b"/_mock/api/deliveries/" + id).status in (400, 404)


def test_a_method_is_not_overridden(app: flask.Flask) -> None:
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        assert get(app, b"/quo/v1/contacts/CT123abc", **{name: b"DELETE"}).status == 200
    assert get(app, b"/quo/v1/contacts/CT123abc", query=b"_method=DELETE").status == 200
    assert get(app, b"/quo/v1/contacts/CT123abc").status == 200


def test_other_names_of_a_path_or_host_are_not_believed(app: flask.Flask) -> None:
    for name in ("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix"):
        assert get(app, b"/quo/v1/contacts/CT123abc", **{name: b"/connections"}).body.startswith(
            b'{"data":{"id":"CT'
        )
    for name in ("X-Forwarded-Host", "X-Host", "Forwarded"):
        assert b"evil" not in get(app, b"/connections", **{name: b"evil.example"}).body
