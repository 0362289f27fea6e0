"""The contract tests where they are installed: `pytest --pyargs contract_tests --target http://…`.

pytest reads the options of a package named by `--pyargs` only after it has read the command line, and so
would not know them. This module is an entry point: pytest imports it at its start, and it does nothing unless
these tests are asked for by name.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

HERE = Path(__file__).parent
IS_CHECKOUT = (HERE.parent / "spec" / "client").is_dir()
"""Whether the rest of the project is here, too: documents, examples, and what the client is made from."""

NEED_CHECKOUT = (
    "browser",
    "deploy",
    "docs",
    "mutants",
    "programs",
    "schemathesis",
    "spec",
    "client/test_generation.py",
    "client/test_typing.py",
)
"""What tests the project and not a gateway or the client; it is not collected elsewhere."""


def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Make the options known in time, under the name by which pytest itself would find them later."""
    known = early_config.known_args_namespace
    by_name = known.pyargs and any(_is_ours(argument) for argument in known.file_or_dir)
    # In the checkout pytest takes the word after --target for a path, and forgets where the tests are.
    if by_name or early_config.rootpath == HERE.parent:
        conftest = str(HERE / "conftest.py")
        if not early_config.pluginmanager.has_plugin(conftest):
            early_config.pluginmanager.register(import_module("contract_tests.conftest"), conftest)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out what needs a checkout where there is none."""
    if IS_CHECKOUT or HERE not in collection_path.parents:
        return None
    inside = collection_path.relative_to(HERE).as_posix()
    return True if inside in NEED_CHECKOUT else None


def pytest_report_header(config: pytest.Config) -> str | None:
    """Say what is left out."""
    if IS_CHECKOUT or not any(_is_ours(argument) for argument in config.args):
        return None
    return f"contract tests: left out without a checkout: {', '.join(NEED_CHECKOUT)}"


def _is_ours(argument: str) -> bool:
    return argument.partition("::")[0].partition(".")[0] == "contract_tests"
