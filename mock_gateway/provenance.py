"""How we know what the gateway does: the ledger of all that the guide does not spell out."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from .profile import DIVERGENCES, Divergence

Evidence = Literal["documented", "observed", "assumed"]
FILE = Path(__file__).with_name("provenance.yaml")
DIVERGENCE = "divergences"
"""What the rows of `profile.py` are about; they are not repeated in the ledger's file."""
_GATEWAY = Path(__file__).parent
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class BrokenLedger(ValueError):
    """The ledger's file cannot be used; the text says where and why."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One behaviour of the gateway, and how we know that the live service has it."""

    id: Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    does: Annotated[str, Meta(min_length=1)]
    """What the gateway does, in a sentence."""
    evidence: Evidence
    """`documented` by whoever runs the service, `observed` on the live service, or `assumed` by us."""
    source: Annotated[str, Meta(min_length=1)]
    date: datetime.date
    """When the source was published, or the behaviour seen; of an assumption, when it was made."""
    module: str
    """Where in the gateway, such as `resources/messages.py`."""
    refuted: datetime.date | None = None
    """When the live service was last seen to do otherwise."""


class Row(msgspec.Struct, frozen=True):
    """An entry with what it is about, as the ledger is printed."""

    about: str
    entry: Entry

    def doubt(self, today: datetime.date, max_age_days: int | None) -> str | None:
        """Why one should not lean on it without a look, in words; None if there is no reason."""
        entry = self.entry
        if entry.refuted is not None:
            return f"refuted by the live service on {entry.refuted}"
        if entry.evidence == "assumed":
            return "only assumed"
        if max_age_days is not None and (today - entry.date).days > max_age_days:
            return f"{entry.evidence} {(today - entry.date).days} days ago"
        return None


@cache
def ledger() -> tuple[Row, ...]:
    """The gateway's own ledger, with the divergences of `profile.py` at its end."""
    return (*load(FILE), *map(_of_divergence, DIVERGENCES))


def load(file: Path) -> tuple[Row, ...]:
    """The rows of a ledger's file, in its order, without the divergences.

    Raises:
        BrokenLedger: the file is none, two entries share an id, or a module is not there.
    """
    import yaml  # nobody serves a gateway with it

    try:
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
        topics = msgspec.convert(read, dict[str, list[Entry]])
    except (OSError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise BrokenLedger(f"{file} is no ledger: {error}") from None
    rows = tuple(Row(about, entry) for about, entries in topics.items() for entry in entries)
    for mistake in _mistakes(rows):
        raise BrokenLedger(f"{file}: {mistake}")
    return rows


def kept(rows: Iterable[Row]) -> str:
    """The text of a ledger's file; what `load` reads, `kept` writes as it was."""
    import yaml

    topics: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        topics.setdefault(row.about, []).append(
            msgspec.to_builtins(row.entry, builtin_types=(datetime.date,))
        )
    text = yaml.safe_dump(topics, sort_keys=False, allow_unicode=True, width=110)
    return _HEAD + re.sub(r"^(\S)", r"\n\1", re.sub(r"^(  |- )", r"  \1", text, flags=re.M), flags=re.M)


def _mistakes(rows: Iterable[Row]) -> Iterator[str]:
    count = Counter(row.entry.id for row in rows)
    count.update(divergence_id(divergence) for divergence in DIVERGENCES)
    yield from (f"there are {times} entries {id!r}" for id, times in count.items() if times > 1)
    for row in rows:
        if not (_GATEWAY / row.entry.module).is_file():
            yield f"{row.entry.id} names mock_gateway/{row.entry.module}, which there is not"


def divergence_id(divergence: Divergence) -> str:
    """The id in the ledger of a row of `profile.py`."""
    return divergence.name.replace("_", "-")


def _of_divergence(divergence: Divergence) -> Row:
    """The observed side's evidence; what its date has several of, the last one counts."""
    last = datetime.date.fromisoformat(_DAY.findall(divergence.date)[-1])
    entry = Entry(
        divergence_id(divergence), divergence.about, "observed", divergence.source, last, "profile.py"
    )
    return Row(DIVERGENCE, entry)


_HEAD = """\
# How we know what the gateway does where the guide does not spell it out. `quo-mock provenance` prints it.
# evidence: documented by whoever runs the service, observed on the live service, or assumed by us. Where the
# guide and the live service disagree, profile.py says how we know. Tests name the entries they lean on with
# @pytest.mark.leans_on, and contract runs against live confirm or refute them (--evidence-file).
"""
