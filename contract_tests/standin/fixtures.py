"""Fixtures of the stand-in, to be imported by a conftest.

`stand_in` is the session's one without a rate limit, as it was again for every test; `by_name` lets this
process take it for live.
"""
