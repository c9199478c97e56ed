"""Names of people. Flemish name lists and the words around a name first, the language model second."""

from collections.abc import Iterator

from moderation.checks.allowed_names import AllowedNames
from moderation.checks.name_context import follows_initial
from moderation.checks.name_cues import announced_by
from moderation.checks.name_model import is_plausible
from moderation.checks.name_rules import (
    goes_beyond_the_register,
    is_name,
    runs_into_a_house,
)
from moderation.checks.name_shapes import bare, end_of_name, possessive
from moderation.checks.name_words import KnownWords
from moderation.checks.reading import Reading, readings
from moderation.checks.whose_name import EXPLANATIONS, Whose, whose_names
from moderation.findings import Family, Finding, NameMention, Severity, Span, Submission


def find_names(submission: Submission) -> Iterator[Finding]:
    """A name tells the world whose child, colleague or neighbour this is; editors ask to leave it out."""
    allowed = AllowedNames.of(submission.facility)
    for field, reading in readings(submission):
        known = KnownWords.of(field, reading, submission.language, allowed)
        found = with_repeats(reading, list(names(reading, known)))
        owners = whose_names(reading, [(start, end) for start, end, _ in found])
        for (start, end, full), whose in zip(found, owners, strict=True):
            yield name_finding(reading.span(field, start, end), whose, full=full)
        spans = [reading.span(field, start, end) for start, end, _ in found]
        for mention in submission.language.names:
            if mention.span.field == field and is_plausible(mention, reading, known, spans):
                yield name_finding(mention.span, Whose.SOMEBODY, full=False, mention=mention)


def name_finding(span: Span, whose: Whose, *, full: bool, mention: NameMention | None = None) -> Finding:
    """A full name weighs more than a first name."""
    return Finding(
        Family.PRIVACY,
        "person_name",
        Severity.WARNING if full else Severity.NOTICE,
        EXPLANATIONS[whose],
        span,
        {"source": "model" if mention else "rules", "whose": whose.value},
        mention.confidence if mention else None,
    )


def names(reading: Reading, known: KnownWords) -> tuple[tuple[int, int, bool], ...]:
    """Every name once; two checks ask."""
    key = (names, known)
    if key not in reading.found:
        reading.found[key] = tuple(search_names(reading, known))
    found: tuple[tuple[int, int, bool], ...] = reading.found[key]
    return found


def search_names(reading: Reading, known: KnownWords) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether it is more than a first name, from left to right."""
    words = reading.words
    covered = {
        index for start, end in known.protected for index in range(*reading.words_touching(start, end))
    }
    after_name = -1
    index = 0
    while index < len(words):
        if index in covered and not goes_beyond_the_register(reading, index, known):
            index += 1
            continue
        announced = announced_by(reading, index, after_name)
        if not is_name(reading, index, announced, known):
            index += 1
            continue
        last = end_of_name(reading, index, announced)
        if not runs_into_a_house(reading, index, last):
            end = words[last].end - len(possessive(words[last]))
            start = words[index - follows_initial(reading, index)].start
            yield start, end, last > index
            after_name = last
        index = last + 1


def with_repeats(reading: Reading, found: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """The same name elsewhere in the text, with its capital, is the same person."""
    called = {reading.plain[start:end] for start, end, _ in found if reading.plain[start].isupper()}
    if not called:
        return found
    taken = {index for start, end, _ in found for index in range(*reading.words_touching(start, end))}
    again = [
        (word.start, word.start + len(bare(word)), False)
        for index, word in enumerate(reading.words)
        if index not in taken and not word.opens_sentence and word.plain[: len(bare(word))] in called
    ]
    return sorted([*found, *again])
