"""What a facility's page shows in figures, counted anew in the transaction of the decision."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.sql import ColumnElement

from app.contributions.models import Review, Version
from app.contributions.published import has_answer
from app.contributions.queries import visible
from app.database import session
from app.facilities.models import Facility, ThemeTotal, YearTotal
from app.facilities.versions import public_site_changes
from moderation.states import State

BATCH = 5
"""At a small facility scores enter the averages five reviews at a time, so that none can be read off."""
FELL_APART = 0
"""What is left of a batch; it counts again only together with five that never counted."""


def recount(facility: Facility) -> None:
    """The totals of a facility from its counted reviews, and a new version of its page."""
    # First the row of the facility: whoever recounts the same one at this moment waits for us.
    session.execute(
        update(Facility)
        .where(Facility.id == facility.id)
        .values(page_version=Facility.page_version + 1)
        .execution_options(synchronize_session=False)
    )
    session.expire(facility, ["page_version"])
    public_site_changes()
    count_reviews(facility)
    if facility.is_small:
        fill_batches(facility)
    told = [
        ((row.experience_until or row.experience_from or row.revealed_at).year, row.scores)
        for row in session.execute(
            select(Version.scores, Version.experience_until, Version.experience_from, Review.revealed_at)
            .join(Review, Review.published_version_id == Version.id)
            .where(*counted(facility))
        )
    ]
    by_theme = list(totals([scores for _year, scores in told]))
    # The difference between two years of a small one could tell who wrote.
    by_year = [] if facility.is_small else list(year_totals(told))
    for table, rows in ((ThemeTotal, by_theme), (YearTotal, by_year)):
        session.execute(delete(table).where(table.facility_id == facility.id))
        if rows:
            session.execute(insert(table), [{"facility_id": facility.id, **row} for row in rows])
    session.flush()


def count_reviews(facility: Facility) -> None:
    """How many reviews are public, in which languages, how many have a reply; the first and the last."""
    told = session.execute(
        select(
            Version.language,
            func.count().label("number"),
            func.count().filter(has_answer()).label("answered"),
            func.min(Review.revealed_at).label("first"),
            func.max(Review.revealed_at).label("last"),
        )
        .join(Review, Review.published_version_id == Version.id)
        .where(Review.facility_id == facility.id, Review.kind == "review", *visible())
        .group_by(Version.language)
    ).all()
    facility.review_count = sum(row.number for row in told)
    facility.answered_count = sum(row.answered for row in told)
    facility.first_review_at = min((row.first for row in told), default=None)
    facility.last_review_at = max((row.last for row in told), default=None)
    facility.review_languages = {row.language or "nl": row.number for row in told}


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


def totals(all_scores: Iterable[dict[str, int | None]]) -> Iterable[dict[str, Any]]:
    """The columns of a row per theme that anyone scored."""
    counts = Counter(
        (theme, score) for scores in all_scores for theme, score in scores.items() if score is not None
    )
    for theme in sorted({theme for theme, _ in counts}):
        yield {"theme": theme, **{f"n{score}": counts[theme, score] for score in range(1, 6)}}


def year_totals(told: Iterable[tuple[int, dict[str, int | None]]]) -> Iterable[dict[str, Any]]:
    """The columns of a row per theme and year that anyone scored."""
    given: dict[tuple[str, int], list[int]] = defaultdict(list)
    for year, scores in told:
        for theme, score in scores.items():
            if score is not None:
                given[theme, year].append(score)
    for (theme, year), of_year in sorted(given.items()):
        yield {"theme": theme, "year": year, "n": len(of_year), "total": sum(of_year)}


def rebuild_totals() -> int:
    """Recount every facility that has reviews or totals; the number of them."""
    ids = session.scalars(
        select(Review.facility_id).union(select(ThemeTotal.facility_id)).order_by("facility_id")
    ).all()
    for facility_id in ids:
        recount(session.get_one(Facility, facility_id))
        session.commit()
    return len(ids)
