"""Put a mail in the outbox, in the transaction of the event it tells of."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from app.database import now, session
from app.mail.models import OutboxMail


def queue_mail(event: str, recipient: str, template: str, **context: Any) -> None:
    """Once an event and recipient: asking again changes nothing. The context holds ids only."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(
        insert(OutboxMail)
        .values(
            event=event,
            recipient=recipient,
            template=template,
            context=context,
            created_at=now(),
            attempts=0,
            next_attempt_at=now(),
        )
        .on_conflict_do_nothing(index_elements=["event", "recipient"])
    )


def to_author(review_id: int) -> str:
    """The recipient who wrote this review."""
    return f"author:{review_id}"


def to_account(account_id: int) -> str:
    """The recipient with this account."""
    return f"account:{account_id}"


def to_reporter(notice_id: int) -> str:
    """The recipient who sent this notice."""
    return f"notice:{notice_id}"
