"""YAML that says texts without quotes wherever this project, and other readers, take them for texts."""

from __future__ import annotations

import re
from typing import Any

import yaml

from . import text


class _Dumper(yaml.CSafeDumper):
    """Writes a text without quotes wherever it is read as a text again."""

    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012 - as the library has it


# Words that other readers of YAML take for true or false are put in quotes, too.
_WORDS = {"bool": "(?i:true|false|yes|no|on|off|y|n)", "null": "(?i:null|~|)"}
_NUMBERS = {"int": text.INTEGER.pattern, "float": text.FLOAT.pattern}
for _kind, _pattern in {**_WORDS, **_NUMBERS}.items():
    _Dumper.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", re.compile(f"(?:{_pattern})$"), None)


def dumped(value: Any) -> str:
    """The YAML of plain values."""
    dumped: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None
    )
    return dumped
