"""A workspace as a YAML file that a person can write by hand; FORMAT.md describes it."""
