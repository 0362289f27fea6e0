"""A second opinion on the gateway: schemathesis, which knows the spec and nothing else."""
