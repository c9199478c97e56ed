"""Pages of facilities and reviews by keyset: what is added meanwhile moves nothing that was not read yet."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from app.contributions.models import Contribution, Review, Version
from app.contributions.published import COLUMNS, Published
from app.contributions.queries import visible
from app.database import session
from app.facilities.models import Facility, Organisation, ThemeTotal
from app.questionnaires import Sector


def facilities_after(
    place: tuple[Sector, str] | None, filters: dict[str, Any], limit: int
) -> Sequence[Facility]:
    """In the order of sector and dossiernummer, from after this place."""
    columns = {
        "sector": Facility.sector,
        "municipality": Facility.municipality,
        "postcode": Facility.postcode,
        "participates": Facility.participates,
    }
    statement = select(Facility).options(joinedload(Facility.organisation))
    for name, value in filters.items():
        if name == "organisation":
            owner = select(Organisation.id).where(Organisation.kbo == value).scalar_subquery()
            statement = statement.where(Facility.organisation_id == owner)
        else:
            statement = statement.where(columns[name] == value)
    if place is not None:
        sector, dossiernummer = place
        statement = statement.where(
            or_(
                Facility.sector > sector,
                and_(Facility.sector == sector, Facility.dossiernummer > dossiernummer),
            )
        )
    return session.scalars(statement.order_by(Facility.sector, Facility.dossiernummer).limit(limit)).all()


def totals_of(facilities: Sequence[Facility]) -> dict[int, dict[str, ThemeTotal]]:
    """Facility → theme key → how often each score was given. One statement."""
    found: dict[int, dict[str, ThemeTotal]] = {facility.id: {} for facility in facilities}
    for total in session.scalars(select(ThemeTotal).where(ThemeTotal.facility_id.in_(found))):
        found[total.facility_id][total.theme] = total
    return found


def reviews_after(facility: Facility, place: Review | None, limit: int) -> list[Published]:
    """Newest first, as on the page, from after this one."""
    statement = select(*COLUMNS).join(Version, Version.id == Contribution.published_version_id)
    statement = statement.where(
        Contribution.facility_id == facility.id, Contribution.kind == "review", *visible()
    )
    if place is not None:
        statement = statement.where(
            or_(
                Contribution.list_key < place.list_key,
                and_(Contribution.list_key == place.list_key, Contribution.id < place.id),
            )
        )
    rows = session.execute(
        statement.order_by(Contribution.list_key.desc(), Contribution.id.desc()).limit(limit)
    )
    return [Published(*row) for row in rows]


def place_in_list(facility: Facility, public_id: str) -> Review | None:
    """Where a review stands or stood in the list; it may have been taken away since."""
    return session.scalar(
        select(Review).where(Review.facility_id == facility.id, Review.public_id == public_id)
    )
