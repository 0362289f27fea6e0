"""Somebody who looks at the pages without scripts: reads, fills in forms, follows where they lead."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from contract_tests.gateway.conftest import Bench
from mock_gateway.store import WorkspaceFacts

NASTY = "\"><script>alert(1)</script>{{ 7*7 }}'&lt;\u202eevil"
"""A text that some page has taken for more than text."""


class Looker:
    """A browser at the pages of a gateway's demo workspace."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        found = bench.gateway.accounts.workspace_of("quo_mock_key")
        assert found is not None
        self.id = found.id

    @property
    def facts(self) -> WorkspaceFacts:
        """The workspace as it is now."""
        found = self.bench.gateway.accounts.workspace(self.id)
        assert found is not None
        return found

    @property
    def csrf(self) -> str:
        """What forms carry so that they are known to be ours."""
        found = re.search(r'name="csrf" value="([^"]+)"', self.get("contacts/new"))
        assert found
        return html.unescape(found[1])

    def get(self, path: str, status: int = 200, **more: Any) -> str:
        """A page below the workspace's address, as its HTML."""
        answer = self.bench.client.get(f"/_mock/w/{self.id}/{path}", **more)
        assert answer.status_code == status, answer.text
        return str(answer.text)

    def post(self, path: str, form: Any = None, *, csrf: str | None = None, **more: Any) -> Any:
        """The answer to a form, which carries what the pages know."""
        data = {**(form or {}), "csrf": self.csrf if csrf is None else csrf}
        return self.bench.client.post(f"/_mock/w/{self.id}/{path}", data=data, **more)

    def done(self, path: str, form: Any = None, **more: Any) -> str:
        """The page that a form leads to once it is done."""
        answer = self.post(path, form, **more)
        assert answer.status_code == 303, answer.text
        shown = self.bench.client.get(answer.headers["Location"])
        assert shown.status_code == 200, shown.text
        return str(shown.text)

    def refused(self, path: str, form: Any = None, status: int = 400, **more: Any) -> tuple[str, str]:
        """The sentence that a form is refused with, and the page that says it."""
        answer = self.post(path, form, **more)
        assert answer.status_code == status, answer.text
        said = re.search(r"data-problem>([^<]+)<", answer.text)
        assert said, answer.text
        return html.unescape(said[1]), str(answer.text)


@pytest.fixture
def looker() -> Looker:
    """At a gateway of its own, with the demo data."""
    return Looker(Bench())


@pytest.fixture
def alone() -> Looker:
    """At a gateway of its own, whose workspace is all but empty."""
    return Looker(Bench(seed="empty"))
