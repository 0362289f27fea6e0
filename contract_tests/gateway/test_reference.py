"""The API reference at `/_mock/docs`: made of a package's files, about this gateway, for who may see it."""

from __future__ import annotations

import re
from importlib.metadata import version

import pytest

from .conftest import Bench

PAGE = "/_mock/docs"
UI = version("flask-swagger-ui")


def named(page: str) -> list[str]:
    """The addresses of everything that a page loads."""
    return re.findall(r'<(?:script|link)[^>]+(?:src|href)="([^"]+)"', page)


def test_everything_it_loads_is_served_here_to_be_kept(bench: Bench) -> None:
    page = bench.ask(f"GET {PAGE}")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    loaded = named(page.text)
    assert len(loaded) == 6
    for address in loaded:
        assert address.startswith("/_mock/"), address
        file = bench.ask(f"GET {address}")
        assert file.status_code == 200
        assert file.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert file.headers["X-Content-Type-Options"] == "nosniff"


def test_it_has_no_script_of_its_own_and_no_key(bench: Bench) -> None:
    page = bench.ask(f"GET {PAGE}")
    assert not re.findall(r"<script[^>]*>[^<]", page.text)
    assert "mock_key" not in page.text
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self';" in policy
    assert "unsafe-eval" not in policy
    others = bench.ask("GET /_mock/login").headers["Content-Security-Policy"]
    assert "unsafe" not in others


def test_another_release_is_asked_for_again(bench: Bench) -> None:
    first = bench.ask(f"GET {PAGE}/0.0.0/swagger-ui.css")
    assert first.headers["Cache-Control"] == "no-cache"
    again = bench.ask(f"GET {PAGE}/0.0.0/swagger-ui.css", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "name", ["index.css", "VERSION", "oauth2-redirect.html", "..%2f__init__.py", "%2e%2e/flask_swagger_ui.py"]
)
def test_nothing_else_of_the_package_is_served(bench: Bench, name: str) -> None:
    assert bench.ask(f"GET {PAGE}/{UI}/{name}").status_code == 404


def test_what_is_tried_reaches_this_gateway(bench: Bench) -> None:
    contract = bench.ok(f"GET {PAGE}/quo.json")
    holders = [contract, *contract["paths"].values()]
    servers = {server["url"] for holder in holders for server in holder.get("servers", ())}
    assert servers == {"/quo", "/"}
    own = bench.ok("GET /_mock/openapi.json")
    assert {path: item for path, item in contract["paths"].items() if "servers" not in item} == {
        path: item for path, item in own["paths"].items() if "servers" not in item
    }
    assert own["servers"][0]["url"] == "https://gateway.maton.ai/quo"  # which is as it was
    assert bench.ok(f"GET {PAGE}/control.json") == bench.ok("GET /_mock/api/openapi.json")


def test_it_is_for_this_machine_or_for_who_has_signed_in() -> None:
    from .conftest import Bench

    guarded = Bench(admin_token="sesame")
    for path in (PAGE, f"{PAGE}/quo.json", f"{PAGE}/control.json", f"{PAGE}/{UI}/swagger-ui.css"):
        assert guarded.ask(f"GET {path}").status_code == 303
        assert guarded.ask(f"GET {path}", headers={"Authorization": "Bearer sesame"}).status_code == 200
    open_here = Bench()
    stranger = open_here.ask(f"GET {PAGE}", headers={"X-Forwarded-For": "192.0.2.1"})
    assert stranger.status_code == 403
