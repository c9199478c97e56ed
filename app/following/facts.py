"""What the mails to a follower tell. Looked up at sending, so that it is true at that moment."""

from typing import Any

from sqlalchemy import func, select

from app.addresses import facility_address
from app.config import settings
from app.contributions.models import Review
from app.contributions.queries import visible
from app.database import session
from app.facilities.models import Facility
from app.following.links import alert_link, stop_link
from app.following.models import Alert
from app.following.subjects import subject_of
from app.identities.encryption import decrypt
from app.mail.models import OutboxMail
from app.retention import FOLLOWER_MONTHS, months_before
from app.times import long_date


def address_of_follower(alert_id: int) -> str:
    """Where to write, or "" when it was stopped."""
    alert = session.get(Alert, alert_id)
    return decrypt(alert.email) if alert else ""


def asked_facts(row: OutboxMail) -> dict[str, Any] | None:
    """Asks to confirm; who does so already is told that, and how to stop."""
    alert = session.get(Alert, row.context["alert"])
    subject = subject_of(alert.subject_kind, alert.subject_key) if alert else None
    if alert is None or subject is None:
        return None
    return {
        "followed": subject.name,
        "is_followed": alert.confirmed_at is not None,
        "link": alert_link(alert.key),
        "stop_link": stop_link(alert.key),
        "days": settings().unconfirmed_days,
    }


def new_facts(row: OutboxMail) -> dict[str, Any] | None:
    """Which facilities have new reviews that can still be read. None of their words."""
    alert = session.get(Alert, row.context["alert"])
    subject = subject_of(alert.subject_kind, alert.subject_key) if alert else None
    if alert is None or alert.confirmed_at is None or subject is None:
        return None
    ends = months_before(alert.confirmed_at, -FOLLOWER_MONTHS)
    counted = session.execute(
        select(Facility, func.count(Review.id))
        .join(Review, Review.facility_id == Facility.id)
        .where(Review.id.in_(row.context["reviews"]), Review.kind == "review", *visible())
        .group_by(Facility.id)
        .order_by(Facility.name, Facility.id)
    ).all()
    if not counted:
        return None
    return {
        "followed": subject.name,
        "news": [
            {
                "facility": facility.name,
                "place": facility.municipality,
                "number": number,
                "link": facility_address(facility),
            }
            for facility, number in counted
        ],
        "link": alert_link(alert.key),
        "stop_link": stop_link(alert.key),
        "until": long_date(ends),
    }
