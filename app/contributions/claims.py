"""An editor takes an item before judging it, so that no two people do the same work."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from app.config import settings
from app.contributions.models import Claim, Contribution
from app.database import now, session


class Claimed(Exception):
    """Another editor is busy with it."""


def claim(contribution: Contribution, account_id: int) -> None:
    """Take an item, for a while. Raises Claimed while another editor holds it, or took it in this moment.

    Then the transaction is undone; any other refusal of the database is raised as it is.
    """
    held = session.get(Claim, contribution.id, with_for_update=True)
    if held is not None and held.is_live and held.account_id != account_id:
        raise Claimed
    if held is None:
        held = Claim(contribution_id=contribution.id)
        session.add(held)
    held.account_id = account_id
    held.expires_at = claim_ends()
    number = contribution.id
    try:
        session.flush()
    except IntegrityError as error:
        session.rollback()
        if session.get(Claim, number) is None:
            raise
        raise Claimed from error


def claim_ends() -> datetime:
    """From now."""
    return now() + timedelta(minutes=settings().claim_minutes)


def release(contribution: Contribution, account_id: int) -> None:
    """Give an item back."""
    session.execute(
        delete(Claim).where(Claim.contribution_id == contribution.id, Claim.account_id == account_id)
    )
