"""Leaving keys out of whatever is shown, wherever a caller may have put them."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote_plus

HIDDEN = "[redacted]"
SHORTEST_KEY = 8
"""Characters: what is shorter is no key, and would be found in every word."""

_SHAPES = re.compile(
    r"\b(?:maton|quo)_[A-Za-z0-9_]{8,}|(?<=session_token=)[^&\s\"'<>\\]+|(?<=Bearer )[^\s\"'\\<]+"
    r"|(?<=\"key\":\")[A-Za-z0-9+/]{43}="
)
"""The keys that gateways give out, the token of a consent page, whatever is said to be a bearer's, and the
signing key of a webhook."""

_WEBHOOK = {"key", "url", "events"}

_MARKS = (b"\\", b"%", b"maton_", b"quo_", b"session_token=", b"Bearer ")
"""Without one of these nothing in a text is encoded, and nothing looks like a key."""

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


class Redaction:
    """Leaves out the key of one request, and everything that looks like one."""

    def __init__(self, authorization: str | None) -> None:
        """Args:
        authorization: the header that came with the request.
        """
        words = {authorization or "", *(authorization or "").split(" ")}
        keys = {word.strip() for word in words if len(word.strip()) >= SHORTEST_KEY}
        self._keys = sorted(keys, key=len, reverse=True)
        self._spaced = any(" " in key and not keys & {*key.split(" ")} for key in keys)
        """Whether a key has spaces, each of which may be written as a plus sign."""

    def text(self, text: str) -> str:
        """The text without keys; none at all if one is hidden in it by some encoding."""
        found = self._plain(text)
        encoded = "%" in found or "\\" in found or (self._spaced and "+" in found)
        if any(key in each for key in self._keys for each in (_unwrapped(found) if encoded else (found,))):
            return HIDDEN
        return found

    def spares(self, raw: bytes) -> bool:
        """Whether it surely leaves out nothing of a body: a quick look, which may say no to a clean one."""
        if any(mark in raw for mark in _MARKS) or (self._spaced and b"+" in raw):
            return False
        if b'"key"' in raw and (b'"events"' in raw or b"=" in raw):
            return False
        keys = [key.encode("utf-8", "replace") for key in self._keys]
        return not any(key in raw or key[:4] in raw[-len(key) :] for key in keys)

    def value(self, value: Any) -> Any:
        """A JSON value without keys, in names and in texts."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict) and value.keys() >= _WEBHOOK:
            value = {**value, "key": HIDDEN}  # events are signed with it; a custom field's is no secret
        if isinstance(value, dict):
            return {self.text(name): self.value(item) for name, item in value.items()}
        return [self.value(item) for item in value] if isinstance(value, list) else value

    def beginning(self, text: str) -> str:
        """The same for the beginning of a text, which may end in the middle of a key."""
        for key in self._keys:
            for length in range(len(key) - 1, 3, -1):
                if text.endswith(key[:length]):
                    return self.text(text[:-length]) + HIDDEN
        return self.text(text)

    def _plain(self, text: str) -> str:
        for key in self._keys:
            text = text.replace(key, HIDDEN)
        if "_" in text or "Bearer " in text or '"key":"' in text:  # each shape has one of them
            return _SHAPES.sub(HIDDEN, text)
        return text


class Spared(Redaction):
    """Leaves out nothing: of what was redacted before, more might look like a key than did at first."""

    def __init__(self) -> None:
        super().__init__(None)

    def text(self, text: str) -> str:
        """The text."""
        return text

    def value(self, value: Any) -> Any:
        """The value."""
        return value

    def beginning(self, text: str) -> str:
        """The text."""
        return text


def redaction_of(authorization: str | bool | None) -> Redaction:
    """What is to be left out of a note by its key; nothing, if it says True because that was done."""
    return Spared() if isinstance(authorization, bool) else Redaction(authorization)


def _unwrapped(text: str) -> set[str]:
    """What a text says to somebody who decodes it as a URL, as JSON, or as one within the other."""
    found = {text}
    for _ in range(2):
        found |= {unquote_plus(each) for each in found}
        found |= {_ESCAPE.sub(lambda match: chr(int(match[1], 16)), each) for each in found}
    return found
