"""The words on the command line that allow something on a live account."""

from __future__ import annotations

import os
import re

import pytest

from contract_tests.choices import LIVE
from contract_tests.live import environment as live
from contract_tests.live.permissions import Permissions

ALLOWED = pytest.StashKey[Permissions]()
WHOSE = pytest.StashKey[live.Environment | None]()


def add(parser: pytest.Parser) -> None:
    """Register the options."""
    group = parser.getgroup("live", "what a run may do to the account of MATON_API_KEY (--target live)")
    group.addoption("--base-url", metavar="URL", help=f"where the gateway is, by default {live.GATEWAY_URL}")
    group.addoption("--control-url", metavar="URL", help=f"where Maton is, by default {live.CONTROL_URL}")
    group.addoption(
        "--allow-writes", action="store_true", help="make contacts and tasks with a mark, and remove them"
    )
    group.addoption("--allow-sms", metavar="NUMBER", help="the one number that may be sent a text, as +1…")
    group.addoption("--sms-budget", metavar="N", type=int, default=0, help="segments that may be sent to it")
    group.addoption(
        "--allow-webhook-host", metavar="HOST", action="append", default=[], help="may be repeated"
    )
    group.addoption("--max-requests", metavar="N", type=int, default=2000, help="after which all are refused")


def permissions(config: pytest.Config) -> Permissions:
    """What was allowed; of a worker of xdist, its share. Raises ValueError with a sentence."""
    number, budget = config.getoption("--allow-sms"), config.getoption("--sms-budget")
    if number is not None and not re.fullmatch(r"\+[1-9]\d{6,14}", number):
        raise ValueError("--allow-sms takes one number in E.164, such as +15555550100.")
    if bool(number) != bool(budget) or budget < 0:
        raise ValueError("--allow-sms and --sms-budget go together: a number, and at least one segment.")
    hosts = frozenset(host.lower() for host in config.getoption("--allow-webhook-host"))
    if not all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", host) for host in hosts):
        raise ValueError("--allow-webhook-host takes a host such as hooks.example.com and nothing else.")
    most = config.getoption("--max-requests")
    if most < 1:
        raise ValueError("--max-requests takes a number from 1.")
    allowed = Permissions(config.getoption("--allow-writes"), number, budget, hosts, most)
    if not _is_guarded(config.getoption("--target") or ""):
        return allowed
    if "PYTEST_XDIST_WORKER" not in os.environ:
        allowed.share(0, config.getoption("numprocesses", None) or 1)  # raises where they are too many
        return allowed
    worker, workers = os.environ["PYTEST_XDIST_WORKER"], os.environ["PYTEST_XDIST_WORKER_COUNT"]
    return allowed.share(int(worker.removeprefix("gw")), int(workers))


def _is_guarded(target: str) -> bool:
    """Whether workers share what is allowed: a URL may be the live service's, too."""
    return target == LIVE or ("://" in target and "MATON_API_KEY" in os.environ)


def environment(config: pytest.Config) -> live.Environment | None:
    """Whose account a live run is about; None where the target is none. Raises `Incomplete`."""
    if config.getoption("--target") != LIVE:
        return None
    return live.read(os.environ, config.getoption("--base-url"), config.getoption("--control-url"))
