-- Totals that nobody has to count, what was touched since a workspace's seed, and an index for every filter.

ALTER TABLE conversations ADD COLUMN active INTEGER NOT NULL DEFAULT 0;
UPDATE conversations SET active = 1 WHERE deleted_at IS NULL AND last_activity_at <> 0;

CREATE INDEX messages_by_user ON messages (workspace_id, phone_number_id, participants, user_id, created_at, id)
  WHERE user_id IS NOT NULL;
CREATE INDEX calls_by_user ON calls (workspace_id, phone_number_id, participants, user_id, created_at, id)
  WHERE user_id IS NOT NULL;
CREATE INDEX contacts_by_source ON contacts (workspace_id, source, created_at, id) WHERE source IS NOT NULL;
-- Conversations are walked in the order of their activity, and what else they are asked for stands beside it.
DROP INDEX conversations_in_order;
CREATE INDEX conversations_in_order
  ON conversations (workspace_id, last_activity_at, id, created_at, updated_at, active);
CREATE INDEX conversations_by_number
  ON conversations (workspace_id, phone_number_id, last_activity_at, id, created_at, updated_at, active);
CREATE INDEX conversations_by_creation ON conversations (workspace_id, created_at);
CREATE INDEX conversations_by_update ON conversations (workspace_id, updated_at);

-- How many rows there are of each kind in each slot of time, 2^span microseconds long: span 63 is all of time.
-- `base` is what the seed brought; `changed` says that there may be a difference.
CREATE TABLE tallies (
  workspace_id TEXT NOT NULL, tally TEXT NOT NULL, span INTEGER NOT NULL, key TEXT NOT NULL,
  slot BIGINT NOT NULL, part TEXT NOT NULL,
  n BIGINT NOT NULL, base BIGINT NOT NULL, changed INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, tally, span, key, slot, part)
) WITHOUT ROWID;
CREATE INDEX tallies_changed ON tallies (changed, workspace_id, base) WHERE changed = 1;

CREATE TABLE spans (span INTEGER NOT NULL);
INSERT INTO spans (span) VALUES (63), (38);
INSERT INTO tallies (workspace_id, tally, span, key, slot, part, n, base, changed)
  SELECT workspace_id, 'messages', span, phone_number_id || '
' || participants, created_at >> span, COALESCE(user_id, ''), COUNT(*), COUNT(*), 0
  FROM messages, spans GROUP BY 1, 2, 3, 4, 5, 6;
INSERT INTO tallies (workspace_id, tally, span, key, slot, part, n, base, changed)
  SELECT workspace_id, 'calls', span, phone_number_id || '
' || participants, created_at >> span, COALESCE(user_id, ''), COUNT(*), COUNT(*), 0
  FROM calls, spans GROUP BY 1, 2, 3, 4, 5, 6;
INSERT INTO tallies (workspace_id, tally, span, key, slot, part, n, base, changed)
  SELECT workspace_id, 'contacts', 63, '', created_at >> 63, COALESCE(source, ''), COUNT(*), COUNT(*), 0
  FROM contacts GROUP BY 1, 2, 3, 4, 5, 6;
INSERT INTO tallies (workspace_id, tally, span, key, slot, part, n, base, changed)
  SELECT workspace_id, 'conversations created', span, phone_number_id, created_at >> span,
    CAST(active AS TEXT), COUNT(*), COUNT(*), 0
  FROM conversations, spans GROUP BY 1, 2, 3, 4, 5, 6;
INSERT INTO tallies (workspace_id, tally, span, key, slot, part, n, base, changed)
  SELECT workspace_id, 'conversations updated', span, phone_number_id, updated_at >> span,
    CAST(active AS TEXT), COUNT(*), COUNT(*), 0
  FROM conversations, spans WHERE span < 63 GROUP BY 1, 2, 3, 4, 5, 6;
DROP TABLE spans;

-- Which documents were written since the seed. What stood there before is kept in the document's own table,
-- under the workspace `before:<id>`. Of the workspaces that there are by now, nobody knows: kind `*` says so.
CREATE TABLE touched (
  workspace_id TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, kind, id)
) WITHOUT ROWID;
INSERT INTO touched (workspace_id, kind, id) SELECT id, '*', '' FROM workspaces WHERE account_id <> '';
