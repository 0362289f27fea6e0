"""The way to a difference as a person reads it: each step as a line of code, and what each side answered."""

from __future__ import annotations

import json

from contract_tests.differential.comparison import Answer
from contract_tests.differential.history import Differ, Taken

LONGEST = 300
"""Characters of an answer that are shown; where it differs is shown apart."""


def script(difference: Differ, *, discreet: bool = False) -> str:
    """The steps, and the places where the answers to the last one differ.

    Args:
        discreet: tell where they differ and not what is there, as it may be somebody's.
    """
    lines = []
    for turn, taken in enumerate(difference.taken, 1):
        made = f"{taken.made} = " if taken.made else ""
        lines.append(f"{turn}. {made}{taken.step.line()}")
        is_last = turn == len(difference.taken)
        lines += [f"   {said}" for said in (_apart(taken, discreet) if is_last else _statuses(taken))]
    for each in difference.found:
        shown = "" if discreet else f": left {_short(each.left)}, right {_short(each.right)}"
        lines.append(f"   differs at {each.where}{shown}")
    return "\n".join(lines)


def _statuses(taken: Taken) -> list[str]:
    return [f"both   {' '.join(str(answer.status) for answer in taken.left)}"]


def _apart(taken: Taken, discreet: bool) -> list[str]:
    return [f"left   {_said(taken.left, discreet)}", f"right  {_said(taken.right, discreet)}"]


def _said(answers: list[Answer], discreet: bool) -> str:
    page = f"page {len(answers)}: " if len(answers) > 1 else ""
    content = answers[-1].content
    body = "" if discreet or content is None else f" {_short(json.dumps(content, ensure_ascii=False))}"
    return f"{page}{answers[-1].status}{body}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
