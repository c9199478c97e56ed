"""Everything the checks want to know of the language of some texts, in one call."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from nlp_models.dictionary import WORD, is_known
from nlp_models.opinions import Opinion, opinions
from nlp_models.pipeline import load
from nlp_models.polarity import polarity_of
from nlp_models.which_language import language_of

T = TypeVar("T")
LABELS = {"PER": "PER", "PERSON": "PER", "LOC": "LOC", "GPE": "LOC", "ORG": "ORG"}
"""Our own model says PER, LOC, ORG; other Dutch pipelines say PERSON and GPE."""


@dataclass(frozen=True)
class Place:
    """A piece of a text, in code points."""

    field: str
    start: int
    end: int


@dataclass(frozen=True)
class Mention:
    """A name the model saw."""

    place: Place
    label: str
    confidence: float | None = None


@dataclass(frozen=True)
class Analysis:
    """What was found, and what failed to work."""

    mentions: tuple[Mention, ...] = ()
    sentences: tuple[Place, ...] = ()
    languages: Mapping[str, str | None] = field(default_factory=dict)
    unknown_words: tuple[Place, ...] = ()
    polarity: float | None = None
    opinions: tuple[Opinion, ...] = ()
    failures: tuple[tuple[str, str], ...] = ()
    """Part that failed → kind of error; never the text."""


def analyse(texts: Mapping[str, str], allow: Iterable[str] = ()) -> Analysis:
    """Names, sentences, language, unknown words and polarity. `allow`: words to take as known."""
    failures: list[tuple[str, str]] = []
    allowed = frozenset(word.lower() for word in allow)

    def attempt(part: str, work: Callable[[], T], otherwise: T) -> T:
        try:
            return work()
        except Exception as error:  # noqa: BLE001 (the caller must know, whatever went wrong)
            failures.append((part, type(error).__name__))
            return otherwise

    nothing: tuple[tuple[Mention, ...], tuple[Place, ...]] = ((), ())
    mentions, sentences = attempt("names", lambda: names_and_sentences(texts), nothing)
    no_languages: dict[str, str | None] = {}
    no_places: tuple[Place, ...] = ()
    languages = attempt(
        "language", lambda: {name: language_of(text) for name, text in texts.items()}, no_languages
    )
    unknown = attempt("spelling", lambda: unknown_words(texts, allowed), no_places)
    polarity = attempt("polarity", lambda: polarity_of("\n".join(texts.values())), None)
    people = [(m.place.field, m.place.start, m.place.end) for m in mentions if m.label == "PER"]
    no_opinions: tuple[Opinion, ...] = ()
    heard = attempt("opinions", lambda: opinions(texts, people), no_opinions)
    return Analysis(mentions, sentences, languages, unknown, polarity, heard, tuple(failures))


def names_and_sentences(
    texts: Mapping[str, str],
) -> tuple[tuple[Mention, ...], tuple[Place, ...]]:
    """What the spaCy pipeline sees."""
    mentions: list[Mention] = []
    sentences: list[Place] = []
    pipeline = load()
    for name, text in texts.items():
        document = pipeline(text)
        sentences += [
            Place(name, sentence.start_char, sentence.end_char)
            for sentence in document.sents
            if sentence.text.strip()
        ]
        mentions += [
            Mention(Place(name, entity.start_char, entity.end_char), LABELS[entity.label_])
            for entity in document.ents
            if entity.label_ in LABELS
        ]
    return tuple(mentions), tuple(sentences)


def unknown_words(texts: Mapping[str, str], allowed: frozenset[str]) -> tuple[Place, ...]:
    """Words of three letters or more that nobody knows."""
    return tuple(
        Place(name, match.start(), match.end())
        for name, text in texts.items()
        for match in WORD.finditer(text)
        if len(match.group()) > 2 and match.group().lower() not in allowed and not is_known(match.group())
    )
