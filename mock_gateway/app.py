"""The factory: `create_app()` is the gateway as a WSGI application, its pipeline spelled out in order."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

import flask

from . import body, consent, control, doors, faults, resources
from .clock import Clock
from .errors import JSON, Problem, render
from .gate import Credentials
from .gateway import BrokenDocument, Gateway
from .ids import Ids
from .operation import Operation
from .profile import Profile
from .rate import Window
from .request import Request
from .settings import Settings

logger = logging.getLogger("mock_gateway")


def create_app(
    database: str = ":memory:",
    *,
    profile: Profile | str = "documented",
    settings: Settings | None = None,
    seed: str = "demo",
    clock: Clock | None = None,
    ids: Ids | None = None,
    admin_token: str | None = None,
    check_responses: bool = False,
    rate_limits: str | None = None,
) -> flask.Flask:
    """A gateway over one database.

    Args:
        database: a file's path, `:memory:`, or a `postgresql://` URL.
        profile: which side to take where the guide and the live service disagree.
        settings: the defaults of every workspace.
        seed: what the demo account's workspace is made from, if the database is new: `demo` or `empty`.
        clock: the time; the real one by default.
        ids: where ids come from; unguessable ones by default.
        admin_token: opens `/_mock/` to other machines; without one it answers this machine only.
        check_responses: raise on any answer that the spec does not document, as tests want it.
        rate_limits: the `redis://` URL by which replicas count requests together; by default each counts its
            own.

    Raises:
        resources.Incomplete: the spec and the handlers do not have the same operations.
        StoreUnavailable: the database cannot be used.
        ValueError: there is no such profile or seed, or no such place for rate limits.
    """
    gateway = Gateway(
        database,
        profile=Profile.named(profile) if isinstance(profile, str) else profile,
        settings=settings or Settings(),
        seed=seed,
        clock=clock or Clock(),
        ids=ids,
        rate_limits=rate_limits,
    )
    operations = gateway.contract.operations
    handlers = resources.handlers(operations.values())
    app = flask.Flask("mock_gateway", static_folder=None, root_path=str(consent.ROOT))
    app.config["MAX_CONTENT_LENGTH"] = doors.LARGEST_BODY
    app.config["PROPAGATE_EXCEPTIONS"] = check_responses
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = False
    app.extensions["mock_gateway"] = gateway
    pipeline = _Pipeline(gateway, check_responses)
    app.before_request(pipeline.admit)
    for id, operation in operations.items():
        for rule in doors.rules(operation):
            app.add_url_rule(
                rule,
                f"{rule} {id}",
                pipeline.view(operation, handlers[id]),
                methods=[operation.method],
                provide_automatic_options=False,
            )
    app.register_blueprint(consent.blueprint(gateway))
    app.register_blueprint(control.blueprint(gateway, admin_token))
    app.register_error_handler(Exception, pipeline.refuse)
    return app


class _Pipeline:
    """One request, from the door to its answer."""

    def __init__(self, gateway: Gateway, check_responses: bool) -> None:
        self.gateway = gateway
        self.check_responses = check_responses

    def admit(self) -> None:
        """First what comes before any route: what has fallen due, who is asking, and how often."""
        gateway, asked, g = self.gateway, flask.request, flask.g
        g.door = doors.door_of(asked.path, asked.host)
        g.now = gateway.clock.now()
        gateway.run_due()
        g.caller = doors.admit(
            g.door, gateway.accounts, _credentials(), routed=asked.routing_exception is None
        )
        if g.caller is not None:
            g.settings = gateway.settings_of(g.caller.workspace)
            g.window = gateway.take_turn(g.caller, g.settings, g.now)
            if g.window is not None and g.window.left < 0:
                raise doors.too_many_requests(g.window)

    def view(self, operation: Operation, handler: resources.Handler) -> Callable[..., flask.Response]:
        """Then the operation: the fault that was asked for, every complaint at once, and the behaviour."""

        def view(**path: str) -> flask.Response:
            fault = faults.demanded(flask.request.headers.get(faults.HEADER))
            if fault is not None:
                raise fault
            request = self._request(operation, path)
            complaints = operation.complaints(path, request.query, request.body)
            complaints += body.nul_complaints({**path, **request.query}) + body.nul_complaints(request.body)
            if complaints:
                raise Problem(400, "The input was invalid", complaints=complaints)
            scope = request.workspace.id or request.account_id
            with self.gateway.database.transaction(write=operation.method != "GET", scope=scope):
                text = handler(request)
            return self._respond(operation, operation.success, (text or "").encode(), JSON, {})

        return view

    def refuse(self, error: Exception) -> flask.Response:
        """Or else the error, in the shape that its door and the profile give it."""
        asked, profile = flask.request, self.gateway.profile
        problem = doors.problem_of(error, flask.g.door, profile, method=asked.method, path=asked.path)
        if problem is None:
            if self.check_responses:
                raise error
            logger.error("%s %s failed", asked.method, asked.url_rule, exc_info=error)
            problem = Problem(500, "An unknown error occurred")
        operation = self._operation()
        rendering = render(
            problem,
            contract=self.gateway.contract,
            code=operation.code(problem.status) if operation else None,
            wrapped=profile["auth_error_shape"] == "wrapped",
            trace=self.gateway.ids.trace(),
        )
        return self._respond(
            operation, rendering.status, rendering.body, rendering.content_type, rendering.headers
        )

    def _operation(self) -> Operation | None:
        """The operation that a refused request was routed to, if it came that far."""
        _, _, id = (flask.request.endpoint or "").partition(" ")
        return self.gateway.contract.operations.get(id)

    def _request(self, operation: Operation, path: dict[str, str]) -> Request:
        gateway, g = self.gateway, flask.g
        query = operation.read_query(flask.request.args.items(multi=True))
        return Request(
            operation=operation,
            path=path,
            query=query,
            body=_body() if operation.has_body else None,
            now=g.now,
            account_id=g.caller.account_id,
            workspace=gateway.workspace(g.caller.workspace.id if g.caller.workspace else ""),
            settings=g.settings,
            origin=flask.request.host_url.rstrip("/"),
            accounts=gateway.accounts,
            profile=gateway.profile,
            ids=gateway.ids,
            page_secret=gateway.page_secret,
        )

    def _respond(
        self,
        operation: Operation | None,
        status: int,
        text: bytes,
        content_type: str,
        headers: Mapping[str, str],
    ) -> flask.Response:
        if self.check_responses and operation is not None:
            wrong = operation.response_complaints(status, content_type if text else "", text)
            if wrong:
                raise BrokenDocument(f"{operation.id} answered {status} outside the spec: {wrong[0]}")
        response = flask.Response(text, status, content_type=content_type if text else None)
        if not text:
            del response.headers["Content-Type"]
        response.headers.update(headers)
        window: Window | None = flask.g.get("window")
        if window is not None:
            response.headers.update(window.headers())
        return response


def _credentials() -> Credentials:
    headers = flask.request.headers
    return Credentials(
        headers.get("Authorization"), headers.get("User-Agent"), headers.get("Maton-Connection")
    )


def _body() -> Any:
    """The JSON body; what Express's parser would not read is refused rather than ignored."""
    raw = flask.request.get_data(cache=False)
    if flask.request.content_length is None and len(raw) >= doors.LARGEST_BODY:
        flask.abort(413)  # a chunked body is cut off at the limit without a word
    if raw and not flask.request.is_json:
        raise Problem(415, f"The body must be application/json, not {flask.request.mimetype or 'untyped'}")
    try:
        return body.read(raw)
    except body.Unreadable as error:
        raise Problem(400, str(error)) from None
