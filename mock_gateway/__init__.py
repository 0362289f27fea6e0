"""A gateway that behaves like Maton and Quo, down to the error codes, to develop and test against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .app import create_app
    from .testing.running import running

__all__ = ("create_app", "running")


def __getattr__(name: str) -> Any:
    """Load Flask only when an application is really made: the pytest plugin and the CLI start faster."""
    if name == "create_app":
        from .app import create_app

        return create_app
    if name == "running":
        from .testing.running import running

        return running
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
