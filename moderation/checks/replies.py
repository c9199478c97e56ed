"""What a facility's reply may not do. Parents must be able to write without a name and without fear."""

from collections.abc import Iterator

from moderation.checks.cues import Cue, find_cues
from moderation.checks.second_opinion import Bar, weighed
from moderation.checks.vocabulary import vocabulary
from moderation.findings import Family, Finding, Severity, Submission

REVEALS = Bar(
    kind="reveals",
    family=Family.PRIVACY,
    rule="reply_reveals_author",
    severity=Severity.WARNING,
    explanation="Hier lijkt de voorziening te weten wie schreef. De schrijver moet anoniem blijven.",
    alone=0.6,
    unlikely=0.01,
)
PRESSURE = Bar(
    kind="pressure",
    family=Family.CONDUCT,
    rule="reply_pressures_author",
    severity=Severity.WARNING,
    explanation="Dit kan de schrijver onder druk zetten. Ouders moeten zonder angst kunnen schrijven.",
    alone=0.6,
    unlikely=0.01,
)


def find_revealed_authors(submission: Submission) -> Iterator[Finding]:
    """A provider never learns who wrote, and may not guess in public either (design, rule 2)."""
    if submission.kind != "reply":
        return
    cues = (
        Cue(
            vocabulary("replies", "knows_author"),
            Severity.WARNING,
            "Hier zegt de voorziening dat ze weet of raadt wie schreef. De schrijver moet anoniem blijven.",
            unless=vocabulary("replies", "does_not_know"),
        ),
        Cue(
            vocabulary("replies", "tells_of_family"),
            Severity.WARNING,
            "Hier staat iets over het gezin van de schrijver. Wie het leest, kan raden wie dat is.",
            unless=vocabulary("replies", "welcoming"),
            negated_by_not=False,
        ),
        Cue(
            vocabulary("replies", "our_dealings"),
            Severity.WARNING,
            "Hier staat wat er tussen de voorziening en één ouder gebeurde. Zo kan men raden wie schreef.",
            unless=vocabulary("replies", "welcoming"),
            negated_by_not=False,
        ),
    )
    found = find_cues(submission, Family.PRIVACY, "reply_reveals_author", cues)
    yield from weighed(submission, found, REVEALS)


def find_pressure_on_author(submission: Submission) -> Iterator[Finding]:
    """No asking to take it down, no lawyer, no place at stake: reporting is the way (rulebook)."""
    if submission.kind != "reply":
        return
    cues = (
        Cue(
            vocabulary("replies", "take_it_down"),
            Severity.WARNING,
            "Dit vraagt om de waardering weg te halen of te veranderen. De weg is: melden bij ons.",
            unless=vocabulary("replies", "not_asked"),
        ),
        Cue(
            vocabulary("replies", "law"),
            Severity.WARNING,
            "Dit dreigt met het gerecht. Ouders moeten zonder angst kunnen schrijven.",
            unless=vocabulary("replies", "law_ok"),
        ),
        Cue(
            vocabulary("replies", "place_at_stake"),
            Severity.WARNING,
            "Dit zet de opvang of de plaats van het kind op het spel omdat de ouder schreef.",
            unless=vocabulary("replies", "welcoming"),
            negated_by_not=False,
        ),
        Cue(
            vocabulary("replies", "consequences"),
            Severity.WARNING,
            "Dit waarschuwt de schrijver voor gevolgen, of belooft iets in ruil. Dat zet onder druk.",
        ),
    )
    found = find_cues(submission, Family.CONDUCT, "reply_pressures_author", cues)
    yield from weighed(submission, found, PRESSURE)
