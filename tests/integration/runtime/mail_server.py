"""A mail server for tests, on a thread of this process."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Postbox:
    """Takes mail, or answers as it is told."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer_recipient = "250 OK"
        self.answer_mail = "250 OK"
        self.on_mail: Callable[[], None] = lambda: None
        """Called once a mail has been taken, before the sender hears so."""

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Somebody wants to send to this address."""
        if self.answer_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer_recipient

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """A mail arrives."""
        if self.answer_mail.startswith("250"):
            mail = message_from_bytes(envelope.original_content or b"", policy=default)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
            self.on_mail()
        return self.answer_mail


@contextmanager
def mail_server() -> Iterator[tuple[Postbox, str]]:
    """A running server, and its address for WAARDERING_MAIL_URL."""
    postbox = Postbox()
    port = free_port()
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield postbox, f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


def free_port() -> int:
    """One that nobody listens on now: aiosmtpd cannot choose one itself."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
