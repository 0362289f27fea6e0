"""The Redis that replicas share, by its URL."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .link import Link

SCHEMES = ("redis://", "rediss://", "redis+unix://")


class WrongAddress(ValueError):
    """Nothing can be shared by that URL; the text says why in one sentence, without the URL's password."""


def link_to(url: str | None) -> Link | None:
    """The way to the Redis at `url`, which need not be there yet; None without a URL.

    Raises:
        WrongAddress: the URL is none, or what it needs is not installed.
    """
    if url is None:
        return None
    if not url.startswith(SCHEMES):
        raise WrongAddress(f"--redis takes a redis:// URL, not {url.partition(':')[0]!r}")
    try:
        from .link import Link
    except ImportError as error:
        raise WrongAddress(f"--redis needs what pip install 'maton-quo[redis]' brings: {error}") from None
    try:
        return Link(url.replace("redis+unix://", "unix://", 1))
    except ValueError as error:
        raise WrongAddress(f"--redis has no usable redis:// URL: {error}") from None
