"""Whose error it is: Quo's own, or one that Maton or Cloudflare answered instead."""

from __future__ import annotations

from typing import Any

import pytest

from maton_quo import errors

from .bodies import BLOCKED, QUO_400, QUO_404, WRAPPED_401, failing
from .conftest import Both


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (401, WRAPPED_401, errors.Unauthorized),
        (
            400,
            {"message": "Missing connection for app: quo", "status": 400, "title": "Bad Request"},
            errors.BadRequest,
        ),
        (400, {"message": "no", "code": "missing_connection"}, errors.BadRequest),
        (403, BLOCKED, errors.Forbidden),
        (403, BLOCKED + "\n", errors.Forbidden),
        (418, {"message": "no"}, errors.StatusError),
        (500, {"error": {}}, errors.ServerError),
        (429, {"message": "Too many requests"}, errors.RateLimited),
    ],
)
def test_what_comes_from_maton_is_a_gateway_error_too(
    both: Both, status: int, body: Any, kind: type[errors.StatusError]
) -> None:
    error = failing(both, status, body)
    assert isinstance(error, errors.GatewayError)
    assert isinstance(error, kind)
    assert type(error).__name__ == kind.__name__


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, QUO_404),
        (400, QUO_400),
        (404, "<pre>Cannot GET /v1/nope</pre>"),
        (502, ""),
        (500, []),
        (500, "oops"),
    ],
)
def test_what_comes_from_quo_or_from_nobody_is_not(both: Both, status: int, body: Any) -> None:
    assert not isinstance(failing(both, status, body), errors.GatewayError)


def test_the_wrapped_shape_is_read_like_the_flat_one(both: Both) -> None:
    error = failing(both, 401, WRAPPED_401)
    assert (error.message, error.title, error.trace) == (
        "Unauthorized",
        "Unauthorized",
        "4128582783457776981",
    )
    assert error.code is None
    assert str(error) == (
        "GET /quo/v1/messages: 401 Unauthorized; check the API key, from api_key= or MATON_API_KEY "
        "(trace 4128582783457776981)"
    )


def test_a_blocked_user_agent_is_named_with_what_to_set(both: Both) -> None:
    error = failing(both, 403, BLOCKED, headers={"cf-ray": "8c1f-FRA"})
    assert error.code == "1010"
    assert error.trace == "8c1f-FRA"
    assert "the User-Agent 'maton-quo/" in str(error)
    assert "was blocked; name your program in headers={'User-Agent': …}" in str(error)


def test_a_web_page_of_cloudflare_s_says_the_same(both: Both) -> None:
    page = (
        "<!DOCTYPE html><html><head><title>Access denied | api.openphone.com used Cloudflare"
        '</title></head><body><span class="cf-error-code">1010</span></body></html>'
    )
    error = failing(both, 403, page, headers={"content-type": "text/html"})
    assert isinstance(error, errors.GatewayError)
    assert error.code == "1010"
    assert "was blocked; name your program in headers={'User-Agent': …}" in str(error)


def test_a_page_of_cloudflare_s_without_a_code_still_says_who_it_is(both: Both) -> None:
    page = "<html><head><title>Attention Required! | Cloudflare</title></head></html>"
    error = failing(both, 403, page, headers={"content-type": "text/html; charset=UTF-8"})
    assert isinstance(error, errors.GatewayError)
    assert "'Attention Required! | Cloudflare'; it was blocked before it reached Quo" in str(error)
