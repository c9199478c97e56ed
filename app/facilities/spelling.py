"""How far a mistyped word lies from a known one."""

from collections.abc import Mapping

SHORTEST = 4
"""A shorter word has too many neighbours to guess."""


def nearest(word: str, known: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The known words (with their letters) with the fewest mistakes, no more than are allowed; sorted."""
    allowed = mistakes_allowed(word)
    letters = frozenset(word)
    distances = {
        other: mistakes(word, other)
        for other, others in known.items()
        # A mistake changes two letters at most: a quick look spares most of the comparing.
        if abs(len(other) - len(word)) <= allowed
        and len(letters ^ others) <= 2 * allowed
        and len(other) >= SHORTEST - 1
        and not other.isdigit()
    }
    fewest = min(distances.values(), default=allowed + 1)
    if not allowed or fewest > allowed:
        return ()
    found = sorted(other for other, distance in distances.items() if distance == fewest)
    # People seldom miss the first letter: of two mistakes none may be there.
    return tuple(other for other in found if fewest < 2 or other[0] == word[0])


def mistakes_allowed(word: str) -> int:
    """None in a short word or a number; one up to five letters, two up to nine, three in a longer one."""
    if len(word) < SHORTEST or word.isdigit():
        return 0
    return 1 if len(word) < 6 else 2 if len(word) < 10 else 3


def mistakes(typed: str, meant: str) -> int:
    """Letters to add, leave out, change or swap with the next (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(meant) + 1))
    for row, letter in enumerate(typed, start=1):
        this = [row]
        for column, other in enumerate(meant, start=1):
            cost = min(last[column] + 1, this[column - 1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == meant[column - 2] and typed[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            this.append(cost)
        before, last = last, this
    return last[-1]
