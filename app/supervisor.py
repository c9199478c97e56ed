"""A group of child processes that start, live and end together."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from app import bound_child
from app.starting import CannotStart

log = logging.getLogger(__name__)

DEATHS_ALLOWED = 5
"""This many deaths of one part within DEATHS_SECONDS, and everything stops."""
DEATHS_SECONDS = 60
LOOK_SECONDS = 0.1
FIRST_PAUSE_SECONDS = 0.2
"""Before a part that died is started again; doubles with each death in the same minute."""


@dataclass(frozen=True)
class Part:
    """A program that runs as long as the whole does."""

    name: str
    command: Sequence[str]
    stop_seconds: float = 8
    """What it may take to end by itself, before it is killed."""
    ends_last: bool = False
    """The others use it until their end."""


@dataclass
class Child:
    """A part and the process that is it now."""

    part: Part
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)
    start_at: float = 0.0

    @property
    def is_running(self) -> bool:
        """It has been started and has not ended."""
        return self.process is not None and self.process.poll() is None


class Supervisor:
    """Starts parts, starts them again when they die, and ends them in order."""

    def __init__(self, environ: Mapping[str, str], shared_descriptor: int) -> None:
        self.environ = environ
        self.shared_descriptor = shared_descriptor
        self.children: list[Child] = []
        self.signals = 0

    def listen_to_signals(self) -> None:
        """Ctrl-C, SIGTERM and a closed terminal end everything in order; a second one at once."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.note_signal)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup stays nohup
            signal.signal(signal.SIGHUP, self.note_signal)

    def note_signal(self, _number: int, _frame: FrameType | None) -> None:
        """Only counted here: the loops look at it."""
        self.signals += 1

    @property
    def must_stop(self) -> bool:
        """Somebody asked for the end."""
        return self.signals > 0

    def start(self, part: Part) -> Child:
        """Start a part that is not running yet."""
        child = Child(part)
        self.children.append(child)
        self.launch(child)
        return child

    def launch(self, child: Child) -> None:
        """A process of its own group: Ctrl-C in the terminal reaches us alone, and we keep the order."""
        launcher = [sys.executable, "-I", str(Path(bound_child.__file__)), str(os.getpid())]
        child.process = subprocess.Popen(  # noqa: S603 (our own parts only)
            [*launcher, *child.part.command],
            env=self.environ,
            stdin=subprocess.DEVNULL,
            pass_fds=[self.shared_descriptor],
            start_new_session=True,
        )
        log.info("%s started as process %d", child.part.name, child.process.pid)

    def watch(self) -> None:
        """Until somebody asks for the end. Raises CannotStart when a part keeps dying."""
        while not self.must_stop:
            self.look()
            time.sleep(LOOK_SECONDS)

    def look(self) -> None:
        """Start again what died, after a pause that grows."""
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                self.note_death(child)
            elif child.process is None and time.monotonic() >= child.start_at:
                self.launch(child)

    def note_death(self, child: Child) -> None:
        """Plan a new start, or give up."""
        assert child.process is not None
        moment = time.monotonic()
        child.deaths = [*(death for death in child.deaths if death > moment - DEATHS_SECONDS), moment]
        if len(child.deaths) >= DEATHS_ALLOWED:
            raise CannotStart(
                f"{child.part.name} viel vijf keer uit in een minuut ({ending(child.process)}). Alles stopt."
            )
        pause = FIRST_PAUSE_SECONDS * 2 ** (len(child.deaths) - 1)
        log.error("%s ended (%s); again in %.1f s", child.part.name, ending(child.process), pause)
        child.process, child.start_at = None, moment + pause

    def stop(self) -> None:
        """First the parts that use others, then those that are used."""
        for last in (False, True):
            self.end([child for child in self.children if child.part.ends_last is last])

    def end(self, children: Sequence[Child]) -> None:
        """Ask them to end, all at once, and kill what does not."""
        heard = self.signals
        running = [child for child in children if child.is_running]
        for child in running:
            send(child, signal.SIGTERM)
        started = time.monotonic()
        while running:
            waited = time.monotonic() - started
            for child in running:
                if waited > child.part.stop_seconds or self.signals > max(heard, 1):
                    log.warning("%s does not end; killed", child.part.name)
                    send(child, signal.SIGKILL)
                    assert child.process is not None
                    child.process.wait()
            time.sleep(LOOK_SECONDS / 5)
            running = [child for child in running if child.is_running]
        for child in children:
            child.process = None


def send(child: Child, number: signal.Signals) -> None:
    """To the part, or when it must die, to its whole group."""
    process = child.process
    if process is None or process.poll() is not None:
        return
    try:
        if number is signal.SIGKILL:
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
    except ProcessLookupError:
        return


def ending(process: subprocess.Popen[bytes]) -> str:
    """How a process ended: `code 1` or `signal 9`."""
    code = process.returncode
    return f"signal {-code}" if code is not None and code < 0 else f"code {code}"
