"""What goes by a name and is no private person: figures, brands, methods, houses, games, sayings.

Two lists: `things.txt` holds what is never a private person, `things_in_context.txt` first names and family
names that are something else where one of the words behind them stands close by (`charlotte: patatten ras`),
or right after an article (`een Leo`).
"""

from collections.abc import Iterator
from functools import cache

from moderation.checks.lists import DATA
from moderation.checks.name_shapes import bare
from moderation.checks.reading import PIECE, Reading, Word

REACH = 6
"""Words on either side, within the sentence, that tell what a name stands for."""


@cache
def wordings() -> tuple[tuple[str, ...], ...]:
    """Each wording of the first list, cut into words."""
    lines = (DATA / "things.txt").read_text("utf-8").splitlines()
    return tuple(tuple(PIECE.findall(line)) for line in lines)


@cache
def single_things() -> frozenset[str]:
    """Those of one word: `freud`, `prevenar`."""
    return frozenset(words[0] for words in wordings() if len(words) == 1)


@cache
def longer_things() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word → those of more words that start with it, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in wordings():
        if len(words) > 1:
            found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(all_of, key=len, reverse=True)) for first, all_of in found.items()}


@cache
def telling_words() -> dict[str, frozenset[str]]:
    """Name → words beside which it is a thing."""
    lines = (DATA / "things_in_context.txt").read_text("utf-8").splitlines()
    pairs = (line.split(": ") for line in lines)
    return {name: frozenset(words.split()) for name, words in pairs}


def things_in(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where things of more than one word stand in the plain text; of two that start together, the longest."""
    pieces = reading.pieces
    for place, piece in enumerate(pieces):
        for words in longer_things().get(piece.lower, ()):
            last = place + len(words)
            if tuple(other.lower for other in pieces[place:last]) == words:
                yield piece.start, pieces[last - 1].end
                break


def is_always_a_thing(word: Word) -> bool:
    """`freud`, `prevenar`; also several of them (`drie Spidermans`)."""
    lower = bare(word)
    return lower in single_things() or (len(lower) > 4 and lower.removesuffix("s") in single_things())


def is_a_thing_here(reading: Reading, index: int) -> bool:
    """`patatten van het ras Charlotte`: a name that its own sentence explains as something else."""
    lower = bare(reading.words[index])
    telling = telling_words().get(lower)
    if telling is None:
        return False
    return follows_article(reading, index) or not telling.isdisjoint(beside(reading, index))


def follows_article(reading: Reading, index: int) -> bool:
    """`een Leo als traktatie`; in `een Thomas die bijt` it is one of several people of that name."""
    following = reading.words[index + 1].lower if index + 1 < len(reading.words) else ""
    return (
        index > 0
        and reading.words[index - 1].lower in ("een", "nen", "ne", "n")
        and following not in ("die", "dat", "uit", "van", "bij", "in")
    )


def beside(reading: Reading, index: int) -> Iterator[str]:
    """The words close by, in small letters, within the sentence."""
    words = reading.words
    for other in range(index - 1, max(-1, index - 1 - REACH), -1):
        if words[other + 1].opens_sentence:
            break
        yield words[other].lower
    for other in range(index + 1, min(len(words), index + 1 + REACH)):
        if words[other].opens_sentence:
            break
        yield words[other].lower
