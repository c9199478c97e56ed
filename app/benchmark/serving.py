"""A filled database behind the same server as `waardering web`, to measure."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.benchmark.load import BROWSER
from app.config import Settings, read_settings, use_settings
from app.starting import CannotStart

if TYPE_CHECKING:
    from flask import Flask

LIMIT = "/-/limit"
UNKEPT = "/-/niet-bewaard"
"""Before the address of a page: the same page, made anew each time."""


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
        "WAARDERING_SUBMISSIONS_PER_HOUR": "10000000",
    }


def prepare(environ: dict[str, str], facilities: int, reviews: int) -> str:
    """Migrate and fill; the cookie of an editor who is signed in."""
    return cookie_of_editor(prepare_site(environ, facilities, reviews, open_items=min(1_000, reviews // 4)))


def prepare_site(
    environ: dict[str, str], facilities: int, reviews: int, *, open_items: int = 0, rated: int | None = None
) -> "Flask":
    """Migrate and fill."""
    from app import create_app
    from app.benchmark.data import fill
    from app.migrating import migrate

    settings = read_settings(environ)
    use_settings(settings)
    migrate(settings)
    site = create_app(settings)
    fill(facilities, reviews, open_items, rated)
    return site


def cookie_of_editor(site: "Flask") -> str:
    """As a browser gets it after signing in; it belongs to the address and the name that wrk shows."""
    from flask import session as cookie_session

    from app.accounts.models import Account
    from app.accounts.sign_in import begin_session
    from app.database import session

    with site.test_request_context(
        environ_base={"REMOTE_ADDR": "127.0.0.1"}, headers={"User-Agent": BROWSER}
    ):
        begin_session(session.get_one(Account, 1))
        session.commit()
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
