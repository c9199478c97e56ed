"""How the checks read a text: without accents and odd quotes, and with the way back to what was typed."""

import dataclasses
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, wraps
from typing import Any, NamedTuple, TypeVar

from moderation.findings import Span, Submission

T = TypeVar("T")

WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
PIECE = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
SENTENCE_END = re.compile(
    r"(?<=[.!?])[\"')]*\s+(?=\S)|[^\S\n]{0,40}\n\s{0,40}|(?<=[a-z]{2}[.!?])(?=[A-Z][a-z])"
)
MANY_WORDS, NEARLY_ALL = 6, 0.75
LONGEST_SENTENCE = 1500
"""Characters; beyond it words no longer belong together, and every check would slow down."""
STAND_INS = {
    **dict.fromkeys("‘’‚‛`´ʼ′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\r\u2028\u2029", "\n"),
    "…": ".",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
}
NOT_PLAIN = re.compile(r"[^\x00-\x7f]|[`\r]")
"""Characters that may have a stand-in; all others are plain as they are."""


@dataclass(frozen=True)
class Word:
    """A word of the plain text, with what its capitals tell."""

    plain: str
    start: int
    end: int
    opens_sentence: bool

    @cached_property
    def lower(self) -> str:
        return self.plain.lower()

    @property
    def is_capitalised(self) -> bool:
        """`Emma`, `McKenzie` and `Jean-Pierre`, not `EMMA`."""
        return self.plain[0].isupper() and (len(self.plain) == 1 or not self.plain.isupper())


class Piece(NamedTuple):
    """A word as the cue lists count them: `maxi-cosi` is two, `baby's` is one."""

    lower: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """A text made plain: no accents, no invisible characters, one kind of quote and dash."""

    text: str
    plain: str
    origin: tuple[int, ...]
    """For each character of `plain`, its place in `text`."""
    found: dict[Hashable, Any] = dataclasses.field(default_factory=dict, compare=False, repr=False)
    """What searches found before (see `once_a_text`)."""

    def span(self, field: str, start: int, end: int) -> Span:
        """The place in the stored text of a piece of the plain text, with its accents."""
        first, last = self.origin[start], self.origin[end - 1] + 1
        while last < len(self.text) and unicodedata.combining(self.text[last]):
            last += 1
        return Span(field, first, last)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where each sentence stands in the plain text."""
        edges = [0]
        for end in SENTENCE_END.finditer(self.plain):
            edges += [end.start(), end.end()]
        edges.append(len(self.plain))
        pairs = zip(edges[::2], edges[1::2], strict=True)
        return tuple(cut for start, end in pairs if end > start for cut in self._cut(start, end))

    def _cut(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A sentence, or pieces of it where it never seems to end."""
        while end - start > LONGEST_SENTENCE:
            space = self.plain.rfind(" ", start + 1, start + LONGEST_SENTENCE)
            stop = space if space > 0 else start + LONGEST_SENTENCE
            yield start, stop
            start = stop
        yield start, end

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(self._words())

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(Piece(found.group().lower(), *found.span()) for found in PIECE.finditer(self.plain))

    @cached_property
    def _piece_starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def pieces_between(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the first piece, and of the one after the last, between two places."""
        return bisect_left(self._piece_starts, start), bisect_left(self._piece_starts, end)

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.start for word in self.words]

    def words_between(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the first word, and of the one after the last, between two places."""
        return bisect_left(self._word_starts, start), bisect_left(self._word_starts, end)

    def words_touching(self, start: int, end: int) -> tuple[int, int]:
        """The same, with a word that begins before the first place and ends after it."""
        first, last = self.words_between(start, end)
        begins_before = first > 0 and self.words[first - 1].end > start
        return first - begins_before, last

    def place(self, offset: int) -> int:
        """Where a place in the stored text stands in the plain text."""
        return bisect_left(self.origin, offset)

    @cached_property
    def has_capitals_that_tell(self) -> bool:
        """False for a text in block letters, or With A Capital On Each Word: there it says nothing."""
        letters = [char for char in self.plain if char.isalpha()]
        capitals = sum(word.is_capitalised for word in self.words)
        every_word = len(self.words) >= MANY_WORDS and capitals >= NEARLY_ALL * len(self.words)
        return not every_word and sum(char.isupper() for char in letters) <= len(letters) / 2

    def _words(self) -> Iterator[Word]:
        for start, end in self.sentences:
            opens = True
            for match in WORD.finditer(self.plain, start, end):
                yield Word(match.group(), match.start(), match.end(), opens)
                opens = False


def once_a_text(search: Callable[[Reading], Iterable[T]]) -> Callable[[Reading], tuple[T, ...]]:
    """A search that remembers what it found: several checks ask for the same places."""

    @wraps(search)
    def remembered(reading: Reading) -> tuple[T, ...]:
        if search not in reading.found:
            reading.found[search] = tuple(search(reading))
        found: tuple[T, ...] = reading.found[search]
        return found

    return remembered


@lru_cache(maxsize=16)
def read(text: str) -> Reading:
    """Made once per text; each check asks for it again."""
    plain: list[str] = []
    origin: list[int] = []
    start = 0
    for odd in NOT_PLAIN.finditer(text):
        place = odd.start()
        letters = plain_characters(odd.group())
        plain += (text[start:place], letters)
        origin += (*range(start, place), *(place for _ in letters))
        start = place + 1
    plain.append(text[start:])
    origin += range(start, len(text))
    return Reading(text, "".join(plain), tuple(origin))


@lru_cache(maxsize=4096)
def plain_characters(char: str) -> str:
    """`é` is `e`, a zero-width joiner is nothing, a full-width `４` is `4`."""
    if char in STAND_INS:
        return STAND_INS[char]
    if char.isascii():
        return char
    kept = (
        piece
        for piece in unicodedata.normalize("NFKD", char)
        if unicodedata.category(piece) not in ("Mn", "Cf")
    )
    return "".join(STAND_INS.get(piece, piece) for piece in kept)


def readings(submission: Submission) -> Iterator[tuple[str, Reading]]:
    """Every field with something in it."""
    for field, text in submission.texts.items():
        if text and not text.isspace():
            yield field, read(text)


def plain(text: str) -> str:
    """The plain, lower-case form of a short text, to compare with."""
    return "".join(map(plain_characters, text)).lower()
