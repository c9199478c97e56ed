"""The newest reviews of a subject, and what an alert has not told yet."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.sql import ColumnElement

from app.contributions.models import Contribution, Review, Version
from app.contributions.published import COLUMNS, Published
from app.contributions.queries import visible
from app.database import session
from app.facilities.figures import SMALL
from app.facilities.models import Facility
from app.following.models import Alert
from app.following.subjects import Subject

IS_SMALL = func.coalesce(Facility.places, SMALL + 1) <= SMALL


def newest_reviews(subject: Subject, limit: int) -> list[tuple[Published, Facility]]:
    """Those of small facilities come after all others of their month, in a random fixed order: their place
    between dated ones would tell the day (DOMAIN E9)."""
    order: ColumnElement[str] = Contribution.list_key.expression
    if session.get_bind().dialect.name == "postgresql":
        order = Contribution.list_key.collate("C")  # others skip the space that puts months before days
    newest = (
        select(Contribution.id)  # alone: there may be thousands to sort
        .join(Facility, Facility.id == Contribution.facility_id)
        .where(subject.facilities, Contribution.kind == "review", *visible())
        .order_by(order.desc(), Contribution.id.desc())
        .limit(limit)
    )
    rows = session.execute(
        select(*COLUMNS, Facility)
        .join(Facility, Facility.id == Contribution.facility_id)
        .join(Version, Version.id == Contribution.published_version_id)
        .where(Contribution.id.in_(newest))
        .order_by(order.desc(), Contribution.id.desc())
    )
    return [(Published(*row[:-1]), row[-1]) for row in rows]


def appeared(subject: Subject, start: datetime, end: datetime, *, small: bool) -> list[int]:
    """Ids of reviews that the public first saw in this time, at small facilities or at the others."""
    return list(
        session.scalars(
            select(Review.id)
            .join(Facility, Facility.id == Review.facility_id)
            .where(
                subject.facilities,
                IS_SMALL if small else ~IS_SMALL,
                Review.kind == "review",
                Review.revealed_at >= start,
                Review.revealed_at < end,
                *visible(),
            )
            .order_by(Review.id)
        )
    )


def alert_with_key(key: str) -> Alert | None:
    """By the random key that its links are made of."""
    return session.scalar(select(Alert).where(Alert.key == key))


def alert_of(subject: Subject, email_key: str) -> Alert | None:
    """Whoever has this address follows it, or asked to."""
    return session.scalar(
        select(Alert).where(
            Alert.subject_kind == subject.kind,
            Alert.subject_key == subject.key,
            Alert.email_key == email_key,
        )
    )


def alerts_to_tell(day: datetime, after: int, limit: int) -> Sequence[Alert]:
    """Confirmed ones that were not told yet of what appeared before this moment; by id."""
    return session.scalars(
        select(Alert)
        .where(Alert.confirmed_at.is_not(None), Alert.told_until < day, Alert.id > after)
        .order_by(Alert.id)
        .limit(limit)
    ).all()
