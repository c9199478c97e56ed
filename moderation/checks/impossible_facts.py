"""What a figure shows to be impossible: a skill years before its age, a hundred children together."""

import re
from collections.abc import Iterator

from moderation.checks.reading import Reading, readings
from moderation.checks.vocabulary import vocabulary
from moderation.findings import Family, Finding, Severity, Submission

NUMBERS = {
    word: number
    for number, word in enumerate(
        ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"], 1
    )
}
AGE = re.compile(
    rf"\b(?P<number>\d{{1,2}}|{'|'.join(NUMBERS)}|anderhalf)\s?(?:-?\s?)(?P<unit>dagen|weken|week|maanden|maand|maandjes|jaar|jarige?)\b",
    re.I,
)
GROUP = re.compile(
    r"\b(?P<number>\d{2,4}|honderd\w*|tweehonderd|vijftig|zestig|tachtig|duizend)\s(?:kinderen|kindjes|baby'?s?|peuters|kids)\b(?P<rest>[^.!?]{0,60})",
    re.I,
)
PER_CARER = re.compile(
    r"\b(?:per|voor|op|met|bij|alleen)\b[^.!?]{0,25}\b(?:een|1|twee|2|enkele|alleen)?\s?\w*(?:begeleid|juf|onthaal|verzorg|leidster|persoon|ruimte|kamer|leefgroep)",
    re.I,
)
NOT_AN_AGE = ("na", "sinds", "al", "binnen", "over", "om de")
"""`Na drie maanden` is a time, no age."""
DOUBTFUL = "Dit lijkt onwaarschijnlijk. Vraag na of het klopt."


def impossible_facts(submission: Submission) -> Iterator[Finding]:
    """What a figure in the sentence shows."""
    for field, reading in readings(submission):
        for start, end in reading.sentences:
            place = impossible_age(reading, start, end) or impossible_group(reading.plain, start, end)
            if place:
                yield Finding(
                    Family.AUTHENTICITY,
                    "improbable_claim",
                    Severity.NOTICE,
                    DOUBTFUL,
                    reading.span(field, *place),
                )


def impossible_age(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """A skill years before its age: nobody talks in sentences at four months."""
    skill = next(vocabulary("authenticity", "superhuman_skill").places(reading, start, end), None)
    if skill is None:
        return None
    walking = vocabulary("authenticity", "walking").stand_in(reading, *skill)
    for age in AGE.finditer(reading.plain, start, end):
        before = reading.plain[max(start, age.start() - 12) : age.start()].lower().rstrip()
        if months_of(age) < (7 if walking else 15) and not before.endswith(NOT_AN_AGE):
            return min(age.start(), skill[0]), max(age.end(), skill[1])
    return None


def months_of(age: re.Match[str]) -> float:
    """An age in months."""
    written = age["number"].lower()
    number = 1.5 if written == "anderhalf" else float(NUMBERS.get(written, 0) or written)
    unit = age["unit"].lower()
    if unit.startswith("j"):
        return number * 12
    if unit.startswith("w"):
        return number / 4.3
    return number / 30 if unit.startswith("d") else number


def impossible_group(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Group care holds 18 in a group at most, and 9 a carer (DOMAIN F): 25 a carer, or 100 together."""
    for match in GROUP.finditer(text, start, end):
        digits = re.match(r"\d+", match["number"])
        number = int(digits.group()) if digits else 100
        if (number >= 25 and PER_CARER.search(match["rest"])) or number >= 100:
            return match.span()
    return None
