"""PostgreSQL and Redis for the tests: started once a run, in a folder of their own, gone at its end.

A server that is given (WAARDERING_TEST_POSTGRESQL_URL, WAARDERING_TEST_REDIS_URL) is used instead.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, MutableMapping, Sequence
from pathlib import Path

import psycopg
import redis

POSTGRESQL_URL = "WAARDERING_TEST_POSTGRESQL_URL"
REDIS_URL = "WAARDERING_TEST_REDIS_URL"

START_SECONDS = 30
PR_SET_PDEATHSIG = 1
"""From linux/prctl.h: the signal that a process gets when its parent dies."""


class Servers:
    """What was started for this run. The addresses go into the environment, where workers find them."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="waardering-"))  # short: a socket's path has 107 bytes
        self.folder.chmod(0o711)  # PostgreSQL's user must reach its own folder in it
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self, environ: MutableMapping[str, str]) -> None:
        """Start what is not given. What is not installed is left out: its tests say so."""
        programs, program = postgresql_programs(), redis_program()
        if programs and POSTGRESQL_URL not in environ:
            environ[POSTGRESQL_URL] = self.start_postgresql(programs)
        if program and REDIS_URL not in environ:
            environ[REDIS_URL] = self.start_redis(program)

    def stop(self) -> None:
        """End them all and forget their data."""
        for server in self.running:
            server.send_signal(signal.SIGINT)
        for server in self.running:
            server.wait(START_SECONDS)
        shutil.rmtree(self.folder)

    def start_postgresql(self, programs: Path) -> str:
        """A PostgreSQL behind a socket, that does not wait for the disk."""
        user = server_user()
        home = self.folder / "postgresql"
        home.mkdir()
        if user:
            shutil.chown(home, user)
        make = ["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8"]
        subprocess.run(
            [programs / "initdb", *make, "data"], check=True, user=user, cwd=home, stdout=subprocess.DEVNULL
        )
        hurry = [f"--{name}=off" for name in ("fsync", "synchronous_commit", "full_page_writes")]
        self.launch([programs / "postgres", "-D", "data", "-k", home, "-h", "", *hurry], home, user)
        url = f"postgresql://postgres@/postgres?host={home}"
        wait_for(lambda: psycopg.connect(url).close(), psycopg.OperationalError)
        return url

    def start_redis(self, program: str) -> str:
        """A Redis behind a socket, that keeps nothing."""
        socket = self.folder / "redis.sock"
        self.launch([program, "--port", "0", "--unixsocket", socket, "--save", ""], self.folder)
        wait_for(redis.Redis(unix_socket_path=str(socket)).ping, redis.ConnectionError)
        return f"unix://{socket}"

    def launch(self, command: Sequence[str | Path], folder: Path, user: str | None = None) -> None:
        """Start a server that ends also when the test run is killed."""
        with (self.folder / f"{Path(command[0]).name}.log").open("wb") as log:
            self.running.append(
                subprocess.Popen(
                    command, cwd=folder, user=user, stdout=log, stderr=log, preexec_fn=end_with_parent
                )
            )


def postgresql_programs() -> Path | None:
    """The folder of `initdb` and `postgres`; Debian keeps them off the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    on_path = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    return next((path for path in [*reversed(debian), *on_path] if (path / "postgres").exists()), None)


def redis_program() -> str | None:
    """The first server that speaks Redis."""
    return shutil.which("redis-server") or shutil.which("valkey-server")


def server_user() -> str | None:
    """PostgreSQL refuses to run as root: then its own user runs it, or nobody."""
    if os.getuid() != 0:
        return None
    return "postgres" if any(entry.pw_name == "postgres" for entry in pwd.getpwall()) else "nobody"


def end_with_parent() -> None:
    """In the child: stop when whoever started it is gone."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def wait_for(attempt: Callable[[], object], not_yet: type[Exception]) -> None:
    """Try until it works; after half a minute the last error tells why not."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            attempt()
            return
        except not_yet:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
