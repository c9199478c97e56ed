"""Everything the checks want to know of the language of some texts, in one call."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from nlp_models.dictionary import WORD, is_dutch, is_known, suggestions
from nlp_models.names import names_and_sentences
from nlp_models.opinions import Opinion, opinions
from nlp_models.places import Mention, Place
from nlp_models.polarity import polarity_of
from nlp_models.which_language import language_of

T = TypeVar("T")


@dataclass(frozen=True)
class Analysis:
    """What was found, and what failed to work."""

    mentions: tuple[Mention, ...] = ()
    sentences: tuple[Place, ...] = ()
    languages: Mapping[str, str | None] = field(default_factory=dict)
    unknown_words: tuple[Place, ...] = ()
    strange_words: tuple[Place, ...] = ()
    """Those, and what the dictionary has only with a capital: names, loan words, slips."""
    suggestions: tuple[tuple[Place, tuple[str, ...]], ...] = ()
    """For the first few unknown words, where asked."""
    polarity: float | None = None
    opinions: tuple[Opinion, ...] = ()
    failures: tuple[tuple[str, str], ...] = ()
    """Part that failed → kind of error; never the text."""


def analyse(
    texts: Mapping[str, str],
    allow: Iterable[str] = (),
    is_listed: Callable[[str], bool] = lambda word: False,
    suggest: int = 0,
) -> Analysis:
    """Names, sentences, language, unknown words and polarity.

    `allow`: words to take as known; `is_listed`: names known without the model; `suggest`: for how many
    unknown words to look what was meant, a tenth of a second each.
    """
    failures: list[tuple[str, str]] = []
    allowed = frozenset(word.lower() for word in allow)

    def attempt(part: str, work: Callable[[], T], otherwise: T) -> T:
        try:
            return work()
        except Exception as error:  # noqa: BLE001 (the caller must know, whatever went wrong)
            failures.append((part, type(error).__name__))
            return otherwise

    nothing: tuple[tuple[Mention, ...], tuple[Place, ...]] = ((), ())
    mentions, sentences = attempt("names", lambda: names_and_sentences(texts, is_listed), nothing)
    no_languages: dict[str, str | None] = {}
    no_suggestions: tuple[tuple[Place, tuple[str, ...]], ...] = ()
    no_places: tuple[Place, ...] = ()
    languages = attempt(
        "language", lambda: {name: language_of(text) for name, text in texts.items()}, no_languages
    )
    unknown = attempt("spelling", lambda: unknown_words(texts, allowed), no_places)
    strange = attempt("spelling", lambda: strange_words(texts), no_places)
    meant = attempt("suggestions", lambda: what_was_meant(texts, unknown[:suggest]), no_suggestions)
    polarity = attempt("polarity", lambda: polarity_of("\n".join(texts.values())), None)
    people = [(m.place.field, m.place.start, m.place.end) for m in mentions if m.label == "PER"]
    no_opinions: tuple[Opinion, ...] = ()
    heard = attempt("opinions", lambda: opinions(texts, people), no_opinions)
    return Analysis(mentions, sentences, languages, unknown, strange, meant, polarity, heard, tuple(failures))


def unknown_words(texts: Mapping[str, str], allowed: frozenset[str]) -> tuple[Place, ...]:
    """Words of three letters or more that nobody knows."""
    return tuple(
        Place(name, match.start(), match.end())
        for name, text in texts.items()
        for match in WORD.finditer(text)
        if len(match.group()) > 2 and match.group().lower() not in allowed and not is_known(match.group())
    )


def strange_words(texts: Mapping[str, str]) -> tuple[Place, ...]:
    """Words that are no Dutch word in small letters."""
    return tuple(
        Place(name, match.start(), match.end())
        for name, text in texts.items()
        for match in WORD.finditer(text)
        if len(match.group()) > 1 and not is_dutch(match.group().lower(), as_typed=True)
    )


def what_was_meant(
    texts: Mapping[str, str], places: tuple[Place, ...]
) -> tuple[tuple[Place, tuple[str, ...]], ...]:
    """Words that look like the unknown ones."""
    return tuple((place, suggestions(texts[place.field][place.start : place.end])) for place in places)
