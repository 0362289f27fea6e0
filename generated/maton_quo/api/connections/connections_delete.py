"""`DELETE /connections/{connection_id}`: delete a connection."""

from __future__ import annotations

from ..._runtime.request import Request, segment


def request(connection_id: str) -> Request:
    """What is sent."""
    return Request(
        "DELETE",
        f"/connections/{segment(connection_id)}",
        control=True,
        template="/connections/{connectionId}",
    )
