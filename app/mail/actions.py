"""Put a mail in the outbox, in the transaction of the event it tells of."""

from typing import Any

from sqlalchemy import select

from app.database import session
from app.mail.models import OutboxMail


def queue_mail(event: str, recipient: str, template: str, **context: Any) -> None:
    """Once an event and recipient: asking again changes nothing. The context holds ids only."""
    known = session.scalar(
        select(OutboxMail.id).where(OutboxMail.event == event, OutboxMail.recipient == recipient)
    )
    if known is None:
        session.add(OutboxMail(event=event, recipient=recipient, template=template, context=context))


def to_author(review_id: int) -> str:
    """The recipient who wrote this review."""
    return f"author:{review_id}"


def to_account(account_id: int) -> str:
    """The recipient with this account."""
    return f"account:{account_id}"


def to_reporter(notice_id: int) -> str:
    """The recipient who sent this notice."""
    return f"notice:{notice_id}"
