-- What happened, as webhooks tell it, in the order in which it happened in its workspace.
CREATE TABLE events (
  workspace_id TEXT NOT NULL, id TEXT NOT NULL,
  position BIGINT NOT NULL, type TEXT NOT NULL, created_at BIGINT NOT NULL,
  phone_number_id TEXT NOT NULL, subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX events_in_order ON events (workspace_id, position);

-- Who does not want to be texted any more.
CREATE TABLE opt_outs (
  workspace_id TEXT NOT NULL, number TEXT NOT NULL, PRIMARY KEY (workspace_id, number)
);

-- What a script has to remember until it is over: how a call goes on, or that an error was answered once.
CREATE TABLE scripts (
  workspace_id TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (workspace_id, id)
);
