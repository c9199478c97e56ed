"""What the public sees: revealing, hiding and the totals, in the transaction of the decision."""

import secrets
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, func, or_, select, update
from sqlalchemy.orm import aliased
from sqlalchemy.sql import ColumnElement

from app.accounts.models import Account, AccountRole, account_facilities
from app.config import settings
from app.contributions.models import Contribution, Review, Version
from app.contributions.queries import visible
from app.database import now, session
from app.facilities.models import Facility, ThemeTotal
from app.facilities.versions import public_site_changes
from app.mail.actions import queue_mail, to_account, to_author
from app.replies.models import Reply
from app.times import month_key
from moderation.states import State

BATCH = 5
"""At a small facility scores enter the averages five reviews at a time, so that none can be read off."""
FELL_APART = 0
"""What is left of a batch; it counts again only together with five that never counted."""


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


def recount(facility: Facility) -> None:
    """The totals of a facility from its counted reviews, and a new version of its page."""
    # First the row of the facility: whoever recounts the same one at this moment waits for us.
    session.execute(
        update(Facility)
        .where(Facility.id == facility.id)
        .values(page_version=Facility.page_version + 1)
        .execution_options(synchronize_session="fetch")
    )
    public_site_changes()
    count_reviews(facility)
    if facility.is_small:
        fill_batches(facility)
    scores = session.scalars(
        select(Version.scores)
        .join(Review, Review.published_version_id == Version.id)
        .where(*counted(facility))
    ).all()
    session.execute(delete(ThemeTotal).where(ThemeTotal.facility_id == facility.id))
    session.add_all(totals(facility, scores))
    session.flush()


def count_reviews(facility: Facility) -> None:
    """How many reviews are public, how many have a reply, and when the first and the last appeared."""
    shown = (Review.facility_id == facility.id, Review.kind == "review", *visible())
    number, first, last = session.execute(
        select(func.count(), func.min(Review.revealed_at), func.max(Review.revealed_at)).where(*shown)
    ).one()
    answer = aliased(Reply)
    has_answer = exists().where(
        answer.review_id == Review.id,
        answer.kind == "reply",
        answer.state == State.PUBLISHED,
        answer.revealed_at.is_not(None),
    )
    facility.review_count, facility.first_review_at, facility.last_review_at = number, first, last
    facility.answered_count = session.scalar(select(func.count(Review.id)).where(*shown, has_answer)) or 0


def counted(facility: Facility) -> tuple[ColumnElement[bool], ...]:
    """Which reviews enter the averages."""
    shown = (
        Review.facility_id == facility.id,
        Review.state == State.PUBLISHED,
        Review.revealed_at.is_not(None),
    )
    return (*shown, Review.batch > FELL_APART) if facility.is_small else shown


def fill_batches(facility: Facility) -> None:
    """Five revealed reviews that never counted make a batch, and take along what is left of older ones."""
    waiting = session.execute(
        select(Review.id, Review.batch)
        .where(
            Review.facility_id == facility.id,
            Review.state == State.PUBLISHED,
            Review.revealed_at.is_not(None),
            or_(Review.batch.is_(None), Review.batch == FELL_APART),
        )
        .order_by(Review.revealed_at, Review.id)
    ).all()
    fresh = [row.id for row in waiting if row.batch is None]
    left = [row.id for row in waiting if row.batch is not None]
    for start in range(0, len(fresh) - BATCH + 1, BATCH):
        ids = fresh[start : start + BATCH]
        session.execute(
            update(Review)
            .where(Review.id.in_([*ids, *left]))
            .values(batch=ids[0])
            .execution_options(synchronize_session="fetch")
        )
        left = []


def totals(facility: Facility, all_scores: Iterable[dict[str, int | None]]) -> Iterable[ThemeTotal]:
    """A row per theme that anyone scored."""
    counts = Counter(
        (theme, score) for scores in all_scores for theme, score in scores.items() if score is not None
    )
    for theme in sorted({theme for theme, _ in counts}):
        yield ThemeTotal(
            facility_id=facility.id,
            theme=theme,
            **{f"n{score}": counts[theme, score] for score in range(1, 6)},
        )


def rebuild_totals() -> int:
    """Recount every facility that has reviews or totals; the number of them."""
    ids = session.scalars(
        select(Review.facility_id).union(select(ThemeTotal.facility_id)).order_by("facility_id")
    ).all()
    for facility_id in ids:
        recount(session.get_one(Facility, facility_id))
        session.commit()
    return len(ids)


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
    accounts = session.scalars(
        select(Account.id)
        .join(account_facilities)
        .where(
            account_facilities.c.facility_id == contribution.facility_id,
            Account.role == AccountRole.PROVIDER,
            Account.disabled_at.is_(None),
        )
        .order_by(Account.id)
    )
    for account_id in accounts:
        queue_mail(
            f"new-review-{contribution.id}",
            to_account(account_id),
            "new_review",
            contribution=contribution.id,
        )
