"""Header injection: whatever is repeated of a request, in headers, commands or URLs, stays in its place."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator

import flask
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contract_tests.depths import part
from contract_tests.fuzzing.asking import ask, environ_of, gateway
from mock_gateway.demo import API_KEY
from mock_gateway.hooks.destination import Forbidden, destination
from mock_gateway.settings import Settings

KEY = {"Authorization": f"Bearer {API_KEY}".encode()}
BASH = shutil.which("bash")
ESCAPES = ["\r\nSet-Cookie: a=b", "\nX: y", "\r", "\0", "\x0b", "\x85X: y", "\u2028X: y", "\u560d\u560aX: y"]
"""What some code takes for a line's end, also where only the low bytes of characters are sent."""


@pytest.fixture(scope="module")
def app() -> Iterator[flask.Flask]:
    app = gateway(settings=Settings(rate_limit=0), admin_token="an-admin-token")
    yield app
    app.extensions["mock_gateway"].database.close()


@pytest.mark.parametrize("escape", ESCAPES)
def test_no_header_of_an_answer_ends_early(app: flask.Flask, escape: str) -> None:
    """`ask` judges that: each header is one line of Latin-1."""
    raw = escape.encode()
    escaped = b"".join(b"%%%02X" % byte for byte in raw)
    for path in (b"/quo/v1/contacts/CT" + raw, b"/nothing" + raw, b"/_mock/w" + raw, b"/connect/" + raw, raw):
        for method in ("GET", "HEAD", "DELETE", "BREW"):
            answer = ask(app, environ_of(method, path, b"maxResults=" + escaped, KEY, b""))
            assert not any(name.lower() == "set-cookie" and "a=b" in value for name, value in answer.headers)
    form = {"Content-Type": b"application/x-www-form-urlencoded"}
    token = b"token=an-admin-token&csrf=x&next=/_mock/" + escaped
    ask(app, environ_of("POST", b"/_mock/login", b"next=/_mock/" + escaped, form, token))
    ask(app, environ_of("GET", b"/_mock/contacts" + raw, b"q=" + escaped, {}, b""))


def test_signing_in_leads_to_a_page_of_ours(app: flask.Flask) -> None:
    client = app.test_client()
    form = client.get("/_mock/login").get_data(as_text=True)
    csrf = form.partition('name="csrf" value="')[2].partition('"')[0]
    for onward in (
        "//evil.example",
        "https://evil.example",
        "/_mock\\evil",
        "\\evil",
        "/\t/evil",
        "/_mock/\n",
    ):
        answer = client.post("/_mock/login", data={"token": "an-admin-token", "csrf": csrf, "next": onward})
        assert (answer.status_code, answer.headers["Location"]) == (303, "/_mock/")


@pytest.mark.parametrize("escape", ESCAPES[:5])
def test_a_webhook_is_sent_nowhere_that_adds_a_line(escape: str) -> None:
    for url in (f"http://localhost/{escape}", f"http://localhost{escape}/", f"http://local{escape}host/"):
        with pytest.raises(Forbidden):
            destination(url, frozenset())


@pytest.mark.skipif(BASH is None, reason="there is no bash to read a command")
@part(3)
@given(
    body=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=40)
)
@example(body="\x1b[201~\rtouch /tmp/owned\r")  # ends what a terminal takes for pasted
@example(body="'; $(id) `id` \\' \"")
@example(body="a\nb\u202e\x7f")
def test_a_command_to_repeat_a_request_has_nothing_that_steers_a_terminal_or_a_shell(
    app: flask.Flask, body: str
) -> None:
    raw = b"not json: " + body.encode()
    asked = {**KEY, "Content-Type": b"text/plain", "Maton-Connection": b"a'b"}
    ask(
        app,
        environ_of("DELETE", b"/_mock/api/journal", b"", {"Authorization": b"Bearer an-admin-token"}, b""),
    )
    ask(app, environ_of("POST", b"/quo/v1/messages", b"", asked, raw))
    steering = {"Authorization": b"Bearer an-admin-token", "Accept": b"text/plain"}
    said = ask(app, environ_of("GET", b"/_mock/api/journal", b"format=curl", steering, b"")).body.decode()
    assert said.rstrip("\n").isprintable()
    heard = subprocess.run(
        [BASH or "", "-c", f"curl() {{ printf '%s\\0' \"$@\"; }}; {said}"], capture_output=True, check=True
    )
    assert raw in heard.stdout.split(b"\0")
    assert heard.stderr == b""
