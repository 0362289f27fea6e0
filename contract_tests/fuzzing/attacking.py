"""One door under attack, in a process of its own: libFuzzer ends the process it runs in."""

from __future__ import annotations

import importlib
import io
import os
import sys
import traceback
from collections.abc import Iterable
from contextlib import redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from contract_tests.fuzzing.door import Attack, Door

SLOWEST_SECONDS = 5
"""How long one input may take; a thousand times of what it does take."""
LARGEST_MIB = 1024
"""How much memory an attack may fill; a gateway under instrumentation takes 150."""
INSTRUMENTED = ("mock_gateway", "maton_quo")


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to attack."""

    runs: int
    seconds: int
    """0 for as long as it takes."""
    seed: int


def instrumented(names: Iterable[str]) -> dict[str, Door]:
    """The doors by name, imported so that atheris sees which of their branches an input takes.

    Raises:
        ImportError: atheris is not installed.
    """
    import atheris

    # It names each module that it instruments.
    with redirect_stderr(io.StringIO()), atheris.instrument_imports(include=[*INSTRUMENTED]):
        modules = {name: importlib.import_module(f"contract_tests.fuzzing.doors.{name}") for name in names}
        importlib.import_module("mock_gateway.app")
        importlib.import_module("mock_gateway.control.topics")
    return {name: module.DOOR for name, module in modules.items()}


def attack(door: Door, plan: Plan, folder: Path) -> NoReturn:
    """Attack a door until the plan or the door is at its end; what was found lies in `folder` then.

    The process ends with 0 if the door has held. What it says goes to the file `said`.
    """
    import atheris

    said = os.open(folder / "said", os.O_WRONLY | os.O_CREAT)
    os.dup2(said, 1)
    os.dup2(said, 2)
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(door.seeds):
        (corpus / f"{number:03}").write_bytes(seed[: door.longest])
    (folder / "words").write_text("".join(f'"{_escaped(word)}"\n' for word in door.words))
    options = {
        "runs": plan.runs,
        "max_total_time": plan.seconds,
        "seed": plan.seed,
        "max_len": door.longest,
        "timeout": SLOWEST_SECONDS,
        "rss_limit_mb": LARGEST_MIB,
        "dict": folder / "words",
        "artifact_prefix": f"{folder}/",
        "print_final_stats": 1,
        "len_control": 0,
    }
    sys.stdout = sys.stderr = open(2, "w", closefd=False, buffering=1)  # noqa: SIM115 -- until the process ends
    arguments = [f"-{name}={value}" for name, value in options.items()]
    atheris.Setup([sys.argv[0], *arguments, str(corpus)], _ending_with_the_first(door.ready(), folder))
    atheris.Fuzz()
    os._exit(0)


def _ending_with_the_first(attack: Attack, folder: Path) -> Attack:
    """The attack, which keeps the input that its door does not withstand, and ends with that.

    Atheris would leave it to an exit that Python's own code can catch.
    """
    runs = 0

    def kept(data: bytes) -> None:
        nonlocal runs
        runs += 1
        try:
            attack(data)
        except Exception:
            (folder / "crash-input").write_bytes(data)
            traceback.print_exc()
            print(f"stat::number_of_executed_units: {runs}", flush=True)
            os._exit(1)

    return kept


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{byte:02X}" for byte in word)
