"""A decision that waits for a second editor: a record beside the contribution, not a state."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.contributions.grounds import Grounds
from app.contributions.models import Contribution, Version
from app.database import Base, now
from moderation.states import Action, Role


class ProposalOutcome(StrEnum):
    """What became of a proposal."""

    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Proposal(Grounds, Base):
    """What a first editor wants to decide, and why. At most one is open for a contribution."""

    __tablename__ = "proposals"
    __table_args__ = (
        sa.Index(
            "uq_proposals_open",
            "contribution_id",
            unique=True,
            sqlite_where=sa.text("outcome IS NULL"),
            postgresql_where=sa.text("outcome IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(sa.ForeignKey("contributions.id"), index=True)
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("versions.id"))
    """The wording that the first editor judged; another wording makes the proposal lapse."""
    action: Mapped[Action]
    message: Mapped[str] = mapped_column(default="")
    """To the author, sent when it is confirmed."""
    note: Mapped[str] = mapped_column(default="")
    standard_text_id: Mapped[int | None] = mapped_column(sa.ForeignKey("standard_texts.id"))
    reasons: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Why one person is not enough: id of the policy's rule → its words of that day."""
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"), index=True)
    role: Mapped[Role]
    created_at: Mapped[datetime] = mapped_column(default=now)
    outcome: Mapped[ProposalOutcome | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    """Empty where it lapsed."""
    answer: Mapped[str] = mapped_column(default="")
    """Why the second editor does not agree."""
    seen_at: Mapped[datetime | None]
    """When the first editor read that it was declined or lapsed."""

    contribution: Mapped[Contribution] = relationship()
    version: Mapped[Version] = relationship()
    account: Mapped[Account] = relationship(foreign_keys=account_id)
    closed_by: Mapped[Account | None] = relationship(foreign_keys=closed_by_id)
