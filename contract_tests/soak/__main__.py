"""`make soak`: a gateway under load for two minutes, with clients and receivers that misbehave."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path

import click

from contract_tests.gateway.serving import serve
from contract_tests.soak.run import soak


@click.command()
@click.option("--seconds", default=120.0, show_default=True, help="How long the load goes on.")
@click.option("--connections", default=200, show_default=True, help="How many ask at the same time.")
@click.option("--accounts", default=10_000, show_default=True, help="How many accounts they go through.")
@click.option("--db", default="", help="A new file or a postgresql:// URL; by default a passing file.")
@click.option("--seed", default=1, show_default=True, help="What decides who does what.")
@click.option("--json", "file", type=click.Path(path_type=Path), help="Where to write the values, too.")
def main(seconds: float, connections: int, accounts: int, db: str, seed: int, file: Path | None) -> None:
    """Soak a gateway with its default settings, the rate limit too; exit 1 if anything went wrong."""
    if connections < 30 or accounts < connections + 100:
        raise click.UsageError("--connections takes 30 or more, and --accounts at least 100 more than that")
    with tempfile.TemporaryDirectory(prefix="quo-soak-") as folder:
        served = serve(Path(folder), "--db", db or str(Path(folder) / "quo.db"))
        try:
            report = asyncio.run(
                soak(served, seconds=seconds, connections=connections, accounts=accounts, seed=seed)
            )
            if (code := served.stop()) != 0:
                report.wrong.append(f"the gateway ended with {code}")
        finally:
            served.kill()
        if said := served.complained.read_text():
            report.wrong.append(f"the gateway complained: {said[-2000:]}")
    click.echo(report.text())
    if file is not None:
        file.write_text(json.dumps(report.values(), indent=2) + "\n")
    sys.exit(1 if report.wrong else 0)


if __name__ == "__main__":
    main()
