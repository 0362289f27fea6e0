"""A workspace as a file that a person can write: taken out, and put in."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from ..complaints import Complaint
from ..errors import Problem
from ..gateway import Gateway
from ..portable import loading, reading, writing
from ..portable.mistakes import BadFile
from .operation import Text, operation
from .workspaces import InWorkspace, workspace

YAML = "application/yaml"


class Imported(msgspec.Struct):
    """What a workspace holds now."""

    workspace_id: str
    documents: Annotated[dict[str, int], Meta(description="How many there are of each kind.")]


@operation("GET /api/export", errors=(404,), media_type=YAML)
def workspace_export(gateway: Gateway, query: InWorkspace) -> Text:
    """A workspace as YAML, which can be imported again: all documents, balance, settings and plans."""
    with gateway.database.transaction(write=False):
        facts = workspace(gateway, query.workspace_id)
        world = reading.world_of(gateway.contract, gateway.profile, now=gateway.now())
        return Text(writing.Export(gateway.database, facts, world).text(), f"{YAML}; charset=utf-8")


@operation("POST /api/import", errors=(404, 413))
def workspace_import(gateway: Gateway, query: InWorkspace, raw: bytes) -> Imported:
    """Replace all that a workspace holds by what a YAML file says.

    The file is read wholly first: if anything in it is wrong, all mistakes are told, each with its line, and
    nothing is changed. What an earlier export still had planned and is overdue happens at once.
    """
    id = workspace(gateway, query.workspace_id).id
    world = reading.world_of(gateway.contract, gateway.profile, now=gateway.now(), content=raw)
    try:
        contents = reading.read(raw, world)
    except BadFile as error:
        complaints = [Complaint(each.pointer, str(each)) for each in error.mistakes]
        raise Problem(400, str(error), complaints=complaints, speaker="maton") from None
    with gateway.database.transaction(write=True, scope=id):
        loading.load(gateway.accounts, gateway.workspace(id), contents, gateway.ids)
    counts: dict[str, int] = {}
    for row in contents.rows:
        counts[row.table.name] = counts.get(row.table.name, 0) + 1
    return Imported(id, counts)
