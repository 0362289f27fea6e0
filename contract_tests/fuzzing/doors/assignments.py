"""`--set NAME=VALUE`, and where a database is: sound settings or a sentence, and no password in it."""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec

from contract_tests.fuzzing.door import Attack, Door, promised, text_of
from mock_gateway.commands.assignments import assigned_options
from mock_gateway.profile import BY_NAME, Profile
from mock_gateway.settings import Settings
from mock_gateway.store import name_of


def _ready() -> Attack:
    return attack


def attack(data: bytes) -> None:
    """One word of a command line."""
    text = text_of(data)
    try:
        profile, settings = assigned_options(Profile.named("documented"), tuple(text.split("\n")))
    except ValueError as error:
        promised(str(error), "there is a reason")
    else:
        msgspec.convert(msgspec.to_builtins(settings), Settings)
        promised(all(profile[name] in BY_NAME[name].values for name in BY_NAME), "every switch has a side")
    shown = name_of(text)
    try:
        password = urlsplit(text).password if "://" in text else None
    except ValueError:
        return
    beside = text.replace(f":{password}@", "@", 1)
    promised(not password or password in beside or password not in shown, "a password is not shown")


DOOR = Door(
    _ready,
    seeds=[
        b"rate_limit=0",
        b"max_recipients=10\nid_style=live",
        b"price_cents=9007199254740993",
        b"plan=starter\na2p=pending",
        b"postgresql://quo:s3cret@[::1]:5432/quo?password=s3cret&sslmode=require",
        b"postgres://a:b:c@d@host,other/x#y",
        b"sqlite:///quo.db",
    ],
    words=[
        b"rate_limit=",
        b"send_envelope=",
        b"oauth_outcome=",
        b"=",
        b"://",
        b"@",
        b":",
        b"[",
        b"postgresql",
    ],
    longest=128,
)
