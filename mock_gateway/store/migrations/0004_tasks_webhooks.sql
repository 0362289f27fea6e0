-- Things to do. One that was deleted keeps its row, which no list and no look-up shows.
CREATE TABLE tasks (
  workspace_id TEXT NOT NULL, id TEXT NOT NULL,
  created_at BIGINT NOT NULL, completed INTEGER NOT NULL, deleted INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX tasks_in_order ON tasks (workspace_id, deleted, created_at, id);
CREATE INDEX tasks_by_state ON tasks (workspace_id, deleted, completed);

-- Where events are sent. The document holds the key that they are signed with.
CREATE TABLE webhooks (
  workspace_id TEXT NOT NULL, id TEXT NOT NULL,
  user_id TEXT NOT NULL, created_at BIGINT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX webhooks_in_order ON webhooks (workspace_id, user_id, created_at, id);
