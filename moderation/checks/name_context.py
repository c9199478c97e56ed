"""The words around a possible name: a verb after it, a subject's place, another name beside it."""

import re

from moderation.checks.lists import ordinary_names
from moderation.checks.name_cues import Announced, kind_of
from moderation.checks.name_shapes import VERBS, family_name_end, given_name, is_joined
from moderation.checks.number_words import NUMBERS
from moderation.checks.reading import Reading
from moderation.checks.vocabulary import word_list

SHORT_NAMES = frozenset({"an", "ann", "bo", "jan", "jo", "max", "mo", "jade", "lo", "mon", "ed"})
"""Of those that are too common in small letters, the ones that are names beside another name."""
NEVER_LOWER = word_list("names", "never_lower")
BEFORE_SUBJECT = word_list("names", "before_subject")
AFTER_SUBJECT = word_list("names", "after_subject")
HUMAN_VERBS = word_list("names", "human_verbs")
NO_ARTICLE = word_list("names", "no_article")
BEFORE_PERSON = word_list("names", "before_person")
STATES = frozenset(
    [
        "is",
        "was",
        "zijn",
        "waren",
        "wordt",
        "werd",
        "bleef",
        "blijft",
        "lijkt",
        "leek",
        "heeft",
        "hebben",
        "had",
        "wilde",
    ]
)
"""`alles is roos`, `een wilde roos`: what comes after these may be a colour or a flower."""
CALLED_SO = re.compile(r'^["\'”’]?(?:,? zo (?:heet|heette|heten|noem\w*)\b| (?:genoemd|gedoopt)\b)')
"""`Vos, zo heet ze`, `werd daar "Sjarelke" genoemd`."""
SO_CALLED_THING = re.compile(
    r",? zo (?:heet|heette|heten|heetten|noem\w*) (?:ze |we )?(?:de|het|hun|onze|die|dat)(?: \w+)?? "
    r"(?:\w*(?:zaal|zalen|groep|groepen|groepje|kamer|kamers|ruimte|ruimtes|klas|klasje|lokaal|lokalen|kleur)"
    r"|app|methode|opvang|creche|huis|tuin|soort|storm)\b"
)
"""`mars en venus zo heten de 2 slaapzalen`, `Amber, zo heet de kleur`."""
OUR_CHILD = re.compile(
    r"^ (?:is|was|en \w+ zijn) (?:ons|onze|mijn) (?:\w+ )?"
    r"(?:kind\w*|zoon\w*|dochter\w*|baby\w*|klein(?:kind|zoon|dochter)\w*|oudste|jongste|enige|spruit|kapoen)\b"
)
"""`Mei is ons tweede kindje`: also a word that is a month."""
WITH_AGE = re.compile(r"^ \(\d{1,2}(?: ?(?:jaar|jr|j|maand\w*|mnd|m|weken|w))?\)")
"""`yari (4) en lio (6 mnd)`."""
OWNS = ("haar", "zijn", "zn", "z'n", "hun")
SAYS_WHO = (Announced.TITLE, Announced.RELATIVE)
JOINS = ("en", "&", "+", "of", "/", ",")


def stands_where_a_name_stands(reading: Reading, index: int, base: str) -> bool:
    """`dat storm weende`, `was storm niet alleen`, `elke zat er naast`, `lies of jakub`."""
    words = reading.words
    if lacks_article(reading, index):
        return True
    if base == "elke":
        return next_is_verb(reading, index)
    if ends_sentence(reading, index) or (base in NEVER_LOWER and base not in SHORT_NAMES):
        return False
    if chained_to_a_name(reading, index):
        return True
    if index == 0 or base in NEVER_LOWER:
        return False
    before, following = words[index - 1].lower, words[index + 1].lower
    if before in BEFORE_SUBJECT:
        return following in VERBS
    told = words[index - 2].lower if index > 1 else ""
    return before in VERBS and told not in ("er", "het") and following in AFTER_SUBJECT


def lacks_article(reading: Reading, index: int) -> bool:
    """`samen met els`, `roos en haar broer`: a thing would have an article."""
    words = reading.words
    if words[index].lower not in NO_ARTICLE or next_is_number(reading, index):
        return False
    if index == 0 or words[index].opens_sentence:
        return not ends_sentence(reading, index) and follows_naturally(reading, index)
    before = words[index - 1].lower
    return (before in BEFORE_PERSON or before in VERBS - STATES) and is_joined(reading, index - 1)


def next_is_number(reading: Reading, index: int) -> bool:
    """`max 10 kinderen`, `max een uur`, `van jan tot maart`."""
    if ends_sentence(reading, index):
        return False
    following = reading.words[index + 1].lower
    return following[0].isdigit() or following in NUMBERS or following in ("tot", "anderhalf", "half")


def owns_something(reading: Reading, index: int) -> bool:
    """`Roos haar moeder`, `Roos zn jas`, `Roos en haar broer`."""
    words = reading.words
    if ends_sentence(reading, index) or not is_joined(reading, index):
        return False
    after = [word.lower for word in words[index + 1 : index + 3]]
    return after[0] in OWNS or (after[0] == "en" and after[-1] in OWNS)


def chained_to_a_name(reading: Reading, index: int) -> bool:
    """Whether `en`, `of` or a comma leads to a first name that is no everyday word."""
    words = reading.words
    if index + 2 >= len(words):
        return False
    listed = reading.plain[words[index].end : words[index + 1].start].strip() in JOINS
    if not listed and words[index + 1].lower not in JOINS:
        return False
    other = given_name(words[index + (1 if listed else 2)])
    return other is not None and other not in ordinary_names() | NEVER_LOWER and len(other) > 2


def family_follows(reading: Reading, index: int) -> bool:
    """`Jan Van der Auwera`, `Amber V.`: a family name with a capital comes next, or its first letter."""
    if ends_sentence(reading, index) or not is_joined(reading, index):
        return False
    following = reading.words[index + 1]
    if len(following.plain) == 1 and following.plain.isupper():
        return reading.plain[following.end : following.end + 1] == "."
    return reading.words[index + 1].is_capitalised and family_name_end(reading, index + 1) is not None


def follows_initial(reading: Reading, index: int) -> bool:
    """`K. Janssens`."""
    before = reading.words[index - 1] if index else None
    return (
        before is not None
        and len(before.plain) == 1
        and before.plain.isupper()
        and reading.plain[before.end : reading.words[index].start].strip() == "."
    )


def next_is_verb(reading: Reading, index: int) -> bool:
    """Whether the sentence goes on with a verb."""
    return not ends_sentence(reading, index) and reading.words[index + 1].lower in VERBS


def is_told_by_what_follows(reading: Reading, index: int, *, is_listed: bool, is_strange: bool) -> bool:
    """A name because of what is said right after it: how somebody is called, whose child, how old."""
    word = reading.words[index]
    after = reading.plain[word.end : word.end + 45]
    capital = word.is_capitalised and reading.has_capitals_that_tell
    if capital and CALLED_SO.match(after) and not SO_CALLED_THING.match(after):
        return not word.opens_sentence or is_listed or is_strange
    if capital and is_listed and OUR_CHILD.match(after):
        return True
    return (is_listed or is_strange) and len(word.plain) > 2 and WITH_AGE.match(after) is not None


def does_something(reading: Reading, index: int) -> bool:
    """`Onze Fons slaapt`, `onze Fons (2 jaar)`: a child, and not the firm of that name."""
    after = reading.plain[reading.words[index].end : reading.words[index].end + 3]
    return next_is_verb(reading, index) or re.match(r" \(\d", after) is not None


def is_a_child_of_ours(reading: Reading, index: int) -> bool:
    """`Onze Beer wou niet mee`: an everyday word with a capital does what only people do."""
    word = reading.words[index]
    return (
        word.is_capitalised
        and kind_of(word.lower) is Announced.NOT
        and not ends_sentence(reading, index)
        and reading.words[index + 1].lower in HUMAN_VERBS
    )


def ends_sentence(reading: Reading, index: int) -> bool:
    """Whether the word is the last of its sentence."""
    return index + 1 >= len(reading.words) or reading.words[index + 1].opens_sentence


def follows_naturally(reading: Reading, index: int) -> bool:
    """Whether the next word is a verb (`Roos is lief`), `en` with a name, `van de`, or nothing."""
    words = reading.words
    if ends_sentence(reading, index):
        return True
    between = reading.plain[words[index].end : words[index + 1].start]
    following = words[index + 1]
    if owns_something(reading, index) or (between == ": " and words[index].lower in NO_ARTICLE):
        return True
    if following.lower == "en" and index + 2 < len(words):
        return given_name(words[index + 2]) is not None and words[index + 2].is_capitalised
    if following.lower in ("van", "uit", "in", "op", "bij"):
        comes_from = (
            following.lower == "uit" and words[index + 2 : index + 3] and words[index + 2].is_capitalised
        )
        return bool(comes_from) or (
            index + 2 < len(words) and words[index + 2].lower in ("de", "het", "onze", "ons")
        )
    if between == " (":
        described = [word.lower for word in words[index + 1 : index + 4]]
        return following.plain.isdigit() or any(kind_of(word) in SAYS_WHO for word in described)
    return following.lower in VERBS or between.strip() in (",", ".", "!", ")")
