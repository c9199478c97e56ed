"""A month as people type it where their browser has no calendar for months."""

import re
from datetime import date
from functools import cache

from babel.dates import get_month_names

from app.languages import LANGUAGES

NUMBERS = re.compile(
    r"(?P<year>\d{4})[-/. ]{1,3}(?P<month>\d{1,2})|(?P<before>\d{1,2})[-/. ]{1,3}(?P<after>\d{4})"
)
WORDS = re.compile(r"(?P<name>[^\W\d]{3,12})\.?\s{1,3}(?P<year>\d{4})")


def month_in(text: str) -> date | None:
    """The first day of the month in 2026-03, 3/2026, maart 2026 or mrt. 2026; None for anything else."""
    words, numbers = WORDS.fullmatch(text), NUMBERS.fullmatch(text)
    if words:
        year, month = words["year"], names().get(words["name"].casefold(), 0)
    elif numbers:
        year, month = numbers["year"] or numbers["after"], int(numbers["month"] or numbers["before"])
    else:
        return None
    return date(int(year), month, 1) if 1 <= month <= 12 and int(year) else None


@cache
def names() -> dict[str, int]:
    """Name of a month, whole or shortened, in each language of the site → its number."""
    return {
        name.casefold().rstrip("."): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    }
