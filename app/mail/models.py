"""The outbox: one row an event and recipient, written in the transaction of the event."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now


class OutboxMail(Base):
    """A mail to send: a template's name and ids; its words are made at sending."""

    __tablename__ = "outbox"
    __table_args__ = (
        sa.UniqueConstraint("event", "recipient", name="uq_outbox_event"),
        sa.Index("ix_outbox_waiting", "sent_at", "next_attempt_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[str]
    """Names the event once, such as `decision-17`: the same event is never mailed twice."""
    recipient: Mapped[str]
    """`author:<review id>`, `account:<id>`, `notice:<id>`, `alert:<id>`."""
    template: Mapped[str]
    context: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Ids only, never text or names."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime] = mapped_column(default=now)
    """Also the lease of who is sending it."""
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    """Given up: the recipient is gone, or too many attempts."""
