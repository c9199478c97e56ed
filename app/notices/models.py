"""Notices about published texts, and complaints about decisions: records beside the contribution."""

from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.config import settings
from app.contributions.models import Contribution, Decision, Version
from app.database import Base, now
from app.languages import language

DANGER_HOLDS = timedelta(days=1)
"""Reported danger is read first, and answered the day after at the latest."""


def answer_promised() -> datetime:
    """As long as for a review (DSA art. 16.6 asks for no undue delay)."""
    return now() + timedelta(days=settings().answer_days)


class NoticeReason(StrEnum):
    """Why somebody reports a published text."""

    PRIVACY = "privacy"
    FAKE = "fake"
    INSULT = "insult"
    UNTRUE = "untrue"
    DANGER = "danger"
    ILLEGAL = "illegal"
    OTHER = "other"


class NoticeOutcome(StrEnum):
    """What an editor decided on a notice."""

    KEPT = "kept"
    ACTED = "acted"


class Notice(Base):
    """Somebody reports something published (DSA art. 16)."""

    __tablename__ = "notices"
    __table_args__ = (
        sa.Index("uq_notices_objection_to_id", "objection_to_id", unique=True),
        sa.Index("uq_notices_submission_key", "submission_key", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    """Random, made when it arrived; stands on the receipt."""
    submission_key: Mapped[str | None]
    """Made with the empty form: sending the same form twice stores it once."""
    contribution_id: Mapped[int] = mapped_column(sa.ForeignKey("contributions.id"), index=True)
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("versions.id"))
    """What the reporter saw."""
    reason: Mapped[NoticeReason]
    explanation: Mapped[str]
    name: Mapped[bytes | None]
    email: Mapped[bytes | None]
    """Encrypted with IDENTITY_KEY."""
    language: Mapped[str] = mapped_column(default=language, server_default="nl")
    """In which we write to them: that of the page where they wrote to us."""
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    """The provider's account, when a facility contests a review."""
    objection_to_id: Mapped[int | None] = mapped_column(sa.ForeignKey("notices.id"))
    """The notice whose answer somebody objects to; another editor decides on this one."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime | None] = mapped_column(default=answer_promised)
    """An answer is promised by then."""
    decided_at: Mapped[datetime | None] = mapped_column(index=True)
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    outcome: Mapped[NoticeOutcome | None]
    answer: Mapped[str] = mapped_column(default="")

    contribution: Mapped[Contribution] = relationship()
    version: Mapped[Version] = relationship()
    account: Mapped[Account | None] = relationship(foreign_keys=account_id)
    decided_by: Mapped[Account | None] = relationship(foreign_keys=decided_by_id)
    objection_to: Mapped["Notice | None"] = relationship(remote_side=id)


class ComplaintOutcome(StrEnum):
    """What another editor decided on a complaint."""

    UPHELD = "upheld"
    DISMISSED = "dismissed"


class Complaint(Base):
    """An author or provider objects to a decision; only another editor can decide (DSA art. 20)."""

    __tablename__ = "complaints"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(sa.ForeignKey("contributions.id"), index=True)
    decision_id: Mapped[int] = mapped_column(sa.ForeignKey("decisions.id"), unique=True)
    """One complaint a decision."""
    text: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime]
    decided_at: Mapped[datetime | None] = mapped_column(index=True)
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    outcome: Mapped[ComplaintOutcome | None]
    answer: Mapped[str] = mapped_column(default="")

    contribution: Mapped[Contribution] = relationship()
    decision: Mapped[Decision] = relationship()
    decided_by: Mapped[Account | None] = relationship()
