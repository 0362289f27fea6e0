"""A reader of the pages: it keeps cookies, follows redirects and posts forms as they are on the page."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest

from contract_tests.gateway.conftest import Bench

VOID = {
    *["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
}


class Element:
    """One element of a page, with what is in it."""

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name, self.attributes = name, attributes
        self.content: list[Element | str] = []

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(part if isinstance(part, str) else part.text for part in self.content)

    def find(self, name: str = "", **wanted: str) -> list[Element]:
        """Every element in it of that name that has these attributes; `class_` is one of its classes."""
        found = []
        for part in self.content:
            if isinstance(part, Element):
                found += [part] if part._is(name, wanted) else []
                found += part.find(name, **wanted)
        return found

    def named(self, name: str) -> list[Element]:
        """Every field of that name."""
        return [field for field in self.find() if field.attributes.get("name") == name]

    def _is(self, name: str, wanted: dict[str, str]) -> bool:
        classes = self.attributes.get("class", "").split()
        return name in ("", self.name) and all(
            value in classes if key == "class_" else self.attributes.get(key.replace("_", "-")) == value
            for key, value in wanted.items()
        )


class Reader(HTMLParser):
    """Reads a page as a browser does that runs no script."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].content.append(element)
        if tag not in VOID and not self.get_starttag_text().endswith("/>"):  # type: ignore[union-attr]
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in [element.name for element in self.open]:
            while self.open.pop().name != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)


def read(text: str) -> Element:
    """A page as a tree."""
    return Reader(text).root


class Visitor:
    """Somebody with a browser, whose cookies stay."""

    def __init__(self, bench: Bench, workspace_id: str | None = None, **environ: str) -> None:
        self.bench = bench
        self.client = bench.app.test_client()
        self.client.environ_base = {"REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT": "text/html", **environ}
        facts = bench.gateway.accounts.workspace_of("quo_mock_key")
        assert facts is not None
        self.workspace_id = workspace_id or facts.id
        self.home = f"/_mock/w/{self.workspace_id}"

    def get(self, path: str, **more: Any) -> Any:
        """The answer to a GET of a path, which begins below the workspace unless it says `/_mock`."""
        return self.client.get(path if path.startswith("/_mock") else self.home + path, **more)

    def page(self, path: str) -> Element:
        """A page that is there."""
        answer = self.get(path, follow_redirects=True)
        assert answer.status_code == 200, answer.text
        return read(answer.text)

    def token(self) -> str:
        """What the forms of this browser carry."""
        return self.page("/inbox").named("csrf")[0].attributes["value"]

    def post(self, path: str, *, csrf: str | None = None, **form: str) -> Any:
        """The answer to a form that was posted with what it carries."""
        sent = {"csrf": self.token() if csrf is None else csrf, **form}
        return self.client.post(path if path.startswith("/_mock") else self.home + path, data=sent)

    def rows(self, query: str = "") -> list[Element]:
        """The conversations of the list."""
        [listed] = self.page(f"/inbox{query}").find("ol", id="rows") or [Element("ol", {})]
        return listed.find("li")

    def thread(self, conversation_id: str, query: str = "") -> list[Element]:
        """The messages and calls of a thread."""
        [items] = self.page(f"/inbox/{conversation_id}{query}").find("ol", id="items") or [Element("ol", {})]
        return [part for part in items.content if isinstance(part, Element)]

    def changes(self, since: str | None = None, **query: str) -> str:
        """What the feed says to a browser that has seen so much."""
        headers = {} if since is None else {"Last-Event-ID": since}
        answer = self.client.get(
            "/_mock/changes", query_string={"workspace": self.workspace_id, **query}, headers=headers
        )
        assert answer.status_code == 200
        text: str = answer.text
        return text

    def revision(self, **query: str) -> str:
        """The id of the present, as the feed names it."""
        [line] = [line for line in self.changes(**query).splitlines() if line.startswith("id: ")]
        return line.removeprefix("id: ")


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def visitor(bench: Bench) -> Visitor:
    """Somebody at this machine, in the demo account."""
    return Visitor(bench)


@pytest.fixture
def nobody_wrote() -> Visitor:
    """Somebody in a workspace where nothing has happened."""
    return Visitor(Bench(seed="empty"))
