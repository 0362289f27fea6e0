"""The programs in `examples/`, run as their users run them: as processes, against a served gateway."""
