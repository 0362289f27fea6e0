"""ReDoS: no pattern that reads what strangers send takes much longer for a text that was made to hurt it.

Each is found in the source with the way it is used, and run on texts in which each of its loops turns ten
thousands of times. What is linear takes a millisecond for one; what is not, minutes.
"""

from __future__ import annotations

import ast
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

import maton_quo
import mock_gateway
from contract_tests.gateway.conftest import Bench
from contract_tests.security.pumping import attacks
from mock_gateway import spec
from mock_gateway.commands import durations
from mock_gateway.intercept import head

LENGTH = 40_000
PATIENCE_SECONDS = 0.5
"""Of the processor's time: some hundred times what a text takes that is read from left to right."""
FLAGS = {name: getattr(re, name) for name in ("ASCII", "IGNORECASE", "I", "DOTALL", "MULTILINE")}
USES = ("fullmatch", "match", "search", "sub", "findall", "finditer", "split")

Use = tuple[str, int, str]
"""A pattern, its flags, and the method it is used by."""


class TooSlow(Exception):
    """A text took more than its time."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TooSlow after so many seconds of the processor's time; `re` looks at signals now and then."""

    def stop(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def uses_in(source: str) -> Iterator[Use]:
    """The patterns of a module that are written out, each as it is used there."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "pattern" and isinstance(node.value, ast.Constant):
            yield str(node.value.value), 0, "search"  # of msgspec
        if not (isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.")) or not node.args:
            continue
        if not (isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)):
            continue
        said = " ".join(map(ast.unparse, [*node.args[1:], *(keyword.value for keyword in node.keywords)]))
        flags = sum(flag for name, flag in FLAGS.items() if re.search(rf"\bre\.{name}\b", said))
        for use in _uses(tree, node, ast.unparse(node.func).removeprefix("re.")):
            yield node.args[0].value, flags, use


def _uses(tree: ast.AST, call: ast.Call, method: str) -> list[str]:
    if method != "compile":
        return [method] if method in USES else []
    names = [
        ast.unparse(target)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and node.value is call
        for target in node.targets
    ]
    source = ast.unparse(tree)
    found = {each for name in names for each in re.findall(rf"\b{re.escape(name)}\.([a-z]+)\b", source)}
    return sorted(found & set(USES)) or ["fullmatch"]


def slow(uses: set[Use], seconds: float = PATIENCE_SECONDS) -> list[str]:
    """The patterns that some text takes too long for."""
    found = []
    for pattern, flags, method in sorted(uses):
        compiled = re.compile(pattern, flags)
        act: Callable[..., Any] = getattr(compiled, method)
        for text in attacks(pattern, flags, LENGTH):
            try:
                with limited(seconds):
                    act("", text) if method == "sub" else act(text)
            except TooSlow:
                found.append(f"{method} of {pattern!r} over {text[:20]!r}…")
                break
    return found


def sources(folder: Path) -> set[Use]:
    paths = [path for path in folder.rglob("*.py") if not path.name.startswith("test_")]
    return {use for path in paths for use in uses_in(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize(
    ("folder", "least"),
    [
        (Path(mock_gateway.__file__).parent, 30),
        (Path(maton_quo.__file__).parent, 8),
        (Path(__file__).parents[1] / "recordings", 25),
        (Path(__file__).parents[1] / "live", 4),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else None,
)
def test_no_pattern_of_ours_can_be_made_slow(folder: Path, least: int) -> None:
    uses = sources(folder)
    assert len(uses) >= least, uses
    assert slow(uses) == []


def test_no_pattern_that_is_put_together_can_be_made_slow() -> None:
    patterns = {
        *(each.pattern for each in (head._CONNECT, head._ABSOLUTE, head._FIELD, durations._WHOLE)),
        r"(?:^|;)\s*r=(\d{1,9})\s*(?:;|,|$)",  # rate_limit._number
    }
    assert slow({(pattern, 0, "fullmatch") for pattern in patterns}) == []


def test_a_pattern_that_is_slow_is_found() -> None:
    for pattern in (r"(a+)+b", r"(\d+|\d\d)*x", r"[^\s@]+@[^\s@]+\.[^\s@]+"):
        assert slow({(pattern, 0, "fullmatch")}, 0.1) != [], pattern
    assert slow({(r"[a-z]+://", 0, "search")}, 0.1) != []


def test_no_pattern_of_the_spec_can_be_made_slow() -> None:
    """By the engine of the judge, which is not Python's."""
    patterns = {*_patterns(spec.read())}
    assert len(patterns) > 15
    for pattern in patterns:
        judge = Draft202012Validator({"type": "string", "pattern": pattern})
        for text in attacks(pattern, 0, LENGTH):
            with limited(PATIENCE_SECONDS):
                judge.is_valid(text)


def _patterns(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node["pattern"]
        for each in node.values():
            yield from _patterns(each)
    elif isinstance(node, list):
        for each in node:
            yield from _patterns(each)


def test_the_judge_reads_a_body_of_the_largest_size_in_a_moment() -> None:
    bench = Bench()
    for text in ("+" + "1" * 900_000, "US" + "\n" * 900_000, " " * 900_000, "https://" + "/" * 900_000):
        with limited(2):
            sent = {"content": text, "from": text, "to": [text], "userId": text}
            assert bench.ask("POST /quo/v1/messages", sent).status_code == 413
            short = dict.fromkeys(("content", "from", "userId"), text[:100000]) | {"to": [text[:100_000]]}
            assert bench.ask("POST /quo/v1/messages", short).status_code == 400
            webhook = {"url": text[:400_000], "events": ["message.received"], "resourceIds": [text[:9]]}
            assert bench.ask("POST /quo/v1/webhooks/messages", webhook).status_code == 400
