"""From the bytes of an answer to its model; a decoder is built once and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec
from msgspec import UNSET, UnsetType

T = TypeVar("T")

Parse = Callable[[bytes], T]


def decoder(shape: type[T]) -> Parse[T]:
    """A function that reads a `shape`; it raises msgspec's errors, which name the field."""
    return msgspec.json.Decoder(shape).decode


class _Probe(msgspec.Struct):
    data: msgspec.Raw | UnsetType = UNSET


def decoder_with_or_without_envelope(shape: type[T]) -> Parse[T]:
    """A function that reads a `shape` whether it comes bare or inside `{"data": …}`."""
    probe, decode = decoder(_Probe), decoder(shape)

    def parse(body: bytes) -> T:
        inside = probe(body).data
        return decode(body if isinstance(inside, UnsetType) else bytes(inside))

    return parse
