"""What a person sees at the end: a table, and one sentence."""

from __future__ import annotations

from .accounting import Account

ROWS = {
    "acknowledged": "texts and calls acknowledged",
    "unanswered": "  not answered, as something was broken",
    "kept": "texts kept in the end",
    "lost": "  lost",
    "doubled": "  doubled",
    "unknown": "  that nobody has sent",
    "cents_off": "cents that the balances are off by",
    "contacts": "contacts kept in the end",
    "contacts_wrong": "  lost, doubled, back, or with another's value",
    "revisions_off": "changes of tasks that are lost, or counted twice",
    "walks": "walks through all contacts",
    "walks_wrong": "  that saw one twice, not at all, or after its end",
    "events": "webhook events that arrived",
    "again": "  that came again, after something was broken",
    "events_needless": "  that came again for no reason",
    "events_lost": "  lost, or of nothing that happened",
    "events_unplanned": "  never planned, or twice",
    "calls_misplaced": "calls told of in the wrong order",
}


def table(account: Account) -> str:
    """The account as rows, the outages below, and a last line that says whether anything is wrong."""
    width = max(map(len, ROWS.values())) + 2
    lines = [f"{account.accounts} accounts at three replicas for {account.seconds} seconds", ""]
    lines += [f"{said:<{width}}{_number(getattr(account.counts, name))}" for name, said in ROWS.items()]
    lines += [
        f"{'good answers':<{width}}{_number(account.answers)}",
        f"{'errors that clients saw':<{width}}{_kinds(account.errors)}",
        f"{'  that no outage explains':<{width}}{_kinds(account.unexcused)}",
        f"{'tracebacks':<{width}}{_number(account.tracebacks)}",
        f"{'longest time without a good answer':<{width}}{account.silence:>8.2f} s",
        "",
    ]
    for outage in account.outages:
        errors = f"{outage['errors']} errors, {outage['silence']:.2f} s without a good answer"
        lines.append(f"{outage['name']:<{width}}{errors}")
    return "\n".join(line.rstrip() for line in [*lines, "", verdict(account)])


def verdict(account: Account) -> str:
    """One sentence about it all."""
    words = {**ROWS, "unexcused": "errors that no outage explains", "tracebacks": "tracebacks"}
    wrong = [f"{words[name].strip()} {count}" for name, count in account.faults.items()]
    if wrong:
        return f"Not everything is as it was acknowledged: {'; '.join(wrong)}."
    return "Nothing was lost, doubled or contradictory, and nobody was refused without a reason."


def _number(count: int) -> str:
    return f"{count:>8,}".replace(",", " ")


def _kinds(errors: dict[str, int]) -> str:
    """How many errors there are in all and of each kind, a status or a broken connection."""
    each = ", ".join(f"{what}: {count}" for what, count in sorted(errors.items()))
    return f"{_number(sum(errors.values()))}  {each}"
