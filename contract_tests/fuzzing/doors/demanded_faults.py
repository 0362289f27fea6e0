"""The header `Mock-Fault`, and faults in the words of the command line: within their limits, or refused."""

from __future__ import annotations

import msgspec

from contract_tests.fuzzing.door import Attack, Door, promised, text_of
from mock_gateway.commands import durations, fault_words
from mock_gateway.errors import Problem
from mock_gateway.faults import demanded
from mock_gateway.faults.rule import Action
from mock_gateway.launch import expecting


def _ready() -> Attack:
    return attack


def attack(data: bytes) -> None:
    """The same words at each place that takes such."""
    text = text_of(data)
    try:
        action = demanded.action_of(data.decode("latin-1"))
    except Problem as problem:
        promised(problem.status == 400 and len(problem.message) < 600, "what means nothing is a short 400")
    else:
        _within_limits(action)
    for read in (durations.seconds_of, expecting.expected):
        try:
            read(text)
        except ValueError as error:
            promised(str(error), "there is a reason")
    try:
        _within_limits(fault_words.rule_of(text, {}).then)
    except ValueError as error:
        promised(str(error), "there is a reason")


def _within_limits(action: Action) -> None:
    msgspec.convert(msgspec.to_builtins(action), Action)


DOOR = Door(
    _ready,
    seeds=[
        b"503",
        b"slow=2",
        b"slow=1h30m",
        b"cut=10",
        b"reset=after",
        b"unknown-enum=status",
        b"messages.send>=1",
        b"down=5m",
        b"no-page-token",
        b"0500",
        b"1.5d2",
        b"11111111111111x",
        b"contacts.create=999999999",
    ],
    words=[
        b"slow=",
        b"reset",
        b"cut=",
        b"broken-json",
        b"rate-limit",
        b"unknown-field=",
        b"1e9",
        b"nan",
        b"-1",
        b"inf",
    ],
    longest=64,
)
