"""Reads of what waits for a second editor."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.contributions.models import Contribution
from app.database import session
from app.proposals.models import Proposal, ProposalOutcome

MOST_SHOWN = 200


def open_proposals() -> Sequence[Proposal]:
    """The oldest first."""
    return session.scalars(
        select(Proposal)
        .where(Proposal.outcome.is_(None))
        .options(
            joinedload(Proposal.contribution).joinedload(Contribution.facility), joinedload(Proposal.account)
        )
        .order_by(Proposal.created_at, Proposal.id)
        .limit(MOST_SHOWN)
    ).all()


def find_proposal(proposal_id: int) -> Proposal | None:
    """One of them, closed or not."""
    return session.get(Proposal, proposal_id)


def proposals_about(contribution_id: int) -> Sequence[Proposal]:
    """Newest first."""
    return session.scalars(
        select(Proposal)
        .where(Proposal.contribution_id == contribution_id)
        .options(joinedload(Proposal.account), joinedload(Proposal.closed_by))
        .order_by(Proposal.id.desc())
        .limit(10)
    ).all()


def unread_outcomes(account_id: int) -> Sequence[Proposal]:
    """What this editor proposed and a colleague declined, or what lapsed; not yet read."""
    return session.scalars(
        select(Proposal)
        .where(
            Proposal.account_id == account_id,
            Proposal.outcome.in_([ProposalOutcome.DECLINED, ProposalOutcome.LAPSED]),
            Proposal.seen_at.is_(None),
        )
        .options(
            joinedload(Proposal.contribution).joinedload(Contribution.facility),
            joinedload(Proposal.closed_by),
        )
        .order_by(Proposal.id.desc())
        .limit(MOST_SHOWN)
    ).all()
