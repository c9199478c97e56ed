"""Talk between the editors and one other: the author of a review, or a facility. Neither sees the other's."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.contributions.models import Contribution
from app.database import Base, now


class Party(StrEnum):
    """With whom the editors talk."""

    AUTHOR = "author"
    PROVIDER = "provider"


class Sender(StrEnum):
    """Who wrote a message."""

    EDITORS = "editors"
    OTHER = "other"
    """The author, or the facility."""


class Thread(Base):
    """All that was said with one party about one contribution."""

    __tablename__ = "threads"
    __table_args__ = (
        sa.UniqueConstraint("contribution_id", "party", name="uq_threads_party"),
        sa.Index("ix_threads_waiting", "waits_until", "reminded_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(sa.ForeignKey("contributions.id"))
    party: Mapped[Party]
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"))
    """The editor who asked last: an answer shows on their overview."""
    waits_until: Mapped[datetime | None]
    """The deadline of the question that nobody answered yet."""
    reminded_at: Mapped[datetime | None]
    answer_seen_at: Mapped[datetime | None]
    """When the editor who asked had read the last answer; empty while there is one to read."""
    created_at: Mapped[datetime] = mapped_column(default=now)

    contribution: Mapped[Contribution] = relationship()
    asked_by: Mapped[Account] = relationship()
    messages: Mapped[list["Message"]] = relationship(back_populates="thread", order_by="Message.id")

    @property
    def is_waiting(self) -> bool:
        """A question is out, and there is still time."""
        return self.waits_until is not None and self.waits_until > now()


class Message(Base):
    """One question or answer; text alone, without files."""

    __tablename__ = "messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("threads.id"), index=True)
    sender: Mapped[Sender]
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    """The editor or the facility's account; empty for an author. The other side never sees it."""
    text: Mapped[str]
    answer_by: Mapped[datetime | None]
    """The deadline that a question gave."""
    created_at: Mapped[datetime] = mapped_column(default=now)

    thread: Mapped[Thread] = relationship(back_populates="messages")
    account: Mapped[Account | None] = relationship()
