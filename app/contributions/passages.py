"""Places in a text that somebody reads as one thing: found as typed, and never half a character.

Positions are code points. What looks like one character can be several: a letter with a loose accent, an
emoji with a skin colour, a family joined by invisible signs. A cut goes around them, never through.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import regex

CHARACTER = regex.compile(r"\X")
"""What a reader sees as one character (Unicode Annex 29)."""


@dataclass(frozen=True, order=True)
class Cut:
    """A place in a text and what comes there."""

    field: str
    start: int
    end: int
    label: str
    rule: str = ""
    """On whose ground it is replaced; "" where the whole decision names one."""

    @property
    def growth(self) -> int:
        """How far everything behind it moves."""
        return len(self.label) - (self.end - self.start)

    def overlaps(self, other: "Cut") -> bool:
        """They share a character."""
        return self.field == other.field and self.start < other.end and other.start < self.end


def places_of(text: str, passage: str) -> Iterator[tuple[int, int]]:
    """Where the passage stands, each place once; é is é, typed as one sign or as two."""
    wanted = "".join(composed(character) for _start, character in characters(passage.strip()))
    if not wanted:
        return
    pieces = [(start, composed(character)) for start, character in characters(text)]
    line = "".join(piece for _start, piece in pieces)
    begins: dict[int, int] = {}
    length = 0
    for start, piece in pieces:
        begins[length] = start
        length += len(piece)
    begins[length] = len(text)
    at = line.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if at in begins and end in begins:
            yield begins[at], begins[end]
            at = line.find(wanted, end)
        else:  # it begins or ends inside what is one character
            at = line.find(wanted, at + 1)


def characters(text: str) -> Iterator[tuple[int, str]]:
    """Each character with where it starts."""
    return ((match.start(), match[0]) for match in CHARACTER.finditer(text))


def composed(character: str) -> str:
    """One spelling for what looks the same."""
    return unicodedata.normalize("NFC", character)


def whole_characters(text: str, cut: Cut) -> Cut:
    """The same cut, wide enough that no character is left in half."""
    start = max((s for s, _c in characters(text) if s <= cut.start), default=cut.start)
    end = min((s + len(c) for s, c in characters(text) if s + len(c) >= cut.end), default=cut.end)
    return replace(cut, start=start, end=end)


def merged(texts: Mapping[str, str], cuts: Iterable[Cut]) -> list[Cut]:
    """In the order of the texts, around whole characters.

    Those that overlap become one, with label and rule of the first.
    """
    done: list[Cut] = []
    for cut in sorted(whole_characters(texts.get(cut.field, ""), cut) for cut in cuts):
        if done and done[-1].overlaps(cut):
            done[-1] = replace(done[-1], end=max(done[-1].end, cut.end))
        else:
            done.append(cut)
    order = {field: number for number, field in enumerate(texts)}
    return sorted(done, key=lambda cut: (order.get(cut.field, len(order)), cut.start))


@dataclass(frozen=True)
class Piece:
    """A stretch of the difference between a text and its redacted form."""

    text: str
    label: str | None = None
    """What comes instead; None where the text stays."""


def difference(text: str, field: str, cuts: Iterable[Cut]) -> list[Piece]:
    """The text in pieces: what stays, and what is replaced by what."""
    pieces: list[Piece] = []
    done = 0
    for cut in sorted(cut for cut in cuts if cut.field == field):
        if cut.start > done:
            pieces.append(Piece(text[done : cut.start]))
        pieces.append(Piece(text[cut.start : cut.end], cut.label))
        done = cut.end
    if done < len(text):
        pieces.append(Piece(text[done:]))
    return pieces
