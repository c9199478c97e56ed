"""Reads for the editors' desk."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.contributions.models import Contribution, Decision
from app.database import session
from app.facilities.models import FacilityRequest
from app.notices.models import Complaint, Notice
from moderation.rulebook import UnknownRule, current_rulebook
from moderation.states import Role


@dataclass(frozen=True)
class OpenWork:
    """How much waits beside the queue."""

    notices: int
    complaints: int
    requests: int


def open_work() -> OpenWork:
    """In one statement."""
    notices, complaints, requests = session.execute(
        select(
            select(func.count()).select_from(Notice).where(Notice.decided_at.is_(None)).scalar_subquery(),
            select(func.count())
            .select_from(Complaint)
            .where(Complaint.decided_at.is_(None))
            .scalar_subquery(),
            select(func.count())
            .select_from(FacilityRequest)
            .where(FacilityRequest.handled_at.is_(None))
            .scalar_subquery(),
        )
    ).one()
    return OpenWork(notices, complaints, requests)


def decided_lately(*, offset: int, limit: int) -> Sequence[Decision]:
    """Editors' decisions, newest first."""
    return session.scalars(
        select(Decision)
        .where(Decision.role.in_([Role.EDITOR, Role.LEAD_EDITOR]))
        .options(
            joinedload(Decision.contribution).joinedload(Contribution.facility), joinedload(Decision.account)
        )
        .order_by(Decision.id.desc())
        .offset(offset)
        .limit(limit)
    ).all()


def suggested_label(rule: str) -> str:
    """What comes in place of a finding of this rule."""
    try:
        labels = current_rulebook().rule(rule).labels
    except UnknownRule:
        labels = ()
    return labels[0] if labels else "[naam]"


def missed_facilities() -> Sequence[FacilityRequest]:
    """What visitors did not find and nobody looked up yet, oldest first."""
    return session.scalars(
        select(FacilityRequest)
        .where(FacilityRequest.handled_at.is_(None))
        .order_by(FacilityRequest.id)
        .limit(100)
    ).all()
