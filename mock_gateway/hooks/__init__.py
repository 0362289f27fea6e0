"""Webhooks out: who wants an event, how it is signed and where it may go, and every attempt."""
