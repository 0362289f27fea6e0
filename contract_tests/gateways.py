"""What a gateway of our own needs: a database, and a process that serves it on a socket."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from contract_tests import services
from contract_tests.choices import KINDS, Choice


@contextmanager
def database_for(choice: Choice) -> Iterator[str]:
    """The address of a new database; without PostgreSQL the test is skipped."""
    if choice.database == "sqlite" or choice.kind not in KINDS:
        yield ":memory:"
        return
    try:
        server = services.shared_postgres()
    except services.Missing as reason:
        pytest.skip(str(reason))
    with server.database() as url:
        yield url


@contextmanager
def served(profile: str, database: str) -> Iterator[str]:
    """The address of `quo-mock serve`, run as a process of its own."""
    command = [sys.executable, "-m", "mock_gateway", "serve", "--port", "0", "--profile", profile]
    command += ["--set", "rate_limit=0", "--db", database]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        announced = (re.search(r"listens at (http://\S+)", line) for line in process.stdout)
        found = next(filter(None, announced), None)
        if found is None:
            raise RuntimeError(f"quo-mock serve ended with {process.wait()} before it listened")
        yield found[1]
    finally:
        process.terminate()
        process.wait(timeout=40)  # it may take 25 to end what is under way
        process.stdout.close()
