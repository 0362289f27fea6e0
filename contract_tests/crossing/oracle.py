"""What may not happen, whatever is asked: to be told, to tell apart, to change."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from contract_tests.crossing.attempt import OWN, Attempt
from contract_tests.crossing.contents import AREA, MARK
from contract_tests.crossing.ways import Answer, Ask
from contract_tests.crossing.world import ADMIN, World

_PLANTED = (MARK.encode(), AREA.encode(), AREA.replace("+", "%2B").encode(), f"({AREA[2:]}".encode())
_WORD = re.compile(rf"[\w+.@-]*(?:{MARK}|{re.escape(AREA)}|\({AREA[2:]}\d\) )[\w.@-]*(?!{OWN})\b")
_MADE = re.compile(rb"[A-Za-z0-9]{10,}")
_TRACE = re.compile(rb'"trace":"\d+"|data-since="[^"]*"|(?<="nextPageToken":)"[^"]+"')
"""What differs from answer to answer; a token belongs to the filters that it was asked with."""
_LONG = 6
"""Letters from which on a value is not found in an answer by chance."""

Digest = Callable[[], bytes]
"""All that the victims have, in one value."""


class Crossed(AssertionError):
    """Something of a victim's was told, told apart, or changed; the text has the request."""

    def __init__(self, what: str, attempt: Attempt, answer: Answer) -> None:
        body = answer.body[:2000].decode("utf-8", "replace")
        super().__init__(f"{what}\n\n{attempt}\n\nwas answered {answer.status}:\n{body}")


class Oracle:
    """Judges what attempts are answered with."""

    def __init__(self, world: World, ask: Ask, digest: Digest) -> None:
        self._ask, self._digest = ask, digest
        self._made = {
            run: kind
            for kind, values in world.planted().items()
            if kind not in ("token", "entry")
            for value in values
            for run in _MADE.findall(value.encode())
        }
        self.rebase()
        self._sent: set[str] = set()
        self._kept: set[str] = set()  # what the attacker has written, and may read again

    def rebase(self) -> None:
        """Take what the victims have now as what they are to keep: they have done something themselves."""
        self._before = self._digest()

    def try_out(self, attempt: Attempt) -> Answer:
        """Ask for what nobody has, then for what a victim has; raises `Crossed`."""
        expected = self._ask(attempt.twin())
        self._sent.update(attempt.foreign)
        answer = self._ask(attempt)
        found = self._told(attempt, answer)
        if found:
            raise Crossed(f"It told what is a victim's: {found}", attempt, answer)
        if difference := self._difference(attempt, expected, answer):
            raise Crossed(
                f"What a victim has is told apart from what nobody has: {difference}", attempt, answer
            )
        if attempt.method != "GET" or attempt.aim == "consent":  # which a test may answer by opening it
            self.look_after(attempt, answer)
            if answer.status < 400:
                self._kept.update(attempt.foreign)
        return answer

    def look_after(self, attempt: Attempt, answer: Answer) -> None:
        """Raise `Crossed` if anything of the victims' has changed."""
        if self._digest() != self._before:
            raise Crossed("It changed what is a victim's", attempt, answer)

    def _told(self, attempt: Attempt, answer: Answer) -> str | None:
        whole = answer.whole
        made = self._made.keys() & {*_MADE.findall(whole)}
        if not made and not any(planted in whole for planted in _PLANTED):
            return None
        text = unquote(unquote(whole.decode("utf-8", "replace")))  # an address may stand in an address
        kinds = self._shown(attempt)
        words = {*_WORD.findall(text), *(each.decode() for each in made if self._made[each] not in kinds)}
        # The journal shows the attacker's own requests, with whatever he asked for in them.
        mine = self._sent if "/requests" in attempt.aim else self._kept
        said = "\n".join([attempt.said, *mine])
        return ", ".join(sorted(word for word in words if _plainly(word) not in said)) or None

    def _shown(self, attempt: Attempt) -> tuple[str, ...]:
        """What is shown on purpose: the switcher of the pages offers the operator every workspace, and to
        whoever has the token of a connection it is told which one it is."""
        if attempt.aim == "consent":
            return ("connection",)
        return ("workspace",) if attempt.headers.get("Authorization") == f"Bearer {ADMIN}" else ()

    def _difference(self, attempt: Attempt, expected: Answer, answer: Answer) -> str | None:
        if attempt.aim == "consent":  # a token is a key: whoever has it may learn that it was used
            return None
        if expected.status < 400 and attempt.method != "GET":
            # What was done once may be refused the second time, but only where it was a deletion.
            own = answer.status == 409 and not self._kept.isdisjoint(attempt.foreign)  # his, by now
            same = answer.status == expected.status or attempt.method == "DELETE" or own
            return None if same else f"{expected.status} and {answer.status}"
        if answer.status != expected.status:
            return f"{expected.status} and {answer.status}"
        if _is_page(answer) and answer.status != 404:
            return None  # it shows once more what was typed
        if expected.status < 400 and not self._kept.isdisjoint(attempt.foreign):
            return None  # it finds what he has written himself
        if _plain(attempt, answer.body) != _plain(attempt, expected.body):
            return f"after {expected.body[:300].decode('utf-8', 'replace')!r}"
        if _headers(attempt, answer) != _headers(attempt, expected):
            return f"{expected.headers} and {answer.headers}"
        return None


def _plainly(word: str) -> str:
    """A word without what ends a sentence, and a phone number as it is sent."""
    return "+1" + re.sub(r"\D", "", word) if word.startswith("(") else word.strip(".-")


def _is_page(answer: Answer) -> bool:
    return any(
        name.lower() == "content-type" and value.startswith("text/html") for name, value in answer.headers
    )


def _plain(attempt: Attempt, text: bytes) -> bytes:
    """The text without the values that the twins differ in, and without traces."""
    for value in sorted(attempt.foreign, key=len, reverse=True):  # one may stand in another
        if len(value) >= _LONG:
            text = text.replace(value.encode(), b"?").replace(value.twin.encode(), b"?")
        else:
            text = re.sub(rb"\b(%b|%b)\b" % (value.encode(), value.twin.encode()), b"?", text)
    return _TRACE.sub(b"", text)


def _headers(attempt: Attempt, answer: Answer) -> list[tuple[str, bytes]]:
    uneven = any(len(value) != len(value.twin) for value in attempt.foreign)
    left = ("set-cookie", "content-length") if _is_page(answer) or uneven else ("set-cookie",)
    return [
        (name.lower(), _plain(attempt, value.encode()))
        for name, value in answer.headers
        if name.lower() not in left
    ]
