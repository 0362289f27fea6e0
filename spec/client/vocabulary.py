"""How the contract's types, names and texts are said in Python; the templates ask here."""

from __future__ import annotations

import keyword
import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from openapi_python_client.parser.properties import (
    AnyProperty,
    BooleanProperty,
    DateTimeProperty,
    FloatProperty,
    IntProperty,
    ListProperty,
    LiteralEnumProperty,
    ModelProperty,
    NoneProperty,
    Property,
    StringProperty,
    UnionProperty,
)
from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import safe_for_docstring, snake_case

PLAIN = {
    AnyProperty: "Any",
    BooleanProperty: "bool",
    DateTimeProperty: "datetime.datetime",
    FloatProperty: "float",
    IntProperty: "int",
    NoneProperty: "None",
    StringProperty: "str",
}
WIDTH = 110


def parts_of(prop: Property) -> list[Property]:
    return list(prop.inner_properties) if isinstance(prop, UnionProperty) else [prop]


def fields_of(model: ModelProperty) -> list[Property]:
    return [*(model.required_properties or []), *(model.optional_properties or [])]


def refuse_references_ahead(models: Iterable[ModelProperty]) -> None:
    """Raise ValueError for a model that stands after what refers to it: there it would become a dict."""
    models = list(models)
    known = {model.class_info.name for model in models if fields_of(model)}
    for model in models:
        for prop in fields_of(model):
            inner = prop.inner_property if isinstance(prop, ListProperty) else prop
            for part in parts_of(inner):
                if isinstance(part, ModelProperty) and part.class_info.name in known and not fields_of(part):
                    raise ValueError(f"{part.class_info.name} must stand before {model.class_info.name}")


def type_of(prop: Property, accept_dicts: bool = False) -> str:
    """The Python type of a value; with `accept_dicts`, a model may also be given as a dict of wire names."""
    kinds = [_one_type(part, accept_dicts) for part in parts_of(prop)]
    ordered = dict.fromkeys(sorted(kinds, key=lambda kind: kind == "None"))  # None is said last
    return " | ".join(ordered)


def _one_type(prop: Property, accept_dicts: bool) -> str:
    if isinstance(prop, ListProperty):
        holds_models = any(isinstance(part, ModelProperty) for part in parts_of(prop.inner_property))
        outside = (
            "Sequence" if accept_dicts and holds_models else "list"
        )  # lists are invariant, sequences are not
        return f"{outside}[{type_of(prop.inner_property, accept_dicts)}]"
    if isinstance(prop, ModelProperty):
        free_form = not fields_of(prop)
        if free_form:
            return "dict[str, Any]"
        return f"{prop.class_info.name} | dict[str, Any]" if accept_dicts else str(prop.class_info.name)
    if isinstance(prop, LiteralEnumProperty):
        return str(prop.class_info.name)
    if type(prop) not in PLAIN:
        raise TypeError(
            f"{prop.name.get_untrusted_value()}: {type(prop).__name__} has no place in the client yet"
        )
    return PLAIN[type(prop)]


def classes_in(prop: Property) -> Iterator[Any]:
    """The models and enums that the type of a property names."""
    for part in parts_of(prop):
        if isinstance(part, ListProperty):
            yield from classes_in(part.inner_property)
        elif isinstance(part, LiteralEnumProperty) or (isinstance(part, ModelProperty) and fields_of(part)):
            yield part.class_info


def import_lines(classes: Iterable[Any], prefix: str) -> list[str]:
    """One import for each class, from the module it has for itself."""
    return sorted({f"from {prefix}{c.module_name} import {c.name}" for c in classes})


def words(text: UntrustedString | None) -> str:
    """Text for a docstring, with names as Python has them: `createdAt` becomes `created_at`."""
    if text is None:
        return ""
    return re.sub(
        r"`([a-z]+[A-Za-z]*)`", lambda found: f"`{_python_name(found[1])}`", safe_for_docstring(text)
    )


def _python_name(name: str) -> str:
    if name in ("null", "true", "false"):
        return {"null": "None"}.get(name, name.title())
    return f"{name}_" if keyword.iskeyword(name) else snake_case(name)


def prose(text: str, indent: int) -> str:
    """Text wrapped to the width of the file, paragraph by paragraph."""
    paragraphs = text.strip().split("\n\n")
    return "\n\n".join(
        textwrap.fill(" ".join(p.split()), WIDTH - indent, break_long_words=False) for p in paragraphs
    )


def rename(model: ModelProperty) -> str:
    """Python source of the model's `rename`, empty if its wire names are all camel case as those of most."""
    names = {str(prop.python_name): prop.name.get_untrusted_value() for prop in fields_of(model)}
    if all(wire == camel(name) for name, wire in names.items()):
        return ""
    different = {name: wire for name, wire in names.items() if name != wire}
    return repr(different) if different else "None"


def secrets(model: ModelProperty, document: dict[str, Any]) -> list[str]:
    """The fields of a model that nobody should see: those of the format `password`."""
    properties = document["components"]["schemas"][str(model.class_info.name)]["properties"]
    return [
        str(prop.python_name)
        for prop in fields_of(model)
        if properties[prop.name.get_untrusted_value()].get("format") == "password"
    ]


def camel(name: str) -> str:
    """What msgspec makes of a field's name with `rename="camel"`."""
    first, *others = name.rstrip("_").split("_")
    return first + "".join(other.title() for other in others)


def event_models(document: dict[str, Any]) -> dict[str, str]:
    """The model of each type of event: those that webhooks are named for, and what else they are called."""
    schemas = document["components"]["schemas"]
    found: dict[str, str] = {}
    for item in document.get("webhooks", {}).values():
        body = item["post"]["requestBody"]["content"]["application/json"]["schema"]
        model = body["$ref"].rpartition("/")[2]
        kind = schemas[model]["properties"]["type"]["$ref"].rpartition("/")[2]
        found |= dict.fromkeys(schemas[kind]["enum"], model)
    return found
