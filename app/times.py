"""Moments as people in Belgium read them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

BRUSSELS = ZoneInfo("Europe/Brussels")


def local(moment: datetime) -> datetime:
    """The same moment on a clock in Brussels."""
    return moment.astimezone(BRUSSELS)


def month_key(moment: datetime) -> str:
    """Such as 2026-11."""
    return local(moment).strftime("%Y-%m")


def long_date(moment: datetime | date) -> str:
    """Such as 22 november 2026."""
    day = local(moment).date() if isinstance(moment, datetime) else moment
    return format_date(day, "d MMMM yyyy", locale="nl_BE")


def month_and_year(moment: datetime | date) -> str:
    """Such as november 2026."""
    day = local(moment).date() if isinstance(moment, datetime) else moment
    return format_date(day, "MMMM yyyy", locale="nl_BE")


def date_and_time(moment: datetime) -> str:
    """Such as 22 november 2026 om 14:05."""
    return format_datetime(local(moment), "d MMMM yyyy 'om' HH:mm", locale="nl_BE")
