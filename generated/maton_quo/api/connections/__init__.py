"""OAuth connections between a Maton account and Quo workspaces."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import UNSET
from msgspec import UnsetType as Unset

from ..._runtime.async_client import AsyncClient
from ..._runtime.client import Client
from ...models.connection import Connection
from ...models.connection_created import ConnectionCreated
from ...models.connection_method import ConnectionMethod
from ...models.connection_status import ConnectionStatus
from . import connections_create, connections_delete, connections_get, connections_list


@dataclass(frozen=True, slots=True)
class Connections:
    """OAuth connections between a Maton account and Quo workspaces."""

    _client: Client

    def create(self, *, app: str, method: ConnectionMethod | Unset = UNSET) -> ConnectionCreated:
        """Create a connection.

        Starts an OAuth connection. It is PENDING until a person opens its `url` in a browser and allows
        access; fetch the connection to learn that address.

        Args:
            app: The app to connect, `quo`.
            method: How to authorize; the app's own way by default.
        """
        request = connections_create.request(app=app, method=method)
        return self._client.fetch(request, connections_create.parse)

    def get(self, connection_id: str) -> Connection:
        """Get a connection.

        One connection, with its state and the `url` at which a person authorizes it.

        Args:
            connection_id: The connection, a UUID.
        """
        request = connections_get.request(connection_id)
        return self._client.fetch(request, connections_get.parse)

    def delete(self, connection_id: str) -> None:
        """Delete a connection.

        Forgets the connection and its OAuth tokens. Requests that name it fail from then on.

        Args:
            connection_id: The connection, a UUID.
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
        """
        request = connections_list.request(app=app, status=status, method=method)
        return self._client.fetch(request, connections_list.parse)


@dataclass(frozen=True, slots=True)
class AsyncConnections:
    """OAuth connections between a Maton account and Quo workspaces."""

    _client: AsyncClient

    async def create(self, *, app: str, method: ConnectionMethod | Unset = UNSET) -> ConnectionCreated:
        """Create a connection.

        Starts an OAuth connection. It is PENDING until a person opens its `url` in a browser and allows
        access; fetch the connection to learn that address.

        Args:
            app: The app to connect, `quo`.
            method: How to authorize; the app's own way by default.
        """
        request = connections_create.request(app=app, method=method)
        return await self._client.fetch(request, connections_create.parse)

    async def get(self, connection_id: str) -> Connection:
        """Get a connection.

        One connection, with its state and the `url` at which a person authorizes it.

        Args:
            connection_id: The connection, a UUID.
        """
        request = connections_get.request(connection_id)
        return await self._client.fetch(request, connections_get.parse)

    async def delete(self, connection_id: str) -> None:
        """Delete a connection.

        Forgets the connection and its OAuth tokens. Requests that name it fail from then on.

        Args:
            connection_id: The connection, a UUID.
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
        """
        request = connections_list.request(app=app, status=status, method=method)
        return await self._client.fetch(request, connections_list.parse)
