"""Wording that shows who speaks or why. Hints for the editor: text alone never proves a false review."""

from collections.abc import Iterator
from functools import partial

from moderation.checks.bars import ACCUSATION, IMPROBABLE, OWN_PRAISE, PROMOTION, SELLING_REPLY, THREAT
from moderation.checks.cues import cue, find_cues
from moderation.checks.impossible_facts import DOUBTFUL, impossible_facts
from moderation.checks.second_opinion import find_signs, weighed
from moderation.findings import Family, Finding, Severity, Submission

wording = partial(cue, "authenticity")


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
    told = "Zo spreekt wie er werkt of wie er familie van is, niet een ouder. Vraag na wie dit schreef."
    yield from find_signs(submission, OWN_PRAISE, wording(Severity.WARNING, told, "provider_speaks"))


def find_promotion(submission: Submission) -> Iterator[Finding]:
    """Praise is welcome; a sales pitch tells no experience."""
    bar = SELLING_REPLY if submission.kind == "reply" else PROMOTION
    told = "Dit klinkt als reclame. Kijk of er ook een echte ervaring in staat."
    yield from find_signs(
        submission, bar, wording(Severity.NOTICE, told, "promotional", unless="promotional_ok")
    )


def find_accusations(submission: Submission) -> Iterator[Finding]:
    """Who accuses of a crime must be able to show it: a court can hold the platform to it (DOMAIN E5)."""
    told = "Dit beschuldigt iemand van iets strafbaars of ernstigs. Vraag de schrijver waarop dat steunt."
    yield from find_signs(
        submission, ACCUSATION, wording(Severity.WARNING, told, "accusation", unless="accusation_ok")
    )


def find_threats(submission: Submission) -> Iterator[Finding]:
    """A review is no means of pressure or revenge."""
    told = "Dit klinkt als een dreigement of als wraak. Lees of er ook een ervaring in staat."
    yield from find_signs(submission, THREAT, wording(Severity.WARNING, told, "threat", unless="threat_ok"))


def find_hearsay(submission: Submission) -> Iterator[Finding]:
    """A review tells what its writer lived through, not what others say."""
    told = "Dit lijkt van horen zeggen. Een waardering gaat over wat iemand zelf meemaakte."
    cues = (wording(Severity.NOTICE, told, "hearsay", negated_by_not=False),)
    yield from find_cues(submission, Family.AUTHENTICITY, "hearsay", cues)


def find_improbable_claims(submission: Submission) -> Iterator[Finding]:
    """A baby that speaks three languages, forty children for one carer: likely untrue, or a joke."""
    found = list(impossible_facts(submission))
    if not found:
        cues = (wording(Severity.NOTICE, DOUBTFUL, "improbable"),)
        found = list(find_cues(submission, Family.AUTHENTICITY, "improbable_claim", cues))
    yield from weighed(submission, found, IMPROBABLE)
