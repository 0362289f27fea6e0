"""Every program that the guide prints runs unchanged, but for the connection's id that it leaves open."""

from __future__ import annotations

import json

import pytest

from mock_gateway.demo import CONNECTION_ID

from . import guide
from .conftest import Desk, need


@pytest.mark.parametrize("title", guide.SHELL)
def test_python_within_a_shell(desk: Desk, title: str) -> None:
    script = guide.SHELL[title].replace("{connection_id}", CONNECTION_ID)
    call = title.partition(",")[0]
    ran = desk.run("--expect", f"{call}=1", "--", "sh", str(desk.write("example.sh", script)))
    assert ran.returncode == 0, ran.stderr
    assert isinstance(json.loads(ran.stdout), dict)
    assert f"quo-mock:   {call}  200  × 1\n" in ran.stderr


@pytest.mark.parametrize("call", guide.REQUESTS)
def test_python_with_requests(desk: Desk, call: str) -> None:
    pytest.importorskip("requests")
    script = desk.write("example.py", guide.REQUESTS[call] + "\nprint(response.status_code, list(data))\n")
    ran = desk.run("--expect", f"{call}=1", "--", "python", str(script))
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(("200 ['data']", "202 ['id', "))


def test_javascript(desk: Desk) -> None:
    need("node")
    script = desk.write("example.mjs", guide.JAVASCRIPT + "\nconsole.log(data.data[0].id);\n")
    ran = desk.run("--expect", "phone_numbers.list=1", "--", "node", str(script))
    assert (ran.returncode, ran.stdout) == (0, "PN123abc\n"), ran.stderr


def test_curl(desk: Desk) -> None:
    need("curl")
    lines = [guide.curl(*each) for each in guide.CURL]
    script = desk.write("example.sh", "\n".join(["set -e", *lines, ""]))
    ran = desk.run("--set", "rate_limit=0", "--expect", "messages.send=1", "--", "sh", str(script))
    assert ran.returncode == 0, ran.stderr + ran.stdout
    statuses = {"POST": {"201", "202"}, "DELETE": {"204"}}
    for (method, path, _), status in zip(guide.CURL, ran.stdout.split(), strict=True):
        assert status in statuses.get(method, {"200"}), path
    assert "1 text would have been sent, in 1 segment, for $0.01" in ran.stderr


def test_the_address_of_a_consent_page_is_the_real_one_and_opens(desk: Desk) -> None:
    need("curl")
    key = '-H "Authorization: Bearer $MATON_API_KEY"'
    script = f"""url=$(curl -sS https://ctrl.maton.ai/connections/{CONNECTION_ID} {key} |
      python -c 'import json, sys; print(json.load(sys.stdin)["connection"]["url"])')
    echo "$url"; curl -sS "$url" -o /dev/null -w '%{{http_code}}\\n'"""
    ran = desk.run("--", "sh", "-c", script)
    url, status = ran.stdout.split()
    assert url.startswith("https://connect.maton.ai/?session_token=")
    assert (ran.returncode, status) == (0, "200"), ran.stderr
