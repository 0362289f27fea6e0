"""OAuth connections between a Maton account and Quo workspaces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import UNSET
from msgspec import UnsetType as Unset

from ..._runtime.async_client import AsyncClient
from ..._runtime.client import Client
from ..._runtime.consent import Consent
from ...models.connection import Connection
from ...models.connection_created import ConnectionCreated
from ...models.connection_method import ConnectionMethod
from ...models.connection_status import ConnectionStatus
from . import connections_create, connections_delete, connections_get, connections_list

if TYPE_CHECKING:
    from .raw import AsyncRawConnections, RawConnections


@dataclass(frozen=True, slots=True)
class Connections:
    """OAuth connections between a Maton account and Quo workspaces."""

    _client: Client

    @property
    def with_raw_response(self) -> RawConnections:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import RawConnections

        return RawConnections(self)

    def create(self, *, app: str, method: ConnectionMethod | Unset = UNSET) -> ConnectionCreated:
        """Create a connection.

        Starts an OAuth connection. It is PENDING until a person opens its `url` in a browser and allows
        access; fetch the connection to learn that address.

        Args:
            app: The app to connect, `quo`.
            method: How to authorize; the app's own way by default.

        Returns:
            The connection was created and waits for authorization.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = connections_create.request(app=app, method=method)
        return self._client.fetch(request, connections_create.parse)

    def get(self, connection_id: str) -> Connection:
        """Get a connection.

        One connection, with its state and the `url` at which a person authorizes it.

        Args:
            connection_id: The connection, a UUID.

        Returns:
            The connection.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = connections_get.request(connection_id)
        return self._client.fetch(request, connections_get.parse)

    def delete(self, connection_id: str) -> None:
        """Delete a connection.

        Forgets the connection and its OAuth tokens. Requests that name it fail from then on.

        Args:
            connection_id: The connection, a UUID.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = connections_delete.request(connection_id)
        self._client.send(request)

    def list(
        self,
        *,
        app: str | None = None,
        status: ConnectionStatus | None = None,
        method: ConnectionMethod | None = None,
    ) -> list[Connection]:
        """List connections.

        All connections of the account, oldest first.

        Args:
            app: Only connections to this app, such as `quo`.
            status: Only connections in this state.
            method: Only connections that were authorized this way.

        Returns:
            The connections.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = connections_list.request(app=app, status=status, method=method)
        return self._client.fetch(request, connections_list.parse)

    def authorize(
        self,
        *,
        app: str = "quo",
        method: ConnectionMethod | Unset = UNSET,
        open_browser: bool | Callable[[str], object] = True,
        timeout: float = 300,
    ) -> Connection:
        """Create a connection and wait until a person has allowed it.

        Opens the page where access is allowed in a browser, and looks every 2 seconds whether it was.

        Args:
            app: The app to connect.
            method: How to authorize; the app's own way by default.
            open_browser: True opens the page here, or writes its address to stderr if there is no browser; False
                always writes it; a function is called with it. The address is a secret of that person.
            timeout: How long to wait, in seconds.

        Returns:
            The connection, which is ACTIVE.

        Raises:
            errors.AuthorizationFailed: When access was refused, or nobody allowed it in time.
            errors.StatusError: When Maton answered with an error.
            errors.ConnectionFailed, errors.Timeout: When Maton did not answer.
        """
        created = self.create(app=app, method=method)
        connection = self.get(created.connection_id)
        consent = Consent(connection.connection_id, app, timeout)
        if connection.status == "PENDING":
            consent.ask(connection.url, open_browser)
        while (seconds := consent.wait(connection.status)) is not None:
            self._client.pause(seconds)
            connection = self.get(connection.connection_id)
        return connection


@dataclass(frozen=True, slots=True)
class AsyncConnections:
    """OAuth connections between a Maton account and Quo workspaces."""

    _client: AsyncClient

    @property
    def with_raw_response(self) -> AsyncRawConnections:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import AsyncRawConnections

        return AsyncRawConnections(self)

    async def create(self, *, app: str, method: ConnectionMethod | Unset = UNSET) -> ConnectionCreated:
        """Create a connection.

        Starts an OAuth connection. It is PENDING until a person opens its `url` in a browser and allows
        access; fetch the connection to learn that address.

        Args:
            app: The app to connect, `quo`.
            method: How to authorize; the app's own way by default.

        Returns:
            The connection was created and waits for authorization.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = connections_create.request(app=app, method=method)
        return await self._client.fetch(request, connections_create.parse)

    async def get(self, connection_id: str) -> Connection:
        """Get a connection.

        One connection, with its state and the `url` at which a person authorizes it.

        Args:
            connection_id: The connection, a UUID.

        Returns:
            The connection.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = connections_get.request(connection_id)
        return await self._client.fetch(request, connections_get.parse)

    async def delete(self, connection_id: str) -> None:
        """Delete a connection.

        Forgets the connection and its OAuth tokens. Requests that name it fail from then on.

        Args:
            connection_id: The connection, a UUID.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = connections_delete.request(connection_id)
        await self._client.send(request)

    async def list(
        self,
        *,
        app: str | None = None,
        status: ConnectionStatus | None = None,
        method: ConnectionMethod | None = None,
    ) -> list[Connection]:
        """List connections.

        All connections of the account, oldest first.

        Args:
            app: Only connections to this app, such as `quo`.
            status: Only connections in this state.
            method: Only connections that were authorized this way.

        Returns:
            The connections.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = connections_list.request(app=app, status=status, method=method)
        return await self._client.fetch(request, connections_list.parse)

    async def authorize(
        self,
        *,
        app: str = "quo",
        method: ConnectionMethod | Unset = UNSET,
        open_browser: bool | Callable[[str], object] = True,
        timeout: float = 300,
    ) -> Connection:
        """Create a connection and wait until a person has allowed it.

        Opens the page where access is allowed in a browser, and looks every 2 seconds whether it was.

        Args:
            app: The app to connect.
            method: How to authorize; the app's own way by default.
            open_browser: True opens the page here, or writes its address to stderr if there is no browser; False
                always writes it; a function is called with it. The address is a secret of that person.
            timeout: How long to wait, in seconds.

        Returns:
            The connection, which is ACTIVE.

        Raises:
            errors.AuthorizationFailed: When access was refused, or nobody allowed it in time.
            errors.StatusError: When Maton answered with an error.
            errors.ConnectionFailed, errors.Timeout: When Maton did not answer.
        """
        created = await self.create(app=app, method=method)
        connection = await self.get(created.connection_id)
        consent = Consent(connection.connection_id, app, timeout)
        if connection.status == "PENDING":
            consent.ask(connection.url, open_browser)
        while (seconds := consent.wait(connection.status)) is not None:
            await self._client.pause(seconds)
            connection = await self.get(connection.connection_id)
        return connection
