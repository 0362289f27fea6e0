"""The signature, byte by byte as it is documented."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maton_quo import webhooks
from mock_gateway.hooks.attempts import Attempt
from mock_gateway.hooks.delivery import Parcel
from mock_gateway.hooks.signature import signature

from .conftest import KEY, Post

SAMPLE = "hmac;1;1639710054089;mw1K4fvh5m9XzsGon4C5N3KvL0bkmPZSAyb/9Vms2Qo="
"""The header that support.quo.com shows; the body and key that belong to it are not there."""


@pytest.mark.leans_on("signature")
def test_it_has_the_form_of_the_documented_sample() -> None:
    form = re.compile(r"hmac;1;\d{13};[A-Za-z0-9+/]{43}=")
    assert form.fullmatch(SAMPLE)
    assert form.fullmatch(signature(KEY, 1639710054089, b"{}"))


def test_it_is_what_openssl_makes_of_it() -> None:
    # printf '1639710054089.{"id":"EV1"}' | openssl dgst -sha256 -mac HMAC -macopt key:secret -binary | base64
    made = "bsPQzIq8uupZzkR3UFCLtyoa3yCJx2UbsScqyLX7F5k="
    assert signature("c2VjcmV0", 1639710054089, b'{"id":"EV1"}') == f"hmac;1;1639710054089;{made}"


@given(key=st.binary(min_size=1), body=st.binary(), ms=st.integers(0, 2**43))
def test_the_client_signs_alike(key: bytes, body: bytes, ms: int) -> None:
    import base64

    secret = base64.b64encode(key).decode()
    assert signature(secret, ms, body) == webhooks.sign(body, secret, ms)


def test_the_key_and_the_text_are_shown_nowhere(
    post: Post, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    post.subscribe("http://127.0.0.1:9/")
    post.happen()
    post.control.deliver()
    seen = post.bench.ok("GET /_mock/api/deliveries")
    shown = (str(seen), caplog.text, *capfd.readouterr())
    assert all(KEY not in text for text in shown)
    assert all("Grüße" not in text for text in shown[1:])


def test_what_is_sent_is_not_in_a_repr(post: Post) -> None:
    post.subscribe("http://127.0.0.1:9/")
    post.happen()
    post.control.deliver()
    [kept] = post.kept
    attempt = Attempt("OR1", kept, "claim", "signature", kept.body.encode())
    parcel = Parcel(kept.url, attempt.headers, attempt.body)
    assert all("Grüße" not in repr(each) and KEY not in repr(each) for each in (kept, attempt, parcel))
