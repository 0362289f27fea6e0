"""The terminal, lent to the program as a shell does it: its Ctrl-C and Ctrl-Z are the program's, not ours."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import Any, Self

_STDIN = 0


class Terminal:
    """The terminal that we were started from, if we are in its foreground; else nothing is done."""

    def __init__(self) -> None:
        self._ours = _in_foreground()
        self._before: Any = None

    def __enter__(self) -> Self:
        if self._ours:
            self._before = signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # or taking it back would stop us
        return self

    def __exit__(self, *_: object) -> None:
        if self._ours:
            self._hand(os.getpgrp())
            signal.signal(signal.SIGTTOU, self._before)

    def lend(self, group: int) -> None:
        """Put a process group into the foreground, and wake it: it may have wanted to read too early."""
        if self._ours:
            self._hand(group)
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGCONT)

    def waited_for(self, pid: int) -> int:
        """The exit code of a child at the head of its group, 128 + n for a signal n; it is not reaped.

        If it is stopped with Ctrl-Z, so are we, until the shell continues us.
        """
        wanted = os.WEXITED | os.WNOWAIT | (os.WSTOPPED if self._ours else 0)
        while True:
            told = os.waitid(os.P_PID, pid, wanted)
            assert told is not None  # noqa: S101 -- only with WNOHANG
            if told.si_code == os.CLD_EXITED:
                return told.si_status
            if told.si_code in (os.CLD_KILLED, os.CLD_DUMPED):
                return 128 + told.si_status
            os.waitid(os.P_PID, pid, os.WSTOPPED)  # so that this stop is not told again
            self._hand(os.getpgrp())
            os.kill(os.getpid(), signal.SIGSTOP)
            self.lend(pid)

    @staticmethod
    def _hand(group: int) -> None:
        with suppress(OSError):  # it has gone
            os.tcsetpgrp(_STDIN, group)


def _in_foreground() -> bool:
    try:
        return os.isatty(_STDIN) and os.tcgetpgrp(_STDIN) == os.getpgrp()
    except OSError:
        return False
