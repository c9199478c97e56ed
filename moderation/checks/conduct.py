"""Conduct: the rulebook asks for respect, also from who is angry. A harsh opinion is no insult."""

from collections.abc import Iterator

from moderation.checks.cues import Cue, find_cues
from moderation.checks.second_opinion import Bar, weighed
from moderation.checks.vocabulary import vocabulary
from moderation.findings import Family, Finding, Severity, Submission

BAR = Bar(
    kind="insult",
    family=Family.CONDUCT,
    rule="insult",
    severity=Severity.WARNING,
    explanation="Deze passage klinkt als een belediging. Kritiek mag scherp zijn, schelden niet.",
    alone=0.4,
    unlikely=0.05,
)


def find_insults(submission: Submission) -> Iterator[Finding]:
    """An insult hurts a person and says nothing of the care; criticism may be sharp."""
    cues = (
        Cue(
            vocabulary("conduct", "grave_insult"),
            Severity.WARNING,
            "Dit is een grove belediging. Kritiek mag scherp zijn, schelden niet.",
            negated_by_not=False,
        ),
        Cue(
            vocabulary("conduct", "insult_of_person"),
            Severity.WARNING,
            "Dit lijkt een belediging van een persoon. Kritiek mag scherp zijn, schelden niet.",
            unless=vocabulary("conduct", "innocent"),
            negated_by_not=False,
        ),
        Cue(
            vocabulary("conduct", "swearing"),
            Severity.NOTICE,
            "Dit is een vloek of een grof woord. Vraag of het zachter kan.",
            negated_by_not=False,
        ),
    )
    yield from weighed(submission, find_cues(submission, Family.CONDUCT, "insult", cues), BAR)


def find_discrimination(submission: Submission) -> Iterator[Finding]:
    """Nobody may be put down for origin, belief, sex, orientation or disability."""
    group = vocabulary("conduct", "group")
    explanation = "Dit zet een groep mensen weg om wie ze zijn. Dat mag niet, ook niet als mening."
    cues = (
        Cue(
            vocabulary("conduct", "slur"),
            Severity.WARNING,
            explanation,
            negated_by_not=False,
            unless=vocabulary("conduct", "reported"),
        ),
        Cue(
            vocabulary("conduct", "group_put_down"),
            Severity.WARNING,
            explanation,
            unless=vocabulary("conduct", "reported"),
        ),
        Cue(
            vocabulary("conduct", "contempt"),
            Severity.WARNING,
            explanation,
            (group,),
            vocabulary("conduct", "reported"),
        ),
    )
    yield from find_cues(submission, Family.CONDUCT, "discrimination", cues)


def find_advertising(submission: Submission) -> Iterator[Finding]:
    """A review is no place to sell something."""
    cues = (
        Cue(
            vocabulary("conduct", "advertising"),
            Severity.WARNING,
            "Dit lijkt reclame. Een waardering vertelt een ervaring en verkoopt niets.",
        ),
    )
    yield from find_cues(submission, Family.CONDUCT, "advertising", cues)
