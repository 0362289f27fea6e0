"""The coverage matrix: which status of which operation was seen on which target."""
