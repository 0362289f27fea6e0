"""The way to a difference as a person reads it: each step as a line of code, and what each side answered."""

from __future__ import annotations

import json
from typing import Any

from contract_tests.differential.history import Differ, Taken

LONGEST = 200
"""Characters of an answer that are shown; where it differs is shown apart."""


def script(difference: Differ, *, discreet: bool = False) -> str:
    """The steps, and the places where the answers to the last one differ.

    Args:
        discreet: tell where they differ and not what is there, as it may be somebody's.
    """
    lines = []
    for turn, taken in enumerate(difference.taken, 1):
        made = f"{taken.gave[0]} = " if taken.makes and taken.gave else ""
        lines.append(f"{turn}. {made}{taken.step.line()}")
        is_last = turn == len(difference.taken)
        lines += [f"   {said}" for said in (_apart(difference, discreet) if is_last else _statuses(taken))]
    for each in difference.found:
        shown = "" if discreet else f": left {_short(each.left)}, right {_short(each.right)}"
        lines.append(f"   differs at {each.where}{shown}")
    return "\n".join(lines)


def _statuses(taken: Taken) -> list[str]:
    return [f"both   {' '.join(str(answer.status) for answer in taken.left)}"]


def _apart(difference: Differ, discreet: bool) -> list[str]:
    taken = difference.taken[-1]
    step, sides = taken.step, (taken.left, taken.right)
    said = []
    for side, word in enumerate(("left ", "right")):
        last = difference.comparison.shown(step.operation, step.tag, side, sides[side][-1])
        page = f"page {len(sides[side])}: " if len(sides[side]) > 1 else ""
        body = "" if discreet or last.content is None else f" {_short(_text(last.content))}"
        said.append(f"{word}  {page}{last.status}{body}")
    return said


def _text(content: Any) -> str:
    return content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
