"""`compose.yaml`, as far as a machine without containers goes: its gateways behind its nginx, over TLS."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import httpx
import pytest

from contract_tests import services
from contract_tests.services import Missing
from maton_quo import Quo, errors
from mock_gateway.control.client import Control, ControlError

from .composed import LIVE, Replica, compose, nginx, until_answered
from .conftest import Papers

PUBLIC = "https://quo.team.example"
TOKEN = "a" * 64
HOST = {"Host": "quo.team.example"}
ADMIN = {"Authorization": f"Bearer {TOKEN}"}
KEY = {"Authorization": "Bearer maton_mock_key", "User-Agent": "tests/1.0"}


@dataclass(frozen=True, slots=True)
class Team:
    """What runs: three replicas, and where nginx listens."""

    replicas: list[Replica]
    url: str
    papers: Papers

    def client(self, **options: object) -> httpx.Client:
        """A client that trusts the authority."""
        return httpx.Client(base_url=self.url, verify=self.papers.trust, **options)  # type: ignore[arg-type]

    def limit(self, requests: int) -> None:
        """Let an account make so many requests in a second; 0 for no limit."""
        with self.client(headers=ADMIN) as http:
            http.patch("/_mock/api/settings", json={"rate_limit": requests}).raise_for_status()


@pytest.fixture(scope="module")
def team(papers: Papers, end_of_services: None) -> Iterator[Team]:
    variables = {"POSTGRES_PASSWORD": "p", "QUO_MOCK_ADMIN_TOKEN": TOKEN, "QUO_MOCK_PUBLIC_URL": PUBLIC}
    file = compose(variables)
    gateways = [service for name, service in file["services"].items() if name.startswith("gateway-")]
    replicas: list[Replica] = []
    try:
        with ExitStack() as stack:
            folder = stack.enter_context(services.folder())
            database = stack.enter_context(services.shared_postgres().database())
            redis = stack.enter_context(services.redis())
            here = {"postgresql://quo:p@postgres:5432/quo": database, "redis://redis:6379/0": redis.url}
            try:
                replicas += [Replica(service, folder, here) for service in gateways]
                for replica in replicas:
                    until_answered(replica.url + LIVE, papers)
                port = stack.enter_context(nginx([each.port for each in replicas], papers, folder))
                team = Team(replicas, f"https://localhost:{port}", papers)
                team.limit(0)
                yield team
            finally:
                for replica in replicas:
                    replica.process.kill()
                    replica.process.wait()
    except Missing as reason:
        pytest.skip(str(reason))


def test_there_are_three_and_the_healthcheck_of_their_image_is_content(team: Team) -> None:
    assert len(team.replicas) == 3
    assert team.replicas[0].is_healthy()


def test_the_typed_client_gets_the_same_data_from_all_of_them(team: Team) -> None:
    with team.client() as http, Quo(api_key="maton_mock_key", base_url=team.url, http_client=http) as quo:
        sent = quo.messages.send(content="Hello", from_="PN123abc", to=["+12065550119"])
        assert {quo.messages.get(sent.id).text for _ in range(6)} == {"Hello"}
        team.limit(10)
        try:
            with pytest.raises(errors.RateLimited):  # which the three count together
                [quo.with_options(max_retries=0).users.get("US123abc") for _ in range(40)]
        finally:
            team.limit(0)


def test_the_admin_token_opens_mock_and_nothing_else_does(team: Team) -> None:
    with team.client() as http:
        for path in ("/_mock/api/health", "/_mock/api/journal", "/_mock/api/metrics", "/_mock/openapi.json"):
            assert http.get(path).status_code == 403
            assert http.get(path, headers={"Authorization": "Bearer maton_mock_key"}).status_code == 403
            assert (
                http.get(path, headers={"Host": "localhost", "X-Forwarded-For": "127.0.0.1"}).status_code
                == 403
            )
        assert http.get("/_mock/").headers["Location"].startswith("/_mock/login")
        assert http.get("/_mock/api/health", headers=ADMIN).status_code == 200


def test_addresses_that_the_gateway_makes_are_the_public_one(team: Team) -> None:
    with team.client() as http, Quo(api_key="maton_mock_key", base_url=team.url, http_client=http) as quo:
        url = quo.connections.get(quo.connections.create(app="quo").connection_id).url
    with team.client(headers=HOST) as http:
        assert url.startswith(f"{PUBLIC}/connect/?session_token=")
        assert "Allow" in http.get(url.removeprefix(PUBLIC)).text
        [csrf] = re.findall(r'name="csrf" value="([^"]+)"', http.get("/_mock/login").text)
        form = {"token": TOKEN, "csrf": csrf}
        signed_in = http.post("/_mock/login", data=form, headers={"Origin": PUBLIC})
        assert (signed_in.status_code, signed_in.headers["Location"]) == (303, "/_mock/")
        assert "; Secure;" in signed_in.headers["Set-Cookie"]
        assert http.get("/_mock/api/clock", headers={**ADMIN, "Origin": PUBLIC}).status_code == 200
        for other in ("https://evil.example", "http://quo.team.example"):
            assert http.get("/_mock/api/clock", headers={**ADMIN, "Origin": other}).status_code == 403


def test_events_and_faults_come_through(team: Team) -> None:
    with team.client(headers=ADMIN) as http:
        told = http.get("/_mock/changes")
        assert told.headers["Content-Type"].startswith("text/event-stream")
        assert "event: changed" in told.text
    with team.client(headers=KEY) as http:
        assert http.get("/quo/v1/users?maxResults=1", headers={"Mock-Fault": "503"}).status_code == 503
        for fault in ("reset", "cut"):
            with pytest.raises(httpx.RemoteProtocolError):
                http.get("/quo/v1/users?maxResults=1", headers={"Mock-Fault": fault})


def test_one_is_stopped_and_requests_go_on(team: Team) -> None:
    first = team.replicas[0]
    first.process.terminate()
    with team.client(headers=KEY) as http:
        while first.process.poll() is None:
            assert http.get("/quo/v1/users?maxResults=1").status_code == 200
        assert first.process.returncode == 0
        body = {"defaultFields": {"firstName": "Ada"}}
        assert {http.post("/quo/v1/contacts", json=body).status_code for _ in range(6)} == {201}


def test_the_control_client_works_through_it(team: Team) -> None:
    def control(token: str | None) -> Control:
        transport = httpx.HTTPTransport(verify=team.papers.trust)
        return Control(team.url, admin_token=token, transport=transport)

    with control(TOKEN) as admitted, control(None) as stranger:
        assert admitted.now().now
        assert (stranger.live().status, stranger.ready().status) == ("live", "ready")
        with pytest.raises(ControlError, match="Authorization"):
            stranger.now()


def test_what_they_log_is_json_under_the_id_that_nginx_passes_on(team: Team) -> None:
    with team.client(headers={**KEY, "X-Request-Id": "find-me"}) as http:
        assert http.get("/quo/v1/users?maxResults=1").status_code == 200
    told = [json.loads(line) for replica in team.replicas for line in replica.log.read_text().splitlines()]
    assert [line["operation"] for line in told if line.get("request_id") == "find-me"] == ["users_list"]
    assert not any(secret in str(told) for secret in (TOKEN, "maton_mock_key", "Hello"))
