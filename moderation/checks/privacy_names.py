"""Names of people. Flemish name lists and the words around a name first, the language model second."""

from collections.abc import Iterator

from moderation.checks.allowed_names import AllowedNames
from moderation.checks.lists import (
    family_names,
    ordinary_family_names,
    ordinary_names,
    places,
)
from moderation.checks.name_cues import INSTITUTION, Announced, announced_by, follows_institution
from moderation.checks.name_shapes import (
    NEVER_A_NAME,
    VERBS,
    bare,
    end_of_name,
    given_name,
    is_everyday_particle,
    possessive,
    stands_alone_as_family_name,
    starts_family_name,
)
from moderation.checks.privacy_address import addresses
from moderation.checks.privacy_contact import emails, handles, web_addresses
from moderation.checks.reading import Reading, Word, readings
from moderation.checks.vocabulary import vocabulary, word_list
from moderation.findings import Family, Finding, NameMention, Severity, Span, Submission

NEVER_LOWER = word_list("names", "never_lower")
BEFORE_THINGS = frozenset(
    ["van", "in", "te", "naar", "uit", "langs", "de", "het", "een", "merk", "app", "heet"]
)
"""After these a lone capital is a place or a brand rather than a person."""


def find_names(submission: Submission) -> Iterator[Finding]:
    """A name tells the world whose child, colleague or neighbour this is; editors ask to leave it out."""
    allowed = AllowedNames.of(submission.facility)
    for field, reading in readings(submission):
        unknown = frozenset(span.start for span in submission.language.unknown_words if span.field == field)
        found = [
            (reading.span(field, start, end), full) for start, end, full in names(reading, unknown, allowed)
        ]
        for span, full in found:
            yield name_finding(span, full=full)
        spans = [span for span, _ in found]
        for mention in submission.language.names:
            if mention.span.field == field and is_plausible(mention, reading, unknown, allowed, spans):
                yield name_finding(mention.span, full=False, confidence=mention.confidence)


def name_finding(span: Span, *, full: bool, confidence: float | None = None) -> Finding:
    """A full name weighs more than a first name."""
    return Finding(
        Family.PRIVACY,
        "person_name",
        Severity.WARNING if full else Severity.NOTICE,
        "Hier staat wellicht de naam van iemand. Een woord als ‘de begeleider’ of ‘mijn kind’ is genoeg.",
        span,
        {"source": "rules" if confidence is None else "model"},
        confidence,
    )


def names(
    reading: Reading, unknown: frozenset[int], allowed: AllowedNames
) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether it is more than a first name, from left to right."""
    protected = protected_in(reading, allowed)
    words = reading.words
    after_name = -1
    index = 0
    while index < len(words):
        announced = announced_by(reading, index, after_name)
        if any(start < words[index].end and words[index].start < end for start, end in protected):
            index += 1
            continue
        if is_name(reading, index, announced, unknown, allowed):
            last = end_of_name(reading, index, announced)
            end = words[last].end - len(possessive(words[last]))
            yield words[index].start, end, last > index
            after_name = last
            index = last + 1
        else:
            index += 1


def is_name(
    reading: Reading, index: int, announced: Announced, unknown: frozenset[int], allowed: AllowedNames
) -> bool:
    """Whether a name starts at this word. What the facility itself is called needs a child before it."""
    word = reading.words[index]
    base = given_name(word)
    lower = bare(word)
    if len(lower) < 2 or not lower[0].isalpha() or any(char.isdigit() for char in lower):
        return False
    if lower in allowed.words and announced is not Announced.RELATIVE:
        return False
    capital = word.is_capitalised and reading.has_capitals_that_tell
    if announced in (Announced.TITLE, Announced.FAMILY) and starts_family_name(reading, index):
        return capital or not is_everyday_particle(reading, index)
    if base is None and lower in NEVER_A_NAME:
        return False
    if announced is not Announced.NOT:
        return is_announced_name(
            reading, index, announced, base, capital, reading_offset(reading, word) in unknown
        )
    if base is None:
        return capital and not word.opens_sentence and stands_alone_as_family_name(reading, index)
    if base != lower and not capital and reading_offset(reading, word) not in unknown:
        return False  # an everyday word that ends like a pet name: `zoeken`, `bloempje`
    return is_bare_first_name(reading, index, base, capital)


def is_announced_name(
    reading: Reading, index: int, announced: Announced, base: str | None, capital: bool, unknown: bool
) -> bool:
    """After a cue: known names in any case, unknown words with a capital or that no dictionary knows."""
    word = reading.words[index]
    lower = bare(word)
    if base is not None:
        if capital:
            return not (lower in NEVER_A_NAME and announced.is_weak)
        if base in NEVER_LOWER or (base in ordinary_names() and announced.is_weak):
            return (
                announced is Announced.TITLE
                and follows_naturally(reading, index)
                and lower not in NEVER_A_NAME
            )
        return True
    if announced.is_weak or lower in NEVER_A_NAME:
        return False
    if announced is Announced.CHAIN:
        return capital and lower not in places() and lower not in INSTITUTION
    if announced in (Announced.TITLE, Announced.FAMILY) and lower in family_names() - ordinary_family_names():
        return True
    if capital and not word.opens_sentence:
        return lower not in places() and not follows_institution(reading, index)
    return announced is not Announced.RELATIVE and unknown and len(lower) > 2


def is_bare_first_name(reading: Reading, index: int, base: str, capital: bool) -> bool:
    """Without a cue: known first names, and everyday words only where a capital or a verb betrays them."""
    word = reading.words[index]
    lower = bare(word)
    if follows_institution(reading, index) or lower in NEVER_A_NAME:
        return False
    ordinary = base in ordinary_names()
    if not capital:
        return not ordinary and base not in NEVER_LOWER and len(lower) > 2 and lower not in places()
    if not ordinary:
        return True
    if not word.opens_sentence:
        return lower not in places()
    return not ends_sentence(reading, index) and follows_naturally(reading, index)


def ends_sentence(reading: Reading, index: int) -> bool:
    """Whether the word is the last of its sentence."""
    return index + 1 >= len(reading.words) or reading.words[index + 1].opens_sentence


def follows_naturally(reading: Reading, index: int) -> bool:
    """Whether the next word is a verb (`Roos is lief`), `en` with a name, `van de`, or nothing."""
    words = reading.words
    if index + 1 >= len(words) or words[index + 1].opens_sentence:
        return True
    between = reading.plain[words[index].end : words[index + 1].start]
    following = words[index + 1]
    if following.lower == "en" and index + 2 < len(words):
        return given_name(words[index + 2]) is not None and words[index + 2].is_capitalised
    if following.lower in ("van", "uit", "in", "op", "bij"):
        return index + 2 < len(words) and words[index + 2].lower in ("de", "het", "onze", "ons")
    return following.lower in VERBS or between.strip() in (",", ".", "!", ")")


def reading_offset(reading: Reading, word: Word) -> int:
    """Where the word stands in the stored text."""
    return reading.origin[word.start]


def is_plausible(
    mention: NameMention, reading: Reading, unknown: frozenset[int], allowed: AllowedNames, found: list[Span]
) -> bool:
    """Whether a name that only the model saw is worth showing: it sees brands and places as people too."""
    span = mention.span
    if mention.label != "PER" or not reading.has_capitals_that_tell or overlaps_any(span, found):
        return False
    inside = [
        i for i, word in enumerate(reading.words) if span.start <= reading.origin[word.start] < span.end
    ]
    if not inside:
        return False
    words = [reading.words[index] for index in inside]
    place = (words[0].start, words[-1].end)
    if any(start < place[1] and place[0] < end for start, end in protected_in(reading, allowed)):
        return False
    if {bare(word) for word in words} & (NEVER_A_NAME | places() | INSTITUTION | allowed.words):
        return False
    if words[0].opens_sentence or follows_institution(reading, inside[0]):
        return False
    if not all(word.is_capitalised for word in words):
        return False
    before = reading.words[inside[0] - 1].lower
    return len(words) > 1 or (before not in BEFORE_THINGS and reading_offset(reading, words[0]) in unknown)


def overlaps_any(span: Span, others: list[Span]) -> bool:
    """Whether a span shares a character with one of the others."""
    return any(other.start < span.end and span.start < other.end for other in others)


def protected_in(reading: Reading, allowed: AllowedNames) -> list[tuple[int, int]]:
    """Places that hold no person's name, or one that another check tells of already."""
    elsewhere = [*emails(reading), *web_addresses(reading), *handles(reading), *addresses(reading)]
    return [*allowed.phrases_in(reading), *fiction_in(reading), *elsewhere]


def fiction_in(reading: Reading) -> list[tuple[int, int]]:
    """Where characters and public figures are named."""
    return list(vocabulary("names", "fiction").places(reading, 0, len(reading.plain)))
