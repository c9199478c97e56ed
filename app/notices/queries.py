"""Reads of notices and complaints."""

from collections.abc import Sequence

from sqlalchemy import case, select
from sqlalchemy.orm import joinedload

from app.contributions.models import Contribution
from app.database import session
from app.notices.models import Complaint, Notice, NoticeReason
from app.replies.models import Reply
from moderation.states import State

DANGER_FIRST = case((Notice.reason == NoticeReason.DANGER, 0), else_=1)
GONE = frozenset({State.REMOVED, State.WITHDRAWN, State.ERASED})


def open_notices(limit: int = 100) -> Sequence[Notice]:
    """What nobody decided yet: danger on top, then the oldest first."""
    return session.scalars(
        select(Notice)
        .where(Notice.decided_at.is_(None))
        .options(
            joinedload(Notice.contribution).joinedload(Contribution.facility), joinedload(Notice.account)
        )
        .order_by(DANGER_FIRST, Notice.due_at, Notice.id)
        .limit(limit)
    ).all()


def find_notice(notice_id: int) -> Notice | None:
    """One notice, decided or not."""
    return session.get(Notice, notice_id)


def notice_with_reference(reference: str) -> Notice | None:
    """By the reference that stands on its receipt."""
    return session.scalar(select(Notice).where(Notice.reference == reference))


def notice_of_form(key: str | None) -> Notice | None:
    """What was sent with the form that was made with this key."""
    return session.scalar(select(Notice).where(Notice.submission_key == key)) if key else None


def open_danger() -> Sequence[Notice]:
    """Reported danger that nobody answered yet."""
    return [notice for notice in open_notices() if notice.reason is NoticeReason.DANGER]


def objection_to(notice_id: int) -> Notice | None:
    """What who reported had to say about our answer; once."""
    return session.scalar(select(Notice).where(Notice.objection_to_id == notice_id))


def open_complaints(limit: int = 100) -> Sequence[Complaint]:
    """What nobody decided yet, the oldest promise first."""
    return session.scalars(
        select(Complaint)
        .where(Complaint.decided_at.is_(None))
        .options(
            joinedload(Complaint.contribution).joinedload(Contribution.facility),
            joinedload(Complaint.decision),
        )
        .order_by(Complaint.due_at, Complaint.id)
        .limit(limit)
    ).all()


def find_complaint(complaint_id: int) -> Complaint | None:
    """One complaint, decided or not."""
    return session.get(Complaint, complaint_id)


def notices_about(contribution_id: int) -> Sequence[Notice]:
    """Oldest first, decided or not."""
    return session.scalars(
        select(Notice)
        .where(Notice.contribution_id == contribution_id)
        .options(joinedload(Notice.decided_by))
        .order_by(Notice.id)
    ).all()


def complaints_about(contribution_id: int) -> Sequence[Complaint]:
    """Oldest first, decided or not."""
    return session.scalars(
        select(Complaint)
        .where(Complaint.contribution_id == contribution_id)
        .options(joinedload(Complaint.decided_by))
        .order_by(Complaint.id)
    ).all()


def last_complaint(contribution_id: int) -> Complaint | None:
    """The newest objection about this contribution, decided or not."""
    return session.scalar(
        select(Complaint)
        .where(Complaint.contribution_id == contribution_id)
        .order_by(Complaint.id.desc())
        .limit(1)
    )


def was_public(public_id: str) -> bool:
    """Something with this public id was online, and is not any more. Not yet online counts as never."""
    found = session.scalar(select(Contribution).where(Contribution.public_id == public_id))
    if isinstance(found, Reply):
        return found.state in GONE or found.review.state in GONE
    return found is not None and found.state in GONE
