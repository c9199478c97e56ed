"""`waardering benchmark`: how fast pages are, as ratios to a limit taken in the same run."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.benchmark.load import BROWSER, NoLoadTool, Speed, measure
from app.config import Settings, read_settings, use_settings
from app.starting import CannotStart

if TYPE_CHECKING:
    from flask import Flask

LIMIT = "/-/limit"

PAGES = {
    "voorziening": "/voorzieningen/kinderopvang/000001",
    "zoeken": "/voorzieningen?q=meetlat+gent",
    "wachtrij": "/redactie/",
}


@click.group()
def benchmark() -> None:
    """Metingen, als verhouding tot een grens uit dezelfde ronde."""


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


def environment(settings: Settings, folder: Path) -> dict[str, str]:
    """One set of keys for the filling and for the server."""
    import base64
    import secrets

    key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    names = ("SECRET_KEY", "IDENTITY_KEY", "MATCHING_KEY", "AUDIT_KEY")
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("WAARDERING_")},
        **{f"WAARDERING_{name}": key for name in names},
        "WAARDERING_DATA": str(folder),
        "WAARDERING_DATABASE_URL": settings.database_url,
    }


def prepare(environ: dict[str, str], facilities: int, reviews: int) -> str:
    """Migrate and fill; the cookie of an editor who is signed in."""
    from app import create_app
    from app.benchmark.data import fill
    from app.migrating import migrate

    settings = read_settings(environ)
    use_settings(settings)
    migrate(settings)
    site = create_app(settings)
    fill(facilities, reviews, open_items=min(1_000, reviews // 4))
    return cookie_of_editor(site)


def cookie_of_editor(site: "Flask") -> str:
    """As a browser gets it after signing in; it belongs to the address and the name that wrk shows."""
    from flask import session as cookie_session
    from flask_login import login_user

    from app.accounts.models import Account
    from app.database import session

    with site.test_request_context(
        environ_base={"REMOTE_ADDR": "127.0.0.1"}, headers={"User-Agent": BROWSER}
    ):
        login_user(session.get_one(Account, 1))
        serializer = site.session_interface.get_signing_serializer(site)  # type: ignore[attr-defined]
        return f"{site.config['SESSION_COOKIE_NAME']}={serializer.dumps(dict(cookie_session))}"


@contextlib.contextmanager
def server(environ: dict[str, str]) -> Iterator[str]:
    """The same server as `waardering web`, with as many workers as cores."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", str(len(os.sched_getaffinity(0))), "--blocking-threads", "1", "--http", "1", "--no-ws",
        "--log-level", "error", "app.benchmark.site:site",
    ]  # fmt: skip
    process = subprocess.Popen(command, env=environ)  # noqa: S603 (our own command)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}{LIMIT}/")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(url: str) -> None:
    """Until it answers; a minute at most."""
    for _ in range(600):
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 (our own address)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise CannotStart("De server voor de meting start niet.")


def measure_all(address: str, cookie: str, *, seconds: int, connections: int) -> dict[str, Speed]:
    """The limit before and after the pages: the machine may change its mind; the mean of both counts."""
    limit = f"{address}{LIMIT}/"
    first = measure(limit, seconds=seconds, connections=connections)
    rows = {
        name: measure(
            address + path,
            seconds=seconds,
            connections=connections,
            cookie=cookie if name == "wachtrij" else "",
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
