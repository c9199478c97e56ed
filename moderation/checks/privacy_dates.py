"""Dates: a birthday says who a child is; an exact day can say who wrote."""

import re
from collections.abc import Iterator
from datetime import date

from moderation.checks.lists import first_names, rare_names
from moderation.checks.number_words import DAYS, ORDINALS, any_of
from moderation.checks.reading import Reading, once_a_text, plain, readings
from moderation.findings import Family, Finding, Severity, Submission

MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|jan|feb|febr|mrt|apr|jun|jul|aug|sept|sep|okt|nov|dec|meert"
    "|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
    "|january|february|march|may|june|july|august|october"
)
WHOLE_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:ste|de|er|th|st|nd|rd|e)?\.?[\s-]?(?:(?:van|of)\s)?(?:{MONTHS})\b\.?"
    rf"(?:[\s-]?'?(?:(?:19|20)\d{{2}}\b|\d{{2}}(?!\d|\s?(?:uur|u\b|kind|euro))))?"
    rf"|(?P<d>[0-3]?\d)\s?(?P<separator>[-/.])\s?(?P<m>[01]?\d)\s?(?P=separator)\s?'?(?P<y>(?:19|20)?\d{{2}})"
    rf"|(?P<iso>(?:19|20)\d{{2}}-[01]\d-[0-3]\d))(?![\d])",
    re.IGNORECASE,
)
WRITTEN_DATE = re.compile(
    rf"\b(?:{DAYS})\s(?:{WHOLE_MONTHS})\b(?:\s(?:(?:19|20)\d{{2}}\b|(?:tweeduizend|negentien)\s?\w{{2,20}}))?",
    re.I,
)
"""`drie maart`, `de eenentwintigste mei 2020`."""
BARE_DATE = re.compile(r"(?<!\d)(?P<d>[0-3]?\d)\s?(?P<m>[01]\d)\s?(?:19|20)\d{2}(?!\d)")
"""`12 03 2020` and `12032020`: only where a birth is named just before."""
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
SHORT_DATE = re.compile(r"(?<![\d/.,-])(?P<d>[0-3]?\d)[/-](?P<m>[01]?\d)(?![\d/-]|[.,]\d)")
PERSON = (
    r"(?:\w*kind(?:je)?|\w*zoon\w*|\w*dochter\w*|tweeling|baby\w*|meisje|jongen|jongetje|jongste|oudste|broer\w*"
    r"|zus\w*|peuter|kleuter|kleine|kleinste|mama|moeder|papa|vader|oma|opa|bomma|bompa|man|vrouw)"
)
AGE = r"(?:\d{1,2}|een|twee|drie|vier|vijf|zes)(?:\sjaar)?"
OLD = r"(?:\d{1,3}|een|twee|drie|vier|vijf|zes|\w{0,12}(?:tien|tig|honderd))"
BIRTH_BEFORE = re.compile(
    rf"(?:\b{PERSON}(?:\s(?-i:[A-Z])[\w'-]{{1,20}})?\s?\($|\b(?-i:[A-Z])[\w'-]{{1,20}}\s\($|\b{AGE}\s?\($"
    rf"|\b(?:\w*kind(?:je)?|tweeling|baby\w*|zoon\w*|dochter\w*)\svan\s(?:de\s)?$)"
    r"|(?:\bgeboren\b|\bgeboorte\w*|\bgeb(?:dat|datum)?\b\.?|\bgb\b|°|(?<!\S)\*|\blevenslicht\b|\bkaarsjes\b"
    r"|\bnee? le\b|\bborn\b|\bdogum\b|\bkwam er(?: \w+)? op\b|\bblies\b|\bverjaar\w*|\bjarig\b|\bbevallen\b"
    r"|\bbeviel\w*|\bter wereld\b|\bkeizersnede\b|\bgd\b"
    rf"|\b{PERSON}\sis\s(?:er\s(?:een|eentje)\s)?van\s(?:de\s)?$"
    r"|\b(?:kind|kindje|zoon\w*|dochter\w*|tweeling|baby|hij|ze|zij)\s(?:is|zijn|dateert)\s"
    r"(?:er\s(?:een|eentje)\s)?van(?:\sde)?\b"
    r"|\bkwam op de wereld\b|\bgeb\.?datum|\bdob\b|\b(?:bday|birthday)\b|\bte vroeg\b|\bboreling\b"
    r"|\b(?:werd|wordt|is|worden)\s(?:\w+\s){0,2}?(?:\d{1,2}|een|twee|drie|vier|vijf)"
    r"(?:\sjaar)?(?:\s(?:op|de|jaar))+|\b(?:werd|wordt|is|worden)\s\w{0,12}(?:tien|tig|honderd)\s(?:jaar\s)?op)[^.!?\n]{0,45}$",
    re.IGNORECASE,
)
TURNS = rf"\b{OLD}(?:\sjaar)?\s(?:werd|wordt|werden|worden|geworden)\b"
"""`toen hij op 1 april een werd`, `drie jaar geworden op`."""
TURNED = re.compile(rf"{TURNS}[^.!?\n]{{0,30}}$", re.I)
TURNING = re.compile(rf"^[^.!?\n]{{0,12}}?{TURNS}", re.I)
BECAME = re.compile(r"\b(?:werd|wordt|werden|worden)\s(?:op\s)?(?:de\s)?$", re.I)
TURNS_FIRST = re.compile(
    rf"\b(?:wordt|werd)\s(?:hij|ze|zij|(?-i:[A-Z])[\w'-]+)\s(?:al\s|pas\s|er\s)?{AGE}[,:(]\s?(?:op\s)?(?:de\s)?$",
    re.I,
)
"""`morgen wordt hij drie, 14 juli`."""
AGE_AFTER = re.compile(rf"^\s{OLD}(?=\s?(?:jaar\b|jaartje|[.,!?]|$)|\s(?:en|op)\b)", re.I)
"""`werd op 4 mei twee`, `wordt 12/4 drie jaar`."""
LABEL = re.compile(
    r"\b(?:geboorte\w*|geboren|geb\.?(?:datum)?|gd|dob|verjaardag)\s?(?:is|op|:|=)?\s?$|°\s?$", re.I
)
OF_A_DAY = re.compile(
    r"\b(?:(?P<name>[A-Z][\w-]{1,20})\s(?:is|zijn)|[Ii]k\sben|ben\sik)\s(?:zelf\s|ook\s)?(?:er\s(?:een|eentje)\s|een\skind(?:je)?\s)?van\s(?:de\s)?$"
)
BETWEEN_COMMAS = re.compile(rf"\b{PERSON}(?:\s(?-i:[A-Z])[\w'-]{{1,20}})?,\s?$", re.IGNORECASE)
"""`onze dochter, 3 mei 2020,`: the comma after the date counts too."""
BIRTH_AFTER = re.compile(
    r"^\s?(?:\d{4}\s)?[^.!?\n]{0,25}?(?:\bgeboren\b|\bter wereld\b"
    r"|\blevenslicht\b|\bkaarsjes?\b|\bpiepen\b|\bhet licht zag|\bop de wereld\b"
    r"|\b(?:zijn|ben|werden|werd)\s(?:we|wij|ik)\s(?:\w{1,12}\s){0,2}?(?:mama|papa|ouders?|moeder|vader)\b"
    r"|\b(?:haar|zijn) \w+ verjaardag|\bjarig\b|\bverjaar\w*|\bbevallen\b"
    r"|\bhaar verjaardag|\bzijn verjaardag"
    r"|\b(?:wordt|werd|worden|is)\s(?:\w+\s){0,2}?(?:\d{1,2}|een|twee|drie|vier|vijf|zes)(?:\sjaar|\soud|\sen\b|[.,!]|$)"
    r"|^(?:\s\d{4})?\s(?:al\s|pas\s)?(?:\d{1,2}|een|twee|drie|vier|vijf|zes)\sjaar\b"
    r"|\b(?:is|werd|wordt|zag)\s\w*\s?(?:\w+\s)?(?:het levenslicht|ter wereld|geboren))",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"[;]|,\s(?:en|maar|dus|want)\s|\bmaar\b|\bsinds\b|\bdus\b|\bgestart\b", re.IGNORECASE)
NOT_A_BIRTH = re.compile(
    r"\b(?:opening|bestaat|bestaan"
    r"|verjaardag(?:sfeest)? van (?:de|het|onze) (?:opvang|creche|kribbe|kdv|kinderdagverblijf))\b",
    re.IGNORECASE,
)


def find_dates_of_birth(submission: Submission) -> Iterator[Finding]:
    """A date of birth with a place is enough to know which child this is (DOMAIN D15)."""
    for field, reading in readings(submission):
        for start, end, is_birth in dates(reading):
            if is_birth:
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
        for start, end, is_birth in dates(reading):
            if not is_birth:
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
        named = LABEL.search(reading.plain[max(0, match.start() - 25) : match.start()])
        told = named or BIRTH_AFTER.search(reading.plain[match.end() : match.end() + 40])
        if told and is_real_day(match["d"], match["m"]) and not overlaps(match, found):
            found.append((*match.span(), True))
    return sorted(found)


def overlaps(match: re.Match[str], found: list[tuple[int, int, bool]]) -> bool:
    """Whether a date is known already."""
    return any(start < match.end() and match.start() < end for start, end, _ in found)


def is_birth(reading: Reading, start: int, end: int) -> bool:
    """Whether the words around a date speak of a birth or a birthday."""
    before = CLAUSE.split(reading.plain[max(0, start - 70) : start])[-1]
    after = CLAUSE.split(reading.plain[end : end + 50])[0]
    if NOT_A_BIRTH.search(before) or NOT_A_BIRTH.search(after):
        return False
    if BETWEEN_COMMAS.search(before) and after.startswith(","):
        return True
    if BECAME.search(before) and AGE_AFTER.search(after):
        return True
    if (
        TURNS_FIRST.search(before)
        or TURNED.search(before)
        or TURNING.match(after)
        or dates_somebody(before, reading.plain[start:end])
    ):
        return True
    return BIRTH_BEFORE.search(before) is not None or BIRTH_AFTER.search(after) is not None


def dates_somebody(before: str, written: str) -> bool:
    """`Mauro is van 9 november 2021`, `ik ben van 6 juni 1988`: who is of a day with its year."""
    named = OF_A_DAY.search(before)
    if named is None or not re.search(r"\d{4}$|[-/.]\d{2}$|'\d{2}$", written):
        return False
    if named["name"] is None:
        return True
    return plain(named["name"]) in first_names() or plain(named["name"]) in rare_names()


def is_real(match: re.Match[str]) -> bool:
    """Whether the calendar knows this day."""
    if match["day"]:
        return 1 <= int(match["day"]) <= 31
    if match["iso"]:
        try:
            date.fromisoformat(match["iso"])
        except ValueError:
            return False
        return True
    return is_real_day(match["d"], match["m"])


def is_real_day(day: str, month: str) -> bool:
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12
