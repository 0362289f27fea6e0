"""Send texts, read calls with their recordings and transcripts, and keep contacts on a Quo workspace."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from msgspec import UNSET
from msgspec import UnsetType as Unset

from . import errors
from ._runtime.paging import AsyncPage, Page
from ._runtime.retry import RetryPolicy
from .client import AsyncQuo, Quo

if TYPE_CHECKING:
    from . import models, webhooks
    from ._runtime.raw import RawResponse

__version__ = "0.1.0"

__all__ = (
    "UNSET",
    "AsyncPage",
    "AsyncQuo",
    "Page",
    "Quo",
    "RawResponse",
    "RetryPolicy",
    "Unset",
    "errors",
    "models",
    "webhooks",
)

_LATER = {"models": ".models", "webhooks": ".webhooks", "types": ".types", "RawResponse": "._runtime.raw"}


def __getattr__(name: str) -> Any:
    """What is imported when it is first asked for, to start fast."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(_LATER[name], __name__)
    return module if _LATER[name] == f".{name}" else getattr(module, name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
