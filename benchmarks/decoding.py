"""Reading one page of 100 messages from its bytes, by each way that people have to do it."""

from __future__ import annotations

import datetime
import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pydantic

from benchmarks import page
from benchmarks.timing import interleaved
from maton_quo.models import MessagePage

SPEC = Path(__file__).parents[1] / "spec" / "openapi.yaml"
ROUNDS = 400


def decode() -> dict[str, float]:
    """The median duration of each way, in seconds."""
    content = page.body()
    return interleaved(
        {
            "maton_quo": _decoder(MessagePage),
            "msgspec": _decoder(BarePage),
            "json.loads": lambda: json.loads(content),
            "pydantic": lambda: PydanticPage.model_validate_json(content),
            "stock": _stock(content),
        },
        rounds=ROUNDS,
    )


def _decoder(shape: type[object]) -> Callable[[], object]:
    content, decoder = page.body(), msgspec.json.Decoder(shape)
    return lambda: decoder.decode(content)


class BareMessage(msgspec.Struct, rename={"from_": "from"}):
    """A message as plain msgspec has it, written by hand."""

    id: str
    to: list[str]
    from_: str
    text: str
    phoneNumberId: str | None
    conversationId: str
    direction: str
    userId: str | None
    status: str
    createdAt: datetime.datetime
    updatedAt: datetime.datetime


class BarePage(msgspec.Struct):
    """A page as plain msgspec has it."""

    data: list[BareMessage]
    totalItems: int
    nextPageToken: str | None


class PydanticMessage(pydantic.BaseModel):
    """A message as pydantic has it."""

    id: str
    to: list[str]
    from_: str = pydantic.Field(alias="from")
    text: str
    phoneNumberId: str | None
    conversationId: str
    direction: str
    userId: str | None
    status: str
    createdAt: datetime.datetime
    updatedAt: datetime.datetime


class PydanticPage(pydantic.BaseModel):
    """A page as pydantic has it."""

    data: list[PydanticMessage]
    totalItems: int
    nextPageToken: str | None


def _stock(content: bytes) -> Callable[[], object]:
    """What openapi-python-client writes with its own templates."""
    folder = tempfile.mkdtemp(prefix="stock-")
    command = [
        sys.executable,
        "-m",
        "openapi_python_client",
        "generate",
        "--path",
        str(SPEC),
        "--meta",
        "none",
    ]
    subprocess.run([*command, "--output-path", f"{folder}/stock_client"], check=True, capture_output=True)
    sys.path.insert(0, folder)
    shape = importlib.import_module("stock_client.models.message_page").MessagePage
    return lambda: shape.from_dict(json.loads(content))
