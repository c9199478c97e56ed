"""Reads of what was said."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import account_facilities
from app.contributions.models import Contribution, Review
from app.contributions.queries import visible
from app.database import now, session
from app.replies.models import Reply
from app.threads.models import Message, Party, Thread
from moderation.states import State

MOST_SHOWN = 100


def threads_about(contribution_id: int) -> Sequence[Thread]:
    """With both parties, for the editors."""
    return session.scalars(
        select(Thread)
        .where(Thread.contribution_id == contribution_id)
        .options(joinedload(Thread.messages).joinedload(Message.account))
        .order_by(Thread.party, Thread.id)
    ).unique().all()  # fmt: skip


def find_thread(contribution_id: int, party: Party) -> Thread | None:
    """With this party about this contribution."""
    return session.scalar(
        select(Thread)
        .where(Thread.contribution_id == contribution_id, Thread.party == party)
        .options(selectinload(Thread.messages).joinedload(Message.account))
    )


def own_threads(account_id: int) -> Sequence[Thread]:
    """What the editors asked this facility's people; what still waits first, then the newest."""
    return session.scalars(
        select(Thread)
        .join(Contribution, Contribution.id == Thread.contribution_id)
        .where(
            Thread.party == Party.PROVIDER,
            Contribution.facility_id.in_(
                select(account_facilities.c.facility_id).where(account_facilities.c.account_id == account_id)
            ),
            Contribution.state != State.ERASED,
        )
        .options(joinedload(Thread.contribution).joinedload(Contribution.facility))
        .order_by(Thread.waits_until.is_(None), Thread.id.desc())
        .limit(MOST_SHOWN)
    ).all()


def own_thread(account_id: int, thread_id: int) -> Thread | None:
    """One of them."""
    return next((thread for thread in own_threads(account_id) if thread.id == thread_id), None)


def shown_to_provider(contribution: Contribution) -> Reply | Review | None:
    """What the facility may read of what a question is about: its reply, or a review while it is visible."""
    if isinstance(contribution, Reply):
        return contribution
    return session.scalar(select(Review).where(Review.id == contribution.id, *visible()))


def answers_to_read(account_id: int) -> Sequence[Thread]:
    """What this editor asked: answered and not yet read, or not answered in time."""
    return session.scalars(
        select(Thread)
        .where(
            Thread.asked_by_id == account_id,
            or_(Thread.answer_seen_at.is_(None), Thread.waits_until <= now()),
        )
        .options(joinedload(Thread.contribution).joinedload(Contribution.facility))
        .order_by(Thread.id.desc())
        .limit(MOST_SHOWN)
    ).all()
