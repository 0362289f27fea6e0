"""Attempts to reach what is another account's, by somebody who knows all of its ids but none of its keys."""
