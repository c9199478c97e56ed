"""The process for hints, started once a test run."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.config import ROOT, Settings, read_settings
from app.hints import asking

START_SECONDS = 120


@pytest.fixture(scope="session")
def hints_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the socket of `waardering hints`."""
    environ = {"WAARDERING_DATA": str(tmp_path_factory.mktemp("hints")), "PYTHONPATH": str(ROOT)}
    socket = read_settings(environ, keys=False).hints_socket
    process = subprocess.Popen([sys.executable, "-m", "app.cli", "hints"], env={**os.environ, **environ})
    deadline = time.monotonic() + START_SECONDS
    while not socket.exists():
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.1)
    yield socket.parent
    process.terminate()
    assert process.wait(20) == 0


@pytest.fixture
def hints(hints_folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site of this test finds the process, and has all the time for it."""
    monkeypatch.setattr(asking, "PATIENCE_SECONDS", 60)
    settings.hints_socket.parent.parent.mkdir(parents=True, exist_ok=True)
    settings.hints_socket.parent.symlink_to(hints_folder)


@pytest.fixture
def count_statements(settings: Settings) -> Iterator[Callable[[], int]]:
    """How many statements there were since the last time."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            asked.append(statement)

    def count() -> int:
        number = len(asked)
        asked.clear()
        return number

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    yield count
    sa.event.remove(sa.Engine, "before_cursor_execute", note)
