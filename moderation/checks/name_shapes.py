"""The shape of names: first names and their pet forms, particles, family names of several words."""

from moderation.checks.lists import (
    family_names,
    first_names,
    ordinary_family_names,
    ordinary_names,
    places,
    rare_names,
)
from moderation.checks.name_cues import INSTITUTION, Announced, follows_institution
from moderation.checks.reading import Reading, Word
from moderation.checks.vocabulary import word_list

NEVER_A_NAME = word_list("names", "never_a_name")
PARTICLES = word_list("names", "particles")
VERBS = word_list("names", "verbs")
AFTER_VAN = frozenset(["heel", "hier", "elk", "alle", "eigen"])
"""Rare family names that are everyday words after `van`: `van heel Gent`."""
ALWAYS_PARTICLES = frozenset(["el", "ait", "ould", "abou", "abu"])
"""No Dutch words: what follows them is a family name, in no list perhaps (`mevrouw el haddaoui`)."""
PET_ENDINGS = ("tjen", "etje", "eken", "kske", "tje", "eke", "ske", "pje", "kje", "ken", "je", "ke")


def end_of_name(reading: Reading, index: int, announced: Announced) -> int:
    """The last word of a name that starts here: more first names, particles, a family name, an initial."""
    words = reading.words
    last = index
    if starts_family_name(reading, index) and announced in (Announced.TITLE, Announced.FAMILY):
        last = family_name_end(reading, index) or index
    while last + 1 < len(words) and is_joined(reading, last):
        following = words[last + 1]
        if following.opens_sentence:
            break
        family_end = family_name_end(reading, last + 1)
        if family_end:
            return family_end
        capital = following.is_capitalised and reading.has_capitals_that_tell
        if not capital or following.lower in NEVER_A_NAME | INSTITUTION | VERBS:
            break
        last += 1
    return last


def family_name_end(reading: Reading, index: int) -> int | None:
    """The last word of a family name that starts here, or None; `van den broeck` too."""
    words = reading.words
    cursor = index
    while cursor < len(words) and words[cursor].lower in PARTICLES and cursor - index < 3:
        if cursor > index and not is_joined(reading, cursor - 1):
            return None
        cursor += 1
    if cursor >= len(words) or (cursor > index and not is_joined(reading, cursor - 1)):
        return None
    written = " ".join(bare(word) for word in words[index : cursor + 1])
    capital = words[cursor].is_capitalised and reading.has_capitals_that_tell
    if cursor > index:
        joined = written.replace(" ", "")  # `van hove` is `vanhove` to the list
        known = (written in family_names() or (len(joined) > 6 and joined in family_names())) and bare(
            words[cursor]
        ) not in places()
        return (
            cursor
            if known
            or words[index].lower in ALWAYS_PARTICLES
            or (capital and words[index].is_capitalised)
            or (capital and bare(words[cursor]) not in places() | NEVER_A_NAME | INSTITUTION)
            else None
        )
    if written in NEVER_A_NAME or written in VERBS:
        return None
    known = written in family_names() and written not in ordinary_family_names()
    return cursor if known and (capital or written not in first_names()) else None


def starts_family_name(reading: Reading, index: int) -> bool:
    """Whether a family name starts here: `Peeters`, `Van den Broeck`, `el Amrani`."""
    return family_name_end(reading, index) is not None


def is_everyday_particle(reading: Reading, index: int) -> bool:
    """In small letters, `van` or `de` alone says nothing: the whole must be a known family name."""
    end = family_name_end(reading, index)
    if end is None:
        return True
    if reading.words[index].lower in ALWAYS_PARTICLES:
        return False
    written = [bare(word) for word in reading.words[index : end + 1]]
    if written[-1] in AFTER_VAN:
        return True
    return " ".join(written) not in family_names() and "".join(written) not in family_names()


def stands_alone_as_family_name(reading: Reading, index: int) -> bool:
    """A family name with a capital in mid-sentence, that is no place, shop or institution."""
    lower = bare(reading.words[index])
    known = lower in family_names() and lower not in ordinary_family_names()
    return (
        known
        and len(lower) > 4
        and lower not in places()
        and not follows_institution(reading, index)
        and not (index and reading.words[index - 1].lower in ("in", "te", "naar", "uit"))
    )


def is_joined(reading: Reading, index: int) -> bool:
    """Whether only a space stands between this word and the next (or a dot after an initial)."""
    words = reading.words
    between = reading.plain[words[index].end : words[index + 1].start]
    return between == " " or (between in (". ", ".") and words[index].end - words[index].start == 1)


def given_name(word: Word) -> str | None:
    """The known first name in a word: `Emma's` is emma, `Gustje` and `Lotteke` are gust and lotte.

    A rare one (`Chokri`) needs a capital to be told from a slip of the pen.
    """
    lower = bare(word)
    known = first_names()
    has_capital = word.is_capitalised or word.plain.isupper()
    if lower in known or (has_capital and lower in rare_names()):
        return lower
    first, _, second = lower.partition("-")
    if second and first in known and len(first) > 2 and is_second_name(word, second):
        return lower
    ordinary = frozenset() if has_capital else ordinary_names()
    for ending in PET_ENDINGS:
        stem = lower.removesuffix(ending)
        if len(stem) >= 3 and stem != lower and stem in known and stem not in ordinary:
            return stem
    return None


def is_second_name(word: Word, second: str) -> bool:
    """`Marie-Lou`, not `Elsa-jurk` or `Maria-Hemelvaart`."""
    if second in first_names():
        return True
    return word.plain[len(word.plain) - len(second) :][:1].isupper() and second not in NEVER_A_NAME


def bare(word: Word) -> str:
    """The word in small letters, without the `'s` of possession."""
    return word.lower.removesuffix(possessive(word).lower())


def possessive(word: Word) -> str:
    """The `'s` of `Emma's`, or nothing."""
    return word.plain[-2:] if word.lower.endswith("'s") and len(word.plain) > 3 else ""
