"""Reads for a facility's own people. Each begins at the account: what is not theirs is not found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from app.accounts.models import account_facilities
from app.contributions.models import Contribution, Decision, Review, Version
from app.contributions.queries import published_by_public_id, published_review, visible
from app.database import session
from app.facilities.models import Facility
from app.notices.models import Notice
from app.replies.models import Reply
from app.reviews.standing import TOLD
from moderation.states import State

WAITING = frozenset({State.SUBMITTED, State.QUEUED, State.ESCALATED})
LIVE = WAITING | {State.RETURNED, State.PUBLISHED}
"""While a reply is in one of these, no other can be written to the same review."""

"""Decisions that the writer hears of."""


def own_facility_ids(account_id: int) -> Select[tuple[int]]:
    """The facilities of this account."""
    return select(account_facilities.c.facility_id).where(account_facilities.c.account_id == account_id)


def own_facility(account_id: int, sector: str, dossiernummer: str) -> Facility | None:
    """One of the account's facilities."""
    return session.scalar(
        select(Facility).where(
            Facility.sector == sector,
            Facility.dossiernummer == dossiernummer,
            Facility.id.in_(own_facility_ids(account_id)),
        )
    )


@dataclass(frozen=True)
class FacilityLine:
    """A facility in the overview, with what there is and what waits."""

    facility: Facility
    published: int
    unanswered: int
    """Published reviews without a live reply."""
    waiting: int
    """Replies that the editors still have to read."""
    returned: int
    """Replies that came back to be changed."""


def facility_lines(account_id: int) -> list[FacilityLine]:
    """All facilities of the account, by name. Four statements, however many there are."""
    facilities = session.scalars(
        select(Facility)
        .where(Facility.id.in_(own_facility_ids(account_id)))
        .order_by(Facility.name, Facility.id)
    ).all()
    published = counted(account_id, Contribution.kind == "review", *visible())
    unanswered = counted(account_id, Contribution.kind == "review", *visible(), ~has_live_reply())
    replies = replies_by_state(account_id)
    return [
        FacilityLine(
            facility=facility,
            published=published.get(facility.id, 0),
            unanswered=unanswered.get(facility.id, 0),
            waiting=sum(replies[facility.id, state] for state in WAITING),
            returned=replies[facility.id, State.RETURNED],
        )
        for facility in facilities
    ]


def counted(account_id: int, *conditions: ColumnElement[bool]) -> Mapping[int, int]:
    """Facility → how many contributions."""
    rows = session.execute(
        select(Contribution.facility_id, func.count())
        .where(Contribution.facility_id.in_(own_facility_ids(account_id)), *conditions)
        .group_by(Contribution.facility_id)
    )
    return {row[0]: row[1] for row in rows}


def has_live_reply() -> ColumnElement[bool]:
    """The review has a reply that is on its way or online."""
    answer = aliased(Reply)
    return select(answer.id).where(answer.review_id == Contribution.id, answer.state.in_(LIVE)).exists()


def replies_by_state(account_id: int) -> Mapping[tuple[int, State], int]:
    """Facility and state → how many replies."""
    rows = session.execute(
        select(Reply.facility_id, Reply.state, func.count())
        .where(Reply.facility_id.in_(own_facility_ids(account_id)))
        .group_by(Reply.facility_id, Reply.state)
    )
    return defaultdict(int, {(facility_id, state): number for facility_id, state, number in rows})


def own_published_review(account_id: int, public_id: str) -> Review | None:
    """A review of one of the account's facilities that the public may see."""
    found = published_by_public_id(public_id)
    if not isinstance(found, Review):
        return None
    is_own = session.scalar(
        own_facility_ids(account_id).where(account_facilities.c.facility_id == found.facility_id)
    )
    return found if is_own else None


def live_reply(review_id: int) -> Reply | None:
    """The reply that is on its way or online; there is at most one."""
    return session.scalar(
        select(Reply)
        .where(Reply.review_id == review_id, Reply.state.in_(LIVE))
        .order_by(Reply.id.desc())
        .limit(1)
    )


def own_reply(account_id: int, reply_id: int) -> Reply | None:
    """A reply of one of the account's facilities, whoever of them wrote it."""
    return session.scalar(
        select(Reply)
        .where(Reply.id == reply_id, Reply.facility_id.in_(own_facility_ids(account_id)))
        .options(joinedload(Reply.facility), joinedload(Reply.latest_version).selectinload(Version.findings))
    )


def own_replies(account_id: int, facility: Facility, *, offset: int = 0, limit: int = 20) -> Sequence[Reply]:
    """All replies of a facility, whatever became of them, newest first."""
    return session.scalars(
        select(Reply)
        .where(
            Reply.facility_id == facility.id,
            Reply.facility_id.in_(own_facility_ids(account_id)),
            Reply.state != State.ERASED,
        )
        .options(joinedload(Reply.latest_version))
        .order_by(Reply.id.desc())
        .offset(offset)
        .limit(limit)
    ).all()


@dataclass
class Answers:
    """What a facility did with one review."""

    replies: list[Reply] = field(default_factory=list)
    """Oldest first."""
    contests: list[Notice] = field(default_factory=list)
    """Reports by the facility, oldest first."""

    @property
    def has_live_reply(self) -> bool:
        """No other can be written now."""
        return any(reply.state in LIVE for reply in self.replies)

    @property
    def has_open_contest(self) -> bool:
        """An editor has not decided yet."""
        return any(notice.decided_at is None for notice in self.contests)


def answers_to(reviews: Iterable[Review]) -> Mapping[int, Answers]:
    """Review → what its facility did with it. Two statements, however many reviews."""
    ids = [review.id for review in reviews]
    answers: defaultdict[int, Answers] = defaultdict(Answers)
    for reply in session.scalars(
        select(Reply)
        .where(Reply.review_id.in_(ids), Reply.state != State.ERASED)
        .options(joinedload(Reply.latest_version), joinedload(Reply.published_version))
        .order_by(Reply.id)
    ):
        answers[reply.review_id or 0].replies.append(reply)
    for notice in session.scalars(
        select(Notice)
        .where(Notice.contribution_id.in_(ids), Notice.account_id.is_not(None))
        .order_by(Notice.id)
    ):
        answers[notice.contribution_id].contests.append(notice)
    return answers


def open_contest(review_id: int) -> Notice | None:
    """The facility's own report of this review that nobody decided yet."""
    return session.scalar(
        select(Notice)
        .where(
            Notice.contribution_id == review_id,
            Notice.account_id.is_not(None),
            Notice.decided_at.is_(None),
        )
        .order_by(Notice.id)
        .limit(1)
    )


def answered_review(reply: Reply) -> Review | None:
    """The review that it answers, while the public may see it."""
    return published_review(reply.review_id)


def told_decisions(reply: Reply) -> Sequence[Decision]:
    """What was decided and said, newest first."""
    return session.scalars(
        select(Decision)
        .where(Decision.contribution_id == reply.id, Decision.action.in_(TOLD))
        .options(selectinload(Decision.version))
        .order_by(Decision.id.desc())
    ).all()
