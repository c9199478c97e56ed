"""Which candidates of the database really match, the best first: plain Python, the same on both."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.facilities.directory import Directory, Entry, Numbers, Rows
from app.facilities.matching import holders
from app.facilities.query_words import KINDS, SMALL_WORDS, Understood, understand
from app.facilities.search_key import plain
from app.facilities.spelling import nearest
from app.facilities.word_forms import singulars

IN_NAME, ELSEWHERE, BEGINS_IN_NAME, BEGINS, INSIDE, OTHER_FORM = range(6)
"""How a word matches, the best first."""


KEPT_WORDS = 500
"""Words whose facilities we remember; each takes a byte a facility."""

LONG_ENOUGH = 5
"""Letters of a singular that may begin another word: kabouters finds the Kabouterhuis, beren no Bergen."""


@dataclass(frozen=True)
class Matches:
    """The facilities that match a query."""

    numbers: Numbers
    """Best first."""
    read: Understood
    instead: tuple[tuple[str, str], ...] = ()
    """Mistyped words with what we looked for instead."""
    wider: bool = False
    """In the part that was asked for there is nothing; these are of the whole municipality."""


def match(query: str, everyone: Directory) -> Matches:
    """The answer to a query, kept for this version of the data."""
    read = understand(query)
    return everyone.kept(("match", read), lambda: find(read, everyone))


def find(read: Understood, everyone: Directory) -> Matches:
    """All that hold each word; without any, those of the whole municipality."""
    if not read.words:
        return Matches(np.arange(len(everyone)), read)
    numbers, instead = all_words(read, everyone)
    if len(numbers) or read.place is None or plain(read.place.name) == plain(read.place.municipality):
        return Matches(numbers, read, instead)
    others = tuple(word for word in read.words if word not in read.place_words)
    whole = tuple(plain(read.place.municipality).split())
    wider = Understood((*whole, *others), read.place, frozenset(whole))
    numbers, instead = all_words(wider, everyone)
    return Matches(numbers, read, instead, wider=True)


def all_words(read: Understood, everyone: Directory) -> tuple[Numbers, tuple[tuple[str, str], ...]]:
    """The facilities that match every word, best first; and which words were taken for other ones."""
    held = rows_with(read.words, everyone)
    unknown = [word for word in read.words if word not in KINDS and not held[word].any()]
    meant = {word: meant_words(word, everyone) for word in unknown}
    instead = rows_with(sorted({other for others in meant.values() for other in others}), everyone)
    rows = np.ones(len(everyone), dtype=bool)
    for word in read.words:
        if word in meant:
            rows &= np.any([instead[other] for other in meant[word]], axis=0) if meant[word] else False
        else:
            rows &= held[word] | of_kind(word, everyone) if word in KINDS else held[word]
    scored = []
    for number in np.flatnonzero(rows).tolist():
        score = entry_score(everyone.entries[number], read, meant)
        if score is not None:
            scored.append((score, number))
    scored.sort()
    shown = tuple((word, others[0]) for word, others in meant.items() if others)
    return np.array([number for _score, number in scored], dtype=np.int64), shown


def meant_words(word: str, everyone: Directory) -> tuple[str, ...]:
    """What somebody may have meant with a word that nobody has: one instead of many, or another spelling."""
    known = everyone.vocabulary
    single = sorted(form for form in singulars(word) if len(form) >= LONG_ENOUGH)
    begun = [form for form in single if any(other.startswith(form) for other in known)]
    return tuple(begun) or nearest(word, known)


def rows_with(words: Sequence[str], everyone: Directory) -> dict[str, Rows]:
    """The candidates of the database for each word, asked once a word for this version of the data."""
    if len(everyone.words) > KEPT_WORDS:
        everyone.words.clear()
    for word, ids in holders([word for word in words if word not in everyone.words]).items():
        rows = np.zeros(len(everyone), dtype=bool)
        # A facility that was added since this directory was read is not in it yet.
        rows[[everyone.number_of[id] for id in ids if id in everyone.number_of]] = True
        everyone.words[word] = rows
    return {word: everyone.words[word] for word in words}


def of_kind(word: str, everyone: Directory) -> Rows:
    """The facilities whose kind of care this word names."""
    return everyone.kept(
        ("kind", word),
        lambda: np.array([is_called(word, entry) for entry in everyone.entries], dtype=bool),
    )


def is_called(word: str, entry: Entry) -> bool:
    """Whether people use this word for its kind of care."""
    return plain(entry.kind).startswith(KINDS.get(word, ("\n",)))


Score = tuple[bool, bool, int, int]


def entry_score(entry: Entry, read: Understood, meant: dict[str, tuple[str, ...]]) -> Score | None:
    """To sort by; None for what does not match after all: a place or a guess is no piece of another word."""
    name = entry.plain_name.split()
    every = entry.search_key.split()
    total = 0
    for word in read.words:
        score = min(
            (word_score(wanted, name, every) for wanted in meant.get(word) or (word,)), default=OTHER_FORM
        )
        if score > BEGINS_IN_NAME and word in read.place_words:
            return None
        if score > BEGINS and word in meant:
            return None
        if score > BEGINS and is_called(word, entry):
            score = ELSEWHERE
        total += score
    begins = begins_with(name, read)
    return (entry.is_closed, not begins, 0 if begins else total, len(entry.name) if begins else 0)


def word_score(word: str, name: list[str], every: list[str]) -> int:
    """How well one word matches."""
    if word in name:
        return IN_NAME
    if word in every:
        return ELSEWHERE
    if any(other.startswith(word) for other in name):
        return BEGINS_IN_NAME
    if any(other.startswith(word) for other in every):
        return BEGINS
    return INSIDE if any(word in other for other in every) else OTHER_FORM


def begins_with(name: list[str], read: Understood) -> bool:
    """Whether the name, without its article, begins with the query."""
    first = next((place for place, word in enumerate(name) if word not in SMALL_WORDS), 0)
    rest, asked = " ".join(name[first:]), " ".join(word for word in read.words if word not in SMALL_WORDS)
    if not asked:
        return False
    return rest == asked or rest.startswith(f"{asked} " if read.place_words else asked)
