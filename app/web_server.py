"""The web server: granian, a worker a core, one thread each (docs/decisions tells why)."""

import os
import signal
from typing import TYPE_CHECKING

from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from app.bound_child import end_with_parent
from app.config import settings
from app.database import connect
from app.starting import check_port

if TYPE_CHECKING:
    from flask import Flask

STOP_SECONDS = 5
"""What a request may take that is busy when we stop."""
RESTART_PAUSE_SECONDS = 0.2
HEADERS_MILLISECONDS = 10_000
"""What a browser may take to send its headers."""

SERVER = "WAARDERING_WEB_SERVER"
"""Tells a worker which process it belongs to."""

LOGGING = {"version": 1, "disable_existing_loggers": False, "handlers": {}, "formatters": {}, "loggers": {}}
"""Granian's records go to our own log."""


def serve(host: str, port: int, workers: int | None = None) -> None:
    """Serve the site until SIGINT or SIGTERM. No access log: addresses hold what people search."""
    check_port(host, port)
    import app.wsgi  # noqa: F401 (before the fork: what is imported here is in memory once)

    os.environ[SERVER] = str(os.getpid())
    server = Server(
        "app.wsgi:site",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers or usable_cores(),
        blocking_threads=1,
        loop=Loops.asyncio,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(keep_alive=True, header_read_timeout=HEADERS_MILLISECONDS),
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=LOGGING,
        log_access=False,
        respawn_failed_workers=True,
        respawn_interval=RESTART_PAUSE_SECONDS,
        workers_kill_timeout=STOP_SECONDS,
    )
    server.serve(target_loader=load_site, wrap_loader=False)


def load_site() -> "Flask":
    """In a worker: the site, with database connections of its own, that ends with its server."""
    end_with_parent(int(os.environ[SERVER]), signal.SIGKILL)
    from app.wsgi import site

    connect(settings().database_url)
    return site


def usable_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
