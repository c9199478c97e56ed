"""What editors say of findings, and which rules a lead editor switched."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.contributions.models import RecordedFinding
from app.database import Base, now
from moderation.findings import Severity


class FindingVerdict(Base):
    """An editor's word on a finding: right or wrong. Says nothing of the text, and outlives it."""

    __tablename__ = "finding_verdicts"
    __table_args__ = (sa.Index("ix_finding_verdicts_rule", "rule", "check_version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("findings.id", ondelete="SET NULL"), unique=True
    )
    """Empty once the text and its findings were erased."""
    rule: Mapped[str]
    check_version: Mapped[int]
    is_right: Mapped[bool]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"))
    month: Mapped[str]
    """Such as 2026-11, in Brussels."""
    judged_at: Mapped[datetime] = mapped_column(default=now)

    finding: Mapped[RecordedFinding | None] = relationship()


class Setting(StrEnum):
    """How a rule stands."""

    ON = "on"
    LOWERED = "lowered"
    OFF = "off"


class RuleSwitch(Base):
    """A lead editor set a rule; the newest one in force counts."""

    __tablename__ = "rule_switches"

    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(index=True)
    setting: Mapped[Setting]
    at_most: Mapped[Severity | None]
    """For a lowered rule."""
    reason: Mapped[str]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    second_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    """Who agreed, where two must."""
    in_force_at: Mapped[datetime | None]
    """Empty while a second lead editor must still agree."""

    account: Mapped[Account] = relationship(foreign_keys=account_id)
    second: Mapped[Account | None] = relationship(foreign_keys=second_id)
