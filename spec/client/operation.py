"""An operation of the contract as the templates see it: its arguments, and what it answers."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import ListProperty, ModelProperty, Property, UnionProperty

import raises
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


LIMIT = Argument(
    "client",
    "limit",
    "limit",
    "int | None",
    "None",
    "How many items to walk in all; no page is fetched beyond them. All by default.",
    (),
)
EVERYWHERE = {
    "errors.StatusError": "For any other error status; 5xx are `errors.ServerError`.",
    "errors.ConnectionFailed, errors.Timeout": "When no answer came.",
    "errors.UndecodableResponse": "When a success is not in the promised shape.",
}


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
    given: str  # what a success is, in words
    problems: dict[str, str]  # what else may be answered, by the class that is raised
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
    def method_signature(self) -> str:
        """The signature of the method: that of the request, and how many items to walk."""
        if self.answer.kind != "page":
            return self.signature
        if any(argument.name == LIMIT.name for argument in self.arguments):
            raise ValueError(f"{self.name} has an argument called {LIMIT.name} of its own")
        return f"{self.signature}, {LIMIT.declaration}"

    @property
    def path_template(self) -> str:
        """The path with its parameters by the names they have on the wire."""
        path = self.path
        for argument in self.at("path"):
            path = path.replace(f"{{{argument.name}}}", f"{{{argument.wire_name}}}")
        return path

    @property
    def url(self) -> str:
        """The path as Python source."""
        path = self.path
        for argument in self.at("path"):
            path = path.replace(f"{{{argument.name}}}", f"{{segment({argument.name})}}")
        return ("f" if self.at("path") else "") + f'"{path}"'

    @property
    def docstring(self) -> str:
        """Everything an editor shows: what it does, its arguments, what it gives and what it raises."""
        described = [argument for argument in self.arguments if argument.description]
        described += [LIMIT] * (self.answer.kind == "page")
        text = "\n\n".join(prose(text, 8) for text in (f"{self.summary}.", self.description) if text)
        if described:
            text += "\n\nArgs:\n" + _listed({a.name: a.description for a in described})
        if self.answer.kind != "nothing":
            text += "\n\nReturns:\n" + textwrap.indent(prose(self.given, 12), "    ")
        return text + "\n\nRaises:\n" + _listed(self.problems | EVERYWHERE)


def read(endpoint: Endpoint, control: set[str], document: dict[str, Any]) -> Operation:
    """Everything about an endpoint; `control` names those that go to the control host."""
    name, tag = str(endpoint.name), str(endpoint.tags[0])
    stated = raises.operation(document, name)
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
        given=raises.success(stated),
        problems=raises.problems(stated, document),
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


def _listed(texts: dict[str, str]) -> str:
    """Names with their texts, as a docstring lists them."""
    return "\n".join(
        textwrap.fill(
            f"{name}: {' '.join(text.split())}",
            WIDTH - 8,
            initial_indent="    ",
            subsequent_indent="        ",
            break_long_words=False,
        )
        for name, text in texts.items()
    )
