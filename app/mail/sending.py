"""Send what waits in the outbox: never lost, repeated only when we were killed before we could note it."""

import logging
import smtplib
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import sqlalchemy as sa

from app.config import Settings, settings
from app.database import now, session
from app.mail.models import OutboxMail
from app.mail.transport import NotEncrypted, RecipientRefused, deliver

if TYPE_CHECKING:
    from app.mail.rendering import RenderedMail

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=80)
"""Who takes a mail has this long to send it; then somebody else tries."""
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
GIVEN_UP_AFTER = timedelta(days=5)
"""As long as mail servers themselves usually try (RFC 5321, section 4.5.4.1)."""
FEWEST_ATTEMPTS = 10
"""A mail that waited for days because we were not running is not given up at its first failure."""

outbox = cast(sa.Table, OutboxMail.__table__)


@dataclass(frozen=True)
class Taken:
    """A mail that is ours to send until its lease runs out."""

    id: int
    attempt: int
    """1 for the first."""


def send_waiting(seconds: float = 60) -> int:
    """Send what is due, oldest first, for at most this long; the number that left."""
    session.rollback()
    sent = 0
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        taken = take_next()
        if taken is None:
            break
        sent += send(taken)
    return sent


def mail_waits() -> bool:
    """Whether anything is due."""
    return session.execute(due(now()).limit(1)).first() is not None


def due(moment: datetime) -> sa.Select[tuple[int, int]]:
    """What may be sent now."""
    return (
        sa.select(outbox.c.id, outbox.c.attempts)
        .where(outbox.c.sent_at.is_(None), outbox.c.failed_at.is_(None), outbox.c.next_attempt_at <= moment)
        .order_by(outbox.c.next_attempt_at, outbox.c.id)
    )


def take_next() -> Taken | None:
    """The next one, which nobody else then takes; None when nothing is due."""
    while True:
        moment = now()
        with session.begin():
            found = session.execute(due(moment).limit(1)).first()
            if found is None:
                return None
            taken = session.execute(
                due_row(found.id, found.attempts)
                .where(outbox.c.next_attempt_at <= moment)
                .values(next_attempt_at=moment + LEASE, attempts=found.attempts + 1)
                .returning(outbox.c.id)
            ).first()
        if taken is not None:
            return Taken(found.id, found.attempts + 1)


def due_row(mail_id: int, attempts: int) -> sa.Update:
    """A change to this mail, as long as nobody else tried or sent it since."""
    return sa.update(outbox).where(
        outbox.c.id == mail_id,
        outbox.c.attempts == attempts,
        outbox.c.sent_at.is_(None),
        outbox.c.failed_at.is_(None),
    )


def send(taken: Taken) -> bool:
    """Render, hand over outside any transaction, note it. Whether it left."""
    try:
        message = prepare(taken)
        if message is None:
            log.warning("mail %d has nobody to go to any more", taken.id)
            note(taken, failed_at=now())
            return False
        deliver(message, f"{taken.id:08d}", settings())
    except RecipientRefused:
        log.warning("mail %d is refused by its recipient's server; given up", taken.id)
        note(taken, failed_at=now())
        return False
    except Exception as error:  # noqa: BLE001 (whatever goes wrong, it is tried again)
        log_failure(taken, error)
        put_off(taken)
        return False
    note(taken, sent_at=now())
    return True


def prepare(taken: Taken) -> EmailMessage | None:
    """The mail as it leaves. An author's link is made here: it must be in the database before it goes out."""
    from app.mail.rendering import render_mail

    with session.begin():
        row = session.get_one(OutboxMail, taken.id)
        rendered = render_mail(row)
        return compose(row, rendered, settings()) if rendered else None


def compose(row: OutboxMail, rendered: "RenderedMail", configured: Settings) -> EmailMessage:
    """Plain text; no header can be added through a subject or a name."""
    message = EmailMessage(policy=SMTP)
    message["From"] = configured.mail_from
    message["To"] = Address(addr_spec=ascii_domain(rendered.to))
    message["Subject"] = " ".join(rendered.subject.split())
    message["Date"] = format_datetime(now())
    message["Message-ID"] = message_id(row, configured)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday answers to us
    if rendered.stop_link:
        message["List-Unsubscribe"] = f"<{rendered.stop_link}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(rendered.body, charset="utf-8", cte="quoted-printable")
    return message


def message_id(row: OutboxMail, configured: Settings) -> str:
    """From the row alone, so that a repeat is known as one; without its number, which would count mails."""
    known = f"{row.id} {row.event} {row.recipient} {row.created_at.isoformat(timespec='microseconds')}"
    host = urlsplit(configured.base_url).hostname
    return f"<{sha256(known.encode()).hexdigest()[:32]}@{host}>"


def ascii_domain(address: str) -> str:
    """An address whose domain every mail server can read."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}"


def log_failure(taken: Taken, error: Exception) -> None:
    """The kind and the server's code; its words may hold an address."""
    code = getattr(error, "smtp_code", "")
    if isinstance(error, smtplib.SMTPException | OSError | NotEncrypted):
        log.warning("mail %d did not leave: %s %s", taken.id, type(error).__name__, code)
    else:
        log.exception("mail %d could not be made", taken.id)


def put_off(taken: Taken) -> None:
    """Again after 1, 2, 4 … minutes, at most 6 hours; given up after five days."""
    moment = now()
    with session.begin():
        created = session.execute(sa.select(outbox.c.created_at).where(outbox.c.id == taken.id)).scalar_one()
    if moment - created > GIVEN_UP_AFTER and taken.attempt >= FEWEST_ATTEMPTS:
        log.error("mail %d is given up after %d attempts", taken.id, taken.attempt)
        note(taken, failed_at=moment)
    else:
        note(taken, next_attempt_at=moment + pause_after(taken.attempt))


def pause_after(attempt: int) -> timedelta:
    """How long to wait after this attempt."""
    return min(FIRST_PAUSE * (1 << min(attempt - 1, 20)), LONGEST_PAUSE)


def note(taken: Taken, **values: datetime) -> None:
    """What became of it."""
    with session.begin():
        session.execute(due_row(taken.id, taken.attempt).values(**values))
