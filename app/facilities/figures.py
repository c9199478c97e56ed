"""What may leave the site about a facility's scores and dates: the same everywhere it goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.config import settings
from app.facilities.models import Facility, ThemeTotal
from app.questionnaires import Theme, current_questionnaire
from app.times import local, month_key

SMALL = 8
"""As many places, or fewer, make a facility small (`Facility.is_small`)."""


@dataclass(frozen=True)
class ThemeFigure:
    """A theme with its total, or without where there are too few scores for an average."""

    theme: Theme
    total: ThemeTotal | None


def theme_figures(facility: Facility, totals: Mapping[str, ThemeTotal]) -> tuple[ThemeFigure, ...]:
    """Each theme of its sector; no average under the threshold (DOMAIN E3)."""
    least = settings().average_from
    return tuple(
        ThemeFigure(theme, total if total is not None and total.n >= least else None)
        for theme in current_questionnaire(facility.sector).themes
        for total in (totals.get(theme.key),)
    )


def outward_date(facility: Facility, moment: datetime | None) -> str | None:
    """The day, such as 2026-11-22; the month alone, such as 2026-11, at a small facility (DOMAIN E9)."""
    return None if moment is None else day_or_month(moment, is_small=facility.is_small)


def day_or_month(moment: datetime, *, is_small: bool) -> str:
    """The same, where the facility itself was not read."""
    return month_key(moment) if is_small else local(moment).date().isoformat()
