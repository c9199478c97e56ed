"""How a mail leaves: through an SMTP server, or as a file where no server is set."""

import contextlib
import os
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from app.config import Settings
from app.starting import is_loopback

STEP_SECONDS = 8
"""What each step of the conversation with a server may take."""
CONVERSATION_SECONDS = 50
"""What the whole may take; less than the lease of who sends (`app.mail.sending.LEASE`)."""


class RecipientRefused(Exception):
    """The server says for good (5xx) that this address takes no mail."""


class NotEncrypted(Exception):
    """The server offers no encryption: our password does not go there."""


def deliver(message: EmailMessage, name: str, settings: Settings) -> None:
    """Hand it over. Returns only once the other side has it. `name` is the same when repeated."""
    if settings.mail_url:
        send_by_smtp(message, settings)
    else:
        write_file(message, settings.data / "mail", name)


def write_file(message: EmailMessage, folder: Path, name: str) -> None:
    """A file that is whole or absent; a repeat takes the place of the first."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = folder / f".{name}.{os.getpid()}"
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(message.as_bytes())
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(folder / f"{name}.eml")


def send_by_smtp(message: EmailMessage, settings: Settings) -> None:
    """Through the server of WAARDERING_MAIL_URL."""
    try:
        with smtp_server(settings) as server:
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        if all(500 <= code < 600 for code, _ in error.recipients.values()):
            raise RecipientRefused from None
        raise


@contextlib.contextmanager
def smtp_server(settings: Settings) -> Iterator[smtplib.SMTP]:
    """A connection: encrypted where that is offered, signed in where a password is set, never for long."""
    url = urlsplit(settings.mail_url)
    host = url.hostname or ""
    secure = ssl.create_default_context()
    name = urlsplit(settings.base_url).hostname
    server: smtplib.SMTP
    if url.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, url.port or 465, name, timeout=STEP_SECONDS, context=secure)
    else:
        server = smtplib.SMTP(host, url.port or 25, name, timeout=STEP_SECONDS)
    # A server that sends a byte now and then never reaches the time limit of one step.
    limit = threading.Timer(CONVERSATION_SECONDS, hang_up, [server])
    limit.daemon = True
    limit.start()
    try:
        server.ehlo()
        if url.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=secure)
            server.ehlo()
        elif url.scheme == "smtp" and url.username and not is_loopback(host):
            raise NotEncrypted
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        yield server
        say_goodbye(server)
    finally:
        limit.cancel()
        server.close()


def say_goodbye(server: smtplib.SMTP) -> None:
    """The mail has been taken: what goes wrong from here changes nothing."""
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        return


def hang_up(server: smtplib.SMTP) -> None:
    """End the conversation from another thread; the sender then sees a broken connection."""
    sock = server.sock
    with contextlib.suppress(OSError):
        if sock is not None:
            sock.shutdown(socket.SHUT_RDWR)  # wakes whoever is reading; closing would not
