"""In which language a text is written: by how common its words are in each language."""

import math
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from nlp_models.dictionary import WORD, is_dutch

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LANGUAGES = ("nl", "fr", "en", "de", "tr", "ar", "pl", "es", "it", "pt", "ro", "bg", "ru", "uk", "af")
"""Dutch and what families in Flanders write most; Afrikaans because it looks like Dutch."""
COUNTED = tuple(code for code in LANGUAGES if code != "af")
"""Those with a list of word frequencies."""
MOSTLY_DUTCH = 0.8
"""Share of words the Dutch dictionary knows from which other languages need not be counted."""
CLEARLY = 0.4
"""How much more common the words must be elsewhere, in powers of ten a word, before a text is not Dutch."""
CLEARLY_WHEN_SHORT = 1.0
SHORT = 3
FEWEST_WORDS = 3
MOST_WORDS = 200
"""A longer text is judged by its first words."""
UNHEARD = 1.0
"""Zipf frequency of a word that no list has."""
AFRIKAANS = re.compile(
    r"^(?:'n|ek|hulle|julle|baie|jou|hy|sy|my|vir|kry|wees|seun|dogter|pragtige|liefdevolle"
    r"|sk\w+|\w*[bdfghklmnprstvw]y[dnkslft]?|\w*sê|g\w+ê|gehuil|dankie)$"
)
SURE_OF_AFRIKAANS = 0.09
"""Chance of Dutch, by letters, below which a text that looks Afrikaans is not Flemish."""


@cache
def identifier() -> "LanguageIdentifier":
    """The model of py3langid, limited to our languages."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(list(LANGUAGES))
    return model


@cache
def frequencies(code: str) -> dict[str, float]:
    """How common the common words of a language are (wordfreq, small lists)."""
    from wordfreq import get_frequency_dict

    return dict(get_frequency_dict(code, "small"))


def language_of(text: str) -> str | None:
    """The code of the language, or None when too little is said to tell."""
    words = telling_words(text)
    if not words:
        return None
    if not is_latin("".join(words)):
        return str(identifier().classify(text[:1000])[0])
    dutch = sum(map(is_dutch, words))
    if len(words) == 1 or (len(words) < FEWEST_WORDS and dutch):
        return None
    if dutch < len(words) and looks_afrikaans(text, words):
        return "af"
    common = {code: commonness(words, code) for code in ("nl", "en", "fr")}
    if dutch >= MOSTLY_DUTCH * len(words) and max(common, key=common.__getitem__) == "nl":
        return "nl"
    common |= {code: commonness(words, code) for code in COUNTED if code not in common}
    best = max(common, key=common.__getitem__)
    lead = common[best] - common["nl"]
    mixed_and_short = len(words) <= SHORT and 2 * dutch > len(words)
    if lead > (CLEARLY_WHEN_SHORT if mixed_and_short else CLEARLY):
        return best
    return "nl" if lead <= 0 else None


def telling_words(text: str) -> list[str]:
    """The first words, in small letters; without names and titles (capitals), where enough is left."""
    found = [match.group() for match in WORD.finditer(text[: MOST_WORDS * 12])][:MOST_WORDS]
    small = [word for number, word in enumerate(found) if number == 0 or not word[0].isupper()]
    chosen = small if len(small) >= FEWEST_WORDS else found
    return [unicodedata.normalize("NFC", word).replace("’", "'").lower() for word in chosen]


def commonness(words: list[str], code: str) -> float:
    """The mean Zipf frequency of the words: a power of ten, once in a milliard words is 0."""
    known = frequencies(code)
    return sum(math.log10(known[word] * 1e9) if word in known else UNHEARD for word in words) / len(words)


def is_latin(letters: str) -> bool:
    """Whether most letters are Latin ones."""
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters if char.isalpha())
    return 2 * latin >= sum(map(str.isalpha, letters))


def looks_afrikaans(text: str, words: list[str]) -> bool:
    """Afrikaans has no word list: by letters, and by words Dutch does not have."""
    telling = sum(AFRIKAANS.match(word) is not None and not is_dutch(word) for word in words)
    if not telling:
        return False
    ranked = identifier().rank(text[:1000])
    return bool(ranked[0][0] == "af" and (telling > 1 or dict(ranked)["nl"] < SURE_OF_AFRIKAANS))
