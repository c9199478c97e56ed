"""What search engines should read: a list of lists, for they take no list of more than 50,000 addresses."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from app.addresses import in_each_language, page_path
from app.database import session
from app.facilities.figures import SMALL, day_or_month
from app.facilities.models import Facility

IN_ONE = 10_000
"""Facilities in one list, in three languages; by their number, so that a new one changes one list alone."""

FIXED = (
    "/",
    "/hoe-we-controleren",
    "/gedragscode",
    "/gedragscode/versies",
    "/transparantie",
    "/over-ons",
    "/privacy",
    "/gebruiksvoorwaarden",
    "/toegankelijkheid",
    "/open-data",
    "/api",
)


@dataclass(frozen=True)
class Listed:
    """An address, and when a review last appeared there: a day, or a month at a small facility."""

    address: str
    changed: str | None = None


def number_of_parts() -> int:
    """How many lists of facilities."""
    highest = session.scalar(select(func.max(Facility.id))) or 0
    return -(-highest // IN_ONE)


def fixed_pages() -> Iterator[Listed]:
    """The pages that are always there. How their languages belong together stands in the head of each."""
    for path in FIXED:
        yield from map(Listed, in_each_language(path))


def facility_pages(part: int) -> Iterator[Listed]:
    """From 1. One statement."""
    columns = (Facility.sector, Facility.dossiernummer, Facility.places, Facility.last_review_at)
    rows = session.execute(
        select(*columns)
        .where(Facility.id > (part - 1) * IN_ONE, Facility.id <= part * IN_ONE)
        .order_by(Facility.id)
    )
    for sector, dossiernummer, places, last_review_at in rows:
        is_small = places is not None and places <= SMALL
        changed = day_or_month(last_review_at, is_small=is_small) if last_review_at else None
        for address in in_each_language(page_path(sector, dossiernummer)):
            yield Listed(address, changed)
