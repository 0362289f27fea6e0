"""A page outlives the gateway: it says that nobody answers, and connects again by itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from contract_tests.gateway import serving

from .conftest import Open, at

if TYPE_CHECKING:
    from .watching import Watch

GONE = r"ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED_ENCODING"


def test_a_page_says_that_the_gateway_is_gone_and_shows_what_is_new_once_it_is_back(
    open_page: Open, watch: Watch, tmp_path: Path
) -> None:
    watch.expect(GONE)
    first = serving.serve(tmp_path, "--db", "quo.db")
    try:
        page = open_page(first.url)
        page.goto("/_mock/")
        first.stop()
        page.get_by_role("alert").filter(has_text="The gateway does not answer").wait_for()
    finally:
        first.kill()
    second = serving.serve(tmp_path, "--db", "quo.db", "--port", str(first.port))
    try:
        page.get_by_text("The gateway is back.").wait_for()
        with at(second.url) as target:
            target.control("POST", "inbound/messages", {"from": "+14155550177", "text": "Anybody there?"})
        page.get_by_text("Anybody there?").first.wait_for()
        page.get_by_text("The gateway is back.").wait_for(state="hidden")
    finally:
        second.kill()
