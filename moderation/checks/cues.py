"""Cues: words that mean something when they stand together in a sentence."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from moderation.checks.reading import Reading, readings
from moderation.checks.vocabulary import Phrases, vocabulary
from moderation.findings import Family, Finding, Severity, Submission

NEGATION = re.compile(
    r"\b(?:niet|nooit|geen|geenszins|zonder|nergens|niemand|nie|noch|amper)\b(?:\W+\w+){0,4}\W*$", re.I
)
DENIED_INSIDE = re.compile(r"\b(?:niet|nooit|geen)\s+(?:\w+\s+)?\w+$", re.I)
"""A denial just before the last word: `de kinderen worden niet geslagen`."""
CLAUSE_EDGE = re.compile(r"[,;:()]|\b(?:maar|en|want|omdat|terwijl|toen|waar)\b", re.I)


def words(pattern: str) -> re.Pattern[str]:
    """A pattern over plain text (no accents), whole words, any case; `_` is any white space."""
    return re.compile(rf"\b(?:{pattern})\b".replace("_", r"\s+"), re.IGNORECASE)


@dataclass(frozen=True)
class Cue:
    """What to look for in a sentence, and what to tell the editor."""

    phrases: Phrases
    severity: Severity
    explanation: str
    together: tuple[Phrases, ...] = ()
    """All of these must stand in the same sentence too, in any order."""
    unless: Phrases | None = None
    """Words in the same sentence that give it another meaning."""
    nearby: bool = False
    """`together` may also stand in the sentence before or after."""
    negated_by_not: bool = True
    """A `niet` or `nooit` just before it takes the meaning away."""


def cue(
    file: str,
    severity: Severity,
    explanation: str,
    section: str,
    *together: str,
    unless: str | None = None,
    nearby: bool = False,
    negated_by_not: bool = True,
) -> Cue:
    """A cue from named sections of one cue list."""
    return Cue(
        vocabulary(file, section),
        severity,
        explanation,
        tuple(vocabulary(file, name) for name in together),
        vocabulary(file, unless) if unless else None,
        nearby,
        negated_by_not,
    )


def find_cues(
    submission: Submission, family: Family, rule: str, cues: Iterable[Cue], *, keep_negated: bool = False
) -> Iterator[Finding]:
    """One finding a sentence: the first cue in the table wins. A negated one is dropped, or kept as info."""
    table = tuple(cues)
    for field, reading in readings(submission):
        for index in range(len(reading.sentences)):
            finding = first_cue(reading, index, field, family, rule, table)
            if finding and (keep_negated or not finding.evidence.get("negated")):
                yield finding


def first_cue(
    reading: Reading, index: int, field: str, family: Family, rule: str, cues: tuple[Cue, ...]
) -> Finding | None:
    """The finding of the first cue that stands, else of the first that is denied."""
    start, end = reading.sentences[index]
    denied: Finding | None = None
    for cue in cues:
        if not cue.phrases.stand_in(reading, start, end) or not stands(cue, reading, index):
            continue
        for first, last, says_not in cue.phrases.matches(reading, start, end):
            finding = Finding(family, rule, cue.severity, cue.explanation, reading.span(field, first, last))
            inside = not says_not and DENIED_INSIDE.search(reading.plain, first, last)
            if not cue.negated_by_not or not (inside or is_denied(reading.plain, start, first)):
                return finding
            denied = denied or replace(
                finding,
                severity=Severity.INFO,
                explanation=finding.explanation + " Maar de zin lijkt het te ontkennen.",
                evidence={"negated": True},
            )
    return denied


def is_denied(text: str, start: int, place: int) -> bool:
    """Whether a `niet` or `nooit` stands close before, in the same clause."""
    return NEGATION.search(CLAUSE_EDGE.split(text[max(start, place - 80) : place])[-1]) is not None


def stands(cue: Cue, reading: Reading, index: int) -> bool:
    """Whether the sentence, or its neighbours, hold what the cue asks for."""
    start, end = reading.sentences[index]
    if cue.unless and cue.unless.stand_in(reading, start, end):
        return False
    if cue.nearby:
        start = reading.sentences[max(0, index - 1)][0]
        end = reading.sentences[min(len(reading.sentences) - 1, index + 1)][1]
    return all(phrases.stand_in(reading, start, end) for phrases in cue.together)
