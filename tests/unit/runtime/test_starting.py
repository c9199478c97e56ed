"""What must be right before anything starts."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.starting import CannotStart, RunLock, check_data_folder, check_port, is_loopback, site_address


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Somebody who listens on a port of this computer."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def test_a_port_in_use_is_named(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    with pytest.raises(CannotStart, match=f"Poort {port} is al in gebruik"):
        check_port("127.0.0.1", port)


def test_a_port_in_use_on_one_address_cannot_be_used_on_all(listener: socket.socket) -> None:
    with pytest.raises(CannotStart, match="al in gebruik"):
        check_port("0.0.0.0", listener.getsockname()[1])


def test_a_port_that_was_just_let_go_can_be_used_again(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    listener.close()
    check_port("127.0.0.1", port)


@pytest.mark.parametrize("host", ["192.0.2.1", "geen..host", "bestaat-niet.invalid"])
def test_an_address_of_another_computer_is_refused(host: str) -> None:
    with pytest.raises(CannotStart, match="geen adres van deze computer"):
        check_port(host, 8000)


@pytest.mark.parametrize(
    ("host", "answer"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.0.2.1", False),
        ("bestaat-niet.invalid", False),
    ],
)
def test_only_addresses_that_stay_on_this_computer_are_loopback(host: str, answer: bool) -> None:
    assert is_loopback(host) is answer


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::1", "http://[::1]:8000"),
        ("opvang.example", "http://opvang.example:8000"),
    ],
)
def test_the_address_of_the_site_can_be_opened_in_a_browser(host: str, address: str) -> None:
    assert site_address(host, 8000) == address


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotStart, match=r"file/data is niet beschrijfbaar"):
        check_data_folder(tmp_path / "file" / "data")


def test_the_data_folder_is_made_for_us_alone(tmp_path: Path) -> None:
    check_data_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
    assert list((tmp_path / "a" / "b").iterdir()) == []


def test_a_second_run_with_the_same_data_is_told_which_process_runs(tmp_path: Path) -> None:
    with (
        RunLock(tmp_path),
        pytest.raises(CannotStart, match=rf"draait al .*proces {os.getpid()}"),
        RunLock(tmp_path),
    ):
        pass


def test_a_run_that_ended_can_be_followed_by_another(tmp_path: Path) -> None:
    with RunLock(tmp_path):
        pass
    with RunLock(tmp_path):
        pass


def test_parts_of_a_killed_run_are_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.starting.LEFTOVERS_SECONDS", 0.2)
    monkeypatch.setattr("app.starting.is_alive", lambda _process: False)
    with (
        RunLock(tmp_path),
        pytest.raises(CannotStart, match="nog delen van een vorige start"),
        RunLock(tmp_path),
    ):
        pass
