"""A gateway with victims and an attacker in it: everything planted, and everything that he knows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from contract_tests.crossing.contents import AREA, MARK, file_of

ADMIN = "the-operator-of-this-gateway"
AGENT = {"User-Agent": "crossing/1.0"}
Known = dict[str, list[str]]
"""Values by what they are values of: `user`, `task`, `token`, …"""


@dataclass
class Party:
    """One account: its keys, its two workspaces, and what is known of it."""

    api_key: str
    quo_key: str
    workspaces: list[str]
    connections: list[str]
    known: Known = field(default_factory=lambda: defaultdict(list))
    """Of the account and its first workspace."""
    aside: Known = field(default_factory=lambda: defaultdict(list))
    """Of its second workspace."""


@dataclass
class World:
    """Everybody on one gateway."""

    victims: list[Party]
    attacker: Party
    operator: dict[str, str] = field(default_factory=dict)
    """The headers of the operator, signed in on the pages."""
    csrf: str = ""

    @property
    def workspaces(self) -> list[str]:
        """The victims' workspaces."""
        return [id for victim in self.victims for id in victim.workspaces]

    def planted(self) -> Known:
        """What is known of the victims, none of which may be told."""
        return _together([victim.known for victim in self.victims] + [each.aside for each in self.victims])

    def loot(self) -> Known:
        """What the attacker may name that is not where he asks: the victims', and his own elsewhere."""
        return _together([self.planted(), self.attacker.aside])


def _together(parts: list[Known]) -> Known:
    found: Known = defaultdict(list)
    for part in parts:
        for kind, values in part.items():
            found[kind] += values
    return found


class Planter:
    """Fills a gateway through its control API, and its accounts through their own doors."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def world(self) -> World:
        """Two victims and an attacker, with two workspaces each; the clock stands still."""
        self._control("POST", "clock", {"freeze": True})
        victims = [self._party([f"{MARK}{n}a", f"{MARK}{n}b"], f"{AREA}{2 * n}555") for n in (1, 2)]
        attacker = self._party(["mine1", "mine2"], "+1832555")
        self._control("POST", "deliveries/run")
        world = World(victims, attacker, {"Authorization": f"Bearer {ADMIN}"})
        self._sign_in(world)
        return world

    def _control(self, method: str, path: str, body: Any = None, content: str | None = None) -> Any:
        answer = self._http.request(
            method,
            f"/_mock/api/{path}",
            json=body,
            content=content,
            headers={"Authorization": f"Bearer {ADMIN}"},
        )
        assert answer.status_code < 300, answer.text
        return answer.json()["data"] if answer.content else None

    def _party(self, tags: list[str], block: str) -> Party:
        opened = self._control("POST", "accounts", {"seed": "empty"})
        party = Party(
            opened["api_key"], opened["quo_key"], [opened["workspace_id"]], [opened["connection_id"]]
        )
        self._second_workspace(party)
        for tag, id, connection in zip(tags, party.workspaces, party.connections, strict=False):
            number = f"{block[:-4]}{int(block[-4]) + (tag == tags[1])}{block[-3:]}"
            self._control("POST", f"import?workspace_id={id}", content=file_of(tag, number))
            self._live(party, id, connection, tag, number)
        party.known |= {
            "quo key": [party.quo_key],
            "maton key": [party.api_key],
            "connection": party.connections if tags[0].startswith(MARK) else party.connections[:1],
        }
        return party

    def _second_workspace(self, party: Party) -> None:
        """A second connection to a workspace of its own, and two more that lead nowhere."""
        for answer in ("allow", "deny", ""):
            made = self._as(party, "POST", "/connections", {"app": "quo"})["connection_id"]
            url = self._as(party, "GET", f"/connections/{made}")["connection"]["url"]
            party.connections.append(made)
            token = parse_qs(urlsplit(url).query)["session_token"]
            if answer:  # one that nobody has answered yet is a key, not an id: whoever has it may answer
                party.known["session"] += token
                self._http.post(
                    "/connect/", data={"session_token": token[0], "answer": answer, "workspace": "new"}
                )
        second = {"Maton-Connection": party.connections[1]}
        number = self._as(party, "GET", "/quo/v1/phone-numbers", headers=second)["data"][0]["id"]
        task = {"title": "t", "description": "d", "phoneNumberId": number}
        id = self._as(party, "POST", "/quo/v1/tasks", task, headers=second)["data"]["taskId"]
        party.workspaces.append(
            self._as(party, "GET", f"/quo/v1/tasks/{id}", headers=second)["data"]["orgId"]
        )

    def _as(
        self,
        party: Party,
        method: str,
        path: str,
        body: Any = None,
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> Any:
        sent = {"Authorization": f"Bearer {party.api_key}", **AGENT, **(headers or {})}
        answer = self._http.request(method, path, json=body, headers=sent, **more)
        assert answer.status_code < 300, answer.text
        return answer.json()

    def _live(self, party: Party, id: str, connection: str, tag: str, block: str) -> None:
        """What happens in a workspace, and all ids that it has then."""
        known = party.known if id == party.workspaces[0] else party.aside
        here = {"Maton-Connection": connection}
        text = {"workspace_id": id, "from": f"{block}0101", "to": f"PN{tag}1", "text": f"late{tag}"}
        self._control("POST", "inbound/messages", text)
        known["fault"].append(
            self._control("POST", f"deliveries/faults?workspace_id={id}", {"kind": "drop", "next": 9})["id"]
        )
        known["snapshot"].append(
            self._control("POST", f"snapshots?workspace_id={id}", {"name": f"snap{tag}"})["id"]
        )
        for delivery in self._control("GET", f"deliveries?workspace_id={id}"):
            known["delivery"].append(delivery["id"])
            known["event"].append(delivery["event_id"])
        for path, query in _lists(tag, block):
            page = self._as(party, "GET", f"/quo/v1/{path}", headers=here, params={**query, "maxResults": 1})
            known["token"].append(page["nextPageToken"])
        known["entry"] += [
            str(each["number"]) for each in self._control("GET", f"journal?workspace_id={id}&limit=3")
        ]
        for kind, values in _ids(tag, block).items():
            known[kind] += values
        known["workspace"].append(id)

    def _sign_in(self, world: World) -> None:
        page = self._http.get(f"/_mock/w/{world.attacker.workspaces[0]}/contacts/new", headers=world.operator)
        found = re.search(r'name="csrf" value="(\w+)"', page.text)
        assert found is not None
        assert page.status_code == 200
        world.csrf = found[1]
        world.operator["Cookie"] = page.headers["Set-Cookie"].partition(";")[0]


def _lists(tag: str, block: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The lists that have a second page, which a token leads to."""
    line = {"phoneNumberId": f"PN{tag}1", "participants": f"{block}0101"}
    yield from (("users", {}), ("contacts", {}), ("conversations", {}), ("tasks", {}))
    yield from (("messages", line), ("calls", line), ("contacts", {"sources": f"source{tag}"}))


_PREFIXES = {
    "user": "US", "line": "PN", "contact": "CT", "conversation": "CV", "task": "TK", "webhook": "WH",
    "external": "external", "item": "phone",
}  # fmt: skip


def _ids(tag: str, block: str) -> Known:
    calls = [f"AC{tag}{n}c{m}" for n in (1, 2) for m in (1, 2)]
    messages = [f"AC{tag}{n}m{m}" for n in (1, 2) for m in (1, 2)]
    found = {kind: [f"{prefix}{tag}{n}" for n in (1, 2)] for kind, prefix in _PREFIXES.items()}
    return found | {
        "call": calls,
        "message": messages,
        "activity": calls + messages,
        "recording": [f"REC{tag}{call[-3:]}" for call in calls],
        "number": [f"{block}{n}" for n in ("0001", "0002", "0101", "0102", "0103")],
        "source": [f"source{tag}"],
        "field": [f"field{tag}"],
        "text": [f"asked{tag}1", f"Jane{tag}1", f"title{tag}1", f"jane{tag}1@example.com"],
        "url": [f"http://127.0.0.1:9/{tag}"],
    }
