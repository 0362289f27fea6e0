-- How many times something was written in a workspace, or (under the empty text) in all of them at once; and how
-- many times to its contacts. Pages that are open ask for what changed by it.
CREATE TABLE revisions (
  workspace_id TEXT NOT NULL, kind TEXT NOT NULL, n BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, kind)
) WITHOUT ROWID;

-- What nobody has read is little beside all that was.
CREATE INDEX conversations_unread ON conversations (workspace_id, phone_number_id) WHERE unread > 0;
