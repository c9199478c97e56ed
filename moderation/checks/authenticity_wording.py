"""Wording that shows who speaks or why. Hints for the editor: text alone never proves a false review."""

import re
from collections.abc import Iterator
from dataclasses import replace

from moderation.checks.cues import Cue, find_cues
from moderation.checks.reading import Reading, readings
from moderation.checks.second_opinion import Bar, weighed
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
LONG_AGO = re.compile(
    r"\b(?:al|sinds)\s(?P<number>\d{2,3})\sjaar\b[^.!?]{0,40}\b(?:mijn|onze?|ons)\s(?:kind|zoon|dochter|baby|peuter)",
    re.I,
)
NOT_AN_AGE = ("na", "sinds", "al", "binnen", "over", "om de")
"""`Na drie maanden` is a time, no age."""
DOUBTFUL = "Dit lijkt onwaarschijnlijk. Vraag na of het klopt."
OWN_PRAISE = Bar(
    kind="own_praise",
    family=Family.AUTHENTICITY,
    rule="provider_affiliation",
    severity=Severity.NOTICE,
    explanation="Deze passage klinkt als geschreven door wie er werkt. Vraag na wie dit schreef.",
    alone=0.6,
    unlikely=0.1,
)
PROMOTION = Bar(
    kind="promotion",
    family=Family.AUTHENTICITY,
    rule="promotional",
    severity=Severity.NOTICE,
    explanation="Deze passage klinkt als reclame. Kijk of er ook een echte ervaring in staat.",
    alone=0.5,
    unlikely=0.1,
)
ACCUSATION = Bar(
    kind="accusation",
    family=Family.AUTHENTICITY,
    rule="accusation",
    severity=Severity.WARNING,
    explanation="Deze passage klinkt als een beschuldiging. Vraag de schrijver waarop dat steunt.",
    alone=0.4,
    unlikely=0.1,
)
THREAT = Bar(
    kind="threat",
    family=Family.AUTHENTICITY,
    rule="threat_or_revenge",
    severity=Severity.WARNING,
    explanation="Deze passage klinkt als een dreigement of als wraak.",
    alone=0.45,
    unlikely=0.1,
)
SELLING_REPLY = replace(PROMOTION, alone=0.6)
"""A provider's answer sounds like a provider: there only what clearly sells counts."""
IMPROBABLE = Bar(
    kind="improbable",
    family=Family.AUTHENTICITY,
    rule="improbable_claim",
    severity=Severity.NOTICE,
    explanation="Deze passage klinkt onwaarschijnlijk. Vraag na of het klopt.",
    alone=0.3,
    unlikely=0.0,
)


def find_provider_affiliation(submission: Submission) -> Iterator[Finding]:
    """A review comes from a family. In a reply the provider speaks, and may."""
    if submission.kind != "review":
        return
    if submission.history.provider_email:
        yield Finding(
            Family.AUTHENTICITY,
            "provider_affiliation",
            Severity.WARNING,
            "Het e-mailadres hoort bij de voorziening of haar organisator.",
            evidence={"signal": "email"},
        )
    cues = (
        Cue(
            vocabulary("authenticity", "provider_speaks"),
            Severity.WARNING,
            "Zo spreekt wie er werkt of wie er familie van is, niet een ouder. Vraag na wie dit schreef.",
        ),
    )
    found = find_cues(submission, Family.AUTHENTICITY, "provider_affiliation", cues)
    yield from weighed(submission, found, OWN_PRAISE)


def find_promotion(submission: Submission) -> Iterator[Finding]:
    """Praise is welcome; a sales pitch tells no experience."""
    cues = (
        Cue(
            vocabulary("authenticity", "promotional"),
            Severity.NOTICE,
            "Dit klinkt als reclame. Kijk of er ook een echte ervaring in staat.",
            unless=vocabulary("authenticity", "promotional_ok"),
        ),
    )
    found = find_cues(submission, Family.AUTHENTICITY, "promotional", cues)
    yield from weighed(submission, found, SELLING_REPLY if submission.kind == "reply" else PROMOTION)


def find_accusations(submission: Submission) -> Iterator[Finding]:
    """Who accuses of a crime must be able to show it: a court can hold the platform to it (DOMAIN E5)."""
    cues = (
        Cue(
            vocabulary("authenticity", "accusation"),
            Severity.WARNING,
            "Dit beschuldigt iemand van iets strafbaars of ernstigs. Vraag de schrijver waarop dat steunt.",
            unless=vocabulary("authenticity", "accusation_ok"),
        ),
    )
    found = find_cues(submission, Family.AUTHENTICITY, "accusation", cues)
    yield from weighed(submission, found, ACCUSATION)


def find_threats(submission: Submission) -> Iterator[Finding]:
    """A review is no means of pressure or revenge."""
    cues = (
        Cue(
            vocabulary("authenticity", "threat"),
            Severity.WARNING,
            "Dit klinkt als een dreigement of als wraak. Lees of er ook een ervaring in staat.",
            unless=vocabulary("authenticity", "threat_ok"),
        ),
    )
    found = find_cues(submission, Family.AUTHENTICITY, "threat_or_revenge", cues)
    yield from weighed(submission, found, THREAT)


def find_hearsay(submission: Submission) -> Iterator[Finding]:
    """A review tells what its writer lived through, not what others say."""
    cues = (
        Cue(
            vocabulary("authenticity", "hearsay"),
            Severity.NOTICE,
            "Dit lijkt van horen zeggen. Een waardering gaat over wat iemand zelf meemaakte.",
            negated_by_not=False,
        ),
    )
    yield from find_cues(submission, Family.AUTHENTICITY, "hearsay", cues)


def find_improbable_claims(submission: Submission) -> Iterator[Finding]:
    """A baby that speaks three languages, forty children for one carer: likely untrue, or a joke."""
    found = list(impossible_facts(submission))
    if not found:
        cues = (Cue(vocabulary("authenticity", "improbable"), Severity.NOTICE, DOUBTFUL),)
        found = list(find_cues(submission, Family.AUTHENTICITY, "improbable_claim", cues))
    yield from weighed(submission, found, IMPROBABLE)


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
