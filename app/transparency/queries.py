"""What the redaction did, in figures. Nothing about one facility or one person."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from app.config import settings
from app.contributions.models import Contribution, Decision
from app.contributions.queries import still_waiting
from app.database import now, session
from app.notices.models import Complaint, ComplaintOutcome, Notice, NoticeOutcome
from app.transparency.judgements import Acceptance, Band, Waiting, acceptance, latest_steps, waiting_time
from app.transparency.small_numbers import hide_small, shown
from moderation.states import Action, Role, State

JUDGED = (Action.PUBLISH, Action.RETURN, Action.REJECT, Action.REDACT, Action.REMOVE, Action.ESCALATE)
REFUSALS = (Action.REJECT, Action.RETURN, Action.REDACT, Action.REMOVE)
"""What needs a ground from the rulebook, and what people want to know of first."""
KINDS = ("review", "reply")

Counts = Mapping[Any, int | None]
"""Nothing where a number is hidden."""


@dataclass(frozen=True)
class Figures:
    """Since the start."""

    made_at: datetime
    received: Mapping[str, int | None]
    """Kind → confirmed contributions."""
    waiting: int | None
    late: int | None
    """Among them, what waits longer than was promised."""
    decisions: Mapping[Action, Counts]
    """What editors decided → kind → how often."""
    rules: Mapping[str, Counts]
    """Rule → action → how often; the most used first."""
    notices: Counts
    complaints: Counts
    """Outcome → how often; None: not decided yet."""
    waited: Waiting | None
    accepted: Mapping[Band, Acceptance]


def figures() -> Figures:
    """Seven statements, each over an index, a small table or the latest decisions."""
    steps, days = latest_steps(), settings().answer_days
    waits = still_waiting(days).values()
    late = sum(too_long for _every, too_long in waits)
    return Figures(
        made_at=now(),
        received={kind: shown(number) for kind, number in received().items()},
        waiting=shown(sum(every for every, _too_long in waits)),
        late=shown(late),
        decisions=decisions(),
        rules=rules(),
        notices=outcomes(select(Notice.outcome, func.count()).group_by(Notice.outcome), NoticeOutcome),
        complaints=outcomes(
            select(Complaint.outcome, func.count()).group_by(Complaint.outcome), ComplaintOutcome
        ),
        waited=waiting_time(steps, days, late),
        accepted=acceptance(steps),
    )


def counted(statement: Select[Any, int]) -> dict[Any, int]:
    """Each thing with its number."""
    return {thing: number for thing, number in session.execute(statement)}  # noqa: C416 (rows are no pairs to mypy)


def received() -> dict[str, int]:
    """Whatever became of them."""
    found = counted(
        select(Contribution.kind, func.count())
        .where(Contribution.state != State.UNCONFIRMED)
        .group_by(Contribution.kind)
    )
    return {kind: found.get(kind, 0) for kind in KINDS}


def decisions() -> dict[Action, Counts]:
    """Only what people decided."""
    rows = session.execute(
        select(Decision.action, Contribution.kind, func.count())
        .join(Contribution, Contribution.id == Decision.contribution_id)
        .where(Decision.role.in_([Role.EDITOR, Role.LEAD_EDITOR]), Decision.action.in_(JUDGED))
        .group_by(Decision.action, Contribution.kind)
    )
    found = {(action, kind): number for action, kind, number in rows}
    return {action: {kind: shown(found.get((action, kind), 0)) for kind in KINDS} for action in JUDGED}


def rules() -> dict[str, Counts]:
    """On which grounds; a decision may have several. Each column is hidden by itself."""
    rows = session.execute(
        select(Decision.rule, Decision.more_rules, Decision.action, func.count())
        .where(
            Decision.rule.is_not(None),
            Decision.role.in_([Role.EDITOR, Role.LEAD_EDITOR]),
            Decision.action.in_(REFUSALS),
        )
        .group_by(Decision.rule, Decision.more_rules, Decision.action)
    )
    columns: dict[Action, Counter[str]] = {action: Counter() for action in REFUSALS}
    totals: Counter[str] = Counter()
    for first, more, action, number in rows:
        for rule in (first or "", *more):
            columns[action][rule] += number
            totals[rule] += number
    hidden = {action: hide_small(column) for action, column in columns.items()}
    return {
        rule: {action: hidden[action].get(rule, 0) for action in REFUSALS}
        for rule in sorted(totals, key=lambda rule: (-totals[rule], rule))
    }


def outcomes(
    statement: Select[Any, int], kinds: type[NoticeOutcome] | type[ComplaintOutcome]
) -> dict[Any, int | None]:
    """Each outcome, what still waits, and all together."""
    found = counted(statement)
    parts = {outcome: found.get(outcome, 0) for outcome in (*kinds, None)}
    return {**hide_small(parts), "all": shown(sum(parts.values()))}
