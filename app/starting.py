"""What must be right before anything starts. Each problem is one sentence that says what to do."""

import errno
import fcntl
import ipaddress
import os
import socket
import stat
import time
from pathlib import Path
from types import TracebackType

LEFTOVERS_SECONDS = 15
"""How long the parts of a run that was killed may take to end."""


class CannotStart(Exception):
    """Something stands in the way; the message is one clear Dutch sentence."""


def check_data_folder(data: Path) -> None:
    """The folder exists or can be made, and we can write in it."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = data / f".probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise CannotStart(
            f"De map {data} is niet beschrijfbaar ({error.strerror}). "
            "Kies een andere met --data of WAARDERING_DATA."
        ) from None


def make_private_folder(folder: Path) -> None:
    """A folder of ours that nobody else can enter."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
        if stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid():
            folder.chmod(0o700)
            return
    except OSError as error:
        raise CannotStart(f"De map {folder} is niet bruikbaar ({error.strerror}).") from None
    raise CannotStart(f"De map {folder} is van iemand anders. Verwijder ze, of kies een andere --data.")


def check_port(host: str, port: int) -> None:
    """Nobody listens there, and we may."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        raise CannotStart(f"{host} is geen adres van deze computer. Kies een ander met --host.") from None
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise CannotStart(port_problem(host, port, error)) from None


def port_problem(host: str, port: int, error: OSError) -> str:
    """Why we cannot listen there."""
    if error.errno == errno.EADDRINUSE:
        return f"Poort {port} is al in gebruik. Kies een andere met --port."
    if error.errno == errno.EACCES:
        return f"Poort {port} is niet voor gewone gebruikers. Kies er een boven 1023 met --port."
    return f"{host} is geen adres van deze computer. Kies een ander met --host."


def is_loopback(host: str) -> bool:
    """Only this computer can reach it, whichever of its addresses is used."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    addresses = {str(entry[4][0]).split("%")[0] for entry in found}
    return all(ipaddress.ip_address(address).is_loopback for address in addresses)


def site_address(host: str, port: int) -> str:
    """Where a browser on this computer finds the site."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 (all addresses: this computer is one of them)
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class RunLock:
    """One run a data folder. The lock is shared with the parts, so it lasts as long as any of them."""

    def __init__(self, data: Path) -> None:
        self.path = data / "run.lock"
        self.descriptor = -1

    def __enter__(self) -> "RunLock":
        self.descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        deadline = time.monotonic() + LEFTOVERS_SECONDS
        while not self.take():
            holder = self.holder()
            if holder is not None and is_alive(holder):
                raise CannotStart(f"Het platform draait al met de map {self.path.parent} (proces {holder}).")
            if time.monotonic() > deadline:
                raise CannotStart(f"In de map {self.path.parent} lopen nog delen van een vorige start.")
            time.sleep(0.1)
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, str(os.getpid()).encode(), 0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self.descriptor)

    def take(self) -> bool:
        """Whether the lock is ours now."""
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def holder(self) -> int | None:
        """The process that wrote its number last."""
        written = os.pread(self.descriptor, 20, 0).decode(errors="replace")
        return int(written) if written.isdigit() else None


def is_alive(process: int) -> bool:
    """Whether a process with this number exists."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
