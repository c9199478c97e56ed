"""Decided texts judged once more by other editors, without knowing what was decided."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.contributions.models import Contribution, Decision, Version
from app.database import Base, now
from moderation.states import Action

calibration_judges = sa.Table(
    "calibration_judges",
    Base.metadata,
    sa.Column("round_id", sa.ForeignKey("calibration_rounds.id"), primary_key=True),
    sa.Column("account_id", sa.ForeignKey("accounts.id"), primary_key=True),
)


class CalibrationRound(Base):
    """A sample that a lead editor sent to other editors."""

    __tablename__ = "calibration_rounds"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]
    """From here on nobody judges, and everybody sees what was found."""

    account: Mapped[Account] = relationship()
    judges: Mapped[list[Account]] = relationship(secondary=calibration_judges, order_by=Account.name)
    cases: Mapped[list["CalibrationCase"]] = relationship(
        back_populates="round", order_by="CalibrationCase.number"
    )


class CalibrationCase(Base):
    """One text of a sample, and the decision that stays hidden."""

    __tablename__ = "calibration_cases"
    __table_args__ = (sa.UniqueConstraint("round_id", "number", name="uq_calibration_cases_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("calibration_rounds.id"))
    number: Mapped[int]
    """Its place in the sample, which says nothing of what it is."""
    contribution_id: Mapped[int] = mapped_column(sa.ForeignKey("contributions.id"))
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("versions.id"))
    decision_id: Mapped[int] = mapped_column(sa.ForeignKey("decisions.id"))

    round: Mapped[CalibrationRound] = relationship(back_populates="cases")
    contribution: Mapped[Contribution] = relationship()
    version: Mapped[Version] = relationship()
    decision: Mapped[Decision] = relationship()
    judgements: Mapped[list["CalibrationJudgement"]] = relationship(back_populates="case")


class CalibrationJudgement(Base):
    """What an editor would have decided. Changes nothing of the text itself."""

    __tablename__ = "calibration_judgements"
    __table_args__ = (sa.UniqueConstraint("case_id", "account_id", name="uq_calibration_judgements_once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("calibration_cases.id"))
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"))
    action: Mapped[Action]
    rule: Mapped[str | None]
    judged_at: Mapped[datetime] = mapped_column(default=now)

    case: Mapped[CalibrationCase] = relationship(back_populates="judgements")
