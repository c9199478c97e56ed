"""Signs of danger. Missing one is worse than reading one too many: recall first, a person looks at each."""

from collections.abc import Iterator
from functools import partial

from moderation.checks.bars import DANGER
from moderation.checks.cues import Cue, cue, find_cues
from moderation.checks.second_opinion import find_signs, told_by_rules
from moderation.findings import Family, Finding, Severity, Submission

IN_DANGER = "Mogelijk gevaar voor een kind of kwetsbare persoon: {}. Lees dit eerst, weiger het niet zomaar."
POINTERS = " Denk aan Opgroeipunt, 1712 of, bij direct gevaar, 112."

safety_cue = partial(cue, "safety")


def urgent(what: str, section: str, *together: str, unless: str | None = None, nearby: bool = False) -> Cue:
    """A clear sign: it stops publication and comes first in the queue."""
    told = IN_DANGER.format(what) + POINTERS
    return safety_cue(Severity.URGENT, told, section, *together, unless=unless, nearby=nearby)


def warning(what: str, section: str, *together: str, unless: str | None = None, nearby: bool = False) -> Cue:
    """A vague sign: the editor decides whether it is one."""
    told = IN_DANGER.format(what)
    return safety_cue(Severity.WARNING, told, section, *together, unless=unless, nearby=nearby)


def danger_cues() -> tuple[Cue, ...]:
    """From clear to vague; the first that stands in a sentence wins."""
    return (
        urgent("seksueel of ongepast gedrag", "sexual"),
        urgent("iemand werd pijn gedaan", "hurt", unless="fine"),
        urgent("iemand werd opgesloten, vastgebonden of afgezonderd", "locked", unless="fine"),
        urgent("levensgevaar", "deadly"),
        urgent("medicatie zonder toestemming, of om te doen slapen", "drugged"),
        urgent("alcohol of drugs bij wie voor kinderen zorgt", "intoxicated", unless="party"),
        urgent("een gevaarlijk product binnen bereik", "poison", unless="reassured"),
        urgent("een kwetsuur zonder uitleg", "injury", "unexplained", nearby=True, unless="reassured"),
        urgent("een zware kwetsuur", "grave_injury", unless="reassured"),
        urgent("iemand bleef alleen of zonder toezicht", "alone", unless="fine_alone"),
        urgent("lang of als straf vastgezet", "left_sitting", "@long", unless="fine"),
        urgent("lang of als straf vastgezet", "left_sitting", "punished", unless="fine"),
        urgent("eten of drinken geweigerd of opgedrongen", "food_refused", unless="menu"),
        urgent("een allergie die genegeerd werd", "allergy", unless="reassured"),
        urgent("vernedering of dreiging", "humiliated", unless="fine"),
        urgent("lang laten huilen", "crying_ignored", "@long", unless="fine"),
        urgent("verwaarloosde verzorging", "raw_skin"),
        warning("een gevaarlijke plek of toestand", "hazard"),
        warning("laten huilen", "crying_ignored", unless="fine"),
        warning("verwaarloosde verzorging", "soiled", unless="fine"),
        warning("een harde straf", "punished", unless="fine"),
        warning("roken bij kinderen", "smoking"),
        warning("angst voor de opvang", "fear_of", unless="fine"),
        warning("een vaag teken van onveiligheid", "vague", unless="fine"),
        warning("een kwetsuur", "injury", "@carer", unless="reassured"),
    )


def find_child_in_danger(submission: Submission) -> Iterator[Finding]:
    """Whoever tells of danger must be heard at once, also when told calmly (DOMAIN E10)."""
    yield from find_signs(submission, DANGER, *danger_cues(), keep_negated=True)


def find_self_harm(submission: Submission) -> Iterator[Finding]:
    """Somebody who does not want to live needs help before anything else."""
    cues = (
        safety_cue(
            Severity.URGENT,
            "Iemand denkt misschien aan zelfdoding of zelfverwonding. Bied hulp aan: Zelfmoordlijn 1813.",
            "self_harm",
        ),
        safety_cue(
            Severity.WARNING,
            "De schrijver lijkt het heel moeilijk te hebben. Kijk of hulp aanbieden nodig is (1813, 106).",
            "despair",
        ),
    )
    # "Niet meer willen leven" holds its own denial: a `niet` before it must not silence it.
    yield from find_rule(submission, "self_harm", cues)


def find_violence(submission: Submission) -> Iterator[Finding]:
    """Violence among adults, at home or at the gate, endangers children too."""
    cues = (
        safety_cue(
            Severity.URGENT,
            "Hier is sprake van geweld of een wapen. Denk aan 1712 of, bij direct gevaar, 112.",
            "violence",
            unless="fine",
        ),
        safety_cue(
            Severity.WARNING,
            "Hier is misschien sprake van geweld of bedreiging tussen volwassenen. Lees dit eerst.",
            "quarrel",
        ),
    )
    yield from find_rule(submission, "violence", cues)


def find_rule(submission: Submission, rule: str, cues: tuple[Cue, ...]) -> Iterator[Finding]:
    """A rule that the opinion knows as danger only: it may doubt what the words say, and adds nothing."""
    found = find_cues(submission, Family.SAFETY, rule, cues, keep_negated=True)
    yield from told_by_rules(submission, found, DANGER)
