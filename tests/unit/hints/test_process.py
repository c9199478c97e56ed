"""The process for hints: whatever is sent to it, it goes on; whoever asks never waits for long."""

import json
import os
import signal
import socket
import stat
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.config import Settings, use_settings
from app.hints import asking, process
from app.hints.asking import ask_for_hints
from app.starting import CannotStart
from moderation.findings import FacilityFacts

NO_HINTS = {"hints": []}


@pytest.fixture
def here(settings: Settings) -> Settings:
    """The settings of this process."""
    use_settings(settings)
    return settings


Start = Callable[[Callable[[dict[str, object]], object]], int]


@pytest.fixture
def start(here: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """The real process, with this in place of the language work."""
    running: list[int] = []
    monkeypatch.setattr("app.screening.warm_up", lambda: None)
    monkeypatch.setattr(process, "SECONDS", 1)
    monkeypatch.setattr(asking, "PATIENCE_SECONDS", 10)  # this says nothing on a busy machine

    def start_with(answer: Callable[[dict[str, object]], object]) -> int:
        monkeypatch.setattr(process, "answer", answer)
        number = os.fork()
        if number == 0:
            try:
                process.serve(here)
            finally:
                os._exit(0)
        running.append(number)
        wait_until(lambda: listens(here.hints_socket))
        return number

    yield start_with
    for number in running:
        os.kill(number, signal.SIGTERM)
        os.waitpid(number, 0)


def listens(path: Path) -> bool:
    """Whether somebody takes requests there."""
    with socket.socket(socket.AF_UNIX) as probe:
        return path.exists() and probe.connect_ex(str(path)) == 0


def wait_until(is_so: Callable[[], bool]) -> None:
    """For at most twenty seconds."""
    deadline = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def ask(text: str = "Juf Els is lief") -> object:
    return ask_for_hints("review", {"text": text}, FacilityFacts())


def test_an_answer_comes_back(start: Start) -> None:
    place = {"field": "text", "start": 4, "end": 7}
    told = {"family": "privacy", "rule": "person_name", "message": "a", "do": "b", "is_worth_a_pause": True}
    start(lambda _asked: {"hints": [{**told, "places": [place]}]})
    (hint,) = ask() or ()  # type: ignore[misc]
    assert (hint.rule, hint.places[0].start) == ("person_name", 4)


def test_without_the_process_there_are_no_hints(here: Settings) -> None:
    assert ask() is None


def test_what_a_killed_process_left_does_not_count(here: Settings) -> None:
    here.hints_socket.parent.mkdir(parents=True)
    with socket.socket(socket.AF_UNIX) as leftover:
        leftover.bind(str(here.hints_socket))
    assert ask() is None


def test_whoever_hangs_is_not_waited_for(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PATIENCE_SECONDS", 0.1)
    here.hints_socket.parent.mkdir(parents=True)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(here.hints_socket))
        silent.listen()
        began = time.monotonic()
        assert ask() is None
    assert time.monotonic() - began < 5


def test_whoever_drips_is_not_waited_for(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PATIENCE_SECONDS", 0.2)
    here.hints_socket.parent.mkdir(parents=True)
    with socket.socket(socket.AF_UNIX) as slow:
        slow.bind(str(here.hints_socket))
        slow.listen()

        def drip() -> None:
            connection, _ = slow.accept()
            with connection:
                for _ in range(100):
                    try:
                        connection.send(b" ")
                    except OSError:
                        return
                    time.sleep(0.05)

        thread = threading.Thread(target=drip)
        thread.start()
        assert ask() is None
        thread.join()


def test_a_request_that_hangs_is_ended_and_the_next_is_answered(start: Start) -> None:
    def hang_once(asked: dict[str, object]) -> object:
        if "wacht" in str(asked["texts"]):
            time.sleep(60)
        return NO_HINTS

    start(hang_once)
    assert [ask("wacht"), ask("verder")] == [None, ()]


def test_a_request_that_fails_ends_nothing(start: Start) -> None:
    def fail_once(asked: dict[str, object]) -> object:
        if "stuk" in str(asked["texts"]):
            raise ValueError("stuk")
        return NO_HINTS

    start(fail_once)
    assert [ask("stuk"), ask("heel")] == [None, ()]


@pytest.mark.parametrize(
    "sent", [b"", b"{", b"[]", b'{"texts": 3}', b"\xff\xfe", b'"' + b"a" * 2_000_000 + b'"'], ids=len
)
def test_nonsense_ends_nothing(start: Start, here: Settings, sent: bytes) -> None:
    start(lambda asked: {**NO_HINTS, "of": asked["kind"]})
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(here.hints_socket))
        try:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1)
        except OSError:
            pass  # it hung up on us
    assert ask() == ()


def test_nobody_else_can_reach_it(start: Start, here: Settings) -> None:
    start(lambda _asked: NO_HINTS)
    assert stat.S_IMODE(here.hints_socket.parent.stat().st_mode) == 0o700


def test_a_second_process_says_that_there_is_one(start: Start, here: Settings) -> None:
    start(lambda _asked: NO_HINTS)
    with pytest.raises(CannotStart, match="luistert al een proces voor tips"):
        process.free_socket(here.hints_socket)


def test_it_leaves_no_socket_behind(start: Start, here: Settings) -> None:
    number = start(lambda _asked: NO_HINTS)
    os.kill(number, signal.SIGTERM)
    wait_until(lambda: not here.hints_socket.exists())


def test_a_long_data_folder_still_has_a_socket_that_fits(settings: Settings) -> None:
    deep = replace(settings, data=Path("/") / ("map" * 60))
    assert len(str(deep.hints_socket)) < 100


def test_the_request_of_a_full_form_fits() -> None:
    texts = {"text_good": "😀" * 3000, "text_better": "😀" * 3000}
    request = json.dumps({"kind": "review", "texts": texts, "facility": {"name": "a" * 200}})
    assert len(request) <= process.LONGEST_REQUEST
