"""A schema, compiled once, that says everything that is wrong with a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import islice
from operator import getitem
from typing import Any

from jsonschema_rs import Draft202012Validator, Registry, ValidationError
from jsonschema_rs import ValidationErrorKind as Kind

from mock_gateway.complaints import TEXTS, Complaint, kind_of, pointer, reading_order, said_of, shown
from mock_gateway.spec import BASE_URI, resolve

MOST = 100  # complaints; a body of 1 MiB can hold 200 000 mistakes, which nobody reads


class Judge:
    """Judges JSON values by one schema; formats such as date-time, uri and email are checked too."""

    __slots__ = ("_document", "_schema", "_validator")

    def __init__(self, schema: dict[str, Any], document: Mapping[str, Any], registry: Registry) -> None:
        """Compile a schema whose references lead into the document, by way of its registry.

        Raises ValueError for a schema that is none, and for a reference that leads nowhere.
        """
        self._schema = schema
        self._document = document
        self._validator = Draft202012Validator(schema, registry=registry, validate_formats=True)

    def complaints(self, value: Any) -> list[Complaint]:
        """Return every complaint (MOST at most) about a JSON value by path; no value makes it raise."""
        try:
            if self._validator.is_valid(value):
                return []
            errors = list(self._validator.iter_errors(value))
        except ValueError as error:  # half a surrogate pair, or deeper nesting than the validator follows
            return [Complaint("", f"Expected JSON that can be read: {error}")]
        found = (complaint for error in errors for complaint in self._translated(error, value))
        once = {(complaint.path, complaint.message): complaint for complaint in islice(found, MOST)}
        return sorted(once.values(), key=reading_order)

    def _translated(self, error: ValidationError, root: Any) -> Iterator[Complaint]:
        where, schema = error.instance_path, self._schema_of(error)
        match error.kind:
            case Kind.Required(name):
                wanted = resolve(self._document, schema.get("properties", {}).get(name))
                yield Complaint(pointer([*where, name]), TEXTS["required"], schema={"type": kind_of(wanted)})
            case Kind.AdditionalProperties(names) | Kind.UnevaluatedProperties(names):
                echo = {"type": "Object", error.kind.name: False}
                for name in names:
                    value = shown(_at(root, [*where, name]))
                    yield Complaint(pointer([*where, name]), TEXTS["additionalProperties"], value, echo)
            case Kind.AnyOf(branches) | Kind.OneOfNotValid(branches) if only := _only_branch(branches):
                for inner in only:
                    yield from self._translated(inner, root)
            case Kind.Type() if schema.keys() & {"enum", "const"}:
                pass  # to TypeBox an enum is a union of literals: it fails once, not by type as well
            case _:
                message, echo = said_of(error, schema)
                yield Complaint(pointer(where), message, shown(_at(root, where)), echo)

    def _schema_of(self, error: ValidationError) -> dict[str, Any]:
        """Return the schema object that holds the keyword which failed, or {} if there is none."""
        in_document = (error.absolute_keyword_location or "").startswith(BASE_URI)
        try:
            found = _at(self._document if in_document else self._schema, error.schema_path[:-1])
        except LookupError:
            return {}
        return found if isinstance(found, dict) else {}


def _only_branch(branches: list[list[ValidationError]]) -> list[ValidationError] | None:
    """Return the errors of the one branch that is not null, or None if there are several such branches."""
    others = [branch for branch in branches if not _wants_null(branch)]
    return others[0] if len(others) == 1 else None


def _wants_null(branch: list[ValidationError]) -> bool:
    return len(branch) == 1 and isinstance(kind := branch[0].kind, Kind.Type) and kind.types == ["null"]


def _at(root: Any, steps: Sequence[str | int]) -> Any:
    return reduce(getitem, steps, root)
