"""Cue lists as data: a file a family, a `[section]` a meaning, a phrase a line.

In a phrase `*` stands for the rest of a word, `a|b` for either word, `a_b` for two words in a row, `(a)` for
a word that may be left out, `...` for up to five words, `@name` for the words of the section `[@name]`.
`a + b` means both, in either order, with at most eight words between. Phrases match plain text: small
letters, no accents.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
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


@dataclass(frozen=True)
class Choice:
    """One of several words, word beginnings, or short runs of words."""

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


class Phrases:
    """All phrases of a section, found by their first word: a text has few words, a section many phrases."""

    def __init__(self, orders: list[tuple[Element, ...]]) -> None:
        self.by_word: dict[str, list[tuple[Element, ...]]] = {}
        self.by_stem: dict[str, list[tuple[str, tuple[Element, ...]]]] = {}
        for order in orders:
            first = order[0]
            if isinstance(first, Gap) or first.is_optional:
                raise MalformedPhrase("a phrase starts with a word that must be there")
            for word in {*first.whole, *first.runs}:
                self.by_word.setdefault(word, []).append(order)
            for stem in first.stems:
                self.by_stem.setdefault(stem[:2], []).append((stem, order))

    def places(self, reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where phrases stand between two places of the plain text, from left to right."""
        for first, last, _ in self.matches(reading, start, end):
            yield first, last

    def matches(self, reading: Reading, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """Where phrases stand, and whether the phrase itself says `niet` or `geen`."""
        pieces = reading.pieces
        first, last = reading.pieces_between(start, end)
        for place in range(first, last):
            lower = pieces[place].lower
            candidates = list(self.by_word.get(lower, ()))
            candidates += [order for stem, order in self.by_stem.get(lower[:2], ()) if lower.startswith(stem)]
            for order in candidates:
                stop = end_of_match(order, pieces, place, last)
                if stop:
                    yield pieces[place].start, pieces[stop - 1].end, says_not(order)
                    break

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
    return Choice(frozenset(whole), tuple(sorted(stems)), by_first, token.startswith("("))


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
