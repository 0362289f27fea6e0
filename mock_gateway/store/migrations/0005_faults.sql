-- Rules by which requests fail on purpose, in the order of their ids; the fact 'faults' changes with them.
CREATE TABLE faults (
  id TEXT PRIMARY KEY,
  rule TEXT NOT NULL, key_hash TEXT,
  created_at BIGINT NOT NULL,
  matched BIGINT NOT NULL, struck BIGINT NOT NULL
);
