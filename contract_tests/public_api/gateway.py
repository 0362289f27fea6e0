"""The public names of the gateway: its command, its control API, its pytest fixtures, and what can be set."""

from __future__ import annotations

from collections.abc import Iterator

import click

import mock_gateway
from contract_tests.public_api.naming import Line, of_class, of_function
from mock_gateway import cli, pytest_plugin
from mock_gateway.control.client import Control
from mock_gateway.control.topics import operations
from mock_gateway.profile import DIVERGENCES
from mock_gateway.settings import NAMES
from mock_gateway.testing.options import OWN
from mock_gateway.testing.quo_mock import QuoMock


def lines() -> Iterator[Line]:
    """Every public name of the gateway."""
    for name in mock_gateway.__all__:
        yield from of_function(f"mock_gateway.{name}", getattr(mock_gateway, name))
    yield from ((f"running({name}=)", "an option") for name in OWN)
    yield from ((f"--set {name}=", "a setting") for name in sorted(NAMES))
    yield from ((f"--set {row.name}=", f"a switch: {' or '.join(row.values)}") for row in DIVERGENCES)
    for operation in operations():
        yield f"{operation.method} /_mock{operation.path}", f"the control API's {operation.id}"
    for name, value in vars(pytest_plugin).items():
        if not name.startswith("_") and type(value).__name__ == "FixtureFunctionDefinition":
            yield f"fixture {name}", "of pytest"
    yield f"marker {pytest_plugin.MARKER}", "of pytest"
    yield from of_class("quo_mock", QuoMock, constructed=False)
    yield from of_class("Control", Control)
    yield from _commands("quo-mock", cli.main, click.Context(cli.main))


def _commands(name: str, command: click.Command, context: click.Context) -> Iterator[Line]:
    yield name, "a command" + (", deprecated" if command.deprecated else "")
    for parameter in command.params:
        is_option = isinstance(parameter, click.Option)
        said = max(parameter.opts, key=len) if is_option else (parameter.name or "").upper()
        needed = "needed" if parameter.required else "may be left out"
        yield (
            f"{name} {said}",
            ", ".join(("an option" if is_option else "an argument", needed, *_old(parameter))),
        )
        if isinstance(variable := parameter.envvar, str):
            yield variable, "read from the environment by quo-mock"
    if isinstance(command, click.Group):
        for each in sorted(command.list_commands(context)):
            found = command.get_command(context, each)
            assert found, each
            yield from _commands(f"{name} {each}", found, context)


def _old(parameter: click.Parameter) -> list[str]:
    return ["deprecated"] if getattr(parameter, "deprecated", False) else []
