"""Reads for the editors' desk."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_login import current_user
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from app.contributions.models import Contribution, Decision
from app.database import now, session
from app.facilities.models import FacilityRequest
from app.notes.models import Mention
from app.notices.models import Complaint, Notice, NoticeReason
from app.proposals.models import Proposal, ProposalOutcome
from app.threads.models import Thread
from moderation.states import Role


@dataclass(frozen=True)
class OpenWork:
    """How much waits beside the queue."""

    notices: int
    danger: int
    """Among them, those that tell of danger."""
    complaints: int
    requests: int
    proposals: int
    """Decisions that wait for a second editor."""
    for_me: int
    """Mentions, answers and outcomes that the editor who asks has not read."""


def open_work() -> OpenWork:
    """In one statement, for the editor who is signed in."""
    row = session.execute(
        select(
            open_notices().scalar_subquery(),
            open_notices().where(Notice.reason == NoticeReason.DANGER).scalar_subquery(),
            select(func.count())
            .select_from(Complaint)
            .where(Complaint.decided_at.is_(None))
            .scalar_subquery(),
            select(func.count())
            .select_from(FacilityRequest)
            .where(FacilityRequest.handled_at.is_(None))
            .scalar_subquery(),
            select(func.count()).select_from(Proposal).where(Proposal.outcome.is_(None)).scalar_subquery(),
            unread_by(current_user.id),
        )
    ).one()
    return OpenWork(*row)


def open_notices() -> Select[int]:
    """How many nobody decided yet."""
    return select(func.count()).select_from(Notice).where(Notice.decided_at.is_(None))


def unread_by(account_id: int) -> ColumnElement[int]:
    """How much is meant for this editor alone."""
    mentions = (
        select(func.count())
        .select_from(Mention)
        .where(Mention.account_id == account_id, Mention.seen_at.is_(None))
    )
    answers = (
        select(func.count())
        .select_from(Thread)
        .where(
            Thread.asked_by_id == account_id,
            or_(Thread.answer_seen_at.is_(None), Thread.waits_until <= now()),
        )
    )
    outcomes = (
        select(func.count())
        .select_from(Proposal)
        .where(
            Proposal.account_id == account_id,
            Proposal.outcome.in_([ProposalOutcome.DECLINED, ProposalOutcome.LAPSED]),
            Proposal.seen_at.is_(None),
        )
    )
    return mentions.scalar_subquery() + answers.scalar_subquery() + outcomes.scalar_subquery()


def decided_lately(*, offset: int, limit: int) -> Sequence[Decision]:
    """Editors' decisions, newest first."""
    return session.scalars(
        select(Decision)
        .where(Decision.role.in_([Role.EDITOR, Role.LEAD_EDITOR]))
        .options(
            joinedload(Decision.contribution).joinedload(Contribution.facility),
            joinedload(Decision.account),
            joinedload(Decision.proposed_by),
        )
        .order_by(Decision.id.desc())
        .offset(offset)
        .limit(limit)
    ).all()


def missed_facilities() -> Sequence[FacilityRequest]:
    """What visitors did not find and nobody looked up yet, oldest first."""
    return session.scalars(
        select(FacilityRequest)
        .where(FacilityRequest.handled_at.is_(None))
        .order_by(FacilityRequest.id)
        .limit(100)
    ).all()
