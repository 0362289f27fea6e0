"""The spec: its rules, its facts, and what is made from it."""
