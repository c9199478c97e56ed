"""What a facility's reply may not do. Parents must be able to write without a name and without fear."""

from collections.abc import Iterator
from functools import partial

from moderation.checks.bars import PRESSURE, REVEALS
from moderation.checks.cues import cue
from moderation.checks.second_opinion import find_signs
from moderation.findings import Finding, Severity, Submission

reply_cue = partial(cue, "replies", Severity.WARNING)


def find_revealed_authors(submission: Submission) -> Iterator[Finding]:
    """A provider never learns who wrote, and may not guess in public either (design, rule 2)."""
    if submission.kind != "reply":
        return
    yield from find_signs(
        submission,
        REVEALS,
        reply_cue(
            "Hier zegt de voorziening dat ze weet of raadt wie schreef. De schrijver moet anoniem blijven.",
            "knows_author",
            unless="does_not_know",
        ),
        reply_cue(
            "Hier staat iets over het gezin van de schrijver. Wie het leest, kan raden wie dat is.",
            "tells_of_family",
            unless="welcoming",
            negated_by_not=False,
        ),
        reply_cue(
            "Hier staat wat er tussen de voorziening en één ouder gebeurde. Zo kan men raden wie schreef.",
            "our_dealings",
            unless="welcoming",
            negated_by_not=False,
        ),
    )


def find_pressure_on_author(submission: Submission) -> Iterator[Finding]:
    """No asking to take it down, no lawyer, no place at stake: reporting is the way (rulebook)."""
    if submission.kind != "reply":
        return
    yield from find_signs(
        submission,
        PRESSURE,
        reply_cue(
            "Dit vraagt om de waardering weg te halen of te veranderen. De weg is: melden bij ons.",
            "take_it_down",
            unless="not_asked",
        ),
        reply_cue(
            "Dit dreigt met het gerecht. Ouders moeten zonder angst kunnen schrijven.", "law", unless="law_ok"
        ),
        reply_cue(
            "Dit zet de opvang of de plaats van het kind op het spel omdat de ouder schreef.",
            "place_at_stake",
            unless="welcoming",
            negated_by_not=False,
        ),
        reply_cue(
            "Dit waarschuwt de schrijver voor gevolgen, of belooft iets in ruil. Dat zet onder druk.",
            "consequences",
        ),
    )
