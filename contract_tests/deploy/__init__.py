"""The gateway as a team runs it: its files, TLS, the way it ends, its logs, and what is kept of its data."""
