"""A gateway whose operations are altered, so that it differs from another in a known way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any, cast

import msgspec

from contract_tests.contract.transports import InProcess, InThread
from contract_tests.targets import Choice, Target
from mock_gateway import create_app
from mock_gateway.app import Pipeline
from mock_gateway.profile import Profile
from mock_gateway.request import Request
from mock_gateway.resources import Handler
from mock_gateway.settings import Settings

Found = str | bytes | None
Alteration = Callable[[Handler, Request], Found]
"""What is done in the place of a handler, which it may ask."""


@contextmanager
def grown(alterations: Mapping[str, Alteration]) -> Iterator[Target]:
    """A gateway in this process with some operations altered, by operationId."""
    profile = Profile.named("documented")
    app = create_app(profile=profile, settings=Settings(rate_limit=0), check_responses=True)
    pipeline = cast(Pipeline, app.wsgi_app)
    altered = {id: partial(alter, pipeline.handlers[id]) for id, alter in alterations.items()}
    pipeline.handlers = {**pipeline.handlers, **altered}
    transport = InProcess(app)
    try:
        choice, url = Choice("in-process", "documented"), "http://127.0.0.1:8787"
        yield Target(choice, url, profile, True, lambda: transport, lambda: InThread(transport))
    finally:
        app.extensions["mock_gateway"].database.close()


def decoded(found: Found) -> Any:
    """The JSON that a handler returns."""
    return msgspec.json.decode(found or "null")
