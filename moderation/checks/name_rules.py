"""Whether a word is the name of a person: its shape, what announces it, and the words around it."""

import re

from moderation.checks.lists import (
    family_names,
    first_names,
    ordinary_family_names,
    ordinary_names,
    places,
    rare_names,
)
from moderation.checks.name_context import (
    BEFORE_SUBJECT,
    HUMAN_VERBS,
    NEVER_LOWER,
    SHORT_NAMES,
    chained_to_a_name,
    does_something,
    ends_sentence,
    family_follows,
    follows_initial,
    follows_naturally,
    is_a_child_of_ours,
    is_told_by_what_follows,
    lacks_article,
    next_is_verb,
    stands_where_a_name_stands,
)
from moderation.checks.name_cues import INSTITUTION, Announced, follows_institution
from moderation.checks.name_shapes import (
    PARTICLES,
    VERBS,
    bare,
    family_name_end,
    given_name,
    is_everyday_particle,
    is_joined,
    stands_alone_as_family_name,
    starts_family_name,
)
from moderation.checks.name_things import DETERMINERS, is_something_else
from moderation.checks.name_words import NEVER_A_NAME, KnownWords, names_no_person
from moderation.checks.reading import Reading, Word

NOT_BEFORE_A_NAME = DETERMINERS | {
    "de",
    "het",
    "app",
    "mijn",
    "jouw",
    "uw",
    "zijn",
    "haar",
    "hun",
    "jullie",
    "ons",
    "onze",
}
EMPLOYED = [[verb, "bij"] for verb in ("werk", "werkt", "werken", "werkte", "job", "baan")]
"""`ik werk bij Janssen`: a firm."""
WORKS_FOR = re.compile(
    r" van (?:de|het) (?:directie|administratie|boekhouding|keuken|bureau|onthaal|inspectie)\b"
)
"""`Vandenbroucke van de directie liet niets horen`"""
BEFORE_THINGS = frozenset(["in", "te", "naar", "uit", "het", "een", "merk", "app"])
"""After these a rare name is a place or a brand."""


def is_name(reading: Reading, index: int, announced: Announced, known: KnownWords) -> bool:
    """Whether a name starts at this word. What the facility itself is called needs a child before it."""
    word = reading.words[index]
    base = given_name(word)
    lower = bare(word)
    if len(lower) == 1 and announced in (Announced.TITLE, Announced.RELATIVE):
        return is_initial(reading, index)
    if len(lower) < 2 or not lower[0].isalpha() or any(char.isdigit() for char in lower):
        return False
    if lower in known.allowed.words and announced is not Announced.RELATIVE:
        return goes_beyond_the_register(reading, index, known)
    if is_told_by_what_follows(
        reading, index, is_listed=base is not None, is_strange=known.is_strange(reading, word)
    ):
        return announced is not Announced.THING and not follows_institution(reading, index)
    if is_something_else(reading, index, announced):
        return False
    capital = word.is_capitalised and reading.has_capitals_that_tell
    if announced in (Announced.TITLE, Announced.FAMILY) and starts_family_name(reading, index):
        return capital or not is_everyday_particle(reading, index)
    if capital and is_family_name_with_particle(reading, index):
        return True
    if (
        capital
        and follows_initial(reading, index)
        and (lower in family_names() or starts_family_name(reading, index))
    ):
        return not names_no_person(word)
    if base is None and lower in NEVER_A_NAME:
        return False
    if announced is not Announced.NOT:
        return is_announced_name(reading, index, announced, base, capital, known)
    if base is None:
        return (capital and is_bare_family_name(reading, index, known)) or does_as_people_do(
            reading, index, known, capital=capital
        )
    if base != lower and not capital and not known.is_unknown(reading, word):
        return False  # an everyday word that ends like a pet name: `zoeken`, `bloempje`
    if not capital and not known.is_dutch:
        return False  # `rose` and `marie` are words elsewhere
    if base in rare_names():
        return capital and is_bare_rare_name(reading, index, known)
    return is_bare_first_name(reading, index, base, capital)


def goes_beyond_the_register(reading: Reading, index: int, known: KnownWords) -> bool:
    """The family name of a childminder whose register entry says `Bij Carine` is nobody's business."""
    if bare(reading.words[index]) not in known.allowed.words:
        return False
    if given_name(reading.words[index]) is None or index + 1 >= len(reading.words):
        return False
    end = family_name_end(reading, index + 1) if is_joined(reading, index) else None
    return (
        end is not None
        and reading.words[end].is_capitalised
        and bare(reading.words[end]) not in known.allowed.words
        and not names_no_person(reading.words[end])
    )


def is_initial(reading: Reading, index: int) -> bool:
    """`juf K.`, `pleegzoon J.`: a letter with a full stop, right after who it is."""
    word = reading.words[index]
    return (
        word.plain.isalpha()
        and is_joined(reading, index - 1)
        and reading.plain[word.end : word.end + 1] == "."
    )


def is_announced_name(
    reading: Reading, index: int, announced: Announced, base: str | None, capital: bool, known: KnownWords
) -> bool:
    """After a cue: known names in any case, unknown words with a capital or that no dictionary knows."""
    word = reading.words[index]
    lower = bare(word)
    if not capital and lower in NEVER_A_NAME:
        return (
            announced is Announced.TITLE
            and is_joined(reading, index - 1)
            and follows_naturally(reading, index)
        )
    if base is not None:
        if capital:
            is_brand = lower in NEVER_A_NAME and announced.is_weak
            return not is_brand or (announced is Announced.POSSESSIVE and does_something(reading, index))
        if announced is Announced.POSSESSIVE and base in ordinary_names() - NEVER_LOWER:
            return next_is_verb(reading, index)
        if announced is Announced.CHAIN and base in SHORT_NAMES:
            return ends_sentence(reading, index) or next_is_verb(reading, index)
        if announced is Announced.GREETING and lacks_article(reading, index):
            return True
        if base in NEVER_LOWER or (base in ordinary_names() and announced.is_weak):
            return (
                announced is Announced.TITLE
                and follows_naturally(reading, index)
                and lower not in NEVER_A_NAME
            )
        return True
    if names_no_person(word):
        return False
    strange = known.is_strange(reading, word)
    rare = strange and lower in rare_names()
    if announced is Announced.POSSESSIVE and not capital:
        unknown = known.is_unknown(reading, word) and len(lower) > 2
        return rare or (unknown and next_is_verb(reading, index))
    if announced is Announced.POSSESSIVE and not strange:
        return not word.opens_sentence and is_a_child_of_ours(reading, index)
    if announced.is_weak:
        return rare or (capital and strange and not word.opens_sentence and len(lower) > 2)
    if announced is Announced.CHAIN:
        return capital or rare
    if announced in (Announced.TITLE, Announced.FAMILY) and lower in family_names() - ordinary_family_names():
        return True
    if capital and not word.opens_sentence:
        return not follows_institution(reading, index)
    unknown = known.is_unknown(reading, word) and len(lower) > 2
    return rare or (unknown and (announced is not Announced.RELATIVE or next_is_verb(reading, index)))


def is_bare_family_name(reading: Reading, index: int, known: KnownWords) -> bool:
    """A family name on its own; at the start of a sentence after an initial, or before a verb."""
    word = reading.words[index]
    if not stands_alone_as_family_name(reading, index) or names_no_person(word):
        return False
    if [other.lower for other in reading.words[max(0, index - 2) : index]] in EMPLOYED:
        return False
    if not word.opens_sentence:
        return True
    return follows_initial(reading, index) or (
        known.is_strange(reading, word)
        and (next_is_verb(reading, index) or WORKS_FOR.match(reading.plain, word.end) is not None)
    )


def does_as_people_do(reading: Reading, index: int, known: KnownWords, *, capital: bool) -> bool:
    """`Krzysiek speelt gitaar`: no Dutch word, in no list, and it does what only people do."""
    word = reading.words[index]
    rare = len(word.plain) > 3 and bare(word) in rare_names()
    return (
        known.strange is not None
        and (capital or rare or (known.is_unknown(reading, word) and len(word.plain) > 3))
        and known.is_strange(reading, word)
        and known.is_dutch
        and len(word.plain) > 2
        and not ends_sentence(reading, index)
        and reading.words[index + 1].lower in (HUMAN_VERBS | VERBS if rare else HUMAN_VERBS)
        and not names_no_person(word)
        and not follows_institution(reading, index)
        and (index == 0 or reading.words[index - 1].lower not in NOT_BEFORE_A_NAME)
    )


def is_bare_rare_name(reading: Reading, index: int, known: KnownWords) -> bool:
    """`toen Chokri kwam`: few are called so, and it may be a place, a brand or a slip."""
    word = reading.words[index]
    if not known.is_strange(reading, word) or names_no_person(word) or follows_institution(reading, index):
        return False
    if word.opens_sentence:
        return follows_naturally(reading, index)
    return reading.words[index - 1].lower not in BEFORE_THINGS


def is_bare_first_name(reading: Reading, index: int, base: str, capital: bool) -> bool:
    """Without a cue: known first names, and everyday words only where a capital or a verb betrays them."""
    word = reading.words[index]
    lower = bare(word)
    if follows_institution(reading, index):
        return False
    if lower in NEVER_A_NAME:
        return capital and is_somebody_with_a_capital(reading, index)
    ordinary = base in ordinary_names()
    if not capital:
        if ordinary or base in NEVER_LOWER:
            return stands_where_a_name_stands(reading, index, base)
        return len(lower) > 2 and (lower not in places() or chained_to_a_name(reading, index))
    if not ordinary:
        return True
    if not word.opens_sentence:
        return lower not in places()
    if family_follows(reading, index):
        return True
    return not ends_sentence(reading, index) and follows_naturally(reading, index)


def is_somebody_with_a_capital(reading: Reading, index: int) -> bool:
    """`maar Door legde uit`, `als Bent mocht kiezen`: a small word with a capital that does something."""
    word = reading.words[index]
    return (
        not word.opens_sentence
        and reading.has_capitals_that_tell
        and next_is_verb(reading, index)
        and reading.words[index - 1].lower in BEFORE_SUBJECT
    )


def is_family_name_with_particle(reading: Reading, index: int) -> bool:
    """`beslist door Van Hoof en Ceulemans`, `haar voorganger De Smet`; not `bij De Smet`, a shop."""
    word = reading.words[index]
    end = family_name_end(reading, index)
    return (
        word.lower in PARTICLES
        and not word.opens_sentence
        and end is not None
        and end > index
        and reading.words[end].is_capitalised
        and " ".join(bare(part) for part in reading.words[index : end + 1]) in family_names()
        and reading.words[index - 1].lower not in ("bij", "in", "naar", "te", "uit", "merk", "firma", "van")
        and not follows_institution(reading, index)
    )


def runs_into_a_house(reading: Reading, first: int, last: int) -> bool:
    """`Jan Yperman-kliniek`, `Koning Boudewijnstichting`: the name of an institution."""
    words: list[Word] = list(reading.words[first : last + 2])
    if last + 1 < len(reading.words) and not is_joined(reading, last):
        words.pop()
    no_person = INSTITUTION | places() | NEVER_A_NAME
    if any(is_part_of_a_thing(word) for word in words):
        return True
    return any(
        word.is_capitalised and names_no_person(word) and bare(word) not in no_person for word in words[1:]
    )


def is_part_of_a_thing(word: Word) -> bool:
    """`Bracke-boek`: a capital, and a small word behind the last dash."""
    first, _, last = word.plain.rpartition("-")
    return (
        bool(first) and first[0].isupper() and len(last) > 3 and last.islower() and last not in first_names()
    )
