"""Cue lists as data: a file a family, a `[section]` a meaning, a phrase a line.

In a phrase `*` stands for the rest of a word, `a|b` for either word, `a_b` for two words in a row, `(a)` for
a word that may be left out, `...` for up to five words, `@name` for the words of the section `[@name]`.
`a + b` means both, in either order, with at most eight words between. Phrases match plain text: small
letters, no accents.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import permutations
from pathlib import Path

from moderation.checks.reading import PIECE, Piece, Reading

CUES = Path(__file__).parent / "data" / "cues"
GAP = "..."
SOME_WORDS = 5
MORE_WORDS = 8
DENIALS = frozenset(["niet", "nooit", "geen", "niemand", "niets", "niks", "zonder", "nergens", "amper"])


class MalformedPhrase(ValueError):
    """A line of a cue list that means nothing."""


@dataclass(frozen=True, eq=False)
class Choice:
    """One of several words, word beginnings, or short runs of words. `element` makes each only once."""

    whole: frozenset[str]
    stems: tuple[str, ...]
    runs: Mapping[str, tuple[tuple[str, ...], ...]]
    """By their first word, longest first."""
    is_optional: bool = False

    def length_at(self, pieces: tuple[Piece, ...], place: int, end: int) -> int:
        """How many words of the text it takes up here; 0 where it does not stand."""
        if place >= end:
            return 0
        lower = pieces[place].lower
        for run in self.runs.get(lower, ()):
            if place + len(run) <= end and all(
                pieces[place + offset].lower == word for offset, word in enumerate(run)
            ):
                return len(run)
        return int(lower in self.whole or (bool(self.stems) and lower.startswith(self.stems)))


@dataclass(frozen=True)
class Gap:
    """Up to so many words of any kind."""

    most: int


Element = Choice | Gap


class Order:
    """The elements of a phrase one after the other, and those that must stand somewhere in the text."""

    def __init__(self, elements: tuple[Element, ...]) -> None:
        self.elements = elements
        self.needs = frozenset(
            part for part in elements[1:] if isinstance(part, Choice) and not part.is_optional
        )


class Phrases:
    """All phrases of a section, found by their first word: a text has few words, a section many phrases."""

    def __init__(self, orders: list[tuple[Element, ...]]) -> None:
        self.by_word: dict[str, list[Order]] = {}
        self.by_stem: dict[str, list[tuple[str, Order]]] = {}
        self.by_first: dict[Choice, list[Order]] = {}
        for elements in orders:
            first = elements[0]
            if isinstance(first, Gap) or first.is_optional:
                raise MalformedPhrase("a phrase starts with a word that must be there")
            order = Order(elements)
            self.by_first.setdefault(first, []).append(order)
            for word in {*first.whole, *first.runs}:
                self.by_word.setdefault(word, []).append(order)
            for stem in first.stems:
                self.by_stem.setdefault(stem[:2], []).append((stem, order))
        self.firsts = frozenset(self.by_first)

    def places(self, reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where phrases stand between two places of the plain text, from left to right."""
        for first, last, _ in self.matches(reading, start, end):
            yield first, last

    def matches(self, reading: Reading, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """Where phrases stand, and whether the phrase itself says `niet` or `geen`."""
        first, last, present = window(reading, start, end)
        if not self.may_stand(present):
            return
        pieces = reading.pieces
        for place in range(first, last):
            for order in self.starting_with(pieces[place].lower):
                if not order.needs <= present:
                    continue
                stop = end_of_match(order.elements, pieces, place, last)
                if stop:
                    yield pieces[place].start, pieces[stop - 1].end, says_not(order.elements)
                    break

    def may_stand(self, present: frozenset[Choice]) -> bool:
        """Whether all words of some phrase are there, wherever."""
        for first in self.firsts & present:
            for order in self.by_first[first]:
                if order.needs <= present:
                    return True
        return False

    def starting_with(self, lower: str) -> Sequence[Order]:
        """The phrases whose first word this may be."""
        candidates: Sequence[Order] = self.by_word.get(lower, ())
        starting = self.by_stem.get(lower[:2])
        if not starting:
            return candidates
        return [*candidates, *(order for stem, order in starting if lower.startswith(stem))]

    def stand_in(self, reading: Reading, start: int, end: int) -> bool:
        """Whether any phrase stands between two places of the plain text."""
        return next(self.places(reading, start, end), None) is not None


def says_not(elements: tuple[Element, ...]) -> bool:
    """Whether a phrase holds a denial of its own: `niet verwittigd`."""
    return any(
        isinstance(part, Choice)
        and (
            part.whole & DENIALS
            or any(DENIALS.intersection(run) for runs in part.runs.values() for run in runs)
        )
        for part in elements
    )


def end_of_match(elements: tuple[Element, ...], pieces: tuple[Piece, ...], place: int, end: int) -> int:
    """Where the elements end when they start here, as the place after their last word; 0 when they do not."""
    if not elements:
        return place
    head, rest = elements[0], elements[1:]
    if isinstance(head, Gap):
        for skipped in range(head.most + 1):
            stop = end_of_match(rest, pieces, place + skipped, end) if place + skipped < end else 0
            if stop:
                return stop
        return 0
    length = head.length_at(pieces, place, end)
    stop = end_of_match(rest, pieces, place + length, end) if length else 0
    if stop or not head.is_optional:
        return stop
    return end_of_match(rest, pieces, place, end)


choices: list[Choice] = []
choices_by_word: dict[str, list[Choice]] = {}
choices_by_stem: dict[str, list[tuple[str, Choice]]] = {}
"""Every choice of every list that was read, by its words and by the first two letters of its beginnings."""


def window(reading: Reading, start: int, end: int) -> tuple[int, int, frozenset[Choice]]:
    """The words between two places and their choices: most phrases fall off before words are compared."""
    key = (start, end, len(choices))
    if key not in reading.found:
        first, last = reading.pieces_between(start, end)
        words = {piece.lower for piece in reading.pieces[first:last]}
        present = frozenset().union(*(choices_of(word, len(choices)) for word in words))
        reading.found[key] = first, last, present
    found: tuple[int, int, frozenset[Choice]] = reading.found[key]
    return found


@lru_cache(maxsize=20_000)
def choices_of(lower: str, lists_read: int) -> frozenset[Choice]:
    """Which choices a word satisfies. `lists_read` makes it look again when another list was read."""
    stems = choices_by_stem.get(lower[:2], ())
    starting = (choice for stem, choice in stems if lower.startswith(stem))
    return frozenset((*choices_by_word.get(lower, ()), *starting))


@cache
def vocabulary(family: str, section: str) -> Phrases:
    """The phrases of one section of a family's file."""
    orders: list[tuple[Element, ...]] = []
    for phrase in sections(family)[section]:
        parts = [tuple(element(token, family) for token in part.split()) for part in phrase.split(" + ")]
        for order in permutations(parts):
            elements = list(order[0])
            for part in order[1:]:
                elements += [Gap(MORE_WORDS), *part]
            orders.append(tuple(elements))
    return Phrases(orders)


@cache
def sections(family: str) -> dict[str, tuple[str, ...]]:
    """The phrases of each section; what stands after `#` is a remark."""
    found: dict[str, list[str]] = {}
    current = ""
    for line in (CUES / f"{family}.txt").read_text("utf-8").splitlines():
        phrase = line.split("#")[0].strip()
        if phrase.startswith("["):
            current = phrase.strip("[]")
            found[current] = []
        elif phrase:
            found[current].append(phrase)
    return {section: tuple(phrases) for section, phrases in found.items()}


@cache
def element(token: str, family: str) -> Element:
    """A token of a phrase."""
    if token == GAP:
        return Gap(SOME_WORDS)
    whole: set[str] = set()
    stems: set[str] = set()
    runs: set[tuple[str, ...]] = set()
    for word in literals(token.strip("()"), family):
        cut = tuple(piece.lower() for piece in PIECE.findall(word))
        if not cut or not word.isascii():
            raise MalformedPhrase(f"{word!r} in {token!r}")
        if len(cut) > 1:
            runs.add(cut)
        elif word.endswith("*"):
            stems.add(cut[0])
        else:
            whole.add(cut[0])
    by_first: dict[str, tuple[tuple[str, ...], ...]] = {}
    for run in sorted(runs, key=lambda run: (-len(run), run)):
        by_first[run[0]] = (*by_first.get(run[0], ()), run)
    choice = Choice(frozenset(whole), tuple(sorted(stems)), by_first, token.startswith("("))
    choices.append(choice)
    for word in {*whole, *by_first}:
        choices_by_word.setdefault(word, []).append(choice)
    for stem in choice.stems:
        choices_by_stem.setdefault(stem[:2], []).append((stem, choice))
    return choice


@cache
def word_list(family: str, section: str) -> frozenset[str]:
    """A section that is a plain list of words."""
    return frozenset(word for phrase in sections(family)[section] for word in phrase.split("|"))


def literals(token: str, family: str) -> Iterator[str]:
    """The words of a token, those of its `@` lists included."""
    for word in token.split("|"):
        if word.startswith("@"):
            for line in sections(family)[word]:
                yield from literals(line, family)
        else:
            yield word
