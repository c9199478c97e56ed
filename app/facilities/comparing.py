"""Up to three facilities side by side: the figures of each, without a winner."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from app.database import session
from app.facilities.models import Facility, ThemeTotal
from app.facilities.search_request import MOST_COMPARED
from app.questionnaires import Sector, Theme, current_questionnaire


@dataclass(frozen=True)
class Figure:
    """One theme of one facility. No average when there are too few scores for one."""

    facility: Facility
    average: float | None
    spread: float | None
    n: int


@dataclass(frozen=True)
class ComparedTheme:
    """A theme, with the figures in the order in which the facilities were chosen."""

    theme: Theme
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Comparison:
    """What the page shows."""

    facilities: tuple[Facility, ...]
    themes: tuple[ComparedTheme, ...]
    """None when the sectors differ: their questions do too."""
    unknown: int
    """How many of the facilities that were asked for we do not know."""
    left_out: int
    """How many were too many."""

    @property
    def keys(self) -> tuple[str, ...]:
        """How an address names the facilities."""
        return tuple(key_of(facility) for facility in self.facilities)


def compare(asked: Sequence[str], average_from: int) -> Comparison:
    """The first three that exist, in the order asked. Two statements."""
    keys = list(dict.fromkeys(asked))
    known = known_facilities(keys[: 4 * MOST_COMPARED])
    found = [known[key] for key in keys if key in known]
    shown = tuple(found[:MOST_COMPARED])
    return Comparison(
        facilities=shown,
        themes=compared_themes(shown, average_from),
        unknown=len(keys) - len(found),
        left_out=len(found) - len(shown),
    )


def key_of(facility: Facility) -> str:
    """How an address names it."""
    return f"{facility.sector.value}:{facility.dossiernummer}"


def known_facilities(keys: Sequence[str]) -> dict[str, Facility]:
    """Key → facility, with its organisation; what is no key is nobody's."""
    pairs = [(sector, number) for sector, _colon, number in (key.partition(":") for key in keys)]
    wanted = [
        and_(Facility.sector == Sector(sector), Facility.dossiernummer == number)
        for sector, number in pairs
        if sector in list(Sector) and number.isprintable()
    ]
    if not wanted:
        return {}
    rows = session.scalars(select(Facility).where(or_(*wanted)).options(joinedload(Facility.organisation)))
    return {key_of(facility): facility for facility in rows}


def compared_themes(facilities: Sequence[Facility], average_from: int) -> tuple[ComparedTheme, ...]:
    """Each theme of their questionnaire."""
    if len({facility.sector for facility in facilities}) != 1:
        return ()
    rows = session.scalars(
        select(ThemeTotal).where(ThemeTotal.facility_id.in_([facility.id for facility in facilities]))
    )
    totals = {(total.facility_id, total.theme): total for total in rows}
    return tuple(
        ComparedTheme(
            theme,
            tuple(
                figure(facility, totals.get((facility.id, theme.key)), average_from)
                for facility in facilities
            ),
        )
        for theme in current_questionnaire(facilities[0].sector).themes
    )


def figure(facility: Facility, total: ThemeTotal | None, average_from: int) -> Figure:
    """Nothing but "too few" below the threshold, as on the facility's own page."""
    if total is None or total.n < average_from:
        return Figure(facility, None, None, 0)
    return Figure(facility, total.average, total.spread, total.n)
