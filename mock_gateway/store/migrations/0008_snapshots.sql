-- Which hidden copies of workspaces belong together, and when they were made.
CREATE TABLE snapshots (
  id TEXT NOT NULL, workspace_id TEXT NOT NULL, copy_id TEXT NOT NULL,
  name TEXT, taken_at BIGINT NOT NULL,
  PRIMARY KEY (id, workspace_id)
);
CREATE INDEX snapshots_of_workspace ON snapshots (workspace_id, taken_at, id);

-- From when on the keys of an account open it.
ALTER TABLE accounts ADD COLUMN keys_from BIGINT NOT NULL DEFAULT 0;
