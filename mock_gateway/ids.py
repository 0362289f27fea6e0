"""Fresh ids, in the forms that Quo and Maton give theirs; randomness and order are passed in."""

from __future__ import annotations

import base64
import random
import string
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

_ALPHANUMERIC = string.ascii_letters + string.digits


@dataclass(frozen=True, slots=True)
class Ids:
    """Makes ids out of `randomness`.

    What is listed by its age gets an id that begins with `tick()`: of two things made while the clock stands
    still, the later one has the greater id, and so its place in the list.
    """

    randomness: random.Random = field(default_factory=random.SystemRandom)
    live: bool = False
    """Whether ids have the live service's prefixes, and not the guide's."""
    tick: Callable[[], int] = time.time_ns
    """A number below 2**64 that grows from call to call."""

    def activity(self) -> str:
        """A message or a call."""
        return "AC" + self._aged(32)

    def conversation(self) -> str:
        """A conversation: `CV…` in the guide, `CN…` live."""
        return ("CN" if self.live else "CV") + self._aged(32)

    def contact(self) -> str:
        """A contact: `CT…` in the guide, 24 bare hexadecimal digits live."""
        return self._aged(24) if self.live else "CT" + self._aged(24)

    def recording(self) -> str:
        """A recording: `REC…` in the guide, `CR…` live."""
        return ("CR" if self.live else "REC") + self._alphanumeric(8)

    def voicemail(self) -> str:
        """A voicemail."""
        return "VM" + self._hex(32)

    def task(self) -> str:
        """A task."""
        return "TK" + self._aged(32)

    def webhook(self) -> str:
        """A webhook."""
        return "WH" + self._aged(32)

    def signing_key(self) -> str:
        """What a webhook's events are signed with: 32 random bytes in base64."""
        return base64.b64encode(self.randomness.randbytes(32)).decode()

    def event(self) -> str:
        """Something that happened, as webhooks tell it."""
        return "EV" + self._aged(32)

    def entry(self) -> str:
        """An entry of the timeline: of two that fall due at once, the one planned first is done first."""
        return self._aged(32)

    def delivery(self) -> str:
        """A delivery of an event to a webhook."""
        return "DL" + self._aged(32)

    def item(self) -> str:
        """An e-mail, phone number or custom-field value of a contact."""
        return self._hex(24)

    def workspace(self) -> str:
        """A workspace, which Quo calls an organization."""
        return "OR" + self._alphanumeric(10)

    def account(self) -> str:
        """A Maton account."""
        return "MA" + self._alphanumeric(10)

    def connection(self) -> str:
        """A connection: a UUID whose first 48 bits grow with its age."""
        aged = self.tick() >> 16 << 80
        return str(uuid.UUID(int=aged | self.randomness.getrandbits(80), version=4))

    def fault(self) -> str:
        """A rule of the gateway's own faults."""
        return "FA" + self._aged(24)

    def snapshot(self) -> str:
        """A snapshot of workspaces."""
        return "SN" + self._aged(24)

    def secret(self, prefix: str) -> str:
        """A key or token that cannot be guessed: `prefix` and 40 characters (238 bits)."""
        return prefix + self._alphanumeric(40)

    def trace(self) -> str:
        """What an error is traced by: 19 decimal digits, a 64-bit number, as seen on live answers."""
        return str(self.randomness.randrange(10**18, 9 * 10**18))

    def _aged(self, digits: int) -> str:
        return f"{self.tick():016x}{self._hex(digits - 16)}"

    def _hex(self, digits: int) -> str:
        return f"{self.randomness.getrandbits(digits * 4):0{digits}x}"

    def _alphanumeric(self, length: int) -> str:
        return "".join(self.randomness.choices(_ALPHANUMERIC, k=length))
