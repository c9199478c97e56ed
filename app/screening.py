"""Where moderation meets language: the job, the live hints and the command all screen through here."""

from dataclasses import replace

from moderation.checks import CHECKS
from moderation.findings import (
    Family,
    Finding,
    LanguageFacts,
    NameMention,
    PassageOpinion,
    Severity,
    Span,
    Submission,
)
from moderation.screening import run_checks
from nlp_models.language import Analysis, Place, analyse


def screen(submission: Submission) -> list[Finding]:
    """All findings, in the order of CHECKS; the same submission gives the same list."""
    facility = submission.facility
    own_words = " ".join((facility.name, *facility.aliases, facility.organisation, facility.municipality))
    analysis = analyse(submission.texts, allow=own_words.split())
    findings = run_checks(replace(submission, language=language_facts(analysis)), CHECKS)
    return [*findings, *(failure(part, error) for part, error in analysis.failures)]


def language_facts(analysis: Analysis) -> LanguageFacts:
    """The same facts in the words of moderation."""
    return LanguageFacts(
        names=tuple(
            NameMention(span(mention.place), mention.label, mention.confidence)
            for mention in analysis.mentions
        ),
        sentences=tuple(map(span, analysis.sentences)),
        languages=analysis.languages,
        unknown_words=tuple(map(span, analysis.unknown_words)),
        polarity=analysis.polarity,
        opinions=tuple(
            PassageOpinion(Span(heard.field, heard.start, heard.end), heard.likelihood, heard.words)
            for heard in analysis.opinions
        ),
    )


def span(place: Place) -> Span:
    return Span(place.field, place.start, place.end)


def failure(part: str, error: str) -> Finding:
    """What the editor sees when a part of the language work failed: never silence."""
    return Finding(
        Family.READABILITY,
        "check_failed",
        Severity.WARNING,
        "Een deel van de taalcontrole werkte niet. Lees deze tekst extra aandachtig.",
        evidence={"part": part, "error": error},
    )
