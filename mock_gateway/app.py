"""The factory: `create_app()` is the gateway as a WSGI application, its pipeline spelled out in order."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import flask

from . import consent, control, doors, resources, scripted
from .asked import LARGEST_BODY, Asked
from .clock import Clock
from .errors import JSON, BrokenDocument, Problem, Rendering, render
from .faults import DROPPED, Dropped
from .gateway import Gateway
from .ids import Ids
from .inbox import Inbox
from .journal.noting import noted
from .operation import Operation
from .profile import Profile
from .request import refuse_complaints
from .routes import Routes
from .settings import Settings
from .store import Database
from .together import Together

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from .together.memory import Memory

logger = logging.getLogger("mock_gateway")


def create_app(
    database: str | Database = ":memory:",
    *,
    profile: Profile | str = "documented",
    settings: Settings | None = None,
    seed: str = "demo",
    clock: Clock | None = None,
    ids: Ids | None = None,
    admin_token: str | None = None,
    check_responses: bool = False,
    redis: str | None = None,
    memory: Memory | None = None,
    webhook_hosts: Iterable[str] = (),
    encryption_keys: Sequence[str] = (),
    public_url: str | None = None,
) -> flask.Flask:
    """A gateway over one database.

    Args:
        database: a file's path, `:memory:`, a `postgresql://` URL, or one that is open.
        profile: which side to take where the guide and the live service disagree.
        settings: the defaults of every workspace.
        seed: what the demo account's workspace is made from, if the database is new: `demo`,
            `empty`, or the path of a YAML file.
        clock: the time; the real one by default.
        ids: where ids come from; unguessable ones by default.
        admin_token: opens `/_mock/` to other machines; without one it answers this machine only.
        check_responses: raise on any answer that the spec does not document, as tests want it.
        redis: the `redis://` URL by which replicas share rate limits and journal; each has its own without.
        memory: what the workers of one server share in place of that.
        webhook_hosts: hosts that webhooks may be sent to beside this machine. Without a server they are sent
            when the control API moves the clock or is told to; `Gateway.dispatcher.serve` starts a thread.
        encryption_keys: what the signing secrets of webhooks are encrypted with in the database, by the first
            of them; the others open what they have sealed before. Without any they are kept as they are.
        public_url: where others find it behind a proxy, such as `https://quo.team.example`; by default its
            own addresses are made of the Host that each request names.

    Raises:
        resources.Incomplete: the spec and the handlers do not have the same operations.
        StoreUnavailable: the database cannot be used.
        ValueError: there is no such profile, seed, host, Redis, or encryption key.
    """
    gateway = Gateway(
        database,
        profile=Profile.named(profile) if isinstance(profile, str) else profile,
        settings=settings or Settings(),
        seed=seed,
        clock=clock or Clock(),
        ids=ids,
        together=Together(redis, memory),
        webhook_hosts=webhook_hosts,
        encryption_keys=encryption_keys,
        public_url=public_url,
    )
    app = flask.Flask("mock_gateway", static_folder=None, root_path=str(consent.ROOT))
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config["PROPAGATE_EXCEPTIONS"] = check_responses
    app.extensions["mock_gateway"] = gateway
    app.register_blueprint(consent.blueprint(gateway))
    handlers = resources.handlers(gateway.contract.operations.values())
    steering = control.ControlApi(gateway, admin_token)
    inbox = Inbox(gateway, admin_token)
    pipeline = Pipeline(
        gateway, handlers, steering, inbox=inbox, pages=app.wsgi_app, check_responses=check_responses
    )
    app.before_request(pipeline.open_page)
    app.register_error_handler(Exception, pipeline.refuse_page)
    app.wsgi_app = pipeline  # type: ignore[method-assign]  # the way of WSGI middleware
    return app


class Pipeline:
    """One request, from its door to its answer. Flask serves the pages; operations need less than it does."""

    def __init__(
        self,
        gateway: Gateway,
        handlers: Mapping[str, resources.Handler],
        steering: control.ControlApi,
        *,
        inbox: WSGIApplication,
        pages: WSGIApplication,
        check_responses: bool,
    ) -> None:
        self.gateway = gateway
        self.handlers = handlers
        self.steering = steering
        self.inbox = inbox
        self.pages = pages
        self.check_responses = check_responses
        self.routes = Routes(gateway.contract.operations.values())

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if self.gateway.place is not None:
            self.gateway.place.put(environ)
        asked = Asked(environ)
        door = doors.door_of(asked.path, asked.host)
        asked.tell(door=door.name)
        if door.has_operations:
            return self.answer(asked, door).send(asked.method, start_response)
        if self.steering.serves(asked.path):
            return self.steer(asked, door).send(asked.method, start_response)
        environ = asked.for_pages()
        if door.name == "mock":
            return self.inbox(environ, start_response)
        return self.pages(environ, start_response)

    def answer(self, asked: Asked, door: doors.Door) -> Rendering:
        """Everything that is looked at, in this order.

        Who asks, with which settings and faults, is decided when a request arrives; what it reads, changes
        and notes as its time belongs to its turn, which it may have to wait for: so all that is asked at once
        happens as if in one order.
        """
        started = time.perf_counter_ns()
        gateway, caller, now, window, struck = self.gateway, None, None, None, None
        route = self.routes.find(asked.method, doors.path_behind(door, asked.path))
        try:
            caller = doors.admit(
                door, gateway.database, asked.credentials, route, gateway.time_of
            )  # 401, 400, 403
            now = gateway.arrive(caller)
            settings = gateway.settings_of(caller.workspace)
            window = gateway.take_turn(caller, settings, now)
            if window is not None and window.left < 0:
                raise doors.too_many_requests(window)  # 429
            doors.refuse_expired(caller, settings, now)  # 500
            operation = doors.operation_at(route)  # 404, 405
            struck = gateway.faults.met(operation.id, asked, caller, now)
            gateway.faults.before(struck)  # any error, or a wait
            request = gateway.request(operation, route.path, asked, caller, settings, now)  # 413, 415, 400
            refuse_complaints(request)  # 400
            scripted.before(request, gateway.faults.pause)  # whatever a scripted number stands for
            scope, writes = request.workspace.id or request.account_id, operation.method != "GET"
            with gateway.database.transaction(write=writes, scope=scope):
                if writes:  # it may have waited for its turn: what went before it is older
                    request = request.at(gateway.time_of(caller))
                found = self.handlers[operation.id](request)  # 404, 403, 402, 409
            scripted.after(request)
            content = found if isinstance(found, bytes) else (found or "").encode()
            answer = Rendering(operation.success, content, JSON, {})
        except Dropped:
            struck, answer = DROPPED, Rendering(503, b"", JSON, {})
        except Exception as error:
            answer = self._refuse(error, asked, door, route.operation)
        if window is not None:
            answer = answer.with_headers(window.headers())
        done = answer.status
        if struck is None:
            self._check(route.operation, answer)
        else:
            refuse = partial(self._refuse, asked=asked, door=door, operation=route.operation)
            answer = gateway.faults.after(struck, answer, refuse, closes_itself=asked.by_granian)
        taken = time.perf_counter_ns() - started
        gateway.journal.note(noted(asked, door.name, route.operation, caller, now, struck, answer, taken))
        name = None if route.operation is None else route.operation.id
        faults = () if struck is None else struck.names
        gateway.metrics.count_request(name, door.name, answer.status, taken, done=done, faults=faults)
        asked.tell(operation=name, account=caller and caller.account_id, faults=faults)
        return answer

    def _refuse(
        self, error: Exception, asked: Asked, door: doors.Door, operation: Operation | None
    ) -> Rendering:
        return self.refuse(error, asked.method, asked.path, door, operation)

    def refuse(
        self, error: Exception, method: str, path: str, door: doors.Door, operation: Operation | None
    ) -> Rendering:
        """The error, in the shape that its door and the profile give it."""
        profile = self.gateway.profile
        problem = doors.problem_of(error, door, profile, method=method, path=path)
        if problem is None:
            if self.check_responses:
                raise error
            logger.error("%s %s failed", method, path, exc_info=error)
            problem = Problem(500, "An unknown error occurred")
        return render(
            problem,
            contract=self.gateway.contract,
            code=operation.code(problem.status) if operation else None,
            wrapped=profile["auth_error_shape"] == "wrapped",
            trace=self.gateway.ids.trace(),
        )

    def _check(self, operation: Operation | None, answer: Rendering) -> None:
        if self.check_responses and operation is not None:
            content_type = answer.content_type if answer.body else ""
            wrong = operation.response_complaints(answer.status, content_type, answer.body)
            if wrong:
                raise BrokenDocument(f"{operation.id} answered {answer.status} outside the spec: {wrong[0]}")

    def steer(self, asked: Asked, door: doors.Door) -> Rendering:
        """The answer of the control API."""
        try:
            answer = self.steering.answer(asked)
        except Exception as error:
            answer = self._refuse(error, asked, door, None)
        return answer.with_headers(control.HEADERS)

    # ── Pages, which Flask routes ──

    def open_page(self) -> None:
        """What a page may use."""
        flask.g.door = doors.door_of(flask.request.path, flask.request.host)
        flask.g.now = self.gateway.catch_up()

    def refuse_page(self, error: Exception) -> flask.Response:
        """The error of a page."""
        asked = flask.request
        answer = self.refuse(error, asked.method, asked.path, flask.g.door, None)
        return flask.Response(answer.body, answer.status, answer.headers, content_type=answer.content_type)
