"""From when an author may write about the same facility again."""

from datetime import date, timedelta

from app.contributions.history import earlier_reviews
from app.contributions.models import Contribution, Review
from app.database import now, session
from app.identities.models import Identity
from app.times import local
from moderation.policy import policy_of
from moderation.states import State

OWN_WORK = "provider_affiliation"
"""Who was told not to write about their own work is not invited to do so."""
ENDED = frozenset({State.REJECTED, State.REMOVED, State.WITHDRAWN})


def first_day_to_write_again(contribution: Contribution) -> date | None:
    """Today, or when the interval after another review of theirs that is online or on its way is over.

    None for what is online or on its way, and where the facility takes no reviews.
    """
    if not isinstance(contribution, Review) or contribution.state not in ENDED:
        return None
    facility = contribution.facility
    if not facility.accepts_reviews or any(OWN_WORK in made.rules for made in contribution.decisions):
        return None
    interval = timedelta(days=policy_of(facility.sector).interval_days)
    identity = session.get(Identity, contribution.identity_id) if contribution.identity_id else None
    others = [
        local(other.written_at).date()
        for other in earlier_reviews(contribution, identity)
        if other.same_facility and session.get_one(Review, other.id).state not in ENDED
    ]
    return max([local(now()).date(), *(day + interval for day in others)])
