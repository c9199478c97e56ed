"""Signs of danger. Missing one is worse than reading one too many: recall first, a person looks at each."""

from collections.abc import Iterator

from moderation.checks.cues import Cue, find_cues
from moderation.checks.second_opinion import Bar, weighed, without_the_unlikely
from moderation.checks.vocabulary import vocabulary
from moderation.findings import Family, Finding, Severity, Submission

DANGER = "Mogelijk gevaar voor een kind of kwetsbare persoon: {}. Lees dit eerst, weiger het niet zomaar."
POINTERS = " Denk aan Opgroeipunt, 1712 of, bij direct gevaar, 112."

BAR = Bar(
    kind="danger",
    family=Family.SAFETY,
    rule="child_in_danger",
    severity=Severity.WARNING,
    explanation="Deze passage klinkt als een teken van gevaar, al past ze in geen regel. Lees dit eerst.",
    alone=0.3,
    unlikely=0.1,
    doubt=0.25,
    urgent=0.95,
)


def cue(
    severity: Severity,
    explanation: str,
    section: str,
    *together: str,
    unless: str | None = None,
    nearby: bool = False,
) -> Cue:
    """A cue from named sections of the safety vocabulary."""
    return Cue(
        vocabulary("safety", section),
        severity,
        explanation,
        tuple(vocabulary("safety", name) for name in together),
        vocabulary("safety", unless) if unless else None,
        nearby,
    )


def urgent(what: str, section: str, *together: str, unless: str | None = None, nearby: bool = False) -> Cue:
    """A clear sign: it stops publication and comes first in the queue."""
    return cue(
        Severity.URGENT, DANGER.format(what) + POINTERS, section, *together, unless=unless, nearby=nearby
    )


def warning(what: str, section: str, *together: str, unless: str | None = None, nearby: bool = False) -> Cue:
    """A vague sign: the editor decides whether it is one."""
    return cue(Severity.WARNING, DANGER.format(what), section, *together, unless=unless, nearby=nearby)


def danger_cues() -> tuple[Cue, ...]:
    """From clear to vague; the first that stands in a sentence wins."""
    return (
        urgent("seksueel of ongepast gedrag", "sexual"),
        urgent("iemand werd pijn gedaan", "hurt", unless="fine"),
        urgent("iemand werd opgesloten, vastgebonden of afgezonderd", "locked", unless="fine"),
        urgent("levensgevaar", "deadly"),
        urgent("medicatie zonder toestemming, of om te doen slapen", "drugged"),
        urgent("alcohol of drugs bij wie voor kinderen zorgt", "intoxicated", unless="party"),
        urgent("een gevaarlijk product binnen bereik", "poison"),
        urgent("een kwetsuur zonder uitleg", "injury", "unexplained", nearby=True, unless="reassured"),
        urgent("een zware kwetsuur", "grave_injury", unless="reassured"),
        urgent("iemand bleef alleen of zonder toezicht", "alone", unless="fine_alone"),
        urgent("lang of als straf vastgezet", "left_sitting", "@long", unless="fine"),
        urgent("lang of als straf vastgezet", "left_sitting", "punished", unless="fine"),
        urgent("eten of drinken geweigerd of opgedrongen", "food_refused", unless="menu"),
        urgent("een allergie die genegeerd werd", "allergy"),
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
    found = find_cues(submission, Family.SAFETY, "child_in_danger", danger_cues(), keep_negated=True)
    yield from weighed(submission, found, BAR)


def find_self_harm(submission: Submission) -> Iterator[Finding]:
    """Somebody who does not want to live needs help before anything else."""
    cues = (
        cue(
            Severity.URGENT,
            "Iemand denkt misschien aan zelfdoding of zelfverwonding. Bied hulp aan: Zelfmoordlijn 1813.",
            "self_harm",
        ),
        cue(
            Severity.WARNING,
            "De schrijver lijkt het heel moeilijk te hebben. Kijk of hulp aanbieden nodig is (1813, 106).",
            "despair",
        ),
    )
    # "Niet meer willen leven" holds its own denial: a `niet` before it must not silence it.
    found = find_cues(submission, Family.SAFETY, "self_harm", cues, keep_negated=True)
    yield from without_the_unlikely(submission, found, BAR)


def find_violence(submission: Submission) -> Iterator[Finding]:
    """Violence among adults, at home or at the gate, endangers children too."""
    cues = (
        cue(
            Severity.URGENT,
            "Hier is sprake van geweld of een wapen. Denk aan 1712 of, bij direct gevaar, 112.",
            "violence",
            unless="fine",
        ),
        cue(
            Severity.WARNING,
            "Hier is misschien sprake van geweld of bedreiging tussen volwassenen. Lees dit eerst.",
            "quarrel",
        ),
    )
    found = find_cues(submission, Family.SAFETY, "violence", cues, keep_negated=True)
    yield from without_the_unlikely(submission, found, BAR)
