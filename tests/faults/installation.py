"""A whole installation in a folder of its own, run as an operator runs it, and broken as in reality."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

from sqlalchemy import Select
from sqlalchemy.orm import Session, scoped_session

from app.config import ROOT, Settings, read_settings
from app.database import only_reading
from tests.integration.runtime.mail_server import free_port

START_SECONDS = 60


class Installation:
    """`waardering` commands on one data folder and one port."""

    def __init__(self, folder: Path, environ: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.port = free_port()
        self.log = folder / "log"
        self.started: list[subprocess.Popen[bytes]] = []
        self.environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith("WAARDERING_")},
            "WAARDERING_DATA": str(self.data),
            "PYTHONPATH": str(ROOT),
            **(environ or {}),
        }

    def __enter__(self) -> "Installation":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self.started:
            if process.poll() is None:
                process.terminate()
                process.send_signal(signal.SIGCONT)  # a test may have frozen it
        for process in self.started:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        wait_until(lambda: not self.processes(), 20, "no process is left")

    @property
    def settings(self) -> Settings:
        """As the parts read them."""
        return read_settings(self.environ)

    def launch(self, *words: str) -> subprocess.Popen[bytes]:
        """A command that goes on."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "app.cli", *words], env=self.environ, stdout=log, stderr=log
            )
        self.started.append(process)
        return process

    def launch_script(self, script: str, *words: str) -> subprocess.Popen[bytes]:
        """A program of the tests that goes on: a part in which something is made to go wrong."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"tests.faults.{script}", *words],
                env=self.environ,
                stdout=log,
                stderr=log,
            )
        self.started.append(process)
        return process

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command that ends by itself."""
        return subprocess.run(
            [sys.executable, "-m", "app.cli", *words],
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
        )

    def run(self, *words: str) -> subprocess.Popen[bytes]:
        """`waardering run`, once the site answers and the address is printed."""
        process = self.launch("run", "--port", str(self.port), *words)
        told = self.said("Het platform draait op")
        wait_until(
            lambda: self.said("Het platform draait op") > told or process.poll() is not None,
            START_SECONDS,
            "the run says that the site answers",
        )
        assert process.poll() is None, self.log.read_text()
        return process

    def said(self, words: str) -> int:
        """How often this stands in the log."""
        return self.log.read_text().count(words)

    def answers(self, path: str = "/gezondheid") -> bool:
        """Whether the site answers without an error."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def listens(self) -> bool:
        """Whether somebody takes connections on our port."""
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def process_of(self, part: str) -> int:
        """The process that is now this part, from the log."""
        found = re.findall(rf"{part} started as process (\d+)", self.log.read_text())
        assert found, f"{part} was never started"
        return int(found[-1])

    def processes(self) -> list[int]:
        """All that belong to this installation, the queue too: the data folder is in their environment."""
        mark = f"WAARDERING_DATA={self.data}".encode()
        return [process for process in all_processes() if mark in environment_of(process).split(b"\0")]


def all_processes() -> list[int]:
    """That live now; a zombie does not."""
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def environment_of(process: int) -> bytes:
    """As it was when it began; empty for a zombie and for who has gone."""
    try:
        return Path(f"/proc/{process}/environ").read_bytes()
    except OSError:
        return b""


def children_of(process: int) -> list[int]:
    """Its children that still live."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(child) for child in found if environment_of(int(child))]


def wait_until(condition: Callable[[], bool], seconds: float, what: str) -> float:
    """Until it is so; the seconds that took. Fails when it never is."""
    started = time.monotonic()
    while not condition():
        waited = time.monotonic() - started
        assert waited < seconds, f"after {waited:.0f} s it is not so that {what}"
        time.sleep(0.05)
    return time.monotonic() - started


def look(session: scoped_session[Session], query: Select[tuple[int]]) -> list[int]:
    """Numbers from the database, without keeping anybody from writing."""
    session.rollback()
    with only_reading():
        found = list(session.scalars(query))
    session.rollback()
    return found


def kill(process: int) -> None:
    """Without a chance to clean up."""
    os.kill(process, signal.SIGKILL)
