"""What a process holds: memory, open files, threads and the processor time that it took; Linux only."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass, field
from pathlib import Path

MOST_GROWTH = 64
"""MiB that a gateway may grow by after its warm-up. What grows by itself is bounded: the journal at 10 000
requests and 4 MiB of bodies, the engine's cache, and what up to 300 connections have in their buffers."""
_CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Held:
    """What a process holds at a moment."""

    files: int
    threads: int


def held(pid: int) -> Held:
    """What it holds now."""
    return Held(len(list(Path(f"/proc/{pid}/fd").iterdir())), len(list(Path(f"/proc/{pid}/task").iterdir())))


def memory(pid: int) -> float:
    """Its resident memory, in MiB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


def processor(pid: int) -> float:
    """The seconds of processor that it took."""
    times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(times[11]) + int(times[12])) / _CLOCK_TICKS


@dataclass
class Samples:
    """The memory of a process, looked at every half second."""

    pid: int
    mib: list[float] = field(default_factory=list)

    async def take(self, until: float) -> None:
        """Look until the loop's time is `until`."""
        loop = asyncio.get_running_loop()
        while loop.time() < until:
            self.mib.append(memory(self.pid))
            await asyncio.sleep(0.5)

    @property
    def warm(self) -> float:
        """After the first fifth of the time, which is the warm-up."""
        return self.mib[len(self.mib) // 5]

    @property
    def most(self) -> float:
        """At the highest after the warm-up."""
        return max(self.mib[len(self.mib) // 5 :])


async def settled(pid: int, wanted: Held, *, seconds: float) -> Held:
    """What it holds once that is no more than `wanted`, or after so many seconds."""
    for _ in range(int(seconds * 2)):
        found = held(pid)
        if found.files <= wanted.files and found.threads <= wanted.threads:
            break
        await asyncio.sleep(0.5)
    return found
