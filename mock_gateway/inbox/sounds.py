"""What recordings and voicemails sound like: a murmur of two voices, made from their ids.

The mock's recordings are at `https://files.example.com/`, where nobody is; so that the player plays, the page
has its own. It lasts as long as the recording says, ten minutes at most.
"""

from __future__ import annotations

import io
import math
import wave
from functools import lru_cache
from random import Random
from typing import Any
from zlib import crc32

import flask

from ..errors import Problem
from ..store import inbox as store
from ..store.tables import RECORDINGS, VOICEMAILS
from .place import Place

RATE = 4000
"""Samples of one byte in a second: as little as browsers still play."""
LONGEST = 600
PHRASE = 4
"""Seconds after which the murmur begins anew."""


def answer(place: Place, call_id: str, name: str) -> flask.Response:
    """The sound of a recording, by its id, or of the `voicemail` of a call.

    Raises:
        Problem: 404, there is no such recording, or it is not ready.
    """
    seconds = _seconds(place, call_id, name)
    if not seconds:
        raise Problem(404, "There is no such recording, or it is not ready yet")
    response = flask.Response(sound(f"{call_id} {name}", min(seconds, LONGEST)), content_type="audio/wav")
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.set_etag(f"{crc32(f'{call_id} {name} {seconds}'.encode()):08x}")
    response.make_conditional(
        flask.request, accept_ranges=True, complete_length=response.content_length
    )  # without ranges no player can jump
    return response


def _seconds(place: Place, call_id: str, name: str) -> int | None:
    if name == "voicemail":
        parts = [document for _, document in store.parts(place.workspace, VOICEMAILS, [call_id])]
    else:
        known: list[tuple[str, dict[str, Any]]] = store.parts(
            place.workspace, RECORDINGS, [call_id], by="call_id"
        )
        parts = [document for _, document in known if document["id"] == name]
    return next((part["duration"] for part in parts), None)


@lru_cache(maxsize=4)
def sound(seed: str, seconds: int) -> bytes:
    """A WAV file of so many seconds, always the same for the same seed."""
    phrase = _phrase(Random(seed))  # noqa: S311 - no secret
    repeated = (phrase * (seconds // PHRASE + 1))[: seconds * RATE]
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(1)
        written.setframerate(RATE)
        written.writeframes(repeated)
    return file.getvalue()


def _phrase(random: Random) -> bytes:
    """Two voices that take turns: syllables of a tone and its overtones, each swelling and fading."""
    samples = bytearray()
    for voice in (random.uniform(110, 150), random.uniform(170, 230)):
        left = RATE * PHRASE // 2
        while left > 0:
            length = min(left, int(RATE * random.uniform(0.12, 0.28)))
            pitch = voice * random.uniform(0.9, 1.15)
            loud = random.choice((0, 28, 36, 44))
            samples += bytes(_sample(index, length, pitch, loud) for index in range(length))
            left -= length
    return bytes(samples)


def _sample(index: int, length: int, pitch: float, loud: int) -> int:
    turn = 2 * math.pi * pitch * index / RATE
    tone = math.sin(turn) + 0.5 * math.sin(2 * turn) + 0.25 * math.sin(3 * turn)
    return 128 + round(loud * tone * math.sin(math.pi * index / length))
