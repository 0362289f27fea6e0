"""`generated/` is what the generator makes of the contract, and makes again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GENERATE = ROOT / "spec" / "client" / "generate.py"

pytest.importorskip("openapi_python_client", reason="the generator is a development tool")


def generate(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", str(GENERATE), *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)


def files(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_generated_is_up_to_date() -> None:
    result = generate("--check")
    assert result.returncode == 0, result.stderr


def test_generating_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for output in ("first", "second"):
        result = generate("--output", str(tmp_path / output))
        assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert files(tmp_path / "first") == files(tmp_path / "second") == files(ROOT / "generated")


def test_what_was_there_is_removed(tmp_path: Path) -> None:
    stale = tmp_path / "generated" / "maton_quo" / "models" / "fax.py"
    stale.parent.mkdir(parents=True)
    stale.touch()
    assert generate("--output", str(tmp_path / "generated")).returncode == 0
    assert not stale.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["generated"]


def test_a_changed_file_is_reported_and_left_alone(tmp_path: Path) -> None:
    output = tmp_path / "generated"
    assert generate("--output", str(output)).returncode == 0
    (output / "maton_quo" / "types.py").write_text("edited by hand")
    result = generate("--check", "--output", str(output))
    assert result.returncode == 1
    assert "maton_quo/types.py" in result.stderr
    assert "run `make generate`" in result.stderr
    assert (output / "maton_quo" / "types.py").read_text() == "edited by hand"


TRAPS = """
openapi: 3.1.0
info: {title: Traps, version: 1.0.0, summary: Things that go wrong.}
tags: [{name: Odd Things, description: Things.}]
paths:
  /v1/things/{thingId}:
    parameters:
      - {name: thingId, in: path, required: true, schema: {$ref: "#/components/schemas/ThingId"}}
      - {name: X-Trace, in: header, schema: {type: string}}
      - {name: Maton-Connection, in: header, schema: {type: string}}
    patch:
      operationId: odd_things_update
      tags: [Odd Things]
      summary: Change `thingId`
      description: Say "\\\\d+" or \"\"\"; `null` empties.
      parameters:
        - {name: order, in: query, schema: {type: string, enum: [up, down], default: up}}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/ThingChange"}}}
      responses:
        "200":
          description: ok
          content: {application/json: {schema: {$ref: "#/components/schemas/ThingEnvelope"}}}
        4XX: {description: no, content: {text/html: {schema: {type: string}}}}
components:
  schemas:
    ThingId: {type: string, pattern: ^T, x-switch: {a: {b: c}}}
    ThingChange:
      type: object
      required: [class]
      properties:
        thingId: {type: string}
        class: {type: [string, "null"]}
        list: {type: array, items: {type: string}}
    Thing:
      type: object
      required: [type, self, x-ray]
      properties:
        type: {type: string}
        self: {anyOf: [{$ref: "#/components/schemas/Free"}, {type: "null"}]}
        x-ray: {type: boolean}
    Free: {type: object, additionalProperties: true}
    ThingEnvelope: {type: object, required: [data], properties: {data: {$ref: "#/components/schemas/Thing"}}}
    Unused: {type: object, properties: {a: {type: string}}}
"""

TRAPPED = """
import inspect, httpx, maton_quo
from maton_quo.api.odd_things import OddThings
print(inspect.signature(OddThings.update))
print(inspect.getdoc(OddThings.update).splitlines()[0])
def answer(request):
    print(request.method, request.url, request.headers["x-trace"], request.content.decode())
    return httpx.Response(200, json={"data": {"type": "t", "self": {"any": 1}, "x-ray": True}})
quo = maton_quo.Quo(api_key="key", transport=httpx.MockTransport(answer))
print(quo.odd_things.update("T?1", class_=None, thing_id_body="T2", x_trace="7"))
print(maton_quo.models.__all__)
"""


def test_names_that_collide_or_are_reserved_find_their_place(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(TRAPS)
    result = generate("--spec", str(tmp_path / "spec.yaml"), "--output", str(tmp_path / "out"))
    assert (result.returncode, result.stderr) == (0, "")
    command = [sys.executable, "-W", "error", "-c", TRAPPED]
    shown = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path / "out", check=False)
    assert shown.stderr == ""
    assert shown.stdout.splitlines() == [
        "(self, thing_id: 'str', *, class_: 'str | None', thing_id_body: 'str | Unset' = UNSET, "
        "list_: 'list[str] | Unset' = UNSET, order: 'OddThingsUpdateOrder' = 'up', "
        "x_trace: 'str | None' = None) -> 'Thing'",
        "Change `thing_id`.",
        'PATCH https://gateway.maton.ai/quo/v1/things/T%3F1?order=up 7 {"class":null,"thingId":"T2"}',
        "Thing(type='t', self_={'any': 1}, x_ray=True)",
        "('OddThingsUpdateOrder', 'Thing', 'ThingEnvelope')",
    ]


def test_a_model_that_stands_after_what_refers_to_it_is_refused(tmp_path: Path) -> None:
    late = "    Late: {type: object, properties: {a: {type: string}}}\n"
    ahead = TRAPS.replace("x-ray: {type: boolean}", 'x-ray: {$ref: "#/components/schemas/Late"}') + late
    (tmp_path / "spec.yaml").write_text(ahead)
    result = generate("--spec", str(tmp_path / "spec.yaml"), "--output", str(tmp_path / "out"))
    assert result.returncode == 1
    assert "Late must stand before Thing" in result.stderr


def test_a_warning_fails_and_leaves_the_old_client_alone(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(
        TRAPS.replace("{type: array, items: {type: string}}", "{type: array}")
    )
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old").touch()
    result = generate("--spec", str(tmp_path / "spec.yaml"), "--output", str(tmp_path / "out"))
    assert result.returncode == 1
    assert "type array must have items" in result.stderr
    assert (tmp_path / "out" / "old").exists()
