"""Reads of what was done with signs of danger."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.contributions.models import Contribution
from app.database import session
from app.referrals.models import Referral


def referrals_about(contribution_id: int) -> Sequence[Referral]:
    """Newest first."""
    return session.scalars(
        select(Referral)
        .where(Referral.contribution_id == contribution_id)
        .options(joinedload(Referral.account))
        .order_by(Referral.id.desc())
    ).all()


def all_referrals(*, offset: int, limit: int) -> Sequence[Referral]:
    """Newest first, with whom they were made by and about which facility."""
    return session.scalars(
        select(Referral)
        .options(
            joinedload(Referral.account), joinedload(Referral.contribution).joinedload(Contribution.facility)
        )
        .order_by(Referral.id.desc())
        .offset(offset)
        .limit(limit)
    ).all()
