"""Reads of contributions: what is public, what waits, what is in the queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql import ColumnElement

from app.contributions.history import history_of
from app.contributions.models import Claim, Contribution, Decision, Review, Version
from app.database import now, session
from app.facilities.models import Facility
from app.questionnaires import Sector
from app.replies.models import Reply
from moderation.findings import FacilityFacts, Submission
from moderation.policy import WARN_DAYS
from moderation.states import State


@dataclass(frozen=True)
class WaitingSubmission:
    """A version that waits for screening, with all that the checks may look at."""

    version_id: int
    submission: Submission


def waiting_submission(contribution_id: int) -> WaitingSubmission | None:
    """What is to be screened, or None where it has moved on."""
    contribution = session.get(Contribution, contribution_id)
    if contribution is None or not contribution.awaits_screening or contribution.latest_version is None:
        return None
    version = contribution.latest_version
    facility = contribution.facility
    return WaitingSubmission(
        version.id,
        Submission(
            kind=contribution.kind,
            texts={field: text for field, text in version.texts.items() if text},
            scores=version.scores,
            experience_from=version.experience_from,
            experience_until=version.experience_until,
            written_at=contribution.confirmed_at or contribution.created_at,
            facility=facts(facility),
            history=history_of(contribution, version),
        ),
    )


def facts(facility: Facility) -> FacilityFacts:
    """What a check may know of this facility."""
    return FacilityFacts(
        name=facility.name,
        municipality=facility.municipality,
        places=facility.places,
        website=facility.website,
        sector=facility.sector.value,
        organisation=facility.organisation.name if facility.organisation else "",
        street=facility.street,
        postcode=facility.postcode,
        phone=facility.phone,
        email=facility.email,
    )


def overdue_screenings(limit: int = 200) -> list[int]:
    """Ids of what waits for screening without a lease renewed in the last minute."""
    moment = now()
    return list(
        session.scalars(
            select(Contribution.id)
            .where(
                Contribution.awaits_screening,
                or_(
                    Contribution.screening_lease_until.is_(None),
                    Contribution.screening_lease_until < moment,
                ),
            )
            .order_by(Contribution.id)
            .limit(limit)
        )
    )


def visible() -> tuple[ColumnElement[bool], ...]:
    """What the public may see now; said again in each query, whatever a job has done."""
    return (
        Contribution.state == State.PUBLISHED,
        Contribution.revealed_at.is_not(None),
        Contribution.published_version_id.is_not(None),
        or_(Contribution.visible_from.is_(None), Contribution.visible_from <= now()),
    )


def published_reviews(facility: Facility, *, offset: int = 0, limit: int = 20) -> Sequence[Review]:
    """Newest first, with the approved version and the replies. Two statements, however many reviews."""
    return session.scalars(
        select(Review)
        .where(Review.facility_id == facility.id, Review.kind == "review", *visible())
        .options(
            joinedload(Review.published_version),
            selectinload(Review.replies).joinedload(Reply.published_version),
        )
        .order_by(Review.list_key.desc(), Review.id.desc())
        .offset(offset)
        .limit(limit)
    ).all()


def visible_replies(review: Review) -> list[Reply]:
    """The replies that may be seen, oldest first; `review` must itself be visible."""
    return [reply for reply in review.replies if reply.is_visible and reply.published_version is not None]


def number_of_published_reviews(facility: Facility) -> int:
    """How many the public may see."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Contribution)
            .where(Contribution.facility_id == facility.id, Contribution.kind == "review", *visible())
        )
        or 0
    )


def published_by_public_id(public_id: str) -> Contribution | None:
    """A review or reply that the public may see, by its public id."""
    found = session.scalar(
        select(Contribution)
        .where(Contribution.public_id == public_id, *visible())
        .options(joinedload(Contribution.published_version), joinedload(Contribution.facility))
    )
    if isinstance(found, Reply) and published_review(found.review_id) is None:
        return None
    return found


def published_review(review_id: int | None) -> Review | None:
    """This review, where the public may see it."""
    return session.scalar(select(Review).where(Review.id == review_id, *visible()))


def number_open() -> int:
    """How many wait for an editor."""
    return session.scalar(select(func.count()).select_from(Contribution).where(Contribution.is_open)) or 0


def still_waiting(longer_than_days: int) -> dict[Sector, tuple[int, int]]:
    """Sector → how much waits for a decision, and how much of it was confirmed longer ago than this."""
    limit = now() - timedelta(days=longer_than_days)
    found = session.execute(
        select(Facility.sector, func.count(), func.count(case((Contribution.confirmed_at < limit, 1))))
        .join(Facility, Facility.id == Contribution.facility_id)
        .where(Contribution.is_open)
        .group_by(Facility.sector)
    )
    return {sector: (every, late) for sector, every, late in found}


def late_and_soon(moment: datetime) -> tuple[int, int]:
    """How many answers are late, and how many will be within the days of warning."""
    late, soon = session.execute(
        select(
            func.count(case((Contribution.due_at < moment, 1))),
            func.count(
                case(
                    (
                        and_(
                            Contribution.due_at >= moment,
                            Contribution.due_at < moment + timedelta(days=WARN_DAYS),
                        ),
                        1,
                    )
                )
            ),
        ).where(Contribution.is_open)
    ).one()
    return late, soon


def with_everything(contribution_id: int) -> Contribution | None:
    """One contribution as the editor's page needs it."""
    return session.scalar(
        select(Contribution)
        .where(Contribution.id == contribution_id)
        .options(
            joinedload(Contribution.facility).joinedload(Facility.organisation),
            joinedload(Contribution.claim).joinedload(Claim.account),
            selectinload(Contribution.versions).selectinload(Version.findings),
            selectinload(Contribution.decisions).joinedload(Decision.account),
        )
    )
