"""Decompression bombs: what is small on its way never becomes large in memory, at either end."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import httpx
import pytest

from contract_tests.client.conftest import Both
from contract_tests.fuzzing.asking import ask, environ_of, gateway
from maton_quo import errors
from maton_quo._runtime import unpacking
from mock_gateway.demo import API_KEY

MIB = 1024 * 1024
PACK: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "deflate": zlib.compress}


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize("coding", PACK)
@pytest.mark.parametrize("status", [200, 404])
def test_the_client_does_not_unpack_more_than_any_answer_has(
    asynchronous: bool, coding: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "LARGEST", MIB)
    packed = PACK[coding](b" " * 3 * MIB)
    assert len(packed) < 4096
    both = Both(asynchronous)

    def bomb(_request: httpx.Request) -> httpx.Response:
        stream = _Stream(packed)
        return httpx.Response(status, headers={"Content-Encoding": coding}, stream=stream)

    wanted = errors.UndecodableResponse if status == 200 else errors.NotFound
    with pytest.raises((errors.UndecodableResponse, errors.NotFound)) as caught:
        both(bomb, lambda quo: quo.users.get("US1"))
    assert type(caught.value) is wanted
    assert len(caught.value.response.content) == 0
    assert status != 200 or "over 1 MiB" in str(caught.value)
    assert len(both.requests) == 1


def test_an_answer_of_the_largest_size_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    body = b'{"data":{"id":"US1"}}'
    monkeypatch.setattr(unpacking, "LARGEST", len(body))
    response = httpx.Response(200, stream=_Stream(gzip.compress(body)), headers={"Content-Encoding": "gzip"})
    unpacking.read(response)
    assert (response.content, response.json()["data"]["id"]) == (body, "US1")


def test_the_bound_leaves_room_for_every_page() -> None:
    """100 contacts or messages; the largest body that the gateway takes for one of them is 1 MiB."""
    assert unpacking.LARGEST >= 32 * MIB


def test_the_gateway_unpacks_nothing_at_all() -> None:
    app = gateway()
    packed = gzip.compress(b'{"defaultFields":{"firstName":"' + b"a" * 5 * MIB + b'"}}')
    headers = {"Authorization": f"Bearer {API_KEY}".encode(), "Content-Type": b"application/json"}
    for coding in (b"gzip", b"deflate", b"br", b"zstd", b"gzip, gzip"):
        said = {**headers, "Content-Encoding": coding}
        answer = ask(app, environ_of("POST", b"/quo/v1/contacts", b"", said, packed))
        assert answer.status == 400
        assert b"not valid JSON" in answer.body
    app.extensions["mock_gateway"].database.close()


class _Stream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that comes over the network: httpx unpacks it when it is read."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __iter__(self):  # type: ignore[no-untyped-def]  # both protocols, one class
        yield self._content

    async def __aiter__(self):  # type: ignore[no-untyped-def]
        yield self._content
