"""Where moderation meets language: the job, the live hints and the command all screen through here."""

from dataclasses import replace

from moderation.checks import CHECKS
from moderation.checks.lists import is_listed
from moderation.findings import (
    FacilityFacts,
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
from nlp_models.language import Analysis, analyse
from nlp_models.places import Place

EXAMPLE = {
    "text_good": "De begeleiders van onze dochter zijn lief en vertellen elke avond hoe haar dag was. "
    "Bel juf Emma Peeters op 0470 00 00 00 of schrijf naar naam@voorbeeld.example.",
    "text_better": "De tuin is klein. Bij regen blijven de kinderen van juf Emma de hele dag binnen, op "
    "12 mei 2026 ook, in de Kerkstraat 1 in Gent. Dat is jamer en niet lif. Rekening BE68 5390 0754 7034.",
    "text": "We like this place: the people are kind and our daughter loves it.",
    "text_other": "شكرا لكم على كل شيء، المربيات لطيفات جدا مع الأطفال",
}
"""To warm up with: needs every list and model, also those for unknown words and other languages."""


def warm_up() -> None:
    """Load all models and lists before the first fork: a screening then takes milliseconds, not seconds."""
    screen(Submission(texts=EXAMPLE, facility=FacilityFacts(name="De Meetlat", places=8)), suggest=1)


def screen(submission: Submission, *, suggest: int = 0) -> list[Finding]:
    """All findings, in the order of CHECKS; the same submission gives the same list.

    `suggest`: for how many misspelled words to say what may be meant; only for who is still writing.
    """
    facility = submission.facility
    own_words = " ".join((facility.name, *facility.aliases, facility.organisation, facility.municipality))
    analysis = analyse(submission.texts, allow=own_words.split(), is_listed=is_listed, suggest=suggest)
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
        strange_words=tuple(map(span, analysis.strange_words)),
        suggestions=tuple((span(place), words) for place, words in analysis.suggestions),
        polarity=analysis.polarity,
        opinions=tuple(
            PassageOpinion(
                Span(heard.field, heard.start, heard.end),
                heard.likelihood,
                heard.words,
                {kind: Span(heard.field, *place) for kind, place in heard.loudest.items()},
            )
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
