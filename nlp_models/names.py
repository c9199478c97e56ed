"""Names and sentences, as the spaCy pipeline sees them."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

from nlp_models.dictionary import WORD, is_dutch
from nlp_models.pipeline import chosen_pipeline, load
from nlp_models.places import Mention, Place

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

Name = tuple[int, int, str, float | None]
"""Start, end, label, and how sure the model is."""
LABELS = {"PER": "PER", "PERSON": "PER", "LOC": "LOC", "GPE": "LOC", "ORG": "ORG"}
"""Our own model says PER, LOC, ORG; other Dutch pipelines say PERSON and GPE."""
LONGEST_PIECE = 10_000
"""Characters the pipeline gets at once: its memory grows with them, and spaCy refuses a million."""
NO_SPACE = re.compile(r"\S{200}")
"""So much without a space is no word, and spaCy's tokenizer takes signs off it one by one, each time anew."""
BEAM_WIDTH = 4
"""Readings of a sentence that are weighed against each other to tell how sure the model is."""


def names_and_sentences(
    texts: Mapping[str, str], is_listed: Callable[[str], bool] = lambda word: False
) -> tuple[tuple[Mention, ...], tuple[Place, ...]]:
    """What the spaCy pipeline sees. `is_listed` knows names that our own model need not look at."""
    mentions: list[Mention] = []
    sentences: list[Place] = []
    pipeline, is_ours = load(), not chosen_pipeline()
    for field, text in texts.items():
        for offset, piece in pieces(text):
            document = cut(pipeline, piece) if is_ours else pipeline(piece)
            found = [sentence for sentence in document.sents if sentence.text.strip()]
            sentences += [
                Place(field, offset + sentence.start_char, offset + sentence.end_char) for sentence in found
            ]
            names = names_by_ours(pipeline, found, is_listed) if is_ours else names_in(document)
            mentions += (
                Mention(Place(field, offset + start, offset + end), label, confidence)
                for start, end, label, confidence in names
            )
    return tuple(mentions), tuple(sentences)


def cut(pipeline: "Language", text: str) -> "Doc":
    """Words and sentences alone."""
    return pipeline.get_pipe("sentencizer")(pipeline.make_doc(text))


def names_in(document: "Doc") -> Iterator[Name]:
    """What any pipeline found, in our labels."""
    for entity in document.ents:
        if entity.label_ in LABELS:
            yield entity.start_char, entity.end_char, LABELS[entity.label_], None


def names_by_ours(
    pipeline: "Language", sentences: list["Span"], is_listed: Callable[[str], bool]
) -> Iterator[Name]:
    """Our model reads only sentences that may hold a name no list has: it costs more than all checks."""
    chosen = [sentence for sentence in sentences if holds_strange_word(sentence.text, is_listed)]
    if not chosen or "ner" not in pipeline.pipe_names:
        return
    starts = [0, *accumulate(len(sentence.text) + 1 for sentence in chosen)]
    document = pipeline("\n".join(sentence.text for sentence in chosen))
    sure = confidences(pipeline, document)
    for entity in document.ents:
        number = bisect_right(starts, entity.start_char) - 1
        if entity.label_ in LABELS and entity.end_char < starts[number + 1]:
            moved = chosen[number].start_char - starts[number]
            yield (
                moved + entity.start_char,
                moved + entity.end_char,
                LABELS[entity.label_],
                sure.get((entity.start, entity.end, entity.label_)),
            )


def confidences(pipeline: "Language", document: "Doc") -> dict[tuple[int, int, str], float]:
    """How sure the model is of each name of a person: the share of readings that hold it."""
    if not any(LABELS.get(entity.label_) == "PER" for entity in document.ents):
        return {}
    finder = pipeline.get_pipe("ner")
    beams = finder.beam_parse([document], beam_width=BEAM_WIDTH, beam_density=0.0001)  # type: ignore[attr-defined]
    scores = finder.scored_ents(beams)[0]  # type: ignore[attr-defined]
    return {place: round(float(score), 2) for place, score in scores.items()}


def holds_strange_word(sentence: str, is_listed: Callable[[str], bool]) -> bool:
    """Whether a word is no Dutch word in small letters. With a capital, a name in a list needs no model."""
    return any(
        not is_dutch(match.group().lower(), as_typed=True)
        and (match.group()[0].islower() or not is_listed(match.group()))
        for match in WORD.finditer(sentence)
    )


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text, or pieces of it cut at a space or in what has none, with where each starts."""
    start = 0
    while start < len(text):
        end = start + LONGEST_PIECE
        spaceless = NO_SPACE.search(text, start, end)
        if spaceless:
            end = spaceless.end()
        elif end < len(text):
            space = text.rfind(" ", start + 1, end)
            end = space + 1 if space > 0 else end
        yield start, text[start:end]
        start = end
