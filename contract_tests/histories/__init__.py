"""Histories of concurrent calls, recorded over sockets and held against small sequential models."""
