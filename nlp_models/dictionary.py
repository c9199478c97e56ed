"""Which words Dutch knows: the OpenTaal dictionary, a frequency list, and Flemish words of our own."""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hunspell import Hunspell

DATA = Path(__file__).parent / "data"
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
FREQUENT = 2.5
"""Zipf frequency (1 to 8) from which a word counts as known: once in three million words."""


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


@lru_cache(maxsize=20_000)
def is_dutch(word: str, *, as_typed: bool = False) -> bool:
    """Whether the dictionary or our own list knows the word, also with other capitals unless `as_typed`."""
    plain = unicodedata.normalize("NFC", word).replace("’", "'")
    lower = plain.lower()
    if lower in flemish_words():
        return True
    speller = dictionary()
    if as_typed:
        return bool(speller.spell(plain))
    return bool(speller.spell(plain) or speller.spell(lower) or speller.spell(lower.capitalize()))


@lru_cache(maxsize=20_000)
def is_known(word: str) -> bool:
    """Known to Dutch, or frequent enough in Dutch texts (loan words, brands, names)."""
    if is_dutch(word):
        return True
    from wordfreq import zipf_frequency

    return float(zipf_frequency(unicodedata.normalize("NFC", word).lower(), "nl")) >= FREQUENT
