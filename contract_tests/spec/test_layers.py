"""Who may import whom: the spec makes the client and the gateway, which never meet but in the tests."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GATEWAY = ROOT / "mock_gateway"
CLIENT = ROOT / "generated" / "maton_quo"
STANDARD = {*sys.stdlib_module_names}

ALLOWED = {
    CLIENT: {"httpx", "msgspec"},
    ROOT / "spec" / "client" / "runtime": {"httpx", "msgspec"},
    GATEWAY: {
        "click",
        "flask",
        "granian",
        "jsonschema_rs",
        "markupsafe",
        "mock_gateway",
        "msgspec",
        "prometheus_client",
        "pytest",
        "rich",
        "werkzeug",
        "yaml",
    },
}
"""What each part may import beside the standard library; itself it imports relatively."""

CALLERS = {
    ("client.py", "httpx"),
    ("delivery.py", "httpx"),
    ("joined.py", "httpx"),
    ("journal.py", "httpx"),
    ("reaching.py", "httpx"),
    ("transports.py", "anyio"),
    ("transports.py", "httpx"),
}
"""Who calls others over HTTP: the client of the control API, the commands, whoever delivers webhooks or joins
a gateway that runs already, and a test's own client."""

FOR_TESTS = {("clients.py", "maton_quo"), ("quo_mock.py", "maton_quo"), ("webhooks.py", "maton_quo")}
"""Who gives a test the client, or is typed so; `clients.py` alone imports it, and only when asked to."""

OPTIONAL = {
    ("authority.py", "trustme"),
    ("pacing.py", "pyrate_limiter"),
    ("pytest_plugin.py", "respx"),
    ("router.py", "respx"),
    ("sealing.py", "cryptography"),
    ("postgres.py", "psycopg"),
    ("postgres.py", "psycopg_pool"),
    ("link.py", "redis"),
}
"""What a module imports only when it is asked for, out of an extra; the import tests below show that."""

WEB = {"app.py", "consent.py", "control", "inbox", "doors.py", "server.py", "threaded.py"}
"""Where the gateway knows that it is a web server; everywhere else it handles plain values."""

TOP = {
    ".ci",
    ".github",
    ".gitignore",
    "CHANGELOG.md",
    "Makefile",
    "README.md",
    "SECURITY.md",
    "benchmarks",
    "contract_tests",
    "examples",
    "generated",
    "mock_gateway",
    "pyproject.toml",
    "spec",
}


def modules(folder: Path) -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(folder.rglob("*.py")):
        yield str(file.relative_to(ROOT)), ast.parse(file.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """The packages that a module imports by name, also inside of functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0]
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("import_module", "__import__"):
            name = node.args[0]  # one that is computed shows in what an import loads, further down
            if isinstance(name, ast.Constant) and not str(name.value).startswith("."):
                yield str(name.value).partition(".")[0]


@pytest.mark.parametrize("folder", ALLOWED, ids=lambda folder: folder.name)
def test_a_part_imports_only_what_it_may(folder: Path) -> None:
    found = {(Path(place).name, name) for place, tree in modules(folder) for name in imported(tree)}
    assert found
    others = {pair for pair in found if pair[1] not in STANDARD | ALLOWED[folder]}
    assert others <= OPTIONAL | CALLERS | FOR_TESTS


def test_the_gateway_never_learns_from_the_client_or_the_tests() -> None:
    for place, tree in modules(GATEWAY):
        found = {(Path(place).name, name) for name in imported(tree)}
        of_tests = FOR_TESTS if Path(place).parts[1] == "testing" else set()
        assert not {name for _, name in found - of_tests} & {"maton_quo", "contract_tests"}, place
        if (Path(place).name, "maton_quo") in found and Path(place).name != "clients.py":
            assert not {"maton_quo"} & set(imported(without_typing(tree))), place


def without_typing(tree: ast.Module) -> ast.Module:
    """The module without what only type checkers read."""
    kept = [each for each in tree.body if not (isinstance(each, ast.If) and _is_typing(each))]
    return ast.Module(kept, [])


def _is_typing(block: ast.If) -> bool:
    return ast.unparse(block.test) == "TYPE_CHECKING"


def test_a_test_s_own_gateway_needs_the_client_only_for_a_client() -> None:
    used = "quo_mock.receive_message('Hi'); assert quo_mock.sent == []; quo_mock.verify('users.get', count=0)"
    code = f"import mock_gateway\nwith mock_gateway.running() as quo_mock: {used}"
    assert "maton_quo" not in loaded_by(code)


def test_the_client_reaches_out_of_itself_nowhere() -> None:
    for place, tree in modules(CLIENT):
        deepest = len(Path(place).relative_to("generated/maton_quo").parts)
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                assert node.level <= deepest, f"{place}:{node.lineno}"


def test_only_the_edge_of_the_gateway_knows_flask() -> None:
    for place, tree in modules(GATEWAY):
        if Path(place).parts[1] not in WEB:
            assert not {"flask", "werkzeug"} & set(imported(tree)), place


# ── SQL ──

STATEMENT = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX)|PRAGMA)\b"
)
DRIVERS = {"sqlite3", "psycopg", "sqlalchemy"}


def outside_the_store() -> Iterator[tuple[str, ast.Module]]:
    return ((place, tree) for place, tree in modules(GATEWAY) if Path(place).parts[1] != "store")


def test_all_sql_lives_in_the_store() -> None:
    for place, tree in outside_the_store():
        assert not DRIVERS & set(imported(tree)), place
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not STATEMENT.search(node.value), f"{place}:{node.lineno}"
            if isinstance(node, ast.Attribute):
                assert node.attr not in ("execute", "executemany", "executescript"), f"{place}:{node.lineno}"
    for file in GATEWAY.rglob("*.sql"):
        assert file.is_relative_to(GATEWAY / "store")


def test_the_search_for_sql_would_find_it() -> None:
    assert any(
        isinstance(node, ast.Constant) and isinstance(node.value, str) and STATEMENT.search(node.value)
        for _, tree in modules(GATEWAY / "store")
        for node in ast.walk(tree)
    )


# ── What an import loads ──


def loaded_by(statement: str) -> set[str]:
    """The packages that a fresh interpreter has loaded after a statement."""
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    command = [sys.executable, "-W", "error", "-c", code]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_the_client_loads_nothing_of_the_gateway() -> None:
    loaded = loaded_by("import maton_quo\nfrom maton_quo import Quo, AsyncQuo, errors, models, webhooks")
    assert {"maton_quo", "httpx", "msgspec"} <= loaded
    assert not {"flask", "werkzeug", "pydantic", "yaml", "jsonschema_rs", "mock_gateway"} & loaded
    assert not {package for _, package in OPTIONAL} & loaded


def test_the_gateway_loads_flask_only_to_make_an_application() -> None:
    heavy = {"flask", "werkzeug", "jsonschema_rs", "granian", "prometheus_client", "yaml"}
    assert not heavy & loaded_by("import mock_gateway")
    assert not {"flask", "jsonschema_rs", "granian"} & loaded_by("from mock_gateway import cli")
    loaded = loaded_by("from mock_gateway import create_app")
    assert {"flask", "jsonschema_rs"} <= loaded
    # one is wanted by who reads metrics, one by who intercepts, and both would cost every start
    assert not {"prometheus_client", "trustme", "cryptography"} & loaded
    assert not {"trustme", "cryptography"} & loaded_by("from mock_gateway.intercept import Intercept")


def test_the_gateway_can_do_without_the_client() -> None:
    blocked = "import sys\nsys.modules['maton_quo'] = sys.modules['httpx'] = None"
    assert "flask" in loaded_by(f"{blocked}\nfrom mock_gateway import create_app\ncreate_app(seed='empty')")


# ── The tree ──


def test_the_top_level_holds_nothing_else() -> None:
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if line]
    ignored += [".git", ".generate-*"]  # the latter while the client is being generated
    found = {path.name for path in ROOT.iterdir()}
    assert {name for name in found - TOP if not any(fnmatch(name, pattern) for pattern in ignored)} == set()


def test_no_module_is_longer_than_250_lines() -> None:
    for folder in (GATEWAY, CLIENT, ROOT / "spec" / "client"):
        for file in folder.rglob("*.py"):
            length = len(file.read_text(encoding="utf-8").splitlines())
            # as long as the operations of its tag, or the models, are many
            generated = CLIENT / "api" in file.parents or file == CLIENT / "models" / "__init__.py"
            assert length <= 250 or generated, f"{file.relative_to(ROOT)} has {length}"


@pytest.mark.parametrize(
    "folder", [GATEWAY, ROOT / "contract_tests", ROOT / "examples"], ids=lambda f: f.name
)
def test_every_module_says_what_it_is_for(folder: Path) -> None:
    for place, tree in modules(folder):
        assert (ast.get_docstring(tree) or "").strip(), place
