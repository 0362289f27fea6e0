"""The pytest plugin `quo_mock`, as its users have it."""
