"""Reading the mail that the site wrote as files."""

import re
import time
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from app.config import Settings

PATIENCE_SECONDS = 30
LINK = re.compile(r"https?://\S+")


class Mailbox:
    """The `.eml` files of an installation without a mail server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def mails(self, to: str = "") -> list[EmailMessage]:
        """All mails to this address (or to anybody), oldest first."""
        found = [read_mail(path) for path in sorted(self.folder.glob("*.eml"), key=age)]
        return [mail for mail in found if to in mail["To"]]

    def wait_for(self, to: str, number: int = 1) -> EmailMessage:
        """The first (second, …) mail to this address, as soon as a worker has sent it."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(found := self.mails(to)) < number:
            assert time.monotonic() < deadline, f"{len(found)} mails aan {to} in plaats van {number}"
            time.sleep(0.1)
        return found[number - 1]


class Outbox(Mailbox):
    """The same, after what waits to be sent has been sent."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings.data / "mail")
        self.settings = settings

    def mails(self, to: str = "") -> list[EmailMessage]:
        """Sends first; then as in any mailbox."""
        from app.mail.sending import send_waiting

        send_waiting()
        return super().mails(to)


def read_mail(path: Path) -> EmailMessage:
    """A mail from a file, with its lines unfolded and decoded."""
    mail = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def body_of(mail: EmailMessage) -> str:
    """The words of a mail."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def link_in(mail: EmailMessage) -> str:
    """The first link in a mail."""
    found = LINK.search(body_of(mail))
    assert found, f"geen link in de mail “{mail['Subject']}”"
    return found[0].rstrip(".,)>")


def age(path: Path) -> tuple[float, str]:
    """When a file was written; names decide within one moment."""
    return path.stat().st_mtime, path.name
