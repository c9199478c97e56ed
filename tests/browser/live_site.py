"""The site as an installation runs it: the real command, in a process of its own."""

import multiprocessing
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from click.testing import CliRunner

from app.accounts.commands import create_account
from tests.mailbox import Mailbox

COMMAND = Path(sys.executable).with_name("waardering")
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.browser.live_site"])
START_SECONDS = 240
STOP_SECONDS = 30


@dataclass(frozen=True)
class LiveSite:
    """A running installation: its address, its mail, and its commands."""

    url: str
    data: Path
    environ: Mapping[str, str]

    @property
    def mailbox(self) -> Mailbox:
        """Where its mail goes."""
        return Mailbox(self.data / "mail")

    def command(self, *words: str | Path) -> str:
        """Run a command of the platform; what it printed."""
        done = self.attempt(*words)
        assert done.returncode == 0, f"{words}: {done.stdout}\n{done.stderr}"
        return done.stdout

    def new_account(self, email: str, *options: str) -> str:
        """The one-time link of a new account."""
        with FORKS.Pool(1) as process:
            printed = process.apply(create_account_in, (dict(self.environ), (email, *options)))
        link = re.search(r"https?://\S+", printed)
        assert link, printed
        return link[0]

    def attempt(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command of the platform that may say no."""
        return subprocess.run(
            [COMMAND, *words], env=self.environ, capture_output=True, text=True, check=False
        )


def create_account_in(environ: dict[str, str], words: tuple[str, ...]) -> str:
    """What the command prints, in a process whose imports are done: they cost more than the command."""
    os.environ.clear()
    os.environ.update(environ)
    return CliRunner().invoke(create_account, words).output


@contextmanager
def running_site(data: Path, more: Mapping[str, str], *options: str) -> Iterator[LiveSite]:
    """Start it, with more options for the command, wait until it answers, and end it as Ctrl-C would."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WAARDERING_")}
    environ = {**kept, "WAARDERING_DATA": str(data), "WAARDERING_BASE_URL": url, **more}
    log = data.with_suffix(".log")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [COMMAND, "run", "--port", str(port), *options], env=environ, stdout=output, stderr=output
        )
    try:
        wait_for_answer(url, process, log)
        yield LiveSite(url, data, environ)
    finally:
        process.send_signal(signal.SIGINT)
        ended = process.wait(STOP_SECONDS)
    assert ended == 0, log.read_text()[-3000:]


def wait_for_answer(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until its health page answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/gezondheid", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"De website start niet:\n{log.read_text()[-3000:]}")


def free_port() -> int:
    """One that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
