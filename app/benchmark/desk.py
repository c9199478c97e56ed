"""`waardering benchmark desk`: the editors' pages on a small and on a large stock, in one run."""

import contextlib
import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
import sqlalchemy as sa

from app.benchmark.load import BROWSER
from app.benchmark.serving import cookie_of_editor, environment
from app.config import Settings, read_settings, use_settings
from app.database import connect, make_engine

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

OPEN_SHARE = 20
"""One in so many waits for an editor."""
FACILITIES = 6_000
WARM_UP = 5
PAGES = {
    "wachtrij": "/redactie/",
    "gefilterd": "/redactie/?familie=privacy&ernst=warning&klein=1",
    "gezocht": "/redactie/?q=zandbak",
    "bijdrage": "/redactie/bijdragen/{last}",
}


@dataclass(frozen=True)
class Stock:
    """A database with so many contributions."""

    contributions: int
    database_url: str


@click.command()
@click.option("--small", default=1_000, show_default=True, help="Waarderingen in het kleine bestand.")
@click.option("--large", default=100_000, show_default=True, help="Waarderingen in het grote bestand.")
@click.option("--rounds", default=8, show_default=True, help="Beurten, afwisselend klein en groot.")
@click.option("--times", default=10, show_default=True, help="Metingen per pagina en per beurt.")
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
def desk(small: int, large: int, rounds: int, times: int, as_json: bool) -> None:
    """Wachtrij en bijdrage bij weinig en bij veel bijdragen, als verhouding.

    Eén op twintig staat open. Meet op SQLite, of in twee schema's van WAARDERING_DATABASE_URL. De pagina's
    worden gemaakt zonder webserver ertussen: wat telt is het werk van de databank en van de site.
    """
    with tempfile.TemporaryDirectory() as folder:
        given = read_settings(
            {
                "WAARDERING_DATABASE_URL": os.environ.get("WAARDERING_DATABASE_URL", ""),
                "WAARDERING_DATA": folder,
            },
            keys=False,
        )
        settings = read_settings(environment(given, Path(folder)))
        with stocks(settings, small, large) as both:
            found = measure(settings, both, rounds, times)
    show(found, both, settings.database_url.split(":", 1)[0], as_json)


@contextlib.contextmanager
def stocks(settings: Settings, *sizes: int) -> Iterator[list[Stock]]:
    """Two files, or two schemas that go again afterwards; migrated and filled."""
    embedded = settings.database_url.startswith("sqlite")
    names = [f"desk_{size}" for size in sizes]
    if not embedded:
        # Before the migrations do so in the first schema, where the second would not find it.
        run(settings.database_url, "CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public")
        run(settings.database_url, *(f"CREATE SCHEMA {name}" for name in names))
    try:
        made = [
            Stock(
                size,
                f"sqlite:///{settings.data / name}.sqlite"
                if embedded
                else in_schema(settings.database_url, name),
            )
            for size, name in zip(sizes, names, strict=True)
        ]
        for stock in made:
            fill_stock(replace(settings, database_url=stock.database_url), stock.contributions)
        yield made
    finally:
        if not embedded:
            run(settings.database_url, *(f"DROP SCHEMA IF EXISTS {name} CASCADE" for name in names))


def in_schema(url: str, schema: str) -> str:
    """The same database, where tables are made and found in this schema."""
    address = sa.make_url(url).update_query_dict({"options": f"-csearch_path={schema},public"})
    return address.render_as_string(hide_password=False)


def run(url: str, *statements: str) -> None:
    """Outside any session."""
    engine = make_engine(url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def fill_stock(settings: Settings, contributions: int) -> None:
    """Facilities and reviews as the other benchmarks have them, and what an editor works with."""
    from app.benchmark.data import fill
    from app.benchmark.desk_data import fill_desk
    from app.migrating import migrate

    use_settings(settings)
    migrate(settings)
    connect(settings.database_url)
    fill(FACILITIES, contributions, open_items=contributions // OPEN_SHARE)
    fill_desk(contributions, contributions // OPEN_SHARE)
    run(settings.database_url, "ANALYZE")


Times = dict[str, list[list[float]]]
"""Page → the milliseconds on each stock."""


def measure(settings: Settings, both: list[Stock], rounds: int, times: int) -> Times:
    """Small and large take turns, so that whatever else the machine does falls on both."""
    from app import create_app

    found: Times = {page: [[] for _ in both] for page in PAGES}
    use_settings(settings)
    site = create_app(replace(settings, database_url=both[0].database_url))
    clients = [editor_at(site, stock) for stock in both]
    for _ in range(rounds):
        for number, (stock, client) in enumerate(zip(both, clients, strict=True)):
            engine = connect(stock.database_url)
            for page, address in PAGES.items():
                path = address.format(last=stock.contributions)
                found[page][number] += timed(client, path, times)
            engine.dispose()
    return found


def editor_at(site: "Flask", stock: Stock) -> "FlaskClient":
    """Somebody who is signed in where these contributions are."""
    engine = connect(stock.database_url)
    name, _equals, value = cookie_of_editor(site).partition("=")
    engine.dispose()
    client = site.test_client()
    client.set_cookie(name, value)
    return client


def timed(client: "FlaskClient", path: str, times: int) -> list[float]:
    """Milliseconds of each request, after a few that warm up."""
    taken = []
    for number in range(WARM_UP + times):
        start = time.perf_counter()
        answer = client.get(path, headers={"User-Agent": BROWSER})
        if answer.status_code != 200:
            raise RuntimeError(f"{path} gave {answer.status_code}")
        if number >= WARM_UP:
            taken.append((time.perf_counter() - start) * 1000)
    return taken


def typical(taken: list[float]) -> float:
    """The first decile: what the page costs when the machine has nothing else to do."""
    return statistics.quantiles(taken, n=10)[0]


def show(found: Times, both: list[Stock], database: str, as_json: bool) -> None:
    """What a page costs on both, and how much longer the large one takes."""
    rows = [
        {
            "page": page,
            "small_ms": typical(small),
            "large_ms": typical(large),
            "ratio": typical(large) / typical(small),
        }
        for page, (small, large) in found.items()
    ]
    sizes = [stock.contributions for stock in both]
    if as_json:
        click.echo(json.dumps({"database": database, "contributions": sizes, "pages": rows}))
        return
    click.echo(f"{database}: {sizes[0]} tegenover {sizes[1]} waarderingen, één op {OPEN_SHARE} open")
    click.echo(f"{'pagina':<12}{'klein ms':>10}{'groot ms':>10}{'×':>7}")
    for row in rows:
        click.echo(f"{row['page']:<12}{row['small_ms']:>10.1f}{row['large_ms']:>10.1f}{row['ratio']:>7.2f}")
