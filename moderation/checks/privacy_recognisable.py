"""What makes a family recognisable without a name: health, and details that add up."""

import re
from collections.abc import Iterator

from moderation.checks.privacy_dates import dates
from moderation.checks.reading import Reading, readings
from moderation.checks.vocabulary import vocabulary
from moderation.findings import Family, Finding, Severity, Submission

CLUES = (
    ("leeftijd", 2, "age"),
    ("broer, zus of tweeling", 2, "siblings"),
    ("gezondheid", 2, "health"),
    ("afkomst of taal", 2, "origin"),
    ("gezin of beroep", 2, "family"),
    ("iets wat maar een gezin kan zeggen", 3, "unique"),
)

LASTS = re.compile(
    r"(?:\b(?:na|over|voor|binnen|gedurende|meer dan|ruim|dik|minstens|zeker|elke|iedere|per|om de|eerste"
    r"|laatste|afgelopen|voorbije|komende|volgende|vorige|deze|die|hele|heel)"
    r"|\b(?:komen|komt|kwam|kwamen|gaan|gaat|ging|gingen|zitten|zit|zat|werken|werkt|werkte|kennen|kent"
    r"|wachten|wachtten|wacht|duurde|duurt|hebben|heeft|had|hadden)\b[^.!?,]{0,30}?\b(?:al|nu|bijna))"
    r"(?: (?:meer dan|bijna|ruim|zo'n|ongeveer|de|een|al|minstens))*\s$"
    r"|\bsinds\s$|(?:^|[.!?\n]\s?)(?:al|reeds)(?: (?:meer dan|bijna|ruim))?\s$",
    re.I,
)
"""Before a number of years that something lasted: `wij komen hier al twee jaar`."""
LONG = re.compile(
    r"^\s(?:geleden|lang|gewacht|wacht\w*|op (?:een|de) (?:plaats|plek|wachtlijst)|klant|hier|daar|later"
    r"|bij (?:hen|jullie|haar|hem)|ervaring|durend|gesloten|dicht|thuis|ziek|verlof|vakantie|na elkaar|mee"
    r"|opvang|naar (?:hier|deze|de|dezelfde)|(?:zeer |heel |super)?tevreden|verder|contract|garantie"
    r"|op voorhand|van tevoren)\b",
    re.I,
)
"""After it: `twee jaar geleden`, `is al drie jaar bij hen`."""


def find_health_details(submission: Submission) -> Iterator[Finding]:
    """Health is a special kind of data (GDPR art. 9); a child's diagnosis stays out of a public text."""
    for field, reading in readings(submission):
        for start, end in reading.sentences:
            place = next(vocabulary("recognisable", "health").places(reading, start, end), None)
            about_somebody = vocabulary("recognisable", "somebody").stand_in(reading, start, end)
            about_nobody = vocabulary("recognisable", "nobody").stand_in(reading, start, end)
            if place and about_somebody and not about_nobody:
                yield Finding(
                    Family.PRIVACY,
                    "health_detail",
                    Severity.NOTICE,
                    "Dit gaat over iemands gezondheid. Kijk of de tekst ook zonder dat detail duidelijk is.",
                    reading.span(field, *place),
                )


def find_recognisable_families(submission: Submission) -> Iterator[Finding]:
    """With few places, an age and a brother are enough to know who wrote (DOMAIN E9)."""
    needed = points_needed(submission.facility.places)
    if needed is None or submission.kind != "review":
        return
    for field, reading in readings(submission):
        clues = clues_in(reading)
        points = sum(weight for weight, _, _ in clues.values())
        if points >= needed:
            _, start, end = max(clues.values(), key=lambda clue: clue[0])
            yield Finding(
                Family.PRIVACY,
                "identifiable_in_small_facility",
                Severity.WARNING if submission.facility.is_small else Severity.NOTICE,
                "In een kleine opvang kunnen anderen door deze details weten wie dit schreef: "
                + ", ".join(clues)
                + ".",
                reading.span(field, start, end),
                {"clues": list(clues), "points": points, "places": submission.facility.places},
            )


def find_private_lives(submission: Submission) -> Iterator[Finding]:
    """Who minds children at home has a family and a house there; the register publishes neither."""
    if not submission.facility.is_small or submission.kind != "review":
        return
    for field, reading in readings(submission):
        if not vocabulary("recognisable", "carer").stand_in(reading, 0, len(reading.plain)):
            continue
        place = next(vocabulary("recognisable", "carers_life").places(reading, 0, len(reading.plain)), None)
        if place:
            yield Finding(
                Family.PRIVACY,
                "identifiable_in_small_facility",
                Severity.NOTICE,
                "Dit gaat over het gezin of de woning van wie thuis opvangt: dat is privéleven.",
                reading.span(field, *place),
                {"clues": ["gezin of woning van de kinderbegeleider"], "places": submission.facility.places},
            )


def points_needed(places: int | None) -> int | None:
    """How much may be told before a family stands out: the fewer places, the less. None: it cannot matter."""
    if places is None or places > 36:
        return None
    if places <= 8:
        return 2
    return 4 if places <= 18 else 6


def clues_in(reading: Reading) -> dict[str, tuple[int, int, int]]:
    """Each kind of clue that is there: its weight and the first place of it."""
    found: dict[str, tuple[int, int, int]] = {}
    for name, weight, section in CLUES:
        places = vocabulary("recognisable", section).places(reading, 0, len(reading.plain))
        place = next((at for at in places if section != "age" or is_age(reading, *at)), None)
        if place:
            found[name] = (weight, *place)
    days = dates(reading)
    if days:
        found["een precieze dag"] = (2, days[0][0], days[0][1])
    return found


def is_age(reading: Reading, start: int, end: int) -> bool:
    """Whether `twee jaar` tells how old somebody is, and not how long something lasted."""
    before, after = reading.plain[max(0, start - 60) : start], reading.plain[end : end + 30]
    return not LASTS.search(before) and not LONG.match(after)
