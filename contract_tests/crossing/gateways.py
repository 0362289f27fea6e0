"""A gateway with everybody on it, in this process or at a URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property

import httpx
from werkzeug.routing import Rule

from contract_tests.contract.transports import InProcess
from contract_tests.crossing.oracle import Digest, Oracle
from contract_tests.crossing.surfaces import Surfaces
from contract_tests.crossing.watching import in_store
from contract_tests.crossing.ways import Ask, in_process, over_http
from contract_tests.crossing.world import ADMIN, Planter, World
from mock_gateway import create_app
from mock_gateway.contract import load
from mock_gateway.gateway import Gateway
from mock_gateway.inbox.site import site
from mock_gateway.profile import Profile
from mock_gateway.settings import Settings
from mock_gateway.store import Database

BASE = "http://127.0.0.1:8787"


@dataclass
class Scene:
    """A gateway, who is on it, and what judges it."""

    gateway: Gateway | None
    """None for one at a URL."""
    world: World
    ask: Ask
    digest: Digest

    @cached_property
    def oracle(self) -> Oracle:
        """Judges every attempt; it has seen the victims as they are now."""
        return Oracle(self.world, self.ask, self.digest)

    @cached_property
    def surfaces(self) -> Surfaces:
        """Everything that can be asked of it."""
        return Surfaces(self.world, load(Profile.named("documented")), rules())


@cache
def rules() -> list[Rule]:
    """The addresses of all pages."""
    app = create_app(seed="empty")
    gateway: Gateway = app.extensions["mock_gateway"]
    found = list(site(gateway, ADMIN).url_map.iter_rules())
    gateway.database.close()
    return found


@contextmanager
def inside(database: str | Database, world: World | None = None) -> Iterator[Scene]:
    """A gateway in this process, on a new database, or on one that holds the world already."""
    app = create_app(database, settings=Settings(rate_limit=0), admin_token=ADMIN, seed="empty")
    gateway: Gateway = app.extensions["mock_gateway"]
    try:
        if world is None:
            with httpx.Client(transport=InProcess(app), base_url=BASE) as http:
                world = Planter(http).world()
        yield Scene(gateway, world, in_process(app), in_store(gateway.database, world))
    finally:
        gateway.database.close()


@contextmanager
def at(url: str) -> Iterator[Scene]:
    """The gateway at a URL, whose admin token is `world.ADMIN`; what is compared is what it exports."""
    with httpx.Client(base_url=url, timeout=30) as http:
        world = Planter(http).world()

        def digest() -> bytes:
            headers = {"Authorization": f"Bearer {ADMIN}"}
            return b"".join(
                http.get(f"/_mock/api/export?workspace_id={id}", headers=headers).content
                for id in world.workspaces
            )

        yield Scene(None, world, over_http(url, http), digest)
