"""The web pages at `/_mock/`, for people who look rather than read.

To add a page, say `webhooks`:

1. `webhooks.py` with `def pages(gateway: Gateway) -> flask.Blueprint`; its routes, as `/webhooks`,
   come below `/_mock/w/<workspace_id>`. A view takes no workspace: `here()` (place.py) gives the `Place` with
   `.workspace`, `.facts`, `.settings` and `.now`, and `flask.url_for` fills the workspace in by itself.
2. `templates/webhooks.html`, which extends `layout.html` and fills the blocks `title` and `main`. What has an
   `id` is changed in place when something happens in the workspace (static/morph.js): open `<details>`, focus
   and what is being typed stay. `data-keep` leaves an element as it is.
3. A line in `sections.py`, from which the navigation and the routes come.

A form posts to a route of its own, begins with `{{ csrf() }}`, and its view redirects (303) to a page that
shows what it did; `flask.flash("Saved")` says it there. A `Problem` that a view raises is shown above the
form. `data-swap` follows a form or link without loading the page anew; without JavaScript it works, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from ..gateway import Gateway

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

BASE = "/_mock"


class Inbox:
    """The pages of one gateway; nothing of them is loaded before somebody opens one."""

    def __init__(self, gateway: Gateway, admin_token: str | None) -> None:
        self._gateway = gateway
        self._admin_token = admin_token

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return self._site(environ, start_response)

    @cached_property
    def _site(self) -> WSGIApplication:
        from .site import site

        return site(self._gateway, self._admin_token)
