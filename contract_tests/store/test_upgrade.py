"""A database of version 1 gets its totals and its way back to the seed when it is opened."""

from __future__ import annotations

from contract_tests.gateway.conftest import Bench
from mock_gateway.store import Database

TALLIES = "SELECT * FROM tallies ORDER BY workspace_id, tally, span, key, slot, part"
LISTS = (
    "contacts?maxResults=5",
    "contacts?sources=crm&sources=public-api&maxResults=5",
    "conversations?excludeInactive=true&maxResults=5",
    "messages?phoneNumberId=PN124abc&participants=%2B12065550101&maxResults=5&createdAfter=2026-01-20T00:00:00Z",
)
SEND = {"content": "Hi", "from": "PN123abc", "to": ["+12065550199"]}


def downgrade(database: Database) -> None:
    """Take everything away that version 2 brought."""
    indexes = ["messages_by_user", "calls_by_user", "contacts_by_source", "conversations_by_number"]
    indexes += ["conversations_by_creation", "conversations_by_update", "conversations_in_order"]
    statements = [f"DROP INDEX {name}" for name in indexes] + ["DROP TABLE tallies", "DROP TABLE touched"]
    statements += ["ALTER TABLE conversations DROP COLUMN active"]
    statements += [
        "CREATE INDEX conversations_in_order ON conversations (workspace_id, last_activity_at, id)"
    ]
    for statement in [*statements, "DELETE FROM schema_versions WHERE version = 2"]:
        database.run(statement)


def test_totals_are_those_that_were_kept_from_the_beginning(address: str) -> None:
    before = Bench(database=address)
    kept = before.gateway.database.all(TALLIES)
    downgrade(before.gateway.database)
    before.gateway.database.close()
    after = Bench(database=address)
    assert after.gateway.database.all(TALLIES) == kept
    assert len(kept) > 200
    after.gateway.database.close()


def test_a_workspace_that_was_changed_before_goes_back_to_its_seed(address: str) -> None:
    before = Bench(database=address)
    fresh = {url: before.ok(f"GET /quo/v1/{url}") for url in LISTS} | before.state()
    before.ok("POST /quo/v1/messages", SEND)
    before.ok("DELETE /quo/v1/contacts/CT123abc")
    downgrade(before.gateway.database)
    before.gateway.database.close()
    after = Bench(database=address)
    for change in (lambda: None, lambda: after.ok("POST /quo/v1/messages", SEND)):
        change()
        after.ok("POST /_mock/api/reset", {})
        assert {url: after.ok(f"GET /quo/v1/{url}") for url in LISTS} | after.state() == fresh
    after.gateway.database.close()
