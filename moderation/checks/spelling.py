"""Spelling: words nobody knows, and a few slips that a rule can see. Help, never a reproach."""

import re
from collections.abc import Iterator

from moderation.checks.allowed_names import AllowedNames
from moderation.checks.lists import family_names, first_names, places
from moderation.checks.name_shapes import bare, given_name
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
        "die",
        "dat",
        "ze",
    ]
)
ENDING_DT = re.compile(
    r"\b(?:hij|ze|zij|het|dat|dit|er)\s(?:word|vind|houd|rijd|bied|laad|antwoord|beantwoord|verbind|red|zend)\b"
    r"|\bik\s(?:wordt|vindt|houdt|rijdt|biedt|antwoordt)\b|\b(?:wordt|vindt|houdt)\s(?:ik|jij)\b",
    re.IGNORECASE,
)
SLIPS = (
    (NO_SPACE, "Na het punt hoort een spatie."),
    (ENDING_DT, "Kijk of hier een d, een t of dt moet staan."),
    (REPEATED_MARK, "Eén uitroepteken of vraagteken is genoeg."),
)


def find_spelling(submission: Submission) -> Iterator[Finding]:
    """Readers trust a careful text more; the editor may correct nothing, the writer may."""
    allowed = AllowedNames.of(submission.facility)
    for field, reading in readings(submission):
        if submission.language.languages.get(field) not in (None, "nl"):
            continue
        places_found = [*unknown_words(submission, field, reading, allowed), *slips(reading)]
        for start, end, explanation in sorted(places_found)[:MOST]:
            yield Finding(
                Family.READABILITY, "spelling", Severity.INFO, explanation, reading.span(field, start, end)
            )


def unknown_words(
    submission: Submission, field: str, reading: Reading, allowed: AllowedNames
) -> Iterator[tuple[int, int, str]]:
    """Words that neither dictionary nor frequency list knows, names left out."""
    unknown = {span.start for span in submission.language.unknown_words if span.field == field}
    named = {mention.span.start for mention in submission.language.names if mention.span.field == field}
    for word in reading.words:
        place = reading.origin[word.start]
        if place not in unknown or place in named or bare(word) in allowed.words:
            continue
        if given_name(word) or bare(word) in family_names() | first_names() | places():
            continue
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
