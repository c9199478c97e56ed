"""The queue of our own: nobody else can reach it."""

import os
from pathlib import Path

import pytest

from app import embedded_queue
from app.config import Settings
from app.embedded_queue import prepare_folders, queue_command, queue_program, set_broken_journal_aside
from app.starting import CannotStart


def option(settings: Settings, name: str) -> str:
    """What the queue is told."""
    command = list(queue_command(settings))
    return command[command.index(f"--{name}") + 1]


@pytest.mark.parametrize(("name", "value"), [("port", "0"), ("unixsocketperm", "700"), ("appendonly", "yes")])
def test_the_queue_has_no_port_and_keeps_its_jobs(settings: Settings, name: str, value: str) -> None:
    assert option(settings, name) == value


def test_the_queue_listens_where_the_settings_say(settings: Settings) -> None:
    assert f"unix://{option(settings, 'unixsocket')}" == settings.redis_url


def test_the_folder_of_the_queue_is_closed_to_others(settings: Settings) -> None:
    folder = settings.data / "queue"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    prepare_folders(settings)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_points_elsewhere_is_refused(settings: Settings, tmp_path: Path) -> None:
    (settings.data / "queue").symlink_to(tmp_path)
    with pytest.raises(CannotStart, match="van iemand anders"):
        prepare_folders(settings)


def test_a_folder_of_somebody_else_is_refused(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: stranger)
    with pytest.raises(CannotStart, match="van iemand anders"):
        prepare_folders(settings)


def test_a_broken_journal_is_kept_apart(settings: Settings) -> None:
    journal = settings.data / "queue" / "appendonlydir"
    journal.mkdir(parents=True)
    (journal / "half").write_text("?")
    set_broken_journal_aside(settings)
    assert not journal.exists()
    assert [path.name for path in journal.parent.glob("appendonlydir.broken-*/*")] == ["half"]


def test_without_a_bundled_program_one_of_this_computer_serves(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "redis-server"
    program.touch(mode=0o755)
    monkeypatch.setattr(embedded_queue, "bundled_program", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert queue_program() == str(program)


def test_without_any_program_the_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_queue, "bundled_program", lambda: None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CannotStart, match="installeer valkey of redis"):
        queue_program()
