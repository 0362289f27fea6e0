"""One soak: what is done in which order."""

from __future__ import annotations

import asyncio
import os
import random
import time

from contract_tests.gateway.serving import Served

from . import misbehaving, preparing, verdict
from .callers import Caller, Used
from .report import Report
from .watching import Held, Samples, held, memory, processor, settled

_SETTLING = 60.0
"""Seconds in which what is left over must be gone."""
_TELLING = 90.0
"""Seconds in which the last webhook must have arrived."""


async def soak(served: Served, *, seconds: float, connections: int, accounts: int, seed: int) -> Report:
    """Put a gateway under load, and look what it did; raises `OSError` if it goes away."""
    pid, port = served.process.pid, served.port
    began = time.monotonic()
    used = await preparing.accounts(port, accounts)
    report = Report(connections, accounts, time.monotonic() - began)
    others = [used.pop() for _ in range(sum(count for _, count in misbehaving.EVERY))]
    receivers = await preparing.webhooks(port, used[: preparing.TOLD])
    shares = _shares(used, connections)
    before = await _warmed(served, used, report, seed)
    processors = processor(pid), time.process_time()
    loop = asyncio.get_running_loop()
    began, until = time.monotonic(), loop.time() + seconds
    samples = Samples(pid)
    begun = memory(pid)
    async with asyncio.TaskGroup() as group:
        group.create_task(samples.take(until))
        for number in range(connections):
            own = shares[number]
            caller = Caller(port, own, report.counts, random.Random(seed + number))
            group.create_task(caller.run(until))
        kinds = [misbehave for misbehave, count in misbehaving.EVERY for _ in range(count)]
        for misbehave, account in zip(kinds, others, strict=True):
            group.create_task(misbehaving.again(misbehave, port, account.key, report.misbehaved, until))
    report.seconds = time.monotonic() - began
    report.load_average = os.getloadavg()[0]
    report.gateway_processor = processor(pid) - processors[0]
    report.own_processor = time.process_time() - processors[1]
    report.wrong += await verdict.told(receivers, seconds=_TELLING)
    receivers.close()
    report.wrong += await verdict.kept(port, used)
    report.texts, report.told = sum(len(each.texts) for each in used), len(receivers.good.events)
    report.held = before, await settled(pid, before, seconds=_SETTLING)
    report.mib = begun, samples.warm, samples.most, memory(pid)
    report.judge()
    return report


def _shares(used: list[Used], connections: int) -> list[list[Used]]:
    """The accounts of each connection: those with a webhook have one to themselves, for many events."""
    alone, others = used[: preparing.TOLD], used[preparing.TOLD :]
    left = connections - len(alone)
    return [*([account] for account in alone), *(others[number::left] for number in range(left))]


async def _warmed(served: Served, used: list[Used], report: Report, seed: int) -> Held:
    """What the gateway holds once everything in it has been used for the first time, and rests again."""
    until = asyncio.get_running_loop().time() + 5
    callers = [Caller(served.port, used, report.counts, random.Random(seed)) for _ in range(2)]
    await asyncio.gather(*(caller.run(until) for caller in callers))
    report.counts.seconds.clear()
    report.counts.statuses.clear()
    await asyncio.sleep(20)  # idle threads of the server are gone then
    return held(served.process.pid)
