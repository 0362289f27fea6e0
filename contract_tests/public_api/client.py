"""The public names of the client: what `from maton_quo import …` gives, down to the fields of its models."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import maton_quo
from contract_tests.public_api.naming import Line, of_class, of_constructor, of_member
from maton_quo import errors, models, webhooks

ENVIRONMENT = ("MATON_API_KEY", "MATON_CONNECTION", "MATON_CONTROL_URL", "MATON_GATEWAY_URL")
"""What the client reads; a test holds it against the client's own settings."""


def lines() -> Iterator[Line]:
    """Every public name of the client."""
    for name in maton_quo.__all__:
        yield f"maton_quo.{name}", "exported"
    for name in ENVIRONMENT:
        yield name, "read from the environment"
    yield from _ways_in("quo", maton_quo.Quo)
    yield from _ways_in("async_quo", maton_quo.AsyncQuo)
    for name in ("Page", "AsyncPage", "RawResponse", "RetryPolicy"):
        yield from of_class(name, getattr(maton_quo, name))
    for name in sorted(errors.__all__):
        yield from of_class(f"errors.{name}", getattr(errors, name))
    for name in sorted(webhooks.__all__):
        yield from of_member(f"webhooks.{name}", getattr(webhooks, name))
    for name in models.__all__:
        yield from _model(f"models.{name}", getattr(models, name))


def _ways_in(name: str, kind: type) -> Iterator[Line]:
    """The client itself, and the methods of each of its resources."""
    yield from of_constructor(kind.__name__, kind)
    with maton_quo.Quo(api_key="nobody") as quo:
        client = quo if kind is maton_quo.Quo else maton_quo.AsyncQuo(api_key="nobody")
        for member in (each for each in dir(kind) if not each.startswith("_")):
            static = inspect.getattr_static(kind, member)
            if not isinstance(static, property):
                yield from of_member(f"{name}.{member}", static)
                continue
            resource = getattr(client, member)
            yield f"{name}.{member}", "a resource"
            for method in (each for each in dir(type(resource)) if not each.startswith("_")):
                yield from of_member(
                    f"{name}.{member}.{method}", inspect.getattr_static(type(resource), method)
                )


def _model(name: str, model: Any) -> Iterator[Line]:
    yield name, "a model" if isinstance(model, type) else "a type"
    if isinstance(model, type):
        for kind in reversed(model.__mro__):
            for field, written in vars(kind).get("__annotations__", {}).items():
                if not field.startswith("_"):
                    yield f"{name}.{field}", str(written)
