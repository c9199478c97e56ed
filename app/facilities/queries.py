"""Reads for the public pages: a facility, its totals, its figures, and what to show at home."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, bindparam, case, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.contributions.models import Review, Version
from app.contributions.published import has_answer
from app.contributions.queries import visible
from app.database import session
from app.facilities.models import Facility, ThemeTotal, YearTotal
from app.questionnaires import Sector
from app.replies.models import Reply

PAGE_SIZE = 20
RECENT = 200
"""How many reviews home looks through for answered ones, so that its cost does not grow with the years."""


BY_KEY = (
    select(Facility)
    .where(
        Facility.sector == bindparam("sector"),
        Facility.dossiernummer == bindparam("dossiernummer"),
    )
    .options(joinedload(Facility.organisation))
)
"""A facility, with its organisation."""


def number_of_pages(total: int) -> int:
    """At least one."""
    return max(1, -(-total // PAGE_SIZE))


def find_facility(sector: str, dossiernummer: str) -> Facility | None:
    """By its public key, with its organisation."""
    if sector not in list(Sector) or "\0" in dossiernummer:  # PostgreSQL takes no such text
        return None
    return session.scalar(BY_KEY, {"sector": Sector(sector), "dossiernummer": dossiernummer})


def theme_totals(facility: Facility) -> dict[str, ThemeTotal]:
    """Theme key → how often each score was given."""
    rows = session.scalars(select(ThemeTotal).where(ThemeTotal.facility_id == facility.id))
    return {total.theme: total for total in rows}


def year_totals(facility: Facility) -> dict[str, list[YearTotal]]:
    """Theme key → its years, oldest first."""
    found: dict[str, list[YearTotal]] = {}
    rows = session.scalars(
        select(YearTotal).where(YearTotal.facility_id == facility.id).order_by(YearTotal.year)
    )
    for total in rows:
        found.setdefault(total.theme, []).append(total)
    return found


def answered_scores() -> Sequence[tuple[int, dict[str, Any]]]:
    """Id and scores of the reviews with a reply, newest first, among the last RECENT that appeared.

    Small facilities are left out: their place between dated reviews would tell the day (DOMAIN E9).
    """
    recent = (
        select(Review.id)
        .where(Review.revealed_at.is_not(None))
        .order_by(Review.revealed_at.desc(), Review.id.desc())
        .limit(RECENT)
        .subquery()
    )
    rows = session.execute(
        select(Review.id, Version.scores)
        .join(recent, recent.c.id == Review.id)
        .join(Version, Version.id == Review.published_version_id)
        .join(Facility, Facility.id == Review.facility_id)
        .where(*visible(), has_answer(), func.coalesce(Facility.places, 9) > 8)
        .order_by(Review.revealed_at.desc(), Review.id.desc())
    )
    return [(number, scores) for number, scores in rows]


def answered_reviews(numbers: Sequence[int]) -> Sequence[Review]:
    """These, with their replies, newest first."""
    return session.scalars(
        select(Review)
        .where(Review.id.in_(numbers), *visible())
        .options(
            joinedload(Review.facility),
            joinedload(Review.published_version),
            selectinload(Review.replies).joinedload(Reply.published_version),
        )
        .order_by(Review.revealed_at.desc(), Review.id.desc())
    ).all()


def public_figures() -> tuple[int, int]:
    """How many reviews can be read, and how many facilities can be reviewed."""
    open_ones = case((and_(Facility.participates, Facility.closed_on.is_(None)), 1), else_=0)
    reviews, facilities = session.execute(
        select(func.coalesce(func.sum(Facility.review_count), 0), func.coalesce(func.sum(open_ones), 0))
    ).one()
    return (reviews, facilities)
