"""Attacks on the gateway, and what keeps them out."""
