-- One table per resource: typed columns for what is filtered or ordered on, one JSON text for the document.
-- Times are whole microseconds since 1970. Every key begins with the workspace: ids are unique only within one.

CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  key_hash TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL
);

CREATE TABLE workspaces (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  key_hash TEXT UNIQUE,
  seed TEXT NOT NULL,
  balance_cents BIGINT NOT NULL,
  settings TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX workspaces_by_account ON workspaces (account_id, created_at, id);

CREATE TABLE connections (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  workspace_id TEXT,
  app TEXT NOT NULL,
  status TEXT NOT NULL,
  method TEXT NOT NULL,
  session_token TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX connections_by_account ON connections (account_id, created_at, id);

CREATE TABLE users (
  workspace_id TEXT NOT NULL, id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX users_in_order ON users (workspace_id, created_at, id);

CREATE TABLE phone_numbers (
  workspace_id TEXT NOT NULL, id TEXT NOT NULL,
  number TEXT NOT NULL, created_at BIGINT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);

CREATE TABLE memberships (
  workspace_id TEXT NOT NULL, phone_number_id TEXT NOT NULL, user_id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, phone_number_id, user_id)
);

CREATE TABLE messages (
  workspace_id TEXT NOT NULL, id TEXT NOT NULL,
  phone_number_id TEXT NOT NULL, participants TEXT NOT NULL, user_id TEXT, created_at BIGINT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX messages_in_order ON messages (workspace_id, phone_number_id, participants, created_at, id);

CREATE TABLE calls (
  workspace_id TEXT NOT NULL, id TEXT NOT NULL,
  phone_number_id TEXT NOT NULL, participants TEXT NOT NULL, user_id TEXT, created_at BIGINT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX calls_in_order ON calls (workspace_id, phone_number_id, participants, created_at, id);

-- What remains of a call. A recording has an id of its own; the others share theirs with the call.
CREATE TABLE recordings (
  workspace_id TEXT NOT NULL, id TEXT NOT NULL,
  call_id TEXT NOT NULL, created_at BIGINT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX recordings_in_order ON recordings (workspace_id, call_id, created_at, id);
CREATE TABLE summaries (
  workspace_id TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (workspace_id, id)
);
CREATE TABLE transcripts (
  workspace_id TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (workspace_id, id)
);
CREATE TABLE voicemails (
  workspace_id TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (workspace_id, id)
);

CREATE TABLE contacts (
  workspace_id TEXT NOT NULL, id TEXT NOT NULL,
  external_id TEXT, source TEXT, created_at BIGINT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX contacts_in_order ON contacts (workspace_id, created_at, id);
CREATE UNIQUE INDEX contacts_by_external_id ON contacts (workspace_id, external_id);

CREATE TABLE custom_fields (
  workspace_id TEXT NOT NULL, id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);

CREATE TABLE conversations (
  workspace_id TEXT NOT NULL, id TEXT NOT NULL,
  phone_number_id TEXT NOT NULL, participants TEXT NOT NULL,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, last_activity_at BIGINT NOT NULL, deleted_at BIGINT,
  unread INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX conversations_in_order ON conversations (workspace_id, last_activity_at, id);
CREATE UNIQUE INDEX conversations_by_participants ON conversations (workspace_id, phone_number_id, participants);

-- What is to happen later, and when.
CREATE TABLE timeline (
  workspace_id TEXT NOT NULL, id TEXT NOT NULL,
  due_at BIGINT NOT NULL, event TEXT NOT NULL, subject_id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX timeline_in_order ON timeline (due_at, id);
