"""A webhook is taken only when Quo signed it, and not long ago; its first way to sign."""

from __future__ import annotations

import base64
import hashlib
import hmac

import httpx
import pytest

from maton_quo import errors, webhooks

SECRET = base64.b64encode(b"webhook key of 32 bytes, shared.").decode()
BODY = b'{"id":"EV1","type":"fax.received","data":{"object":{"text":"Gr\xc3\xbc\xc3\x9fe"}}}'
NOW = 1_700_000_000.0


def signature(
    body: bytes = BODY, *, key: bytes = b"webhook key of 32 bytes, shared.", ms: int = 1_700_000_000_000
) -> str:
    """Written out here once more, so that the client is not checked against itself."""
    digest = hmac.new(key, str(ms).encode() + b"." + body, hashlib.sha256).digest()
    return f"hmac;1;{ms};{base64.b64encode(digest).decode()}"


def verified(body: bytes, header: str, secret: str = SECRET, **options: float) -> webhooks.UnknownEvent:
    event = webhooks.verify(body, {"openphone-signature": header}, secret, **{"now": NOW, **options})
    assert isinstance(event, webhooks.UnknownEvent)
    return event


def test_a_genuine_event_is_decoded() -> None:
    assert verified(BODY, signature()).data["object"]["text"] == "Grüße"


def test_the_header_is_found_in_any_case() -> None:
    for headers in (
        {"OpenPhone-Signature": signature()},
        {"content-type": "application/json", "openphone-signature": signature()},
        httpx.Headers({"OPENPHONE-SIGNATURE": signature()}),
    ):
        event = webhooks.verify(BODY, headers, SECRET, now=NOW)
        assert isinstance(event, webhooks.UnknownEvent)
        assert event.id == "EV1"


def test_one_fitting_signature_of_several_is_enough() -> None:
    header = f"{signature(key=b'the old key')}, {signature()}"
    assert verified(BODY, header).id == "EV1"


def test_an_unknown_scheme_beside_a_known_one_is_no_harm() -> None:
    assert verified(BODY, f"hmac;2;x;y,{signature()}").id == "EV1"


@pytest.mark.parametrize("body", [BODY + b" ", BODY.replace(b"EV1", b"EV2"), b""])
def test_a_changed_body_is_refused(body: bytes) -> None:
    with pytest.raises(webhooks.BadSignature, match="does not fit"):
        verified(body, signature(), SECRET)


def test_a_moved_timestamp_is_refused() -> None:
    moved = signature().replace("1700000000000", "1700000001000")
    with pytest.raises(webhooks.BadSignature, match="does not fit"):
        verified(BODY, moved, SECRET)


@pytest.mark.parametrize("seconds", [-301, 301])
def test_an_old_or_future_event_is_refused(seconds: int) -> None:
    with pytest.raises(webhooks.BadSignature, match="300 s away"):
        verified(BODY, signature(), SECRET, now=NOW + seconds)


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_five_minutes_are_tolerated(seconds: int) -> None:
    assert verified(BODY, signature(), now=NOW + seconds).id == "EV1"


def test_the_tolerance_may_be_changed() -> None:
    assert verified(BODY, signature(), now=NOW + 9000, tolerance=10_000).id == "EV1"


def test_by_default_the_clock_decides() -> None:
    with pytest.raises(webhooks.BadSignature, match="replay"):
        webhooks.verify(BODY, {webhooks.HEADER: signature(ms=1_000_000_000_000)}, SECRET)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "x",
        "hmac;1;now;c2ln",
        "hmac;1;١٢;c2ln",
        "hmac;1;-5;c2ln",
        "sha1;1;1700000000000;c2ln",
        "a;b;c",
        "hmac;1;" + "9" * 400 + ";x",
    ],
)
def test_a_malformed_header_is_refused(header: str) -> None:
    with pytest.raises(webhooks.BadSignature, match="not of the form"):
        verified(BODY, header, SECRET)


def test_a_digest_outside_ascii_is_refused() -> None:
    with pytest.raises(webhooks.BadSignature, match="does not fit"):
        verified(BODY, "hmac;1;1700000000000;ü", SECRET)


def test_a_missing_header_is_named() -> None:
    with pytest.raises(webhooks.BadSignature, match="no openphone-signature header"):
        webhooks.verify(BODY, {"content-type": "application/json"}, SECRET, now=NOW)


@pytest.mark.parametrize("secret", ["", "not base64!", "whsec_abc", "ü"])
def test_a_secret_that_is_no_key_is_refused_without_repeating_it(secret: str) -> None:
    with pytest.raises(webhooks.BadSignature, match="is not base64") as caught:
        verified(BODY, signature(), secret)
    assert not secret or secret not in str(caught.value)


@pytest.mark.parametrize("body", [b"[]", b"null", b"no json", b"\xff", b"{}", b'{"type": 1}'])
def test_a_signed_body_that_is_no_event_is_not_called_badly_signed(body: bytes) -> None:
    with pytest.raises(webhooks.UndecodableEvent, match="The signature fits, but the body is not an event"):
        verified(body, signature(body), SECRET)


@pytest.mark.parametrize(
    ("body", "event"), [(b"[1]", [1]), (b'{"type": 1}', {"type": 1}), (b"no json", b"no json")]
)
def test_what_is_no_event_can_be_looked_at(body: bytes, event: object) -> None:
    with pytest.raises(webhooks.UndecodableEvent) as caught:
        verified(body, signature(body), SECRET)
    assert caught.value.event == event


def test_it_agrees_with_the_published_form() -> None:
    signed = webhooks.sign(b"{}", SECRET, 1639710054089)
    assert signed == signature(b"{}", ms=1639710054089)
    assert signed.startswith("hmac;1;1639710054089;")


def test_of_two_that_fit_one_has_to_be_young() -> None:
    assert verified(BODY, f"{signature(ms=1_600_000_000_000)},{signature()}").id == "EV1"


def test_an_old_delivery_is_not_made_young_by_a_second_signature() -> None:
    forged = signature(key=b"another key", ms=1_700_000_000_000)
    with pytest.raises(webhooks.BadSignature, match="300 s away"):
        verified(BODY, f"{signature(ms=1_600_000_000_000)},{forged}")


def test_a_bad_signature_is_one_of_the_package_s_errors() -> None:
    assert webhooks.BadSignature is errors.BadSignature
    assert issubclass(webhooks.BadSignature, errors.QuoError)
