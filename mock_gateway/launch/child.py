"""The program itself: started at the head of a process group, told what we are told, and waited for."""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from threading import Timer
from types import FrameType

from .terminal import Terminal

NOT_FOUND, NOT_EXECUTABLE = 127, 126
"""The exit codes of shells."""

_PASSED_ON = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
_RESTORED = (*_PASSED_ON, signal.SIGPIPE, signal.SIGTTOU)
"""What a program finds as a shell would have left it; Python and we handle these ourselves."""
_GRACE_SECONDS = 5.0
"""How long whoever was told to end may take."""


_OURS = (signal.SIGPIPE, signal.SIGTTOU)
"""Python ignores the one, and we the other: whatever they were, that is not the program's concern."""


class CannotStart(Exception):
    """A program that cannot be started; the text says why in one sentence."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code
        """What to exit with."""


class Child:
    """One program to run, which is told every signal that we get from `__enter__` to `__exit__`."""

    def __init__(self) -> None:
        self._pid: int | None = None
        self._early: int | None = None
        self._last_resort: Timer | None = None
        self._before: dict[int, object] = {}

    def __enter__(self) -> Child:
        for number in _PASSED_ON:
            if signal.getsignal(number) != signal.SIG_IGN:  # nohup's wish is the program's as well
                self._before[number] = signal.signal(number, self._pass_on)
        return self

    def __exit__(self, *_: object) -> None:
        if self._last_resort is not None:
            self._last_resort.cancel()
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what signal() itself returned

    def run(self, command: Sequence[str], environment: Mapping[str, str]) -> int:
        """Run a program to its end, with all that it has started; its exit code, 128 + n for a signal n.

        Raises:
            CannotStart: there is no such program, or it is none.
        """
        if self._early is not None:
            return 128 + self._early
        with Terminal() as terminal:
            group = self._pid = _spawned(command, environment)
            terminal.lend(group)
            if self._early is not None:
                self._pass_on(self._early, None)
            status = terminal.waited_for(group)
            _tell(group, signal.SIGTERM)  # the rest of its group: the gateway goes away under it
            os.waitpid(group, 0)
            _see_off(group)
            self._pid = None
        return status

    def _pass_on(self, number: int, _frame: FrameType | None) -> None:
        if self._pid is None:
            self._early = number
            return
        _tell(self._pid, number)
        if number == signal.SIGTERM and self._last_resort is None:
            # Whoever sent it will not wait for long, and must not leave the program behind.
            self._last_resort = Timer(_GRACE_SECONDS, _tell, (self._pid, signal.SIGKILL))
            self._last_resort.daemon = True
            self._last_resort.start()


def _spawned(command: Sequence[str], environment: Mapping[str, str]) -> int:
    restored = [
        number for number in _RESTORED if number in _OURS or signal.getsignal(number) != signal.SIG_IGN
    ]
    try:
        return os.posix_spawnp(
            command[0], [*command], environment, setpgroup=0, setsigmask=(), setsigdef=restored
        )
    except FileNotFoundError as error:
        if "/" not in command[0]:
            raise CannotStart(NOT_FOUND, f"there is no command {command[0]!r}") from error
        why = "the program that its first line names is missing"
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        own = "it is no program, or lacks a first line such as #!/bin/sh"
        why = own if error.errno == errno.ENOEXEC else reason
    except ValueError:
        why = "a word of it holds a NUL, or a name of its environment an equals sign"
    raise CannotStart(NOT_EXECUTABLE, f"{command[0]!r} cannot be run: {why}")


def _tell(group: int, number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def _see_off(group: int) -> None:
    """Wait until a group has no process left, and kill those that do not end by themselves."""
    deadline = time.monotonic() + _GRACE_SECONDS
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except (ProcessLookupError, PermissionError):  # the latter: none of it is ours any more
            return
        time.sleep(0.01)
    _tell(group, signal.SIGKILL)
