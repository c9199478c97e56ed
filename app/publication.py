"""What the public sees: revealing and hiding, in the transaction of the decision."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update

from app.accounts.queries import providers_of
from app.config import settings
from app.contributions.models import Contribution, Review, Version
from app.database import now, session
from app.mail.actions import queue_mail, to_account, to_author
from app.recounting import FELL_APART, recount
from app.replies.models import Reply
from app.times import month_key
from moderation.states import State


def publish(contribution: Contribution, version: Version) -> None:
    """Approve this version. It shows at once, or from the moment that a small facility's delay ends."""
    contribution.published_version_id = version.id
    contribution.public_id = contribution.public_id or secrets.token_urlsafe(12)
    if contribution.revealed_at is None:
        contribution.visible_from = earliest_moment(contribution)
    if contribution.visible_from is None or contribution.visible_from <= now():
        reveal(contribution)


def earliest_moment(contribution: Contribution) -> datetime | None:
    """When the public may see it: at once, except a review of a small facility (DOMAIN E9)."""
    if isinstance(contribution, Review) and contribution.facility.is_small and contribution.confirmed_at:
        return contribution.confirmed_at + timedelta(days=settings().small_facility_delay_days)
    return None


def shown_from(contribution: Contribution) -> datetime | None:
    """When the public will see what was approved; None where it does already, or where nothing was."""
    waits = contribution.state is State.PUBLISHED and contribution.revealed_at is None
    return contribution.visible_from if waits else None


def reveal(contribution: Contribution) -> None:
    """Show it, count it, and tell the other side the first time."""
    first_time = contribution.revealed_at is None
    if first_time:
        contribution.revealed_at = now()
        contribution.list_key = list_key(contribution)
    session.flush()
    recount(contribution.facility)
    if first_time:
        tell_other_side(contribution)


def list_key(contribution: Contribution) -> str:
    """Newest last. At a small facility only the month counts, with a random order within it."""
    moment = contribution.revealed_at or now()
    if contribution.facility.is_small:
        return f"{month_key(moment)} {secrets.token_hex(8)}"
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")


def hide(contribution: Contribution) -> None:
    """Nobody may see it any more; it leaves the totals at once."""
    contribution.published_version_id = None
    contribution.visible_from = None
    contribution.revealed_at = None
    if isinstance(contribution, Review) and contribution.batch:
        open_batch(contribution)
    session.flush()
    recount(contribution.facility)


def open_batch(review: Review) -> None:
    """The whole batch leaves the averages with it, or the difference would tell this review's scores."""
    session.flush()
    session.execute(
        update(Review)
        .where(Review.facility_id == review.facility_id, Review.batch == review.batch)
        .values(batch=FELL_APART)
        .execution_options(synchronize_session="fetch")
    )


def reveal_due() -> int:
    """Reveal what has become visible; the number of them. Run each minute."""
    due = session.scalars(
        select(Contribution)
        .where(
            Contribution.state == State.PUBLISHED,
            Contribution.revealed_at.is_(None),
            Contribution.visible_from <= now(),
        )
        .order_by(Contribution.id)
        .with_for_update()
    ).all()
    for contribution in due:
        reveal(contribution)
    session.commit()
    return len(due)


def tell_other_side(contribution: Contribution) -> None:
    """A provider hears of a new review, an author of a new reply. Neither mail says who wrote."""
    if isinstance(contribution, Reply):
        queue_mail(
            f"new-reply-{contribution.id}",
            to_author(contribution.review_id or 0),
            "new_reply",
            contribution=contribution.id,
        )
        return
    for account_id in providers_of(contribution.facility_id):
        queue_mail(
            f"new-review-{contribution.id}",
            to_account(account_id),
            "new_review",
            contribution=contribution.id,
        )
