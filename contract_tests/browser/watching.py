"""What must never happen in a page: an error in the console, a blocked inline script, another host."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Route, WebError


class Watch:
    """Notes what goes wrong in the pages of a test, and keeps them from reaching other hosts.

    A violation of the Content-Security-Policy is an error in chromium's console.
    """

    def __init__(self) -> None:
        self.everything: list[str] = []
        """What was noted, expected or not."""
        self._expected: list[re.Pattern[str]] = []

    def over(self, context: BrowserContext, url: str) -> None:
        """Watch the pages of a context, which may reach the host of `url` alone."""
        own = urlsplit(url).netloc
        context.route(lambda asked: urlsplit(asked).netloc != own, self._refuse)
        context.on("console", self._note_console)
        context.on("weberror", self._note_error)
        context.on("dialog", self._note_dialog)

    def expect(self, pattern: str) -> None:
        """Take what matches for no fault, as the 404 that a test asks for is none."""
        self._expected.append(re.compile(pattern))

    @property
    def found(self) -> list[str]:
        """What went wrong, and was not expected."""
        return [what for what in self.everything if not any(known.search(what) for known in self._expected)]

    def _refuse(self, route: Route) -> None:
        self.everything.append(f"a request to another host: {route.request.url}")
        route.abort()

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.everything.append(f"console {message.type}: {message.text} ({message.location['url']})")

    def _note_error(self, error: WebError) -> None:
        self.everything.append(f"an exception: {error.error}")

    def _note_dialog(self, dialog: Dialog) -> None:
        self.everything.append(f"a dialog: {dialog.message}")
        dialog.dismiss()
