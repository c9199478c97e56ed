"""An import that is killed while it writes has changed nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import sqlalchemy as sa

from app.database import session
from app.facilities.models import Facility
from tests.unit.facilities.csv_lines import facility_csv, facility_rows

ROWS = 10_000
COMMAND = "from app.facilities.import_commands import import_facilities as run; run()"
WAIT_SECONDS = 60


HALFWAY = 1_000_000
"""Bytes that are written by then; the whole file needs several times as much."""


@contextmanager
def bytes_written(database: str) -> Iterator[Callable[[], int]]:
    """Seen from outside: how much was written, committed or not."""
    if database.startswith("sqlite"):
        log = Path(database.removeprefix("sqlite:///") + "-wal")
        yield lambda: log.stat().st_size if log.exists() else 0
        return
    with psycopg.connect(database.replace("+psycopg", ""), autocommit=True) as watcher:
        watcher.execute("TRUNCATE facilities CASCADE")  # room that older rows left would hide the growth
        yield lambda: (watcher.execute("SELECT pg_relation_size('facilities')").fetchone() or (0,))[0]


def number_of_facilities() -> int:
    """On PostgreSQL the dead process's lock is waited for, so that its transaction is over."""
    session.remove()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("LOCK TABLE facilities"))
    return session.scalar(sa.select(sa.func.count()).select_from(Facility)) or 0


def test_nothing_changes_when_it_is_killed_while_it_writes(database: str, tmp_path: Path) -> None:
    path = tmp_path / "facilities.csv"
    path.write_bytes(facility_csv(*facility_rows(*map(str, range(ROWS)))))
    with bytes_written(database) as written:
        process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, str(path)],
            env=os.environ | {"WAARDERING_DATABASE_URL": database},
            stdout=subprocess.PIPE,
        )
        deadline = time.monotonic() + WAIT_SECONDS
        while process.poll() is None and time.monotonic() < deadline and written() < HALFWAY:
            time.sleep(0.001)
        process.kill()
    output, _ = process.communicate()
    assert process.returncode == -signal.SIGKILL, "it was done before we saw it write: give it more rows"
    assert time.monotonic() < deadline
    assert output == b""
    assert number_of_facilities() == 0
