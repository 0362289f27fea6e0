"""How a connection is authorized."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    ConnectionMethod = Literal["API_KEY", "BASIC", "JWT", "OAUTH1", "OAUTH2", "MCP"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    ConnectionMethod = str
