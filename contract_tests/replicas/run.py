"""One run: accounts at work, a replica killed, the database and Redis restarted, and then the account."""

from __future__ import annotations

import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace

from contract_tests import services
from contract_tests.gateway.hooks.receiver import Receiver, receiving
from maton_quo import Quo
from mock_gateway.control.client import Control

from . import asking
from .accounting import BALANCE, PRICE, Account, account, counted
from .fleet import Fleet
from .load import Told, Worker
from .watching import Outage, Watch

ACCOUNTS, WORKERS = 4, 2
"""How many there are, and how many are at work for each at once."""
PAUSE_SECONDS = (0.0, 0.15)
"""Between two requests of a worker."""
RECOVERY_SECONDS = 3.0
"""How long after a blow's end clients may still notice: a pool of connections is made anew meanwhile."""
LOST_CONNECTIONS = frozenset({"connection"})
NO_DATABASE = frozenset({"connection", "503"})

Said = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything that runs."""

    fleet: Fleet
    postgres: services.Postgres
    redis: services.Redis
    receiver: Receiver
    watch: Watch


def run(*, seconds: float, seed: int, said: Said = lambda line: None) -> Account:
    """Let accounts work at three replicas for so long, break what they stand on, and give the account.

    Args:
        seed: of the accounts' luck.
        said: is told what is happening.

    Raises:
        services.Missing: there is no PostgreSQL or Redis.
        AssertionError: something did not start.
        asking.Restless: it did not come to rest.
    """
    began = time.monotonic()
    with ExitStack() as stack:
        stage = _set_up(stack)
        control = stack.enter_context(Control(stage.fleet.front))
        accounts = [list(_workers(stage, control, stack, f"{seed}/{n}")) for n in range(ACCOUNTS)]
        firsts = [workers[0] for workers in accounts]
        keys = {path: key for worker in firsts for path, key in asking.subscribe(worker, stage.receiver)}
        with _at_work([worker for workers in accounts for worker in workers]):
            outages = list(_outages(stage, seconds, said))
        said("waiting until everything that is due is done")
        kept = asking.at_rest(control, firsts)
        came = asking.arrivals(stage.receiver, keys)
        counts = []
        for workers, there in zip(accounts, kept, strict=True):
            own = came.get(workers[0].account.workspace_id, {})
            told = sum((worker.told for worker in workers), Told())
            counts.append(counted(told, there, own, outages))
        took = time.monotonic() - began
        return account(counts, stage.watch, outages, complaints=stage.fleet.complaints, seconds=took)


def _set_up(stack: ExitStack) -> Stage:
    postgres = stack.enter_context(services.postgres())
    redis = stack.enter_context(services.redis())
    folder = stack.enter_context(services.folder())
    fleet = Fleet(folder, postgres.url("postgres"), "--redis", redis.url)
    receiver = stack.enter_context(receiving())
    return Stage(stack.enter_context(fleet), postgres, redis, receiver, Watch())


def _workers(stage: Stage, control: Control, stack: ExitStack, seed: str) -> Iterator[Worker]:
    """Those who work for a new account."""
    made = control.account("empty")
    control.change_settings(
        made.workspace_id, balance_cents=BALANCE, price_cents=PRICE, rate_limit=100_000
    )  # counted in Redis, and never reached
    front = stage.fleet.front
    with Quo(api_key=made.api_key, base_url=front) as quo:
        task_id = asking.new_task(quo)
    for name in map(str, range(WORKERS)):
        worker = Worker(name, front, made, task_id, stage.watch, random.Random(f"{seed}/{name}"))
        stack.callback(worker.close)
        worker.prepare()
        yield worker


@contextmanager
def _at_work(workers: list[Worker]) -> Iterator[None]:
    """Let them work until the context ends."""
    enough = threading.Event()

    def go(worker: Worker) -> None:
        while not enough.wait(worker.luck.uniform(*PAUSE_SECONDS)):
            worker.once()

    with ThreadPoolExecutor(len(workers)) as pool:
        going = [pool.submit(go, worker) for worker in workers]
        try:
            yield
        finally:
            enough.set()
    for each in going:
        each.result()


def _outages(stage: Stage, seconds: float, said: Said) -> Iterator[Outage]:
    """Break one thing after the other, each in the middle of its part of the time."""

    def restart_replica() -> None:
        stage.fleet.kill(1)
        time.sleep(pause / 2)
        stage.fleet.restart(1)

    def restart_postgres() -> None:
        stage.postgres.stop(signal.SIGQUIT)  # immediate: it recovers from its log, as after a crash
        time.sleep(min(1.0, pause / 4))
        stage.postgres.launch()

    def restart_redis() -> None:
        stage.redis.stop(signal.SIGKILL)
        time.sleep(min(1.0, pause / 4))
        stage.redis.launch()

    blows = (
        ("a replica is killed", restart_replica, LOST_CONNECTIONS),
        ("PostgreSQL is restarted", restart_postgres, NO_DATABASE),
        ("Redis is restarted", restart_redis, frozenset[str]()),
    )
    pause = seconds / (2 * len(blows))
    for name, blow, excused in blows:
        time.sleep(pause)
        said(name)
        outage = Outage(name, stage.watch.now(), 0, excused, before=len(stage.receiver.received))
        blow()
        until = stage.watch.now() + RECOVERY_SECONDS
        time.sleep(pause)
        yield replace(outage, ended=until, after=len(stage.receiver.received))
