"""What the files hold. Column names are those of the register's own file where they mean the same.

A number of 1 to 4 is left empty. Averages are those that the facility's page shows, one level only: that of a
municipality, less those of its facilities, would tell the scores of the one that shows none.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.addresses import facility_address
from app.config import settings
from app.contributions.models import Contribution
from app.contributions.queries import still_waiting, visible
from app.database import session
from app.facilities.figures import theme_figures
from app.facilities.models import Facility, ThemeTotal
from app.questionnaires import Sector
from app.times import month_key

SMALLEST = 5
"""Numbers below it, but for nought, are left empty."""
AT_ONCE = 1000

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """One file, in two formats."""

    name: str
    rows: Callable[[], Iterable[Row]]


def shown(number: int) -> int | None:
    """Nothing where it could point at somebody."""
    return number if number == 0 or number >= SMALLEST else None


def shown_month(facility: Facility, moment: datetime | None) -> str | None:
    """The month, for every facility; nothing where there are few reviews."""
    return month_key(moment) if moment and facility.review_count >= SMALLEST else None


def facilities() -> Iterator[Row]:
    """The register, with how many reviews there are."""
    found = session.scalars(
        select(Facility)
        .options(joinedload(Facility.organisation))
        .order_by(Facility.sector, Facility.dossiernummer)
        .execution_options(yield_per=AT_ONCE)
    )
    for facility in found:
        organisation = facility.organisation
        yield {
            "sector": facility.sector.value,
            "dossiernummer": facility.dossiernummer,
            "naam": facility.name,
            "opvangsoort": facility.kind,
            "doelgroep": facility.target_group,
            "tarief": facility.tariff,
            "plaatsen": facility.places,
            "straat": facility.street,
            "huisnummer": facility.house_number,
            "bus": facility.box,
            "postcode": facility.postcode,
            "gemeente": facility.municipality,
            "nis": facility.nis,
            "provincie": facility.province,
            "zorgregio": facility.care_region,
            "lat": facility.latitude,
            "lon": facility.longitude,
            "organisator_naam": organisation.name if organisation else "",
            "organisator_kbo": (organisation.kbo or "") if organisation else "",
            "website": facility.website,
            "vergunning_status": facility.licence_status,
            "deelname": "ja" if facility.participates else "nee",
            "gesloten_op": facility.closed_on.isoformat() if facility.closed_on else "",
            "aantal_waarderingen": shown(facility.review_count),
            "aantal_beantwoord": shown(facility.answered_count),
            "eerste_maand": shown_month(facility, facility.first_review_at),
            "laatste_maand": shown_month(facility, facility.last_review_at),
            "pagina": facility_address(facility),
        }


def scores() -> Iterator[Row]:
    """The averages that pages show."""
    found = session.execute(
        select(Facility, ThemeTotal)
        .join(ThemeTotal, ThemeTotal.facility_id == Facility.id)
        .order_by(Facility.sector, Facility.dossiernummer, Facility.id, ThemeTotal.theme)
        .execution_options(yield_per=AT_ONCE)
    )
    for facility, rows in groupby(found, key=lambda row: row[0]):
        for figure in theme_figures(facility, {total.theme: total for _, total in rows}):
            if figure.total is not None:
                yield {
                    "sector": facility.sector.value,
                    "dossiernummer": facility.dossiernummer,
                    "thema": figure.theme.key,
                    "titel": figure.theme.title,
                    "aantal": figure.total.n,
                    "gemiddelde": round(figure.total.average or 0, 2),
                    "spreiding": round(figure.total.spread or 0, 2),
                }


def months() -> Iterator[Row]:
    """How much appeared each month, per sector and province."""
    found = session.execute(
        select(Contribution.kind, Contribution.revealed_at, Facility.sector, Facility.province)
        .join(Facility, Facility.id == Contribution.facility_id)
        .where(*visible())
        .execution_options(yield_per=AT_ONCE)
    )
    counted: Counter[tuple[str, Sector, str, str]] = Counter(
        (month_key(revealed_at), sector, province, kind)
        for kind, revealed_at, sector, province in found
        if revealed_at is not None
    )
    for month, sector, province in sorted({key[:3] for key in counted}):
        yield {
            "maand": month,
            "sector": sector.value,
            "provincie": province,
            "waarderingen": shown(counted[month, sector, province, "review"]),
            "reacties": shown(counted[month, sector, province, "reply"]),
        }


def waiting() -> Iterator[Row]:
    """How much waits for a decision, per sector, and how much of it longer than was promised."""
    numbers = still_waiting(settings().answer_days)
    for sector in Sector:
        every, late = numbers.get(sector, (0, 0))
        yield {
            "sector": sector.value,
            "wacht": shown(every),
            "beloofde_dagen": settings().answer_days,
            "wacht_langer": shown(late),
        }


TABLES = (
    Table("voorzieningen", facilities),
    Table("scores", scores),
    Table("maanden", months),
    Table("wachten", waiting),
)
