"""`waardering benchmark`: how fast pages are, as ratios to a limit taken in the same run."""

import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path

import click

from app.benchmark.checks import checks
from app.benchmark.desk import desk
from app.benchmark.load import NoLoadTool, Speed, measure
from app.benchmark.public import public
from app.benchmark.serving import LIMIT, environment, prepare, server
from app.config import read_settings
from app.starting import CannotStart

PAGES = {
    "voorziening": "/voorzieningen/kinderopvang/000001",
    "zoeken": "/voorzieningen?q=meetlat+gent",
    "wachtrij": "/redactie/",
}


@click.group()
def benchmark() -> None:
    """Metingen, als verhouding tot een grens uit dezelfde ronde."""


benchmark.add_command(public)
benchmark.add_command(checks)
benchmark.add_command(desk)


@benchmark.command()
@click.option("--facilities", default=6_000, show_default=True)
@click.option("--reviews", default=20_000, show_default=True)
@click.option("--seconds", default=5, show_default=True, help="Per meting.")
@click.option("--connections", default=8, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
def pages(facilities: int, reviews: int, seconds: int, connections: int, as_json: bool) -> None:
    """De pagina van een voorziening, het zoeken en de wachtrij, elk als verhouding tot L1.

    L1 is een route van Flask met één geïndexeerde SELECT en een vaste tekst, op dezelfde server.
    Meet op SQLite, of op WAARDERING_DATABASE_URL (een lege databank).
    """
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings({"WAARDERING_DATABASE_URL": os.environ.get("WAARDERING_DATABASE_URL", ""),
                                  "WAARDERING_DATA": folder}, keys=False)  # fmt: skip
        environ = environment(settings, Path(folder))
        cookie = prepare(environ, facilities, reviews)
        with server(environ) as address:
            try:
                rows = measure_all(address, cookie, seconds=seconds, connections=connections)
            except NoLoadTool:
                raise CannotStart("Installeer wrk om te meten.") from None
    show(rows, settings.database_url.split(":", 1)[0], connections, as_json)


def measure_all(address: str, cookie: str, *, seconds: int, connections: int) -> dict[str, Speed]:
    """The limit before and after the pages: the machine may change its mind; the mean of both counts."""
    limit = f"{address}{LIMIT}/"
    first = measure(limit, seconds=seconds, connections=connections)
    rows = {
        name: measure(
            address + path,
            seconds=seconds,
            connections=connections,
            headers={"Cookie": cookie} if name == "wachtrij" else None,
        )
        for name, path in PAGES.items()
    }
    last = measure(limit, seconds=seconds, connections=connections)
    both = Speed(
        (first.per_second + last.per_second) / 2, (first.p50 + last.p50) / 2, (first.p99 + last.p99) / 2
    )
    return {"L1": both, **rows}


def show(rows: dict[str, Speed], database: str, connections: int, as_json: bool) -> None:
    """A line a page."""
    limit = rows["L1"].per_second
    results = [
        {"page": name, **asdict(speed), "ratio": speed.per_second / limit} for name, speed in rows.items()
    ]
    if as_json:
        click.echo(json.dumps({"database": database, "connections": connections, "pages": results}))
        return
    click.echo(f"{database}, {connections} verbindingen")
    click.echo(f"{'pagina':<14}{'per seconde':>12}{'p50 ms':>9}{'p99 ms':>9}{'× L1':>7}")
    for row in results:
        click.echo(
            f"{row['page']:<14}{row['per_second']:>12.0f}{row['p50']:>9.1f}{row['p99']:>9.1f}{row['ratio']:>7.2f}"
        )
