"""The second way to sign, that of standardwebhooks.com, is verified by the same call."""

from __future__ import annotations

import base64
import hashlib
import hmac

import pytest

from maton_quo import webhooks

KEY = b"a key of the newer kind, 32 byte"
SECRET = "whsec_" + base64.b64encode(KEY).decode()
BODY = b'{"id":"EV1","type":"fax.received","data":{}}'
NOW = 1_700_000_000.0


def signed(
    body: bytes = BODY, *, key: bytes = KEY, sent_id: str = "msg_1", at: int = 1_700_000_000
) -> dict[str, str]:
    """Written out here once more, so that the client is not checked against itself."""
    digest = hmac.new(key, f"{sent_id}.{at}.".encode() + body, hashlib.sha256).digest()
    return {
        "Webhook-Id": sent_id,
        "Webhook-Timestamp": str(at),
        "Webhook-Signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def verified(headers: dict[str, str], body: bytes = BODY, secret: str = SECRET) -> webhooks.UnknownEvent:
    event = webhooks.verify(body, headers, secret, now=NOW)
    assert isinstance(event, webhooks.UnknownEvent)
    return event


def test_it_is_verified_by_the_same_call() -> None:
    assert verified(signed()).id == "EV1"


def test_it_agrees_with_the_published_example() -> None:
    """From the Standard Webhooks specification's own reference tests."""
    headers = {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    # The example is signed as published, but it is no event of Quo.
    with pytest.raises(webhooks.UndecodableEvent, match="The signature fits, but the body is not an event"):
        webhooks.verify(b'{"test": 2432232314}', headers, secret, now=1614265330)


def test_the_prefix_of_the_secret_may_be_left_out() -> None:
    assert verified(signed(), secret=SECRET.removeprefix("whsec_")).id == "EV1"


def test_one_fitting_signature_of_several_is_enough() -> None:
    headers, old = signed(), signed(key=b"the old key")["Webhook-Signature"]
    headers["Webhook-Signature"] = f"v1a,ed25519 {old} {headers['Webhook-Signature']}"
    assert verified(headers).id == "EV1"


@pytest.mark.parametrize(
    "changed", [{"Webhook-Id": "msg_2"}, {"Webhook-Timestamp": "1700000001"}, {"Webhook-Signature": "v1,ü"}]
)
def test_whatever_is_changed_does_not_fit(changed: dict[str, str]) -> None:
    with pytest.raises(webhooks.BadSignature, match="does not fit"):
        verified(signed() | changed)


def test_a_changed_body_does_not_fit() -> None:
    with pytest.raises(webhooks.BadSignature, match="does not fit"):
        verified(signed(), body=BODY + b" ")


def test_an_old_one_is_refused() -> None:
    with pytest.raises(webhooks.BadSignature, match="300 s away"):
        verified(signed(at=1_699_999_699))


@pytest.mark.parametrize("missing", ["Webhook-Id", "Webhook-Timestamp"])
def test_what_is_missing_is_named(missing: str) -> None:
    headers = signed()
    del headers[missing]
    with pytest.raises(webhooks.BadSignature, match="there must be webhook-id and webhook-timestamp"):
        verified(headers)


@pytest.mark.parametrize("header", ["", "v1", "v1,", "v2,abc", "hmac;1;2;3"])
def test_a_malformed_header_is_refused(header: str) -> None:
    with pytest.raises(webhooks.BadSignature, match=r"not of the form v1,<base64>"):
        verified(signed() | {"Webhook-Signature": header})


def test_a_secret_of_nothing_but_the_prefix_is_refused() -> None:
    with pytest.raises(webhooks.BadSignature, match="is not base64"):
        verified(signed(), secret="whsec_")


def test_with_both_headers_the_secret_decides() -> None:
    own = webhooks.sign(BODY, SECRET, 1_700_000_000_000)
    assert verified(signed() | {"openphone-signature": "hmac;1;1;wrong"}).id == "EV1"
    bare = SECRET.removeprefix("whsec_")
    wrong = {"Webhook-Signature": "v1,wrong", "openphone-signature": own}
    assert verified(signed() | wrong, secret=bare).id == "EV1"
