"""What becomes of a proposal. Nothing here decides on a contribution: `apply_action` calls this."""

from sqlalchemy import select, update

from app.contributions.models import Contribution
from app.database import now, session
from app.proposals.models import Proposal, ProposalOutcome


def conclude(proposal: Proposal, account_id: int | None) -> None:
    """Somebody else confirmed it."""
    proposal.outcome = ProposalOutcome.CONFIRMED
    proposal.closed_at, proposal.closed_by_id = now(), account_id
    session.flush()


def lapse(contribution: Contribution) -> None:
    """Something else happened to the contribution: what was proposed about it no longer holds."""
    session.execute(
        update(Proposal)
        .where(Proposal.contribution_id == contribution.id, Proposal.outcome.is_(None))
        .values(outcome=ProposalOutcome.LAPSED, closed_at=now())
        .execution_options(synchronize_session="fetch")
    )


def open_proposal(contribution: Contribution) -> Proposal | None:
    """What waits for a second editor about it."""
    return session.scalar(
        select(Proposal).where(Proposal.contribution_id == contribution.id, Proposal.outcome.is_(None))
    )
