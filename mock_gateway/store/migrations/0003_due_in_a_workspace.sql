-- A request runs what is due in its own workspace, and asks each time when that is.

CREATE INDEX timeline_of_workspace ON timeline (workspace_id, due_at, id);
