"""Spelling: words nobody knows, and a few slips that a rule can see. Help, never a reproach."""

import re
from collections.abc import Iterator

from moderation.checks.allowed_names import AllowedNames
from moderation.checks.lists import is_listed, places
from moderation.checks.name_shapes import bare
from moderation.checks.name_words import KnownWords
from moderation.checks.privacy_names import names
from moderation.checks.reading import Reading, readings
from moderation.findings import Family, Finding, Severity, Submission

MOST = 12
"""Findings a text; beyond that the list helps nobody."""
REPEATED_LETTER = re.compile(r"\b\w*?([a-z])\1{3,}\w*", re.IGNORECASE)
REPEATED_MARK = re.compile(r"([!?])\1{3,}")
NO_SPACE = re.compile(r"\b[A-Za-z][a-z]+[.!?][A-Z][a-z]+")
DOUBLED = re.compile(r"\b([a-z]{2,})\s+\1\b", re.IGNORECASE)
FINE_DOUBLED = frozenset(
    [
        *(
            "heel",
            "zo",
            "nee",
            "ja",
            "dag",
            "ha",
            "hip",
            "super",
            "veel",
            "bla",
            "zeer",
            "lang",
            "toe",
            "keer",
        ),
        *("die", "dat", "ze", "je", "haar", "zijn", "er", "was", "had", "u"),
    ]
)
"""Twice is right, or right more often than not: `dat je je goed voelt`, `haar haar`."""
ENDING_DT = re.compile(
    r"\b(?:hij|ze|zij|men)\s(?:word|vind|houd|rijd|bied|laad|beantwoord|verbind|zend|wend|mind)\b(?!\s(?:ik|je|jij)\b)"
    r"|\bik\s(?:wordt|vindt|houdt|rijdt|biedt|antwoordt|zendt)\b|\b(?:wordt|vindt|houdt)\s(?:ik|jij)\b",
    re.IGNORECASE,
)
OWN_VERB = re.compile(
    r"\b(?:ik (?:heeft|bent|zijt|gaat|komt|doet|ziet)|wij (?:heeft|is|gaat|komt|wordt)|hij hebt)\b",
    re.IGNORECASE,
)
NO_SPACE_AFTER_COMMA = re.compile(r"\b[a-z]{2,},[a-z]{2,}\b", re.IGNORECASE)
SLIPS = (
    (NO_SPACE, "Na het punt hoort een spatie."),
    (NO_SPACE_AFTER_COMMA, "Na de komma hoort een spatie."),
    (ENDING_DT, "Kijk of hier een d, een t of dt moet staan."),
    (OWN_VERB, "Kijk of het werkwoord bij de persoon past."),
    (REPEATED_MARK, "Eén uitroepteken of vraagteken is genoeg."),
)


def find_spelling(submission: Submission) -> Iterator[Finding]:
    """Readers trust a careful text more; the editor may correct nothing, the writer may."""
    allowed = AllowedNames.of(submission.facility)
    for field, reading in readings(submission):
        if submission.language.languages.get(field) not in (None, "nl"):
            continue
        meant = {span.start: words for span, words in submission.language.suggestions if span.field == field}
        places_found = [*unknown_words(submission, field, reading, allowed), *slips(reading)]
        for start, end, explanation in sorted(places_found)[:MOST]:
            span = reading.span(field, start, end)
            words = meant.get(span.start, ())
            yield Finding(
                Family.READABILITY,
                "spelling",
                Severity.INFO,
                explanation + (f" Bedoel je ‘{'’ of ‘'.join(words)}’?" if words else ""),
                span,
                {"suggestions": list(words)} if words else {},
            )


def unknown_words(
    submission: Submission, field: str, reading: Reading, allowed: AllowedNames
) -> Iterator[tuple[int, int, str]]:
    """Words that neither dictionary nor frequency list knows; names, addresses and links left out."""
    unknown = {span.start for span in submission.language.unknown_words if span.field == field}
    if not unknown:
        return
    known = KnownWords.of(field, reading, submission.language, allowed)
    elsewhere = [*known.protected, *((start, end) for start, end, _ in names(reading, known))]
    skipped = {index for start, end in elsewhere for index in range(*reading.words_touching(start, end))}
    for index, word in enumerate(reading.words):
        if reading.origin[word.start] not in unknown or index in skipped or bare(word) in allowed.words:
            continue
        if bare(word) in places() or (
            word.is_capitalised and (not word.opens_sentence or is_listed(word.plain))
        ):
            continue  # a name, a brand or a title
        if REPEATED_LETTER.fullmatch(word.plain):
            yield word.start, word.end, "Een letter staat hier vaak na elkaar."
        else:
            yield word.start, word.end, "Dit woord staat niet in het woordenboek. Misschien een tikfout."


def slips(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Slips that need no dictionary."""
    for pattern, explanation in SLIPS:
        for match in pattern.finditer(reading.plain):
            yield *match.span(), explanation
    for match in DOUBLED.finditer(reading.plain):
        if match[1].lower() not in FINE_DOUBLED:
            yield *match.span(), "Dit woord staat er twee keer."
