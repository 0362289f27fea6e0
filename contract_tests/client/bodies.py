"""What servers answer when something is wrong, and the error that it makes."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from maton_quo import errors

from .conftest import Both

QUO_404 = {
    "message": "Message not found",
    "code": "0200404",
    "title": "Not Found",
    "trace": "6480612490142498014",
}
QUO_400 = {
    "message": "The input was invalid",
    "code": "0200400",
    "status": 400,
    "docs": "https://quo.com/docs",
    "title": "Bad Request",
    "trace": "4128582783457776981",
    "errors": [
        {
            "path": "/content",
            "message": "Expected string length less or equal to 1600",
            "value": "Dear Jane, about your diagnosis",
            "schema": {"type": "String", "maxLength": 1600},
        },
        {
            "path": "/to",
            "message": "Expected array length to be less or equal to 1",
            "value": ["+15550001111"],
        },
    ],
}
WRAPPED_401 = {"error": {"message": "Unauthorized", "key": "Unauthorized", "trace": "4128582783457776981"}}
BLOCKED = "error code: 1010"


def failing(both: Both, status: int, body: Any = None, **response: Any) -> errors.StatusError:
    """The error that a send raises when the server answers like this."""
    if isinstance(body, str):
        response["text"] = body
    elif body is not None:
        response["json"] = body
    with pytest.raises(errors.StatusError) as caught:
        both(
            lambda request: httpx.Response(status, **response),
            lambda quo: quo.messages.list(phone_number_id="PN1", participants=["+15550002222"]),
            max_retries=0,
        )
    return caught.value
