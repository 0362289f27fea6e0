"""Any value that a model may have, drawn from its type: odd texts, dates with offsets, nothing and null."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
from hypothesis import strategies as st

from maton_quo import UNSET, models
from maton_quo._runtime.model import Model

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)  # half a surrogate pair is no text
ZONES = st.sampled_from(
    [UTC, *(timezone(timedelta(minutes=minutes)) for minutes in (-1439, -210, -1, 345, 840, 1439))]
)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(-(2**63), 2**64 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    type(None): st.none(),
    msgspec.UnsetType: st.just(UNSET),
    datetime: st.datetimes(timezones=ZONES),
    Any: st.recursive(
        st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | TEXT,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
        max_leaves=4,
    ),
}
MODELS: dict[str, type[Model]] = {
    name: found
    for name in models.__all__
    if isinstance(found := getattr(models, name), type) and issubclass(found, Model)
}


@cache
def values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type that a field of a model has."""
    if kind in PLAIN:
        return PLAIN[kind]
    if get_origin(kind) in (UnionType, Union):
        return st.one_of([values(each) for each in get_args(kind)])
    if get_origin(kind) is list:
        return st.lists(values(get_args(kind)[0]), max_size=2)
    if get_origin(kind) is dict:
        return st.dictionaries(TEXT, values(get_args(kind)[1]), max_size=2)
    fields = {field.name: values(field.type) for field in msgspec.structs.fields(kind)}
    return st.builds(kind, **fields)
