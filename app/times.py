"""Moments as people in Belgium read them."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from app.languages import gettext as _
from app.languages import locale

BRUSSELS = ZoneInfo("Europe/Brussels")


def local(moment: datetime) -> datetime:
    """The same moment on a clock in Brussels."""
    return moment.astimezone(BRUSSELS)


def start_of_day(moment: datetime) -> datetime:
    """Midnight in Brussels."""
    return local(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def start_of_month(moment: datetime) -> datetime:
    """Midnight in Brussels, before its first day."""
    return start_of_day(local(moment).replace(day=1))


def month_key(moment: datetime) -> str:
    """Such as 2026-11."""
    return local(moment).strftime("%Y-%m")


def month_in_words(key: str) -> str:
    """Such as november 2026, of 2026-11."""
    return month_and_year(date.fromisoformat(f"{key}-01"))


def long_date(moment: datetime | date) -> str:
    """Such as 22 november 2026."""
    return written(local(moment).date() if isinstance(moment, datetime) else moment, "d MMMM yyyy", locale())


def month_and_year(moment: datetime | date) -> str:
    """Such as november 2026."""
    return written(local(moment).date() if isinstance(moment, datetime) else moment, "MMMM yyyy", locale())


@lru_cache(maxsize=4096)
def written(day: date, pattern: str, place: str) -> str:
    """In words; pages repeat the same days."""
    return format_date(day, pattern, locale=place)


def date_and_time(moment: datetime) -> str:
    """Such as 22 november 2026 om 14:05."""
    clock = format_datetime(local(moment), "HH:mm", locale=locale())
    return _("%(day)s om %(time)s", day=long_date(moment), time=clock)


def one_decimal(figure: float) -> str:
    """Such as 4,2."""
    return decimal(figure, locale())


@lru_cache(maxsize=1024)
def decimal(figure: float, place: str) -> str:
    """As that place writes it."""
    return format_decimal(figure, "0.0", locale=place)
