"""What was done with a sign of danger: who was told, when, and what was agreed."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.contributions.models import Contribution, Version
from app.database import Base, now


class ReferralTarget(StrEnum):
    """Who was told of a sign of danger."""

    OPGROEIPUNT = "opgroeipunt"
    ZORGINSPECTIE = "zorginspectie"
    POLICE = "police"
    NOBODY = "nobody"
    """It turned out to be no danger; the words say why."""


class Referral(Base):
    """A lead editor dealt with a sign of danger in this wording."""

    __tablename__ = "referrals"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(sa.ForeignKey("contributions.id"), index=True)
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("versions.id"))
    target: Mapped[ReferralTarget]
    what_was_read: Mapped[str]
    who_was_told: Mapped[str] = mapped_column(default="")
    """A function or a file number; not sent to anybody."""
    told_on: Mapped[date | None]
    agreed: Mapped[str] = mapped_column(default="")
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"))
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)

    contribution: Mapped[Contribution] = relationship()
    version: Mapped[Version] = relationship()
    account: Mapped[Account] = relationship()
