"""An operation of the contract as the templates see it: its arguments, and what it answers."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import ListProperty, ModelProperty, Property, UnionProperty

from vocabulary import WIDTH, classes_in, fields_of, prose, type_of, words


@dataclass(frozen=True)
class Argument:
    """One argument of an operation, and where it goes."""

    place: str  # path, query, headers or body
    wire_name: str
    name: str
    type: str
    default: str | None
    description: str
    classes: tuple[Any, ...]

    @property
    def declaration(self) -> str:
        return f"{self.name}: {self.type}" + ("" if self.default is None else f" = {self.default}")


@dataclass(frozen=True)
class Answer:
    """What a success is: `kind` is nothing, page, envelope, either or plain."""

    kind: str
    type: str  # what the method returns; for a page, what it holds
    shape: str = ""  # what is decoded
    inside: str = ""  # the field of an envelope
    classes: tuple[Any, ...] = ()
    shape_classes: tuple[Any, ...] = ()

    @property
    def imports(self) -> tuple[Any, ...]:
        """What a module needs that decodes it; of a page, only the page is named."""
        return self.shape_classes if self.kind == "page" else (*self.classes, *self.shape_classes)


@dataclass(frozen=True)
class Operation:
    """An operation as the templates see it."""

    name: str
    verb: str
    method: str
    path: str
    control: bool
    summary: str
    description: str
    answer: Answer
    arguments: list[Argument] = field(default_factory=list)

    def at(self, place: str) -> list[Argument]:
        return [argument for argument in self.arguments if argument.place == place]

    @property
    def signature(self) -> str:
        """Path parameters by position, all others by keyword, the required ones first."""
        positional = [argument.declaration for argument in self.at("path")]
        others = [argument for argument in self.arguments if argument.place != "path"]
        others.sort(key=lambda argument: argument.default is not None)
        return ", ".join(positional + ["*"] * bool(others) + [argument.declaration for argument in others])

    @property
    def url(self) -> str:
        """The path as Python source."""
        path = self.path
        for argument in self.at("path"):
            path = path.replace(f"{{{argument.name}}}", f"{{segment({argument.name})}}")
        return ("f" if self.at("path") else "") + f'"{path}"'

    @property
    def docstring(self) -> str:
        paragraphs = [f"{self.summary}.", self.description]
        described = [argument for argument in self.arguments if argument.description]
        text = "\n\n".join(prose(paragraph, 8) for paragraph in paragraphs if paragraph)
        if described:
            text += "\n\nArgs:\n" + "\n".join(_described(argument) for argument in described)
        return text


def read(endpoint: Endpoint, control: set[str]) -> Operation:
    """Everything about an endpoint; `control` names those that go to the control host."""
    name, tag = str(endpoint.name), str(endpoint.tags[0])
    if not name.startswith(f"{tag}_"):
        raise ValueError(f"{name} must begin with its tag, {tag}_")
    return Operation(
        name=name,
        verb=name.removeprefix(f"{tag}_"),
        method=endpoint.method.upper(),
        path=endpoint.path.get_untrusted_value(),
        control=name in control,
        summary=words(endpoint.summary),
        description=words(endpoint.description),
        answer=_answer(endpoint),
        arguments=list(_arguments(endpoint)),
    )


def _arguments(endpoint: Endpoint) -> Iterator[Argument]:
    taken: set[str] = set()
    by_place = {
        "path": endpoint.path_parameters,
        "body": fields_of(endpoint.bodies[0].prop) if endpoint.bodies else [],
        "query": endpoint.query_parameters,
        "headers": endpoint.header_parameters,
    }
    for place, props in by_place.items():
        for prop in props:
            # A body may have a field of the same name as a path parameter.
            name = str(prop.python_name) if prop.python_name not in taken else f"{prop.python_name}_{place}"
            if name in taken:
                raise ValueError(f"{endpoint.name} has two arguments called {name}")
            taken.add(name)
            yield _argument(place, name, prop)


def _argument(place: str, name: str, prop: Property) -> Argument:
    kind, default = type_of(prop, accept_dicts=place == "body"), None
    if prop.default is not None:
        default = prop.default.python_code.as_unembedded_code()
    elif not prop.required and place == "body":
        kind, default = f"{kind} | Unset", "UNSET"  # a body can say null, which is not the same as nothing
    elif not prop.required:
        kind, default = f"{kind} | None", "None"
    return Argument(
        place,
        prop.name.get_untrusted_value(),
        name,
        kind,
        default,
        words(prop.description),
        tuple(classes_in(prop)),
    )


def _answer(endpoint: Endpoint) -> Answer:
    props = {
        type_of(r.prop): r.prop for r in endpoint.responses.patterns if r.source["return_type"] != "None"
    }
    if not props:
        return Answer("nothing", "None")
    if len(props) > 1:
        raise ValueError(f"{endpoint.name} has successes of different shapes: {', '.join(props)}")
    shape, prop = next(iter(props.items()))
    if isinstance(prop, UnionProperty):
        return _either(endpoint, prop)
    if isinstance(prop, ModelProperty):
        return _model_answer(prop)
    return Answer("plain", shape, shape, "", *[tuple(classes_in(prop))] * 2)


def _model_answer(model: ModelProperty) -> Answer:
    name, fields = str(model.class_info.name), fields_of(model)
    own = (model.class_info,)
    if not fields:
        return Answer("nothing", "None")
    if name.endswith("Page"):
        items = next(p.inner_property for p in fields if p.name == "data" and isinstance(p, ListProperty))
        return Answer("page", type_of(items), name, "", tuple(classes_in(items)), own)
    if name.endswith("Envelope") and len(fields) == 1:
        return Answer(
            "envelope", type_of(fields[0]), name, fields[0].python_name, tuple(classes_in(fields[0])), own
        )
    return Answer("plain", name, name, "", own, own)


def _either(endpoint: Endpoint, union: UnionProperty) -> Answer:
    """A model that comes bare or inside its `{"data": …}` envelope."""
    answers = [_model_answer(part) for part in union.inner_properties if isinstance(part, ModelProperty)]
    if [a.kind for a in answers] != ["plain", "envelope"] or answers[0].type != answers[1].type:
        raise ValueError(f"{endpoint.name}: the only union known here is a model and its envelope")
    bare = answers[0]
    return Answer("either", bare.type, bare.shape, "", bare.classes, bare.classes)


def _described(argument: Argument) -> str:
    return textwrap.fill(
        f"{argument.name}: {' '.join(argument.description.split())}",
        WIDTH - 8,
        initial_indent="    ",
        subsequent_indent="        ",
        break_long_words=False,
    )
