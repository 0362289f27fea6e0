"""Gateways for one test each: every one begins with a copy of a database that was seeded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..app import create_app
from ..profile import Profile
from ..seeding import SUFFIXES
from ..store.sqlite import SqliteDatabase
from .options import Options

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    from ..gateway import Gateway


class Originals:
    """The seeded databases of one process, each made when it is wanted for the first time.

    A gateway of its own for every test costs 1.6 ms so, where seeding one takes 40 ms. Nothing is shared: not
    the clock, the faults, the journal, nor what a thread that outlives its test may still do.
    """

    def __init__(self) -> None:
        self._seeded: dict[tuple[str, Profile], SqliteDatabase] = {}

    def gateway(self, wanted: Options) -> tuple[WSGIApplication, Gateway]:
        """A new gateway, and the application that serves it, whose demo account begins as the seed.

        Raises:
            seeds.UnknownSeed: there is no such seed, or something is wrong with the file of one.
        """
        plans = wanted.seed.endswith(SUFFIXES)  # what a file plans counts from now
        database = SqliteDatabase(":memory:") if plans else self._original(wanted).copy()
        app = create_app(database, profile=wanted.profile, settings=wanted.settings, seed=wanted.seed)
        return app.wsgi_app, app.extensions["mock_gateway"]

    def _original(self, wanted: Options) -> SqliteDatabase:
        key = wanted.seed, wanted.profile
        if key not in self._seeded:
            database = SqliteDatabase(":memory:")
            try:
                create_app(database, profile=wanted.profile, seed=wanted.seed)
            except BaseException:
                database.close()
                raise
            self._seeded[key] = database
        return self._seeded[key]

    def close(self) -> None:
        """Let all of them go."""
        for database in self._seeded.values():
            database.close()
        self._seeded.clear()
