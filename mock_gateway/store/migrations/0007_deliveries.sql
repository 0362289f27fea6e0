-- One event on its way to one webhook. It has a due time until it has arrived or was given up, and belongs to
-- whoever claimed it until the claim runs out; claims are of the real time, for the gateway's may stand still.
CREATE TABLE deliveries (
  workspace_id TEXT NOT NULL, id TEXT NOT NULL,
  place BIGINT NOT NULL, webhook_id TEXT NOT NULL, resource_id TEXT NOT NULL, line TEXT NOT NULL,
  event_id TEXT NOT NULL, event_type TEXT NOT NULL,
  url TEXT NOT NULL, body TEXT NOT NULL, created_at BIGINT NOT NULL,
  status TEXT NOT NULL, due_at BIGINT, tries INTEGER NOT NULL,
  faults TEXT NOT NULL, attempts TEXT NOT NULL,
  claim TEXT, claimed_until BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX deliveries_in_order ON deliveries (workspace_id, place);
CREATE INDEX deliveries_due ON deliveries (due_at, place);
CREATE INDEX deliveries_in_line ON deliveries (workspace_id, webhook_id, line, due_at);

-- What is to go wrong with deliveries that are planned from now on.
CREATE TABLE delivery_faults (
  workspace_id TEXT NOT NULL, id TEXT NOT NULL,
  place BIGINT NOT NULL, document TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
