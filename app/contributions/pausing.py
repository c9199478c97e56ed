"""The clock of the promised date stands still while somebody is asked something.

The promised date moves at once by the time that the other gets, and back where the answer comes sooner.
So it is true at every moment, and nobody has to push it along.
"""

from datetime import timedelta

from sqlalchemy import func, select, update

from app.contributions.models import Contribution
from app.database import now, session
from app.notices.models import Complaint, Notice
from app.threads.models import Thread


def pause(contribution: Contribution) -> None:
    """Until the last deadline of what was asked and not answered."""
    before = contribution.paused_until if contribution.clock_is_paused else None
    after = session.scalar(
        select(func.max(Thread.waits_until)).where(
            Thread.contribution_id == contribution.id, Thread.waits_until > now()
        )
    )
    moment = now()
    move_promises(contribution, (after or moment) - (before or moment))
    contribution.paused_until = after


def move_promises(contribution: Contribution, by: timedelta) -> None:
    """All that is promised about it: the decision, and the answers to who reported or objected."""
    if contribution.is_open and contribution.due_at is not None:
        contribution.due_at += by
    for notice in session.scalars(
        select(Notice).where(Notice.contribution_id == contribution.id, Notice.decided_at.is_(None))
    ):
        notice.due_at = notice.due_at + by if notice.due_at else None
    for complaint in session.scalars(
        select(Complaint).where(Complaint.contribution_id == contribution.id, Complaint.decided_at.is_(None))
    ):
        complaint.due_at += by


def end_waiting(contribution: Contribution) -> None:
    """It was decided: nobody waits for an answer any more."""
    session.execute(
        update(Thread)
        .where(Thread.contribution_id == contribution.id, Thread.waits_until.is_not(None))
        .values(waits_until=None)
        .execution_options(synchronize_session="fetch")
    )
    contribution.paused_until = None
