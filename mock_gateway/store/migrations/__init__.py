"""The schema, step by step: numbered SQL files, each run once, in order, on every database."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ..database import Database, StoreUnavailable

_FOLDER = Path(__file__).parent


@cache
def steps() -> dict[int, str]:
    """The SQL of every step by its number, in order: `0001_beginning.sql` is step 1."""
    return {int(path.name[:4]): path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.sql"))}


def upgrade(database: Database) -> None:
    """Bring a database to the newest version, all of it or nothing, while every other writer waits.

    Raises:
        StoreUnavailable: the database cannot be used, or comes from a newer quo-mock.
    """
    newest = max(steps())
    with database.transaction(write=True):
        present = _versions(database)
        if max(present, default=0) > newest:
            raise StoreUnavailable(
                f"{database.name} has schema version {max(present)}, and this quo-mock knows {newest} at"
                " most: update quo-mock, or take another database"
            )
        for number, sql in steps().items():
            if number not in present:
                for statement in _statements(sql):
                    database.define(statement)
                database.run("INSERT INTO schema_versions (version) VALUES (:version)", {"version": number})


def are_done(database: Database) -> bool:
    """Whether a database has been through every step that is known here; it may know more of them.

    Raises:
        StoreUnavailable: the database cannot be used.
    """
    if "schema_versions" not in database.tables():
        return False
    return {row[0] for row in database.all("SELECT version FROM schema_versions")} >= steps().keys()


def _versions(database: Database) -> set[int]:
    """The steps that were run on a database; none on a new one, which gets its table of versions."""
    tables = database.tables()
    if "schema_versions" in tables:
        return {row[0] for row in database.all("SELECT version FROM schema_versions")}
    database.define("CREATE TABLE schema_versions (version INTEGER PRIMARY KEY)")
    if "facts" not in tables:
        return set()
    database.run("INSERT INTO schema_versions (version) VALUES (1)")  # from before versions were counted
    return {1}


def _statements(sql: str) -> list[str]:
    lines = "\n".join(line for line in sql.splitlines() if not line.startswith("--"))
    return [statement.strip() for statement in lines.split(";")[:-1]]
