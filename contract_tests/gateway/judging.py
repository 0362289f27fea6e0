"""Small schemas, judged as the spec's own are, and what is said about a request."""

from __future__ import annotations

from typing import Any

from jsonschema_rs import Registry

from mock_gateway.judge import Judge
from mock_gateway.operation import Operation

DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {
            "MessageId": {"type": "string", "pattern": "^AC(.*)$"},
            "Email": {
                "type": "object",
                "required": ["value"],
                "properties": {"value": {"type": ["string", "null"], "format": "email"}},
                "additionalProperties": False,
            },
        }
    }
}
EMAIL = {"$ref": "spec:/#/components/schemas/Email"}
MESSAGE_ID = {"$ref": "spec:/#/components/schemas/MessageId"}


def judge(schema: dict[str, Any]) -> Judge:
    return Judge(schema, DOCUMENT, Registry([("spec:/", DOCUMENT)]))


def only(schema: dict[str, Any], value: Any) -> dict[str, Any]:
    """Return the one complaint about `/field`, as JSON."""
    complaints = judge({"type": "object", "properties": {"field": schema}}).complaints({"field": value})
    assert [complaint.path for complaint in complaints] == ["/field"]
    return complaints[0].as_json()


def said(
    operation: Operation, path: Any = None, query: Any = None, body: Any = None
) -> list[tuple[str, str]]:
    """Return the paths and texts of the complaints about a request."""
    complaints = operation.complaints(path or {}, query or {}, body)
    return [(complaint.path, complaint.message) for complaint in complaints]
