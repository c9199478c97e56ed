"""Names of people. Flemish name lists and the words around a name first, the language model second."""

from collections.abc import Iterator, Sequence

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
from moderation.checks.whose_name import EXPLANATIONS, Whose, whose_names
from moderation.findings import Family, Finding, NameMention, Severity, Span, Submission

Places = Sequence[tuple[int, int]]

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
        protected = protected_in(reading, allowed)
        found = list(names(reading, unknown, allowed, protected))
        owners = whose_names(reading, [(start, end) for start, end, _ in found])
        for (start, end, full), whose in zip(found, owners, strict=True):
            yield name_finding(reading.span(field, start, end), whose, full=full)
        spans = [reading.span(field, start, end) for start, end, _ in found]
        for mention in submission.language.names:
            if mention.span.field == field and is_plausible(
                mention, reading, unknown, allowed, protected, spans
            ):
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


def names(
    reading: Reading, unknown: frozenset[int], allowed: AllowedNames, protected: Places
) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether it is more than a first name, from left to right."""
    words = reading.words
    covered = {index for start, end in protected for index in range(*reading.words_touching(start, end))}
    after_name = -1
    index = 0
    while index < len(words):
        if index in covered:
            index += 1
            continue
        announced = announced_by(reading, index, after_name)
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
    mention: NameMention,
    reading: Reading,
    unknown: frozenset[int],
    allowed: AllowedNames,
    protected: Places,
    found: list[Span],
) -> bool:
    """Whether a name that only the model saw is worth showing: it sees brands and places as people too."""
    span = mention.span
    if mention.label != "PER" or not reading.has_capitals_that_tell or overlaps_any(span, found):
        return False
    first, last = reading.words_between(reading.place(span.start), reading.place(span.end))
    words = reading.words[first:last]
    if not words:
        return False
    if any(start < words[-1].end and words[0].start < end for start, end in protected):
        return False
    if {bare(word) for word in words} & (NEVER_A_NAME | places() | INSTITUTION | allowed.words):
        return False
    if words[0].opens_sentence or follows_institution(reading, first):
        return False
    if not all(word.is_capitalised for word in words):
        return False
    before = reading.words[first - 1].lower
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
