"""What a browser may do with the gateway while it shows somebody else's page: follow a link, and no more."""

from __future__ import annotations

import re

import pytest

from contract_tests.gateway.conftest import Bench
from contract_tests.inbox.conftest import Visitor
from mock_gateway.gateway import Gateway
from mock_gateway.inbox import site
from mock_gateway.inbox.place import revision

PLACES = [
    "/_mock/api/health",
    "/_mock/api/export",
    "/_mock/openapi.json",
    "/_mock/",
    "/_mock/docs",
    "/_mock/changes",
]
EVIL = "\"><img src=x onerror=alert(1)><script>alert(1)</script>'--{{7*7}}"


@pytest.fixture(scope="module")
def shared() -> Bench:
    return Bench()


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("from_where", ["cross-site", "same-site"])
@pytest.mark.parametrize(
    ("mode", "dest"), [("no-cors", "script"), ("no-cors", "image"), ("navigate", "iframe")]
)
def test_another_site_s_page_embeds_nothing_of_it(
    shared: Bench, path: str, from_where: str, mode: str, dest: str
) -> None:
    headers = {"Sec-Fetch-Site": from_where, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
    assert shared.ask(f"GET {path}", headers=headers).status_code == 403


@pytest.mark.parametrize("path", PLACES)
def test_a_link_may_lead_to_it_and_its_own_pages_use_it(shared: Bench, path: str) -> None:
    linked = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    own = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}
    for headers in (linked, own):
        assert shared.ask(f"GET {path}", headers=headers).status_code < 400


def test_but_no_form_of_another_site_is_taken_however_it_is_sent(shared: Bench) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    before = shared.state()
    assert shared.ask("POST /_mock/api/reset", headers=headers).status_code == 403
    assert shared.state() == before


@pytest.mark.parametrize(
    "request_line",
    ["GET /_mock/api/health", "GET /_mock/api/export", "GET /_mock/api/none", "PUT /_mock/api/clock",
     "GET /_mock/api/journal?format=curl", "POST /_mock/api/clock", "GET /_mock/api/metrics",
     "GET /_mock/openapi.json"],
)  # fmt: skip
def test_no_answer_of_the_control_api_is_run_framed_or_kept(shared: Bench, request_line: str) -> None:
    guarded = Bench(seed="empty", admin_token="sesame")
    for answer in (shared.ask(request_line), guarded.ask(request_line)):
        policy = answer.headers["Content-Security-Policy"]
        assert policy == "default-src 'none'; frame-ancestors 'none'"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-store"


def test_no_answer_below_mock_is_without_a_policy(shared: Bench) -> None:
    rules = site.site(shared.gateway, None).url_map.iter_rules()
    asked = 0
    for rule in rules:
        path = re.sub(r"<workspace_id>", Visitor(shared, "").workspace_id or "none", rule.rule)
        path = re.sub(r"<any\(read.*?>", "read", path)
        path = re.sub(r"<[^>]*>", "1", path)
        for method in ("GET", "POST", "PUT"):
            answer = shared.ask(f"{method} {path}")
            policy = answer.headers.get("Content-Security-Policy", "")
            assert "default-src 'none'" in policy, (method, path)
            assert "frame-ancestors 'none'" in policy, (method, path)
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            asked += 1
    assert asked > 100


def test_what_a_stranger_wrote_is_text_on_every_page() -> None:
    bench = Bench(seed="empty")
    number = bench.ok("GET /quo/v1/phone-numbers")["data"][0]["id"]
    fields = dict.fromkeys(("firstName", "lastName", "company", "role"), EVIL)
    values = [{"name": EVIL, "value": EVIL}]
    contact = {"defaultFields": {**fields, "emails": values, "phoneNumbers": values}, "externalId": EVIL[:75]}
    id = bench.ok("POST /quo/v1/contacts", contact)["data"]["id"]
    hook = {"url": "http://127.0.0.1:9/?a='b'", "events": ["message.received"], "label": EVIL}
    hook_id = bench.ok("POST /quo/v1/webhooks/messages", hook)["data"]["id"]
    bench.ok("POST /quo/v1/tasks", {"title": EVIL, "description": EVIL, "phoneNumberId": number})
    bench.ok("POST /_mock/api/inbound/messages", {"from": "+12065550111", "text": EVIL})
    call = {"from": "+12065550111", "scenario": "answered", "duration_seconds": 0}
    bench.ask("POST /_mock/api/inbound/calls", {**call, "summary": EVIL, "transcript": [EVIL]})
    bench.ok("POST /_mock/api/snapshots", {"name": EVIL})
    bench.ask(f"GET /quo/v1/contacts/{EVIL}")
    visitor = Visitor(bench)
    conversation = bench.ok("GET /quo/v1/conversations?maxResults=1")["data"][0]["id"]
    journal = bench.ok("GET /_mock/api/journal")["data"]
    paths = [
        "/contacts",
        f"/contacts/{id}",
        "/inbox",
        f"/inbox/{conversation}",
        "/webhooks",
        f"/webhooks/{hook_id}",
    ]
    paths += [
        "/snapshots",
        "/requests",
        "/settings",
        "/faults",
        *(f"/requests/{each['number']}" for each in journal),
    ]
    paths += [f"/contacts?q={EVIL}", f"/inbox?q={EVIL}", f"/requests?text={EVIL}", f"/{EVIL}"]
    seen = 0
    for path in paths:
        text = visitor.get(path).text
        assert "<img src=x" not in text, path
        assert "<script>alert" not in text, path
        assert "49" not in re.findall(r"--(\d+)", text), path
        seen += "&lt;img src=x" in text
    assert seen > 10


def test_no_letter_of_the_secret_is_on_a_page(shared: Bench) -> None:
    gateway: Gateway = shared.gateway
    workspace = gateway.accounts.newest_workspace_ids()[0]
    assert gateway.page_secret[:4].hex() not in revision(gateway, workspace)
    assert revision(gateway, workspace) == revision(gateway, workspace)
