"""Reads of internal notes."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account, AccountRole
from app.contributions.models import Contribution
from app.database import session
from app.notes.models import Mention, Note

MOST_SHOWN = 100


def notes_about(contribution_id: int) -> Sequence[Note]:
    """The oldest first."""
    return session.scalars(
        select(Note)
        .where(Note.contribution_id == contribution_id)
        .options(joinedload(Note.account))
        .order_by(Note.id)
    ).all()


def colleagues() -> Sequence[Account]:
    """Who works at the desk, by name."""
    return session.scalars(
        select(Account)
        .where(Account.role.in_([AccountRole.EDITOR, AccountRole.LEAD_EDITOR]), Account.disabled_at.is_(None))
        .order_by(Account.name, Account.id)
    ).all()


def unread_mentions(account_id: int) -> Sequence[Mention]:
    """Where a colleague names this editor, newest first."""
    return session.scalars(
        select(Mention)
        .where(Mention.account_id == account_id, Mention.seen_at.is_(None))
        .options(
            joinedload(Mention.note).joinedload(Note.account),
            joinedload(Mention.note).joinedload(Note.contribution).joinedload(Contribution.facility),
        )
        .order_by(Mention.note_id.desc())
        .limit(MOST_SHOWN)
    ).all()
