"""Every operation has examples, and they keep the rules that stand beside them."""

from __future__ import annotations

import json

import pytest

from mock_gateway.contract import load
from mock_gateway.profile import Profile

from .conftest import DOCUMENT, OPERATIONS, Operation

EACH = pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
GUIDE = load(Profile.named("documented"))
"""What stands in the file without a switch is the guide's side, and so are the examples."""


@EACH
def test_the_example_of_success_is_an_answer_by_the_spec(operation: Operation) -> None:
    status, response = operation.success
    if status == "204":
        assert "content" not in response
        return
    example = response["content"]["application/json"]["example"]
    text = json.dumps(example).encode()
    compiled = GUIDE.operations[operation.id]
    assert compiled.response_complaints(int(status), "application/json", text) == []


@EACH
def test_the_example_of_a_body_is_a_good_one(operation: Operation) -> None:
    body = operation.stated.get("requestBody")
    assert (body is not None) == GUIDE.operations[operation.id].has_body
    if body is not None:
        assert body["required"] is True
        judge = GUIDE.operations[operation.id].body_judge
        assert judge is not None
        assert judge.complaints(body["content"]["application/json"]["example"]) == []


@pytest.mark.parametrize("name", DOCUMENT["components"]["responses"])
def test_the_example_of_an_error_is_a_problem_of_its_status(name: str) -> None:
    content = DOCUMENT["components"]["responses"][name]["content"]
    for media_type, stated in content.items():
        example = stated["example"]
        if media_type != "application/json":
            assert isinstance(example, str)
            continue
        assert GUIDE.component_complaints("Problem", example) == []
        users = [
            status
            for operation in OPERATIONS.values()
            for status, response in operation.stated["responses"].items()
            if response.get("$ref") == f"#/components/responses/{name}"
        ]
        assert users
        assert all(str(example["status"])[0] == status[0] for status in users)
        if "code" in example:
            code = example["code"]
            assert code.endswith(str(example["status"]))
            assert example["title"] == GUIDE.title(code)
            assert example.get("description") == GUIDE.description(code)
