"""A second opinion on each passage: a small linear classifier over words and pieces of words.

It knows no rules and gives no verdict: a likelihood for each kind of trouble, and the words it leans on.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

WEIGHTS = Path(__file__).parent / "opinions" / "weights.npz"
MOODS = ("praise", "complaint")
"""How glad a text is. Nobody is told by which words: it would be asked of every passage."""
KINDS = (
    *("danger", "insult", "threat", "accusation", "promotion", "own_praise", "improbable"),
    *("reveals", "pressure"),
    *MOODS,
)
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
PASSAGE = re.compile(r"[^.!?\s][^.!?\n]{0,400}[.!?]*")
"""A sentence, or 400 characters of one that never ends."""
TOGETHER = 3
"""Sentences that are heard together: one alone says too little, a whole text too much at once."""
PIECES = (3, 4, 5)
"""Lengths of the pieces of a word, its two edges included."""
BEGINNING, NEAR = 5, 3
"""Letters of a word that count beside another word, and how many words away that one may stand."""
LONGEST = 24
"""Letters of a word that are read; longer ones are noise."""
SHORTEST = 44.0
"""The length of the vector of some eight words; fewer words say less, and may not speak louder."""
SHOWN = 0.2
"""From which likelihood on the words are told."""
TELLING = 3
"""Words shown to the editor."""


@dataclass(frozen=True)
class Opinion:
    """A passage, how likely it holds each kind of trouble, and the words that say so."""

    field: str
    start: int
    end: int
    likelihood: Mapping[str, float]
    words: Mapping[str, tuple[str, ...]]
    loudest: Mapping[str, tuple[int, int]]
    """Kind → the sentence that says so most."""


@dataclass(frozen=True)
class Model:
    """Keys of the features in rising order; a weight for each feature and kind."""

    keys: "npt.NDArray[np.uint32]"
    rarity: "npt.NDArray[np.float32]"
    weights: "npt.NDArray[np.float32]"
    bias: "npt.NDArray[np.float32]"


class Token(NamedTuple):
    """A word of a passage, or the stand-in for a name."""

    shown: str
    features: tuple[int, ...]


@dataclass(frozen=True)
class Sentence:
    """Where it stands, and its words."""

    start: int
    end: int
    read: tuple[Token, ...]
    places: frozenset[int]
    """Of its features among those that the model learned."""


@cache
def model() -> Model:
    """Read once; 1 ms."""
    import numpy as np

    with np.load(WEIGHTS) as stored:
        return Model(
            stored["keys"],
            stored["rarity"].astype(np.float32),
            stored["weights"].astype(np.float32) * stored["scale"],
            stored["bias"].astype(np.float32),
        )


def opinions(texts: Mapping[str, str], hidden: Iterable[tuple[str, int, int]] = ()) -> tuple[Opinion, ...]:
    """An opinion of each three sentences in a row. `hidden`: names, which must not count."""
    places = tuple(hidden)
    found: list[Opinion] = []
    for field, text in texts.items():
        names = [(start, end) for name, start, end in places if name == field]
        cut = (
            sentence_of(match.start(), match.end(), tokens(text, match.start(), match.end(), names))
            for match in PASSAGE.finditer(text)
        )
        told = [sentence for sentence in cut if sentence.read]
        for first in range(max(1, len(told) - TOGETHER + 1) if told else 0):
            found.append(opinion(field, told[first : first + TOGETHER]))
    return tuple(found)


def opinion(field: str, sentences: Sequence[Sentence]) -> Opinion:
    """What the model thinks of sentences in a row, and which of them says so most."""
    import numpy as np

    read = tuple(token for sentence in sentences for token in sentence.read)
    likelihood = 1 / (1 + np.exp(-scores_of(places_together(sentences, read))))
    heard = [n for n, kind in enumerate(KINDS) if likelihood[n] > SHOWN and kind not in MOODS]
    alone = [scores_of(sentence.places) for sentence in sentences] if heard else []
    loudest = {number: max(range(len(alone)), key=lambda place: alone[place][number]) for number in heard}
    return Opinion(
        field,
        sentences[0].start,
        sentences[-1].end,
        {kind: round(float(likelihood[number]), 4) for number, kind in enumerate(KINDS)},
        {KINDS[number]: telling(read, number) for number in heard},
        {KINDS[n]: (sentences[place].start, sentences[place].end) for n, place in loudest.items()},
    )


def sentence_of(start: int, end: int, read: tuple[Token, ...]) -> Sentence:
    """A sentence with what the model knows of it."""
    known = (place for token in read for place in known_places(token.features))
    return Sentence(start, end, read, frozenset((*known, *places_beside(read))))


def places_together(sentences: Sequence[Sentence], read: Sequence[Token]) -> frozenset[int]:
    """What the model knows of sentences in a row: of each, and of the words around each seam."""
    seams = list(accumulate(len(sentence.read) for sentence in sentences))[:-1]
    around = [places_beside(read[max(0, seam - NEAR) : seam + NEAR]) for seam in seams]
    return frozenset().union(*(sentence.places for sentence in sentences), *around)


def places_beside(read: Sequence[Token]) -> list[int]:
    """What the model knows of words beside and near each other."""
    places = place_of()
    keys = (*map(neighbours, read, read[1:]), *(near(*pair) for pair in pairs_of(read)))
    return [places[key] for key in keys if key in places]


def scores_of(standing: frozenset[int]) -> "npt.NDArray[np.float32]":
    """The leaning of known features to each kind; 0 is undecided."""
    import numpy as np

    known = model()
    places = np.fromiter(sorted(standing), dtype=np.intp, count=len(standing))
    scores: npt.NDArray[np.float32] = lengthened(known.rarity[places]) @ known.weights[places] + known.bias
    return scores


def telling(read: Sequence[Token], kind: int) -> tuple[str, ...]:
    """The words that weigh most for a kind."""
    weighed: dict[str, float] = {}
    for token in read:
        weighed[token.shown] = leaning(token.features)[kind]
    best = sorted(weighed, key=lambda word: -weighed[word])[:TELLING]
    return tuple(word for word in best if weighed[word] > 0)


@lru_cache(maxsize=20_000)
def leaning(features: tuple[int, ...]) -> tuple[float, ...]:
    """How much one word says for each kind."""
    weights = scores_of(frozenset(known_places(features))) - model().bias
    return tuple(float(weight) for weight in weights)


def vector(features: Iterable[int], known: Model) -> "tuple[npt.NDArray[np.intp], npt.NDArray[np.float32]]":
    """Which known features stand there, and their values: rare ones weigh more, all together weigh 1."""
    import numpy as np

    keys = np.unique(np.fromiter(features, dtype=np.uint32))
    places = np.searchsorted(known.keys, keys)
    places[places == len(known.keys)] = 0
    places = places[known.keys[places] == keys]
    return places, lengthened(known.rarity[places])


def lengthened(values: "npt.NDArray[np.float32]") -> "npt.NDArray[np.float32]":
    """The same direction, of length 1; shorter for a few words."""
    import numpy as np

    length = max(float(np.sqrt((values * values).sum())), SHORTEST)
    return values / np.float32(length)


@cache
def place_of() -> Mapping[int, int]:
    """Key of a feature → its place among the weights."""
    return {int(key): place for place, key in enumerate(model().keys)}


@lru_cache(maxsize=20_000)
def known_places(features: tuple[int, ...]) -> tuple[int, ...]:
    """The places of those features that the model learned."""
    places = place_of()
    return tuple(places[key] for key in features if key in places)


def pairs_of(read: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Words that stand near each other, by their beginnings and in either order: Dutch puts its verb last."""
    starts = [token.shown[:BEGINNING] for token in read]
    for place, start in enumerate(starts):
        for other in starts[place + 1 : place + 1 + NEAR]:
            yield (start, other) if start < other else (other, start)


def features_of(read: Sequence[Token]) -> list[int]:
    """All features of a passage: words, their pieces, neighbours, and words near each other."""
    found = [feature for token in read for feature in token.features]
    found += map(neighbours, read, read[1:])
    found += [near(*pair) for pair in pairs_of(read)]
    return found


def neighbours(one: Token, other: Token) -> int:
    """The feature of two words in a row."""
    return crc32(f"{one.shown} {other.shown}".encode())


@lru_cache(maxsize=40_000)
def near(one: str, other: str) -> int:
    """The feature of two beginnings near each other."""
    return crc32(f"~{one} {other}".encode())


def tokens(text: str, start: int, end: int, names: Sequence[tuple[int, int]] = ()) -> tuple[Token, ...]:
    """The words of a passage; a name is only that it is a name, whosever it is."""
    read: list[Token] = []
    for number, match in enumerate(WORD.finditer(text, start, end)):
        word = match.group()
        if names and any(first <= match.start() < last for first, last in names):
            read.append(token("@naam", in_pieces=False))
        else:
            may_be_name = number > 0 and word[0].isupper() and not word.isupper()
            read.append(token(plain(word), in_pieces=not may_be_name))
    return tuple(read)


@lru_cache(maxsize=20_000)
def token(shown: str, *, in_pieces: bool) -> Token:
    """A word as it is heard; what may be a name only as a whole."""
    return Token(shown, whole(shown) + (pieces(shown) if in_pieces else ()))


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """Small letters without accents; every number is alike."""
    if word.isdecimal():
        return "0"
    letters = unicodedata.normalize("NFKD", word[:LONGEST].lower().replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def whole(word: str) -> tuple[int, ...]:
    """The feature of a word."""
    return (crc32(f"={word}".encode()),)


def pieces(word: str) -> tuple[int, ...]:
    """The features of its pieces: `vastgebonden` shares most of them with `vastbinden`."""
    edged = f"^{word}$"
    return tuple(
        crc32(edged[place : place + length].encode())
        for length in PIECES
        for place in range(len(edged) - length + 1)
    )
