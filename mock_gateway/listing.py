"""Answers made of stored JSON texts: they are joined, never parsed and dumped again."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from . import paging
from .clock import moment_of
from .complaints import Complaint
from .errors import INVALID, Problem
from .request import Request
from .store import Condition, Position
from .store.tables import Table


def enveloped(text: str) -> str:
    """`{"data": …}` around one document."""
    return f'{{"data":{text}}}'


def listed(texts: Iterable[str]) -> str:
    """`{"data": [...]}` around documents that come all at once."""
    return f'{{"data":[{",".join(texts)}]}}'


def one(request: Request, table: Table, id: str, what: str) -> str:
    """The envelope around a document of the caller's workspace; raises the 404 that names `what`."""
    text = request.workspace.find(table, id)
    if text is None:
        raise request.not_found(what)
    return enveloped(text)


def paged(
    request: Request, table: Table, where: Iterable[Condition], *, token_on_last_page: bool = True
) -> str:
    """The page that `maxResults` and `pageToken` ask for; the token of the last page is null, or left out.

    Raises:
        Problem: 400, the token was not issued for this request.
    """
    scope = paging.Scope.of(request.operation.id, request.workspace.id, request.query)
    documents = request.workspace.page(
        table,
        where,
        limit=request.query.get("maxResults", request.operation.defaults["maxResults"]),
        after=_after(request, scope),
    )
    token = None
    if documents.last is not None:
        token = paging.issue(request.page_secret, scope, documents.last.id, documents.last.key)
    has_token = token is not None or token_on_last_page
    following = f',"nextPageToken":{msgspec.json.encode(token).decode()}' if has_token else ""
    return f'{{"data":[{",".join(documents.texts)}],"totalItems":{documents.total}{following}}}'


def created_between(request: Request) -> list[Condition]:
    """The conditions of `createdAfter` and `createdBefore`, both exclusive.

    The deprecated `since` works as `createdBefore`, as Quo's own documentation admits.
    """
    return between(request, "created_at", after="createdAfter", before=("createdBefore", "since"))


def between(request: Request, column: str, *, after: str, before: tuple[str, ...]) -> list[Condition]:
    """The conditions of a pair of date parameters on a time column; raises `Problem` 400."""
    bounds = [(">", after), *(("<", name) for name in before)]
    return [
        (column, operator, _moment(name, request.query[name]))
        for operator, name in bounds
        if name in request.query
    ]


def _moment(name: str, text: str) -> int:
    try:
        return moment_of(text)
    except ValueError:  # the validator takes a sign for a digit: -001-01-01T00:00:00Z
        complaint = Complaint(f"/{name}", "Expected string to match 'date-time' format", text)
        raise Problem(400, INVALID, complaints=[complaint]) from None


def _after(request: Request, scope: paging.Scope) -> Position | None:
    token = request.query.get("pageToken")
    if token is None:
        return None
    try:
        position = paging.redeem(request.page_secret, scope, token)
    except paging.BadToken as error:
        complaint = Complaint("/pageToken", "Expected a nextPageToken of the same request")
        raise Problem(400, f"The page token cannot be used: {error}", complaints=[complaint]) from None
    return Position(int(position.last_key), position.last_id)
