"""The site asks for hints, and goes on without them when they are not there in a moment."""

import json
import logging
import os
import socket
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from app.config import settings
from moderation.findings import FacilityFacts, Family, Span
from moderation.hints import Hint
from moderation.switches import Switch

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 1.8
"""A page waits for it; usually it takes a tenth."""

Hints = tuple[Hint, ...]


def ask_for_hints(
    kind: str, texts: Mapping[str, str], facility: FacilityFacts, switches: Mapping[str, Switch] | None = None
) -> Hints | None:
    """The hints for these texts; None when there are none now, whatever the reason.

    The process that answers has no database: what lead editors switched goes with the question.
    """
    set_lower = {rule: switch.at_most for rule, switch in (switches or {}).items()}
    request = json.dumps(
        {"kind": kind, "texts": dict(texts), "facility": asdict(facility), "switches": set_lower}
    )
    try:
        received = exchange(settings().hints_socket, request.encode())
        return tuple(hint_of(found) for found in json.loads(received)["hints"])
    except (OSError, ValueError, KeyError) as error:
        log.info("no hints now: %s", type(error).__name__)
        return None


def exchange(path: Path, request: bytes) -> bytes:
    """Send, read to the end; all of it in the time that there is."""
    if path.stat().st_uid != os.getuid():
        raise PermissionError("the socket is not ours")
    until = time.monotonic() + PATIENCE_SECONDS
    received = b""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(PATIENCE_SECONDS)
        connection.connect(str(path))
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        while True:
            connection.settimeout(max(0.001, until - time.monotonic()))
            part = connection.recv(65536)
            if not part:
                return received
            received += part


def hint_of(data: Mapping[str, object]) -> Hint:
    """As the process wrote it."""
    return Hint(
        **{
            **data,
            "family": Family(str(data["family"])),
            "places": tuple(Span(**place) for place in data["places"]),  # type: ignore[attr-defined]
        }  # type: ignore[arg-type]
    )
