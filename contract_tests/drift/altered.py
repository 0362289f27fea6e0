"""A target whose answers pass an alteration, in this process: planted drift without sockets."""

from __future__ import annotations

from dataclasses import replace

import httpx

from contract_tests.contract.transports import operation_of
from contract_tests.standin.answers import Alteration, Answer
from contract_tests.targets import Target
from mock_gateway.contract import Contract

_LENGTH = ("content-length", "transfer-encoding", "content-encoding")


class Altering(httpx.BaseTransport):
    """Sends on what it is asked, and changes what comes back."""

    def __init__(self, transport: httpx.BaseTransport, alteration: Alteration, contract: Contract) -> None:
        self._transport, self._alteration, self._contract = transport, alteration, contract

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._transport.handle_request(request)
        operation = operation_of(self._contract, request.method, request.url.path)
        headers = {name: value for name, value in response.headers.items() if name not in _LENGTH}
        answer = Answer(
            operation.id if operation else None,
            request.method,
            request.url.path,
            response.status_code,
            headers,
            response.read(),
        )
        altered = self._alteration(answer)
        return httpx.Response(altered.status, headers=dict(altered.headers), content=altered.body)


def altered(target: Target, alteration: Alteration) -> Target:
    """Return the target as it would be if it had drifted."""
    transport = Altering(target._transport(), alteration, target.contract)
    return replace(target, _transport=lambda: transport)
