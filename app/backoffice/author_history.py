"""What the same author wrote, here and elsewhere: numbers and outcomes, never who it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased

from app.contributions.models import Contribution, Review
from app.database import session
from app.facilities.models import Facility
from app.identities.models import Identity
from app.replies.models import Reply
from moderation.states import State

MOST = 50

AnyRow = Row[int, datetime | None, datetime, State, Facility]


@dataclass(frozen=True)
class Earlier:
    """Another contribution by the same hand."""

    id: int
    at: datetime
    state: State
    facility: str
    same_facility: bool
    same_organisation: bool


@dataclass(frozen=True)
class AuthorHistory:
    """Newest first."""

    known: bool
    """False where nobody knows any more who wrote it."""
    here: Sequence[Earlier] = ()
    elsewhere: Sequence[Earlier] = ()

    @property
    def outcomes_here(self) -> list[tuple[State, int]]:
        """State and how many, the most frequent first."""
        return Counter(earlier.state for earlier in self.here).most_common()

    @property
    def outcomes_elsewhere(self) -> list[tuple[State, int]]:
        """The same, of other facilities."""
        return Counter(earlier.state for earlier in self.elsewhere).most_common()

    @property
    def everything(self) -> Sequence[Earlier]:
        """Here and elsewhere, oldest first."""
        return sorted((*self.here, *self.elsewhere), key=lambda earlier: earlier.at)


def history_of_author(contribution: Contribution) -> AuthorHistory:
    """Of a review: by the same author. Of a reply: by the same facility. One statement."""
    if isinstance(contribution, Reply):
        return of_facility(contribution)
    if not isinstance(contribution, Review) or contribution.identity_id is None:
        return AuthorHistory(known=False)
    own = aliased(Identity)
    rows = session.execute(
        select(Review.id, Review.confirmed_at, Review.created_at, Review.state, Facility)
        .join(Identity, Identity.id == Review.identity_id)
        .join(own, own.email_key == Identity.email_key)
        .join(Facility, Facility.id == Review.facility_id)
        .where(
            own.id == contribution.identity_id,
            Review.id != contribution.id,
            Review.state != State.UNCONFIRMED,
        )
        .order_by(Review.id.desc())
        .limit(MOST)
    ).all()
    return apart(contribution, rows)


def of_facility(reply: Reply) -> AuthorHistory:
    """Replies of the same facility."""
    rows = session.execute(
        select(Reply.id, Reply.confirmed_at, Reply.created_at, Reply.state, Facility)
        .join(Facility, Facility.id == Reply.facility_id)
        .where(Reply.facility_id == reply.facility_id, Reply.kind == "reply", Reply.id != reply.id)
        .order_by(Reply.id.desc())
        .limit(MOST)
    ).all()
    return apart(reply, rows)


def apart(contribution: Contribution, rows: Sequence[AnyRow]) -> AuthorHistory:
    """What is about this facility, and the rest."""
    organisation = contribution.facility.organisation_id
    found = [
        Earlier(
            id=number,
            at=confirmed or created,
            state=state,
            facility=facility.name,
            same_facility=facility.id == contribution.facility_id,
            same_organisation=organisation is not None and facility.organisation_id == organisation,
        )
        for number, confirmed, created, state, facility in rows
    ]
    return AuthorHistory(
        known=True,
        here=[earlier for earlier in found if earlier.same_facility],
        elsewhere=[earlier for earlier in found if not earlier.same_facility],
    )
