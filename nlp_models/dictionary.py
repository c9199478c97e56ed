"""Which words Dutch knows: the OpenTaal dictionary, a frequency list, and Flemish words of our own."""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from nlp_models.neighbours import frequency, neighbours

if TYPE_CHECKING:
    from hunspell import Hunspell

DATA = Path(__file__).parent / "data"
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
LONGEST = 60
"""Letters: no Dutch word is longer, and the dictionary grows slow."""
FREQUENT = 2.5
"""Zipf frequency (1 to 8) from which a word counts as known: once in three million words."""
RARE = 2.5
"""Up to here a word of the dictionary is likelier a slip, if a far more frequent one is a letter away."""
FAR_MORE = 3.0
"""How much more frequent that other word is: a thousand times."""
MORE = 2.0
"""The same for words that only the frequency list knows, which holds slips too."""
VERY_FREQUENT, QUITE_FREQUENT = 5.0, 4.5
SHORTEST_PART = 4
"""Letters a part of a compound has at least."""
FREQUENT_PART = 3.0
LINKS = ("", "s", "e", "en")
"""What may stand between the parts: `tussen-klassering`, `vrijbuiter-s-geest`."""


@cache
def dictionary() -> "Hunspell":
    """The dictionary, loaded once (0.3 s, 21 MB)."""
    from hunspell import Hunspell

    return Hunspell("nl", hunspell_data_dir=str(DATA))


@cache
def flemish_words() -> frozenset[str]:
    """Words of our own list."""
    lines = (DATA / "flemish_words.txt").read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=50_000)
def is_spelled(word: str) -> bool:
    """Whether the dictionary has exactly this."""
    return len(word) <= LONGEST and bool(dictionary().spell(word))


@lru_cache(maxsize=20_000)
def is_dutch(word: str, *, as_typed: bool = False) -> bool:
    """Whether the dictionary or our own list knows the word, also with other capitals unless `as_typed`."""
    plain = typed_plainly(word)
    lower = plain.lower()
    if lower in flemish_words():
        return True
    if as_typed:
        return is_spelled(plain)
    return is_spelled(plain) or is_spelled(lower) or is_spelled(lower.capitalize())


@lru_cache(maxsize=20_000)
def is_known(word: str) -> bool:
    """Known to Dutch and no likely slip, frequent in Dutch texts (loan words), or made of known words."""
    plain = typed_plainly(word)
    lower = plain.lower()
    if lower in flemish_words() or len(lower) > LONGEST:
        return True
    if "-" in plain:
        return all(len(part) < 3 or part[0].isupper() or is_known(part) for part in plain.split("-"))
    if is_flemish_diminutive(lower) or (lower != without_stress(lower) and is_spelled(without_stress(lower))):
        return True
    if is_spelled(plain) or is_spelled(lower):
        return not is_slip(lower, FAR_MORE, VERY_FREQUENT) or frequency(lower) > RARE
    if is_spelled(lower.capitalize()) or frequency(lower) >= FREQUENT:
        return not is_slip(lower, MORE, QUITE_FREQUENT)
    return is_compound(lower)


def is_slip(lower: str, more: float, frequent: float) -> bool:
    """Whether a much more frequent word is one letter away."""
    if len(lower) < 4 or frequency(lower) > frequent:
        return False
    nearest = next(iter(neighbours(lower)), "")
    return bool(nearest) and frequency(nearest) >= max(frequent, frequency(lower) + more)


def is_flemish_diminutive(lower: str) -> bool:
    """`papierke`, `dochterkes`, `tafelke`, `boekske`: the word without its end is one."""
    stem = re.sub(r"(?:ek|sk|k)es?$", "", lower)
    return stem != lower and len(stem) > 2 and (is_spelled(stem) or is_spelled(stem + stem[-1]))


def is_compound(lower: str) -> bool:
    """Whether two frequent words make it up, as Dutch may glue any two."""
    for place in range(SHORTEST_PART, len(lower) - SHORTEST_PART + 1):
        first, second = lower[:place], lower[place:]
        if is_part(second) and any(
            first.endswith(link) and is_part(first.removesuffix(link) if link else first) for link in LINKS
        ):
            return True
    return False


def is_part(word: str) -> bool:
    return len(word) >= SHORTEST_PART and frequency(word) >= FREQUENT_PART and is_spelled(word)


def suggestions(word: str, most: int = 3) -> tuple[str, ...]:
    """What the writer may have meant. A word nobody resembles costs a tenth of a second: ask for few."""
    near = tuple(other for other in neighbours(typed_plainly(word).lower()) if is_dutch(other))[:most]
    if near or len(word) > LONGEST:
        return near
    return tuple(dictionary().suggest(typed_plainly(word)))[:most]


def typed_plainly(word: str) -> str:
    """One code point a letter, one kind of apostrophe."""
    return unicodedata.normalize("NFC", word).replace("’", "'")


def without_stress(lower: str) -> str:
    """`eén` and `nèt` are `een` and `net`, said louder."""
    letters = unicodedata.normalize("NFD", lower)
    return unicodedata.normalize("NFC", letters.replace("\u0301", "").replace("\u0300", ""))
