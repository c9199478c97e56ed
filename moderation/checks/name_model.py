"""Names that only the language model saw: it sees brands and places as people too, so we ask more."""

from moderation.checks.lists import is_listed, places
from moderation.checks.name_context import follows_naturally
from moderation.checks.name_cues import Announced, follows_institution
from moderation.checks.name_shapes import bare
from moderation.checks.name_things import is_something_else
from moderation.checks.name_words import NEVER_A_NAME, KnownWords, names_no_person
from moderation.checks.reading import Reading
from moderation.findings import NameMention, Span

JOINING = frozenset(["en", "of"])
BEFORE_THINGS = frozenset(
    [
        "van",
        "in",
        "te",
        "naar",
        "uit",
        "langs",
        "bij",
        "over",
        "de",
        "het",
        "een",
        "merk",
        "app",
        "heet",
        "geen",
        "via",
    ]
)
"""After these a name no list knows is a place or a brand rather than a person."""


SURE = 0.9
NOT_BEFORE_SMALL = frozenset(
    ["de", "het", "een", "t", "nen", "'n", "zo'n", "merk", "app", "in", "te", "uit", "naar"]
)


def is_plausible(mention: NameMention, reading: Reading, known: KnownWords, found: list[Span]) -> bool:
    """Whether a name that only the model saw is worth showing."""
    span = mention.span
    if mention.label != "PER":
        return False
    if any(other.start < span.end and span.start < other.end for other in found):
        return False
    first, last = reading.words_between(reading.place(span.start), reading.place(span.end))
    words = reading.words[first:last]
    if not words:
        return False
    if any(start < words[-1].end and words[0].start < end for start, end in known.protected):
        return False
    if any("-" in word.plain and word.plain.split("-")[-1][:1].islower() for word in words):
        return False
    if any(names_no_person(word) or bare(word) in known.allowed.words for word in words):
        return False
    if follows_institution(reading, first) or is_something_else(reading, first, Announced.NOT):
        return False
    if all(word.plain.islower() for word in words):
        return is_sure_in_small_letters(mention, reading, known, first, last)
    if not reading.has_capitals_that_tell or not all(word.is_capitalised for word in words):
        return False
    if words[0].opens_sentence:
        return known.is_strange(reading, words[0]) and follows_naturally(reading, last - 1)
    before = reading.words[first - 1].lower
    if before in JOINING and first > 1 and is_a_thing(reading, first - 2):
        return False
    return before not in BEFORE_THINGS and (len(words) > 1 or known.is_strange(reading, words[0]))


def is_sure_in_small_letters(
    mention: NameMention, reading: Reading, known: KnownWords, first: int, last: int
) -> bool:
    """`onze dré`, `samen met kadisha`: one word that is no Dutch, and the model hardly doubts."""
    word = reading.words[first]
    before = reading.words[first - 1].lower if first else ""
    beside = [*reading.words[max(0, first - 1) : first], *reading.words[last : last + 1]]
    return (
        word.plain.replace("-", "").isalpha()
        and not any(known.is_strange(reading, other) and not is_listed(other.lower) for other in beside)
        and mention.confidence is not None
        and mention.confidence >= SURE
        and len(word.plain) > 2
        and known.is_dutch
        and known.strange is not None
        and known.is_strange(reading, word)
        and before not in NOT_BEFORE_SMALL
    )


def is_a_thing(reading: Reading, index: int) -> bool:
    """Whether the word before `en` is a brand or a place: what comes after is one too."""
    word = reading.words[index]
    return word.is_capitalised and (bare(word) in NEVER_A_NAME | places() or names_no_person(word))
