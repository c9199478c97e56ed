"""Logs: one line a record, on stderr, with the part that writes it in front."""

import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType


class OneLine(logging.Formatter):
    """A record is one line: a traceback is folded into its end, where and what."""

    def __init__(self, part: str) -> None:
        super().__init__(f"[{part}] %(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        """In UTC, to the millisecond."""
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        return " ⏎ ".join(line.strip() for line in super().format(record).splitlines() if line.strip())

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Places and the kind of error. Not its message: that may quote what a person wrote."""
        kind, _, trace = ei
        places = [f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in traceback.extract_tb(trace)]
        return f"{kind.__name__ if kind else 'error'} in {' > '.join(places[-6:])}"


def log_to_stderr(part: str, level: int = logging.INFO) -> None:
    """This process's log, in place of what was set up before."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine(part))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.captureWarnings(True)
    for talkative in ("rq.worker", "rq.scheduler", "alembic", "_granian"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
