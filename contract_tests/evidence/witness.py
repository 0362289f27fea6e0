"""Whether it is really the live service that answers, and not something on this machine in its name."""

from __future__ import annotations

import os
from urllib.parse import urlsplit
from urllib.request import getproxies

from mock_gateway.loopback import is_loopback

REAL = ".maton.ai"


def is_real(*urls: str | None) -> bool:
    """Whether those URLs, and the environment, lead out of this machine to Maton.

    A stand-in answers by Maton's names behind a proxy on this machine: what it says is what the mock says,
    and confirms nothing. Who reaches Maton through a proxy of his own here goes without evidence, too.
    """
    named = [*urls, os.environ.get("MATON_GATEWAY_URL"), os.environ.get("MATON_CONTROL_URL")]
    if not all(_host(url).endswith(REAL) for url in named if url):
        return False
    proxies = getproxies()
    return not any(_is_here(_host(proxies[scheme])) for scheme in ("https", "all") if scheme in proxies)


def _host(url: str) -> str:
    return urlsplit(url if "://" in url else f"http://{url}").hostname or ""


def _is_here(host: str) -> bool:
    return host == "localhost" or is_loopback(host)
