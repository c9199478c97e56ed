"""Dates: a birthday says who a child is; an exact day can say who wrote."""

import re
from collections.abc import Iterator
from datetime import date

from moderation.checks.births import BIRTH_AFTER, JOINS_BIRTHS, LABEL, is_birth
from moderation.checks.number_words import DAYS, ORDINALS, any_of
from moderation.checks.reading import Reading, once_a_text, readings
from moderation.findings import Family, Finding, Severity, Submission

MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|jan|feb|febr|mrt|apr|jun|jul|aug|sept|sep|okt|nov|novemb|dec|meert|meii|febuari|feberuari|febr?ewari|janauri"
    "|agustus|ogustus|augustes|sebtember|setember|octobre|octover|oktobr|desember|desembre|nofember"
    "|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|novembre|decembre"
    "|january|february|march|may|june|july|august|october"
)
WHOLE_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:ste|den|de|er|th|st|nd|rd|e)?\.?[\s-]?(?:(?:van|of)\s)?(?:{MONTHS})(?:\b|(?=\d))\.?"
    rf"(?:[\s-]?'?(?:(?:19|20)\d{{2}}\b|\d{{2}}(?!\d|\s?(?:uur|u\b|kind|euro))))?"
    rf"|(?P<d>[0-3]?\d)\s?(?P<separator>[-/.|_])\s?(?P<m>[01]?\d)\s?(?P=separator)\s?'?(?P<y>(?:19|20)?\d{{2}})"
    rf"|(?P<iso>(?:19|20)\d{{2}}(?P<between>[-/])[01]\d(?P=between)[0-3]\d))(?![\d])",
    re.IGNORECASE,
)
WRITTEN_DATE = re.compile(
    rf"\b(?:{DAYS})n?\s(?:van\s)?(?:{WHOLE_MONTHS})\b(?:\s(?:(?:19|20)\d{{2}}\b|(?:tweeduizend|negentien)\s?\w{{2,20}}))?",
    re.I,
)
"""`drie maart`, `de eenentwintigste mei 2020`."""
BARE_DATE = re.compile(r"(?<!\d)(?P<d>[0-3]?\d)\s?(?P<m>[01]\d)\s?(?P<century>19|20)?\d{2}(?!\d)")
"""`12 03 2020`, `12032020` and `120320`: only where a birth is named just before."""
MONTH_FIRST = re.compile(
    rf"\b(?:{WHOLE_MONTHS}|january|february|march|may|june|july|august|october)\s(?P<d>\d{{1,2}})(?:th|st|nd|rd|e)?,?\s(?:19|20)\d{{2}}\b",
    re.I,
)
MONTH_AND_YEAR = re.compile(
    rf"\b(?:{WHOLE_MONTHS}|[01]?\d\s?/)\s?(?:van\s)?(?:'\d{{2}}|(?:19|20)\d{{2}})\b", re.I
)
"""`geboren in maart 2021`: without a day, so only right after the word for a birth."""
DAY_ALONE = re.compile(
    rf"\b(?:op|is|valt|van)\s(?:op\s)?(?P<day>de\s(?:{any_of(ORDINALS, 1, 31)}|\d{{1,2}}(?:ste|de|e)))"
    r"(?=\s?(?:[.,!?)\n]|$))",
    re.I,
)
"""`haar verjaardag is de zevende`: a day whose month stands elsewhere, or nowhere."""
BIRTHDAY_BEFORE = re.compile(
    rf"(?:\bverja\w+|\bjarig\b|\bgeboren\b|\b(?:{WHOLE_MONTHS})kind\w*|\bword\w*\sin\s(?:{WHOLE_MONTHS})\b)"
    r"[^\n]{0,25}$",
    re.I,
)
RIGHT_AFTER_BIRTH = re.compile(
    r"(?:\bgeboren\b|\bgeb\.|\bbevallen\b|\bgeboorte\w*|°)(?:\s(?:in|eind|begin|half|midden|van|is))*\s?[:=]?\s?$",
    re.I,
)
FEAST = re.compile(
    r"\b(?:(?:eerste |tweede )?kerst(?:dag|avond|mis)|nieuwjaarsdag|nieuwjaar|oudejaars(?:dag|avond|nacht)"
    r"|oudjaar|valentijns?(?:dag)?|driekoningen|wapenstilstand)\b(?:\s(?:van )?(?:19|20)\d{2})?",
    re.I,
)
"""A day without a number: only where somebody was born on it."""
SHORT_DATE = re.compile(r"(?<![\d/.,-])(?P<d>[0-3]?\d)(?P<separator>[/.-])(?P<m>[01]?\d)(?![\d/-]|[.,]\d)")
"""`12/4`; with a full stop (`03.05`) only right after a word for a birth: `onze Fons (2.5)` is an age."""


def find_dates_of_birth(submission: Submission) -> Iterator[Finding]:
    """A date of birth with a place is enough to know which child this is (DOMAIN D15)."""
    for field, reading in readings(submission):
        for start, end, is_born in dates(reading):
            if is_born:
                yield Finding(
                    Family.PRIVACY,
                    "date_of_birth",
                    Severity.WARNING,
                    "Hier staat een geboortedatum of verjaardag. De leeftijd in grote lijnen is genoeg.",
                    reading.span(field, start, end),
                )


def find_exact_dates(submission: Submission) -> Iterator[Finding]:
    """An exact day lets a provider see who wrote; a month is enough. Stricter in small facilities."""
    severity = Severity.NOTICE if submission.facility.is_small else Severity.INFO
    for field, reading in readings(submission):
        for start, end, is_born in dates(reading):
            if not is_born:
                yield Finding(
                    Family.PRIVACY,
                    "exact_date",
                    severity,
                    "Hier staat een precieze dag. De maand is meestal genoeg.",
                    reading.span(field, start, end),
                )


@once_a_text
def dates(reading: Reading) -> list[tuple[int, int, bool]]:
    """Every day in the text: start, end, and whether somebody was born then."""
    found: list[tuple[int, int, bool]] = []
    for match in DATE.finditer(reading.plain):
        if is_real(match):
            found.append((*match.span(), is_birth(reading, *match.span())))
    for match in SHORT_DATE.finditer(reading.plain):
        if (
            not overlaps(match, found)
            and is_real_day(match["d"], match["m"])
            and (match["separator"] != "." or is_labelled(reading, match))
            and is_birth(reading, *match.span())
        ):
            found.append((*match.span(), True))
    for match in WRITTEN_DATE.finditer(reading.plain):
        if not overlaps(match, found):
            found.append((*match.span(), is_birth(reading, *match.span())))
    for match in MONTH_FIRST.finditer(reading.plain):
        if not overlaps(match, found) and is_birth(reading, *match.span()):
            found.append((*match.span(), True))
    for match in MONTH_AND_YEAR.finditer(reading.plain):
        born = RIGHT_AFTER_BIRTH.search(reading.plain[max(0, match.start() - 40) : match.start()])
        if born and not overlaps(match, found):
            found.append((*match.span(), True))
    for match in DAY_ALONE.finditer(reading.plain):
        told = BIRTHDAY_BEFORE.search(reading.plain[max(0, match.start() - 60) : match.start()])
        if told and not overlaps(match, found):
            found.append((*match.span("day"), True))
    for match in FEAST.finditer(reading.plain):
        if is_birth(reading, *match.span()):
            found.append((*match.span(), True))
    for match in BARE_DATE.finditer(reading.plain):
        after = reading.plain[match.end() : match.end() + 40]
        with_century = match["century"] is not None and BIRTH_AFTER.search(after) is not None
        if (
            (is_labelled(reading, match) or with_century)
            and is_real_day(match["d"], match["m"])
            and not overlaps(match, found)
        ):
            found.append((*match.span(), True))
    return joined_births(reading, sorted(found))


def joined_births(reading: Reading, found: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """`geboren op 3 mei 2021 en 6 juni 2018`: what follows a birth without another word is one too."""
    births: list[tuple[int, int, bool]] = []
    for start, end, is_born in found:
        before = births[-1] if births else None
        joined = (
            before is not None
            and before[2]
            and JOINS_BIRTHS.fullmatch(reading.plain, before[1], start) is not None
        )
        births.append((start, end, is_born or joined))
    return births


def is_labelled(reading: Reading, match: re.Match[str]) -> bool:
    """Whether a word for a birth stands right before it."""
    return LABEL.search(reading.plain[max(0, match.start() - 25) : match.start()]) is not None


def overlaps(match: re.Match[str], found: list[tuple[int, int, bool]]) -> bool:
    """Whether a date is known already."""
    return any(start < match.end() and match.start() < end for start, end, _ in found)


def is_real(match: re.Match[str]) -> bool:
    """Whether the calendar knows this day."""
    if match["day"]:
        return 1 <= int(match["day"]) <= 31
    if match["iso"]:
        try:
            date.fromisoformat(match["iso"].replace("/", "-"))
        except ValueError:
            return False
        return True
    return is_real_day(match["d"], match["m"])


def is_real_day(day: str, month: str) -> bool:
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12
