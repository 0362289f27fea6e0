"""Send texts, read calls with their recordings and transcripts, and keep contacts on a Quo workspace."""

from . import errors, models, webhooks
from .client import AsyncQuo, Quo
from .types import UNSET, AsyncPage, Page, RetryPolicy, Unset

__version__ = "0.1.0"

__all__ = (
    "UNSET",
    "AsyncPage",
    "AsyncQuo",
    "Page",
    "Quo",
    "RetryPolicy",
    "Unset",
    "errors",
    "models",
    "webhooks",
)
