"""Note what was done with a sign of danger."""

from datetime import date

from sqlalchemy import select

from app.audit.actions import record
from app.contributions.models import Contribution
from app.contributions.permission import OutOfDate
from app.contributions.place import note_place
from app.database import session
from app.referrals.models import Referral, ReferralTarget


def refer(
    contribution: Contribution,
    account_id: int,
    *,
    seen_version: int,
    target: ReferralTarget,
    what_was_read: str,
    who_was_told: str,
    told_on: date | None,
    agreed: str,
) -> Referral:
    """From now on this wording can be judged. Raises OutOfDate where a newer one came; the caller commits.

    Nothing of it is ever mailed: the text of a parent stays here.
    """
    if seen_version != contribution.latest_version_id:
        raise OutOfDate
    same = session.scalar(
        select(Referral).where(
            Referral.version_id == seen_version,
            Referral.target == target,
            Referral.what_was_read == what_was_read.strip(),
            Referral.agreed == agreed.strip(),
        )
    )
    if same is not None:
        return same  # the same form, sent twice
    referral = Referral(
        contribution_id=contribution.id,
        version_id=seen_version,
        target=target,
        what_was_read=what_was_read.strip(),
        who_was_told=who_was_told.strip(),
        told_on=told_on,
        agreed=agreed.strip(),
        account_id=account_id,
    )
    session.add(referral)
    session.flush()
    note_place(contribution)
    record(
        "danger.referred",
        f"contribution:{contribution.id}",
        account_id=account_id,
        details={"referral": referral.id, "target": target, "version": seen_version},
    )
    return referral
