"""Values for an attempt, by the spec's schema and by the name of the field that they are for."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from contract_tests.crossing.attempt import Foreign
from contract_tests.crossing.world import Known

KINDS = {
    "userId": "user", "assignedTo": "user", "createdByUserId": "user", "phoneNumberId": "line",
    "from": "line", "phoneNumber": "line", "phoneNumbers": "line", "resourceIds": "line",
    "messageId": "message", "callId": "call", "activityId": "activity", "contactId": "contact",
    "conversationId": "conversation",
    "taskId": "task", "webhookId": "webhook", "connectionId": "connection", "pageToken": "token",
    "participants": "number", "to": "number", "externalIds": "external", "externalId": "external",
    "sources": "source", "source": "source", "key": "field", "id": "item", "url": "url", "sourceUrl": "url",
}  # fmt: skip
"""What stands in a field of that name; a text in any other."""
KEYS = frozenset({"maton key", "quo key"})
"""What opens an account at its own door, and so is tried at the other door alone."""
ONLY_FOREIGN = frozenset({"externalId"})
"""What must differ from one request to the next."""
MOMENT = "2026-03-06T09:30:00Z"


class Drawer:
    """Draws values: of the victims mostly, of the attacker's own, or plain ones."""

    def __init__(self, dice: random.Random, loot: Known, own: Known) -> None:
        self.dice, self.loot, self.own = dice, loot, own

    def foreign(self, kind: str) -> Foreign:
        """A victim's value of a kind; one time in thirty of any kind."""
        if kind not in KEYS and (kind not in self.loot or self.chance(30)):
            kind = self.dice.choice(sorted(self.loot.keys() - KEYS))
        return Foreign.of(self.dice.choice(self.loot[kind]), self.dice)

    def either(self, kind: str, *, own: int = 2) -> str:
        """A value of a kind, one time in `own` the attacker's own."""
        return (
            self.dice.choice(self.own[kind]) if kind in self.own and self.chance(own) else self.foreign(kind)
        )

    def chance(self, one_in: int) -> bool:
        """Whether it happens, as it does one time in so many."""
        return self.dice.randrange(one_in) == 0

    def object(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """An object with everything that it must have, and some of what it may."""
        required = set(schema.get("required", ()))
        for choice in [self.dice.choice(schema["oneOf"])] if "oneOf" in schema else []:
            required |= set(choice["required"])
            others = {name for other in schema["oneOf"] for name in other["required"]} - required
            schema = {
                **schema,
                "properties": {k: v for k, v in schema["properties"].items() if k not in others},
            }
        return {
            name: self.value(name, inner)
            for name, inner in schema.get("properties", {}).items()
            if name in required or self.chance(2)
        }

    def value(self, name: str, schema: Mapping[str, Any]) -> Any:
        """A value for a field of that name."""
        if "enum" in schema or "const" in schema:
            return self.dice.choice(schema.get("enum") or [schema["const"]])
        branches = schema.get("anyOf") or (schema.get("oneOf") if "properties" not in schema else None)
        if branches:
            return self.value(name, self.dice.choice(branches))
        if "allOf" in schema:
            return self.value(name, schema["allOf"][0])
        kind = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
        match kind:
            case "object":
                return self.object(schema)
            case "array":
                least = max(1, schema.get("minItems", 0))
                most = min(2, schema.get("maxItems", 2))
                return [self.value(name, schema["items"]) for _ in range(self.dice.randint(least, most))]
            case "integer":
                return self.dice.randint(schema.get("minimum", 0), schema.get("maximum", 100))
            case "boolean" | "null" | "number":
                return {"boolean": True, "null": None, "number": 1}[kind]
        return self._text(name, schema)

    def _text(self, name: str, schema: Mapping[str, Any]) -> str:
        if schema.get("format") == "date-time":
            return MOMENT
        kind = KINDS.get(name, "text")
        if kind == "line" and schema.get("pattern", "").startswith("^\\+"):
            kind = "number"
        drawn = self.foreign(kind) if name in ONLY_FOREIGN else self.either(kind)
        return drawn.marked() if kind in ("text", "url") and isinstance(drawn, Foreign) else drawn
