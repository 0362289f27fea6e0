"""What rows are asked for: plain conditions, sorted by column, and said in SQL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Condition = tuple[str, str, Any]
"""A column, one of `=`, `<`, `>`, `in`, and a value; or a column, `is` and None."""

Bounds = tuple[int | None, int | None]
"""The first value, and the one after the last; None is no bound."""


class Parameters(dict[str, Any]):
    """The named values of a statement about one workspace."""

    def __init__(self, workspace_id: str) -> None:
        super().__init__(workspace=workspace_id)

    def bind(self, value: Any) -> str:
        """How the statement says `value`."""
        name = f"p{len(self)}"
        self[name] = value
        return f":{name}"


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions of which all must hold, one entry a column."""

    values: dict[str, list[Any]]
    """What a column may be."""
    bounds: dict[str, Bounds]

    @classmethod
    def of(cls, conditions: Iterable[Condition]) -> Where:
        """The conditions; several about one column become one."""
        values: dict[str, list[Any]] = {}
        bounds: dict[str, Bounds] = {}
        for column, operator, value in conditions:
            if operator in "<>":
                bounds[column] = _narrowed(bounds.get(column, (None, None)), operator, value)
            else:
                wanted = list(dict.fromkeys(value)) if operator == "in" else [value]
                known = values.get(column, wanted)
                values[column] = [item for item in known if item in wanted]
        return cls(values, bounds)

    @property
    def impossible(self) -> bool:
        """Whether no row can meet them."""
        empty = any(
            low is not None and high is not None and low >= high for low, high in self.bounds.values()
        )
        return empty or not all(self.values.values())

    def only(self, column: str, value: Any) -> Where:
        """The same with one value for a column."""
        return Where({**self.values, column: [value]}, self.bounds)

    def within(self, column: str, low: int | None, high: int | None) -> Where:
        """The same with other bounds for a column."""
        return Where(self.values, {**self.bounds, column: (low, high)})

    def said(
        self,
        parameters: Parameters,
        *,
        searched: Iterable[str] | None = None,
        walked_by: str | None = None,
    ) -> str:
        """The conditions in SQL.

        Planners know the columns and not the data, and would take the wrong index. Where `searched` is given,
        the texts of other columns are said so that no index is searched by them; where `walked_by` is given,
        the bounds of other columns.
        """
        said = ["workspace_id = :workspace"]
        for column, items in self.values.items():
            name = column if searched is None or column in searched else f"({column} || '')"
            if items == [None]:
                said.append(f"{column} IS NULL")
            elif len(items) == 1:
                said.append(f"{name} = {parameters.bind(items[0])}")
            else:
                said.append(f"{name} IN ({', '.join(map(parameters.bind, items))})")
        for column, (low, high) in self.bounds.items():
            name = column if walked_by is None or column == walked_by else f"({column} + 0)"
            if low is not None:
                said.append(f"{name} >= {parameters.bind(low)}")
            if high is not None:
                said.append(f"{name} < {parameters.bind(high)}")
        return " AND ".join(said)


def _narrowed(bounds: Bounds, operator: str, value: int) -> Bounds:
    low, high = bounds
    if operator == ">":
        return value + 1 if low is None else max(low, value + 1), high
    return low, value if high is None else min(high, value)
