"""What each answer carries: nothing on a page runs or is fetched but what is ours, and no key is on one."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from contract_tests.gateway.conftest import Bench

from .conftest import Visitor, read

ANSWERS = ["/inbox", "/inbox/CV123abc", "/inbox/CVnone", "/_mock/nope", "/_mock/changes", "/_mock/login"]


@pytest.mark.parametrize("path", ANSWERS)
def test_nothing_foreign_runs_on_a_page(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert not re.search(r"unsafe|\*|https?:", policy)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    for element in read(answer.text).find():
        names = element.attributes.keys()
        assert not [name for name in names if name.startswith("on") or name == "style"], element.name
        assert element.name not in ("style", "iframe", "object")
        assert element.name != "script" or (element.attributes["src"] and not element.text)
        for name in ("src", "href", "action"):
            assert element.attributes.get(name, "/")[:1] in ("/", "#"), element.attributes


def test_no_key_is_on_a_page_or_in_an_address(bench: Bench, visitor: Visitor) -> None:
    hook = {"url": "http://127.0.0.1:9/hook", "events": ["message.received"]}
    key = bench.ok("POST /quo/v1/webhooks/messages", hook)["data"]["key"]
    connection = bench.gateway.accounts.connections(
        bench.gateway.accounts.workspace(visitor.workspace_id).account_id  # type: ignore[union-attr]
    )[0]
    answers = [visitor.get(path) for path in ("/_mock/", *ANSWERS)]
    told = "".join(answer.text + str(answer.headers) for answer in answers)
    for secret in ("maton_mock_key", "quo_mock_key", key, connection.session_token):
        assert secret not in told


def test_the_files_are_kept_by_browsers_until_they_change(visitor: Visitor) -> None:
    page = visitor.page("/inbox")
    style, *_ = page.find("link", rel="stylesheet")
    [script] = page.find("script")
    files = ((style.attributes["href"], "text/css"), (script.attributes["src"], "text/javascript"))
    for address, type in files:
        answer = visitor.get(address)
        assert answer.headers["Content-Type"].startswith(type)
        assert "immutable" in answer.headers["Cache-Control"]
        again = visitor.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        older = re.sub(r"/static/\w+/", "/static/000000000000/", address)
        assert visitor.get(older).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "name", ["nope.css", "..%2Fsite.py", "%2e%2e/site.py", "..", "app.js%00", "__init__.py"]
)
def test_no_other_file_is_served(visitor: Visitor, name: str) -> None:
    assert visitor.get(f"/_mock/static/000000000000/{name}").status_code == 404


def test_every_module_finds_those_that_it_imports(visitor: Visitor) -> None:
    [script] = visitor.page("/inbox").find("script")
    folder, _, first = script.attributes["src"].rpartition("/")
    seen, left = set(), {first}
    while left:
        name = left.pop()
        seen.add(name)
        text = visitor.get(f"{folder}/{name}").text
        left |= set(re.findall(r'(?:from|import) "\./([^"]+)"', text)) - seen
    assert {"app.js", "feed.js", "morph.js", "visit.js", "keys.js", "inbox.js", "times.js"} <= seen


def test_a_program_that_comes_by_mistake_is_told_in_json(bench: Bench) -> None:
    answer = bench.ask("GET /_mock/w/none/inbox")
    assert (answer.status_code, answer.json["title"]) == (404, "Not Found")


def test_nothing_of_the_pages_is_loaded_before_somebody_opens_one() -> None:
    code = (
        "import sys; from mock_gateway import create_app; app = create_app(seed='empty');"
        "before = {name for name in sys.modules if name.startswith('mock_gateway.inbox.')};"
        "app.test_client().get('/_mock/', headers={'Accept': 'text/html'});"
        "print(before, 'mock_gateway.inbox.site' in sys.modules)"
    )
    command = [sys.executable, "-W", "error", "-c", code]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "set() True\n"
