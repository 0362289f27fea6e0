"""Whoever is given the environment takes the stand-in for live, and nobody else does."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import sys

import httpx
import pytest

from contract_tests.standin.front import Seen
from contract_tests.standin.stand_in import StandIn
from maton_quo import AsyncQuo, Quo

CLIENT = "from maton_quo import Quo; print(Quo().phone_numbers.list()[0].id)"
URLLIB = """
import json, os, urllib.request
headers = {"Authorization": "Bearer " + os.environ["MATON_API_KEY"], "User-Agent": "a script"}
request = urllib.request.Request("https://gateway.maton.ai/quo/v1/phone-numbers", headers=headers)
print(json.load(urllib.request.urlopen(request))["data"][0]["id"])
"""
HTTPX = """
import httpx, os
headers = {"Authorization": "Bearer " + os.environ["MATON_API_KEY"]}
print(httpx.get("https://gateway.maton.ai/quo/v1/phone-numbers", headers=headers).json()["data"][0]["id"])
"""


def ran(stand_in: StandIn, *command: str) -> subprocess.CompletedProcess[str]:
    """A program that is given the environment and nothing else."""
    environment = {"PATH": os.environ["PATH"], **stand_in.environment()}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("script", [CLIENT, URLLIB, HTTPX], ids=["client", "urllib", "httpx"])
def test_a_script_with_the_real_host_in_it_runs_unchanged(stand_in: StandIn, script: str) -> None:
    done = ran(stand_in, sys.executable, "-c", script)
    assert (done.stdout, done.stderr) == ("PN123abc\n", "")
    assert stand_in.seen == [Seen("GET", "gateway.maton.ai", "/quo/v1/phone-numbers", "phone_numbers_list")]


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
def test_curl_reaches_both_hosts_and_no_third(stand_in: StandIn) -> None:
    for url in ("https://gateway.maton.ai/quo/v1/phone-numbers", "https://ctrl.maton.ai/connections"):
        done = ran(stand_in, "curl", "-sS", "-H", f"Authorization: Bearer {stand_in.api_key}", url)
        assert done.stderr == ""
        assert '"PN123abc"' in done.stdout or stand_in.connection_id in done.stdout
    done = ran(stand_in, "curl", "-sS", "https://api.example.com/")
    assert "403" in done.stderr
    assert stand_in.refused == ["api.example.com:443"]


def test_the_client_finds_both_hosts_with_the_key_of_the_environment(by_name: StandIn) -> None:
    with Quo() as quo:
        assert quo.phone_numbers.list()[0].id == "PN123abc"
        assert [each.connection_id for each in quo.connections.list()] == [by_name.connection_id]
    assert [seen.host for seen in by_name.seen] == ["gateway.maton.ai", "ctrl.maton.ai"]


async def _list() -> list[str]:
    async with AsyncQuo() as quo:
        return [number.id for number in await quo.phone_numbers.list()]


def test_code_that_awaits_finds_it_too(by_name: StandIn) -> None:
    import asyncio

    assert asyncio.run(_list())[0] == "PN123abc"


def test_without_the_authority_its_certificate_is_refused(stand_in: StandIn) -> None:
    everybodys = ssl.create_default_context()
    with (
        httpx.Client(proxy=stand_in.proxy_url, verify=everybodys, trust_env=False) as http,
        pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        http.get("https://gateway.maton.ai/quo/v1/phone-numbers")
    assert stand_in.seen == []


def test_two_stand_ins_have_different_keys_and_authorities(stand_in: StandIn) -> None:
    with StandIn(rate_limit=0) as other:
        assert other.api_key != stand_in.api_key
        trusted = ssl.create_default_context(cafile=str(other.authority_file))
        with (
            httpx.Client(proxy=stand_in.proxy_url, verify=trusted, trust_env=False) as http,
            pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"),
        ):
            http.get("https://gateway.maton.ai/")


@pytest.mark.parametrize("key", ["maton_mock_key", "quo_mock_key", "maton_guess", ""])
def test_a_key_that_everybody_knows_opens_nothing(by_name: StandIn, key: str) -> None:
    assert by_name.api_key not in ("maton_mock_key", "quo_mock_key")
    headers = {"Authorization": f"Bearer {key}".strip()}
    for url in ("https://gateway.maton.ai/quo/v1/phone-numbers", "https://ctrl.maton.ai/connections"):
        assert httpx.get(url, headers=headers).status_code == 401
    raw = httpx.get("https://api.quo.com/v1/phone-numbers", headers={"Authorization": key})
    assert raw.status_code == 401


@pytest.mark.parametrize(
    "url",
    [
        "https://gateway.maton.ai/_mock/api/profile",
        "https://ctrl.maton.ai/_mock/api/health",
        "https://gateway.maton.ai/",
        "https://gateway.maton.ai/connections",
        "https://ctrl.maton.ai/quo/v1/phone-numbers",
        "https://api.quo.com/quo/v1/phone-numbers",
    ],
)
def test_what_live_does_not_have_at_a_host_is_not_there(by_name: StandIn, url: str) -> None:
    answer = httpx.get(url, headers={"Authorization": f"Bearer {by_name.api_key}"})
    assert answer.status_code == 404
    assert "mock" not in str(answer.headers).lower()


def test_a_header_asks_for_no_fault(by_name: StandIn) -> None:
    headers = {"Authorization": f"Bearer {by_name.api_key}", "Mock-Fault": "503"}
    answer = httpx.get("https://gateway.maton.ai/quo/v1/phone-numbers", headers=headers)
    assert answer.status_code == 200


def test_it_counts_requests_as_live_does_unless_told_otherwise() -> None:
    with StandIn(rate_limit=2) as stand_in:
        trusted = ssl.create_default_context(cafile=str(stand_in.authority_file))
        headers = {"Authorization": f"Bearer {stand_in.api_key}"}
        url = "https://gateway.maton.ai/quo/v1/phone-numbers"
        with httpx.Client(proxy=stand_in.proxy_url, verify=trusted, headers=headers) as http:
            assert 429 in [http.get(url).status_code for _ in range(30)]


def test_the_stage_is_the_same_from_behind(by_name: StandIn) -> None:
    with Quo() as quo:
        made = quo.contacts.create(default_fields={"firstName": "Ada"}, source="a test")
    with by_name.backstage() as http:
        asked = [entry["operation"] for entry in http.get("/_mock/api/journal").json()["data"]]
    assert made.id
    assert asked == ["contacts_create"]
