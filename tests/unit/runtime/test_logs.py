"""A record of the log is one line, and quotes nobody."""

import logging

import pytest

from app.logs import OneLine, log_to_stderr


def line_of(message: str, *, error: BaseException | None = None) -> str:
    """How the log writes this."""
    record = logging.LogRecord("app.jobs", logging.ERROR, "jobs.py", 1, message, (), None)
    if error is not None:
        record.exc_info = (type(error), error, error.__traceback__)
    return OneLine("worker").format(record)


def caught() -> ValueError:
    """An error whose message quotes a review."""
    try:
        raise ValueError("Juf Ann van groep 2 roept")
    except ValueError as error:
        return error


def test_the_part_stands_in_front() -> None:
    assert line_of("hallo").startswith("[worker] ")


def test_several_lines_become_one() -> None:
    assert line_of("een\n  twee\n\ndrie").endswith("een ⏎ twee ⏎ drie")


def test_an_error_is_one_line_with_its_kind_and_place() -> None:
    line = line_of("mislukt", error=caught())
    assert "ValueError in caught (" in line
    assert "\n" not in line


def test_the_message_of_an_error_is_left_out() -> None:
    assert "Ann" not in line_of("mislukt", error=caught())


def test_the_log_goes_to_stderr_once(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        log_to_stderr("web")
        log_to_stderr("web")
        logging.getLogger("app.test").warning("let op")
    finally:
        root.handlers[:], root.level = before, level
        logging.captureWarnings(False)
    assert capsys.readouterr().err.count("let op") == 1
