"""The words that operations and models share."""

from msgspec import UNSET
from msgspec import UnsetType as Unset

from ._runtime.paging import AsyncPage, AsyncPager, Page
from ._runtime.problem import Complaint
from ._runtime.rate_limit import RateLimit
from ._runtime.raw import RawResponse
from ._runtime.request import Request
from ._runtime.retry import RetryPolicy

__all__ = (
    "UNSET",
    "AsyncPage",
    "AsyncPager",
    "Complaint",
    "Page",
    "RateLimit",
    "RawResponse",
    "Request",
    "RetryPolicy",
    "Unset",
)
