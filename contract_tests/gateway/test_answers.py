"""What the contract says about answers: their bodies, and the codes of errors."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mock_gateway import spec
from mock_gateway.contract import Contract, load
from mock_gateway.operation import Operation
from mock_gateway.profile import Profile

DOCUMENTED = Profile.named("documented")
GUIDE = load(DOCUMENTED)
SEND = GUIDE.operations["messages_send"]


def examples(contract: Contract) -> list[Any]:
    """Return each example of an answer in the spec, with its operation, status and content type."""
    found = []
    for operation in contract.operations.values():
        stated = contract.document["paths"][operation.path][operation.method.lower()]["responses"]
        for status, response in stated.items():
            response = spec.resolve(contract.document, response)
            number = int(status.replace("X", "1"))
            for media_type, media in response.get("content", {}).items():
                found.append(
                    pytest.param(
                        operation, number, media_type, media["example"], id=f"{operation.id}-{status}"
                    )
                )
    return found


@pytest.mark.parametrize(("operation", "status", "media_type", "example"), examples(GUIDE))
def test_every_example_in_the_spec_is_an_answer_it_allows(
    operation: Operation, status: int, media_type: str, example: Any
) -> None:
    assert operation.response_complaints(status, media_type, json.dumps(example).encode()) == []


def test_an_undocumented_status_is_a_complaint() -> None:
    [complaint] = SEND.response_complaints(200, "application/json", b"{}")
    assert complaint.message == "messages_send does not document the status 200"


def test_an_undocumented_content_type_is_a_complaint() -> None:
    [complaint] = SEND.response_complaints(202, "text/html", b"<p>")
    assert complaint.message == "messages_send does not document 'text/html' for 202"


def test_the_charset_of_a_content_type_does_not_count() -> None:
    answer = b'{"connection_id": "21fd90f9-5935-43cd-b6c8-bde9d915ca80"}'
    operation = GUIDE.operations["connections_create"]
    assert operation.response_complaints(200, "Application/JSON; charset=utf-8", answer) == []


def test_no_content_means_none() -> None:
    delete = GUIDE.operations["contacts_delete"]
    assert delete.response_complaints(204, "", b"") == []
    assert delete.response_complaints(204, "", b"{}") != []


@pytest.mark.parametrize("text", [b"", b"{", b"NaN", b"\xff", b'{"a": Infinity}', b"[" * 100_000])
def test_what_is_not_json_is_a_complaint(text: bytes) -> None:
    [complaint] = SEND.response_complaints(202, "application/json", text)
    assert "is not JSON" in complaint.message


def test_text_needs_only_to_be_documented() -> None:
    assert SEND.response_complaints(403, "text/plain", b"error code: 1010") == []


def test_a_status_falls_back_to_its_range() -> None:
    assert SEND.response_complaints(413, "application/json", b"{}") != []
    assert SEND.response_complaints(503, "text/html", b"") != []


# ── Codes ──


@pytest.mark.leans_on("code-numbering")
@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("messages_send", 400, "0200400"),
        ("messages_send", 402, "0200402"),
        ("messages_send", 403, "0202403"),
        ("messages_send", 413, "0200413"),
        ("contacts_create", 409, "0800409"),
        ("calls_voicemail", 404, "1200404"),
        ("connections_get", 404, None),
    ],
)
def test_a_status_has_a_default_code(name: str, status: int, code: str | None) -> None:
    assert GUIDE.operations[name].code(status) == code


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("0200400", "Bad Request"),
        ("0206400", "A2P Registration Not Approved"),
        ("0200402", "Not Enough Credits"),
        ("0101400", "Too Many Participants"),
        ("0200418", "I'm a Teapot"),
    ],
)
def test_a_code_has_a_title(code: str, title: str) -> None:
    assert GUIDE.title(code).lower() == title.lower()


@pytest.mark.leans_on("named-codes-have-descriptions")
def test_only_named_codes_have_a_description() -> None:
    assert GUIDE.description("0200402")
    assert GUIDE.description("0200404") is None
