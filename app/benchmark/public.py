"""`waardering benchmark public`: the public pages as ratios to what plain Flask takes for the same work."""

import json
import os
import tempfile
import urllib.request
from dataclasses import asdict
from pathlib import Path

import click

from app.benchmark.goals import Measured, goals
from app.benchmark.load import NoLoadTool, Speed, measure
from app.benchmark.serving import LIMIT, UNKEPT, environment, prepare_site, server
from app.config import read_settings
from app.starting import CannotStart

FACILITY = "/voorzieningen/kinderopvang/"
SEARCH = "/voorzieningen?q=meetlat+gent&soort=groepsopvang"
EACH = "/voorzieningen?q=meetlat+"
"""With the number of a facility: another question each time."""
DECISIONS = 20
"""Removals after which the very next reads are looked at."""


@click.command()
@click.option("--facilities", default=10_000, show_default=True)
@click.option("--reviews", default=250_000, show_default=True)
@click.option("--seconds", default=4, show_default=True, help="Per meting.")
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
def public(facilities: int, reviews: int, seconds: int, as_json: bool) -> None:
    """De publieke pagina's, bij een tiende van de waarderingen en bij alle, met 1, 8 en 32 verbindingen.

    L1 is een route van Flask met één geïndexeerde SELECT en een vaste tekst; L20 de eenvoudigste pagina
    met 20 waarderingen en hun reacties. Beide draaien op dezelfde server en databank, in dezelfde ronde.
    Daarna: een waardering versturen tegenover één INSERT, en of een beslissing meteen te zien is.
    Meet op SQLite, of op WAARDERING_DATABASE_URL (een lege databank).
    """
    from app.benchmark.data import add_reviews
    from app.benchmark.decided import late_reads
    from app.benchmark.submitting import queue, submit_speeds
    from app.database import session

    rows: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings({"WAARDERING_DATABASE_URL": os.environ.get("WAARDERING_DATABASE_URL", ""),
                                  "WAARDERING_DATA": folder}, keys=False)  # fmt: skip
        environ = environment(settings, Path(folder))
        few, rated = reviews // 10, max(1, facilities // 10)  # a page of either stock shows as many reviews
        prepare_site(environ, facilities, few, rated=rated)
        try:
            with server(environ) as address:
                rows += round_of(address, facilities, rated, few, seconds, (8,))
            add_reviews(few + 1, reviews, range(rated + 1, facilities + 1))
            session.remove()
            with queue(read_settings(environ)), server(environ) as address:
                rows += round_of(address, facilities, facilities, reviews, seconds, (1, 8, 32))
                sent, bare = submit_speeds(address, seconds)
                rows.append(
                    Measured("versturen", 1, reviews, sent, "INSERT", sent.per_second / bare.per_second)
                )
                late = late_reads(address, DECISIONS)
        except NoLoadTool:
            raise CannotStart("Installeer wrk om te meten.") from None
    show(rows, late, settings.database_url.split(":", 1)[0], as_json)


def round_of(
    address: str, facilities: int, rated: int, reviews: int, seconds: int, all_connections: tuple[int, ...]
) -> list[Measured]:
    """Each page between two measurements of its limit: the machine may change its mind.

    Of all facilities the first ones are `rated`.
    """
    page = f"{address}{FACILITY}000001"
    with urllib.request.urlopen(page, timeout=30) as answer:  # noqa: S310 (our own address)
        tag = answer.headers["ETag"]
    rows = []
    for connections in all_connections:

        def ask(
            url: str, headers: dict[str, str] | None = None, over: int = 0, connections: int = connections
        ) -> Speed:
            return measure(url, seconds=seconds, connections=connections, headers=headers, over=over)

        limits = {
            "L1": (ask(f"{address}{LIMIT}/"), f"{address}{LIMIT}/"),
            "L20": (ask(f"{address}{LIMIT}/twintig/1"), f"{address}{LIMIT}/twintig/1"),
        }
        pages = {
            ("304", "L1"): ask(page, {"If-None-Match": tag}),
            ("voorziening, bewaard", "L1"): ask(page),
            ("voorziening, opnieuw gemaakt", "L20"): ask(f"{address}{UNKEPT}{FACILITY}000001"),
            ("voorzieningen door elkaar, opnieuw", "L20"): ask(f"{address}{UNKEPT}{FACILITY}", over=rated),
            ("zoeken", "L1"): ask(address + SEARCH),
            ("zoeken, opnieuw gemaakt", "L1"): ask(address + UNKEPT + SEARCH),
            ("zoeken door elkaar, opnieuw", "L1"): ask(f"{address}{UNKEPT}{EACH}", over=facilities),
        }
        after = {name: ask(url) for name, (_speed, url) in limits.items()}
        for name, (before, _url) in limits.items():
            per_second = (before.per_second + after[name].per_second) / 2
            rows.append(Measured(name, connections, reviews, before, name, before.per_second / per_second))
            rows += [
                Measured(title, connections, reviews, speed, limit, speed.per_second / per_second)
                for (title, limit), speed in pages.items()
                if limit == name
            ]
    return rows


def show(rows: list[Measured], late: tuple[int, int], database: str, as_json: bool) -> None:
    """A line a page, and a line a goal."""
    reached = goals(rows, late)
    if as_json:
        told = {
            "database": database,
            "pages": [asdict(row) for row in rows],
            "goals": list(map(asdict, reached)),
        }
        click.echo(json.dumps(told))
        return
    click.echo(database)
    heads = f"{'verb.':>6}{'per s':>8}{'p50 ms':>8}{'p99 ms':>8}{'verhouding':>13}"
    click.echo(f"{'pagina':<36}{'waarderingen':>13}{heads}")
    for row in rows:
        click.echo(
            f"{row.page:<36}{row.reviews:>13}{row.connections:>6}{row.speed.per_second:>8.0f}"
            f"{row.speed.p50:>8.1f}{row.speed.p99:>8.1f}{row.ratio:>7.2f} x {row.limit}"
        )
    for goal in reached:
        click.echo(f"{'gehaald' if goal.is_reached else 'NIET GEHAALD':<14}{goal.words}: {goal.value:.2f}")
