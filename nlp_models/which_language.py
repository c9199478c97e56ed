"""In which language a text is written."""

from functools import cache
from typing import TYPE_CHECKING

from nlp_models.dictionary import WORD, is_dutch

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LANGUAGES = ("nl", "fr", "en", "de", "tr", "ar", "pl", "es", "it", "pt", "ro", "bg", "ru", "uk", "af")
"""Dutch and what families in Flanders write most; Afrikaans because it looks like Dutch."""
MOSTLY_DUTCH = 0.8
"""Share of words the Dutch dictionary knows from which a text is Dutch whatever the model says."""
SURE = 0.8
FEWEST_WORDS = 3


@cache
def identifier() -> "LanguageIdentifier":
    """The model of py3langid, limited to our languages."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(list(LANGUAGES))
    return model


def language_of(text: str) -> str | None:
    """The code of the language, or None when too little is said to tell."""
    words = WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    if sum(map(is_dutch, words)) >= MOSTLY_DUTCH * len(words):
        return "nl"
    code, certainty = identifier().classify(text)
    return str(code) if certainty >= SURE else None
