"""A person's consent to a new connection: asked for in a browser, awaited, explained when it fails."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic

from .errors import AuthorizationFailed

EVERY = 2.0  # seconds between two looks, as often as Maton's own command line looks

Show = bool | Callable[[str], object]


class Consent:
    """The wait for one person; whoever holds it sleeps and looks."""

    def __init__(self, connection_id: str, app: str, timeout: float) -> None:
        """Begin to wait for at most `timeout` seconds."""
        self._id, self._app, self._timeout = connection_id, app, timeout
        self._deadline = monotonic() + timeout

    def ask(self, url: str, open_browser: Show) -> None:
        """Put the page at `url` before a person: in a browser, or as it is told.

        Raises:
            AuthorizationFailed: When the address is not one for a browser.
        """
        if not url.startswith(("https://", "http://")):
            # A browser would also open files and start programs.
            raise AuthorizationFailed(
                f"The address of {self._name} is not a web page.", self._id, status="PENDING"
            )
        if callable(open_browser):
            open_browser(url)
        elif not (open_browser and _opened(url)):
            print(f"To connect {self._app}, open {url} in a browser.", file=sys.stderr)

    def wait(self, status: str) -> float | None:
        """Seconds until the next look at a connection in this state; None when it is ACTIVE.

        Raises:
            AuthorizationFailed: When it has FAILED, or the time is over.
        """
        if status == "ACTIVE":
            return None
        left = self._deadline - monotonic()
        if status == "FAILED":
            said = f"{self._name} FAILED: access was refused, or the sign-in went wrong; authorize once more."
        elif left <= 0:
            said = (
                f"Nobody allowed access within {self._timeout:g} s; {self._name} is still {status}. "
                "Open its url once more, or delete the connection."
            )
        else:
            return min(EVERY, left)
        raise AuthorizationFailed(said, self._id, status=status)

    @property
    def _name(self) -> str:
        return f"Connection {self._id} to {self._app}"


def _opened(url: str) -> bool:
    import webbrowser  # starts slowly, and hardly any program needs it

    return webbrowser.open(url)
