"""Count a reader who found a review helpful."""

from typing import cast

import sqlalchemy as sa

from app.contributions.models import Contribution
from app.database import now, session
from app.facilities.models import Facility
from app.facilities.versions import public_site_changes
from app.helpful.models import HelpfulVote
from app.identities.encryption import keyed_hash
from app.times import local

contributions = cast(sa.Table, Contribution.__table__)
"""The table itself: a vote must not raise the version number that editors' pages carry."""


def voter(address: str) -> str:
    """Who reads today, by a key that is another one tomorrow."""
    return keyed_hash(f"helpful {local(now()).date().isoformat()}", address)


def has_voted(number: int, address: str) -> bool:
    """Whether this reader said today that it helped."""
    known = sa.select(HelpfulVote.id).where(
        HelpfulVote.contribution_id == number, HelpfulVote.voter_key == voter(address)
    )
    return session.scalar(known) is not None


def vote(contribution: Contribution, address: str) -> bool:
    """Count it; False where this reader already did today. The caller commits."""
    if has_voted(contribution.id, address):
        return False
    # The row of the facility first, as `recount` does: two that write the same rows never wait in a circle.
    session.execute(
        sa.update(Facility)
        .where(Facility.id == contribution.facility_id)
        .values(page_version=Facility.page_version + 1)
        .execution_options(synchronize_session=False)
    )
    session.add(
        HelpfulVote(contribution_id=contribution.id, voter_key=voter(address), day=local(now()).date())
    )
    session.flush()
    session.execute(
        sa.update(contributions)
        .where(contributions.c.id == contribution.id)
        .values(helpful_count=contributions.c.helpful_count + 1)
    )
    public_site_changes()
    return True
