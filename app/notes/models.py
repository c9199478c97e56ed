"""What editors tell each other about a contribution. Nobody else ever sees it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.contributions.models import Contribution
from app.database import Base, now


class Note(Base):
    """A note of one editor for the others."""

    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(sa.ForeignKey("contributions.id"), index=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"))
    text: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)

    contribution: Mapped[Contribution] = relationship()
    account: Mapped[Account] = relationship()
    mentions: Mapped[list["Mention"]] = relationship(back_populates="note", order_by="Mention.account_id")


class Mention(Base):
    """A note names a colleague, who sees it on their overview until they have read it."""

    __tablename__ = "mentions"

    note_id: Mapped[int] = mapped_column(sa.ForeignKey("notes.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"), primary_key=True, index=True)
    seen_at: Mapped[datetime | None]

    note: Mapped[Note] = relationship(back_populates="mentions")
    account: Mapped[Account] = relationship()
