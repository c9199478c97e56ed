"""The process that makes hints: texts in, hints out, over a socket that only we can open.

It forks for each request, so that nothing of a text stays behind, and one that takes too long or falls
over takes nobody with it. The web servers wait for it only a moment.
"""

import json
import logging
import os
import signal
import socket
import sys
from dataclasses import asdict
from pathlib import Path
from socketserver import ForkingMixIn, StreamRequestHandler, UnixStreamServer
from typing import Any

from app.bound_child import end_with_parent
from app.config import Settings
from app.long_lived import set_aside
from app.starting import CannotStart, make_private_folder

log = logging.getLogger(__name__)

LONGEST_REQUEST = 128 * 1024
"""Bytes: two texts of the form's length in any script, and the facility."""
SECONDS = 2
"""What one request may take; whoever asked has gone long before."""
SUGGESTED_WORDS = 3
"""For how many misspelled words to say what may be meant; each takes time."""
LOOK_SECONDS = 0.2
"""How soon it notices that it must end."""
CALM = 5
"""How much the process gives way to others on a busy machine."""


class HintRequest(StreamRequestHandler):
    """One text, in a fork of its own."""

    def handle(self) -> None:
        """Read all, answer, end."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        signal.alarm(SECONDS)
        end_with_parent(os.getppid(), signal.SIGKILL)
        received = self.rfile.read(LONGEST_REQUEST + 1)
        if len(received) <= LONGEST_REQUEST:
            self.wfile.write(json.dumps(answer(json.loads(received))).encode())


class HintServer(ForkingMixIn, UnixStreamServer):
    """Few at a time: whoever comes when it is busy is told so at once, and writes on without hints."""

    max_children = 2
    request_queue_size = 4
    timeout = LOOK_SECONDS

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The kind of an error, never its message: that may quote a person."""
        kind = sys.exc_info()[0]
        log.error("no hints: %s", kind.__name__ if kind else "unknown")


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """The hints, as the site reads them."""
    from app.screen_input import facility_of
    from app.screening import screen
    from moderation.findings import Severity, Submission
    from moderation.hints import hints_from
    from moderation.switches import Switch, switched

    kind, texts = str(asked["kind"]), {str(name): str(text) for name, text in asked["texts"].items()}
    written = Submission(kind=kind, texts=texts, facility=facility_of(asked.get("facility")))
    switches = {
        rule: Switch(Severity(at_most) if at_most else None)
        for rule, at_most in (asked.get("switches") or {}).items()
    }
    findings = switched(screen(written, suggest=SUGGESTED_WORDS), switches)
    return {"hints": [asdict(hint) for hint in hints_from(kind, findings)]}


def serve(settings: Settings) -> None:
    """Until SIGINT or SIGTERM."""
    from app.screening import warm_up

    os.environ["OMP_NUM_THREADS"] = "1"  # a thread pool that was used before a fork hangs after it
    path = free_socket(settings.hints_socket)
    heard: list[int] = []  # an exception from a signal can get lost; the loop looks at this
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda sent, _frame: heard.append(sent))
    os.nice(CALM)
    warm_up()
    set_aside()
    try:
        with HintServer(str(path), HintRequest) as server:
            while not heard:
                server.handle_request()
                server.service_actions()
    finally:
        path.unlink(missing_ok=True)


def free_socket(path: Path) -> Path:
    """Where nobody listens; what a killed process left is cleared away."""
    make_private_folder(path.parent)
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            path.unlink(missing_ok=True)
            return path
    raise CannotStart(f"Op {path} luistert al een proces voor tips. Eén is genoeg op een computer.")
