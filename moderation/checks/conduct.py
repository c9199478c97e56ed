"""Conduct: the rulebook asks for respect, also from who is angry. A harsh opinion is no insult."""

from collections.abc import Iterator
from functools import partial

from moderation.checks.bars import INSULT
from moderation.checks.cues import cue, find_cues
from moderation.checks.second_opinion import find_signs
from moderation.findings import Family, Finding, Severity, Submission

conduct_cue = partial(cue, "conduct")
UNJUST = "Dit zet een groep mensen weg om wie ze zijn. Dat mag niet, ook niet als mening."


def find_insults(submission: Submission) -> Iterator[Finding]:
    """An insult hurts a person and says nothing of the care; criticism may be sharp."""
    yield from find_signs(
        submission,
        INSULT,
        conduct_cue(
            Severity.WARNING,
            "Dit is een grove belediging. Kritiek mag scherp zijn, schelden niet.",
            "grave_insult",
            negated_by_not=False,
        ),
        conduct_cue(
            Severity.WARNING,
            "Dit lijkt een belediging van een persoon. Kritiek mag scherp zijn, schelden niet.",
            "insult_of_person",
            unless="innocent",
            negated_by_not=False,
        ),
        conduct_cue(
            Severity.NOTICE,
            "Dit is een vloek of een grof woord. Vraag of het zachter kan.",
            "swearing",
            negated_by_not=False,
        ),
    )


def find_discrimination(submission: Submission) -> Iterator[Finding]:
    """Nobody may be put down for origin, belief, sex, orientation or disability."""
    unjust = partial(conduct_cue, Severity.WARNING, UNJUST)
    cues = (
        unjust("slur", unless="reported", negated_by_not=False),
        unjust("group_put_down", unless="reported"),
        unjust("contempt", "group", unless="reported"),
    )
    yield from find_cues(submission, Family.CONDUCT, "discrimination", cues)


def find_advertising(submission: Submission) -> Iterator[Finding]:
    """A review is no place to sell something."""
    told = "Dit lijkt reclame. Een waardering vertelt een ervaring en verkoopt niets."
    cues = (conduct_cue(Severity.WARNING, told, "advertising"),)
    yield from find_cues(submission, Family.CONDUCT, "advertising", cues)
