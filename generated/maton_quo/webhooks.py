"""Check that a webhook came from Quo, then read it."""

from ._runtime.errors import BadSignature
from ._runtime.webhooks import HEADER, sign, verify

__all__ = ("HEADER", "BadSignature", "sign", "verify")
