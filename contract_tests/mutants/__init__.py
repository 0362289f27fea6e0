"""Mutations: small mistakes made on purpose in a copy of the project, each of which some test must notice."""
