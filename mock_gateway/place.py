"""Where others find the gateway, if it stands behind a proxy: the address it was told, never a header's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

_ORIGIN = re.compile(r"https?://([\w.-]+|\[[0-9a-fA-F:.]+\])(:\d{1,5})?/?")


class Place:
    """A public address, and what it changes about a request.

    `X-Forwarded-Proto` and its kin are believed from nobody: whoever reaches the gateway past the proxy could
    write them, too. The proxy passes on the Host, by which a request for the public address is known.
    """

    def __init__(self, public_url: str) -> None:
        """Take scheme, host and perhaps port; raises `ValueError` for less and for more."""
        if not _ORIGIN.fullmatch(public_url):
            raise ValueError(
                "--public-url takes scheme, host and perhaps port, such as https://quo.team.example:8443;"
                " the gateway cannot live below a path"
            )
        self.url = public_url.rstrip("/").lower()
        self._scheme, self._host = urlsplit(self.url)[:2]

    def put(self, environ: WSGIEnvironment) -> None:
        """Let a request that was made of the public address have its scheme."""
        if environ.get("HTTP_HOST", "").lower() == self._host:
            environ["wsgi.url_scheme"] = self._scheme
