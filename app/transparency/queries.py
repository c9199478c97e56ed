"""What the redaction did, in figures. Nothing about one facility or one person."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from app.contributions.models import Contribution, Decision
from app.database import session
from app.notices.models import Complaint, ComplaintOutcome, Notice, NoticeOutcome
from moderation.states import Action, Role, State

JUDGED = (Action.PUBLISH, Action.RETURN, Action.REJECT, Action.REDACT, Action.REMOVE, Action.ESCALATE)


@dataclass(frozen=True)
class Figures:
    """Since the start."""

    received: dict[str, int]
    """Kind → confirmed contributions."""
    waiting: int
    decisions: dict[Action, int]
    """What editors decided, how often."""
    rules: list[tuple[str, Action, int]]
    """Rule, action, how often; the most used first."""
    notices: dict[NoticeOutcome | None, int]
    complaints: dict[ComplaintOutcome | None, int]
    """None: not decided yet."""


def figures() -> Figures:
    """Six statements, each over an index or a small table."""
    return Figures(
        received=received(),
        waiting=session.scalar(select(func.count()).select_from(Contribution).where(Contribution.is_open))
        or 0,
        decisions=decisions(),
        rules=rules(),
        notices=counted(select(Notice.outcome, func.count()).group_by(Notice.outcome)),
        complaints=counted(select(Complaint.outcome, func.count()).group_by(Complaint.outcome)),
    )


def counted(statement: Select[Any, int]) -> dict[Any, int]:
    """Each thing with its number."""
    return {thing: number for thing, number in session.execute(statement)}  # noqa: C416 (rows are no pairs to mypy)


def received() -> dict[str, int]:
    """Whatever became of them."""
    return counted(
        select(Contribution.kind, func.count())
        .where(Contribution.state != State.UNCONFIRMED)
        .group_by(Contribution.kind)
    )


def decisions() -> dict[Action, int]:
    """Only what people decided."""
    return counted(
        select(Decision.action, func.count())
        .where(Decision.role.in_([Role.EDITOR, Role.LEAD_EDITOR]), Decision.action.in_(JUDGED))
        .group_by(Decision.action)
    )


def rules() -> list[tuple[str, Action, int]]:
    """On which ground."""
    number = func.count().label("number")
    return [
        (rule, action, count)
        for rule, action, count in session.execute(
            select(func.coalesce(Decision.rule, ""), Decision.action, number)
            .where(Decision.rule.is_not(None))
            .group_by(Decision.rule, Decision.action)
            .order_by(number.desc(), Decision.rule, Decision.action)
        )
    ]
