"""Whoever forgot to confirm is asked once more."""

from datetime import timedelta

from sqlalchemy import select

from app.config import settings
from app.contributions.models import Review
from app.database import now, session
from app.jobs import enqueue_outbox
from app.mail.actions import queue_mail, to_author
from moderation.states import State

BATCH = 500


def remind() -> int:
    """One mail to who did not confirm yet, while there is time; the number of them."""
    session.rollback()
    moment, number = now(), 0
    waiting = (
        select(Review)
        .where(
            Review.state == State.UNCONFIRMED,
            Review.reminded_at.is_(None),
            Review.created_at <= moment - timedelta(days=settings().reminder_days),
            Review.created_at > moment - timedelta(days=settings().unconfirmed_days),
        )
        .order_by(Review.id)
        .limit(BATCH)
    )
    while True:
        with session.begin():
            reviews = session.scalars(waiting).all()
            for review in reviews:
                review.reminded_at = moment
                queue_mail(
                    f"remind-{review.id}", to_author(review.id), "remind_review", contribution=review.id
                )
        if not reviews:
            break
        number += len(reviews)
    if number:
        enqueue_outbox()
    return number
