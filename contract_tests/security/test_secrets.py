"""No secret is compared letter by letter, and no key is in the database."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract_tests.gateway.conftest import Bench
from mock_gateway.store import Database

ROOT = Path(__file__).parents[2]
CODE = (ROOT / "mock_gateway", ROOT / "spec" / "client" / "runtime", ROOT / "examples")
SECRET = re.compile(
    r"(?:^|_)(?:token|secret|signature|mac|csrf|proof|password|digest|authorization|api_key|quo_key|credential)$"
)
"""What a value is called that nobody may find out letter by letter."""
COMPARING = {
    "mock_gateway/control/access.py",
    "mock_gateway/inbox/access.py",
    "mock_gateway/inbox/forgery.py",
    "mock_gateway/paging.py",
    "mock_gateway/testing/webhooks.py",
    "spec/client/runtime/signatures.py",
}
"""Where secrets are compared, each time by `hmac.compare_digest`."""


def names(node: ast.AST) -> Iterator[str]:
    """What a value is called, whether it is a variable, an attribute, a parameter or a header."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            yield name.lower()
        case ast.Subscript(value=value, slice=ast.Constant(value=str(key))):
            yield key.lower().replace("-", "_")
            yield from names(value)
        case ast.Subscript(value=value):
            yield from names(value)
        case ast.Call(func=ast.Attribute(value=value, attr=name), args=arguments):
            if name in ("encode", "decode", "strip", "lower", "removeprefix"):
                yield from names(value)
            for argument in arguments:
                if name in ("get", "header") and isinstance(argument, ast.Constant):
                    yield str(argument.value).lower().replace("-", "_")


def careless(source: str) -> list[str]:
    """The comparisons by `==`, `!=` or `in` in which a secret meets what may be a stranger's."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        by_value = any(isinstance(each, ast.Eq | ast.NotEq) for each in node.ops)
        plain = any(isinstance(side, ast.Constant) for side in sides)
        if by_value and not plain and any(SECRET.search(name) for side in sides for name in names(side)):
            found.append(ast.unparse(node))
    return found


def modules() -> Iterator[tuple[str, str]]:
    for folder in CODE:
        for file in sorted(folder.rglob("*.py")):
            yield str(file.relative_to(ROOT)), file.read_text(encoding="utf-8")


def test_no_secret_is_compared_letter_by_letter() -> None:
    found = {place: careless(source) for place, source in modules()}
    assert {place: comparisons for place, comparisons in found.items() if comparisons} == {}


def test_secrets_are_compared_in_constant_time_here_and_nowhere_else() -> None:
    assert {place for place, source in modules() if "compare_digest(" in source} == COMPARING


@pytest.mark.parametrize(
    "source",
    [
        "given == admin_token",
        "self.headers['openphone-signature'] != expected",
        "request.form.get('csrf') == known",
        "a.mac == b",
        "flask.session['csrf'] == kept",
        "asked.header('Authorization') == wanted",
        "page_secret.encode() == found",
    ],
)
def test_a_careless_comparison_would_be_found(source: str) -> None:
    assert careless(source) == [source]


def everything(database: Database) -> str:
    return repr([database.all(f"SELECT * FROM {table}") for table in sorted(database.tables())])  # noqa: S608


def test_no_key_of_an_account_is_in_the_database() -> None:
    bench = Bench()
    made = bench.ok("POST /_mock/api/accounts", {"seed": "demo"})["data"]
    rule = {"match": {"api_key": made["api_key"]}, "then": {"status": 500}}
    bench.ask("POST /_mock/api/faults", rule)
    bench.ok("GET /quo/v1/users?maxResults=1", headers={"Authorization": f"Bearer {made['api_key']}"})
    kept = everything(bench.gateway.database)
    for key in (made["api_key"], made["quo_key"], "maton_mock_key", "quo_mock_key"):
        assert key not in kept
    assert made["workspace_id"] in kept
