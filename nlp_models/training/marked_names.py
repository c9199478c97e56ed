"""Review sentences with their names marked by hand: `Aan [PERSON|Viv] en de rest in [PLACE|Diest].`"""

import re
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language

FOLDER = Path(__file__).parent / "names"
MARK = re.compile(r"\[(PERSON|PLACE|ORGANISATION)\|([^\]|]+)\]")
LABELS = {"PERSON": "PER", "PLACE": "LOC", "ORGANISATION": "ORG"}
KEPT_APART = frozenset({"names-12", "names-17", "names-22"})
"""Never trained on: they tell which step of the training was the best."""

Sentence = tuple[list[str], list[str]]
"""Words, and a tag for each: O, B-PER, I-PER, B-LOC, …"""


def marked_sentences(tokenizer: Language, *, apart: bool) -> Iterator[Sentence]:
    """The sentences to train on, or those kept apart, cut into words as spaCy will cut them."""
    for file in sorted(FOLDER.glob("*.txt")):
        if (file.stem in KEPT_APART) == apart:
            for line in file.read_text("utf-8").splitlines():
                if line and not line.startswith("#"):
                    yield cut(line, tokenizer)


def cut(line: str, tokenizer: Language) -> Sentence:
    """Words and tags of one marked line. A mark that does not end at a word's edge marks the whole word."""
    text, places = unmarked(line)
    words, tags = [], []
    previous: tuple[int, int, str] | None = None
    for token in tokenizer(text):
        if token.is_space:
            continue
        start, end = token.idx, token.idx + len(token.text)
        place = next((p for p in places if p[0] < end and start < p[1]), None)
        words.append(token.text)
        tags.append("O" if place is None else f"{'I' if place is previous else 'B'}-{place[2]}")
        previous = place
    return words, tags


def unmarked(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text as its writer sees it, and what is marked in it."""
    text, places, last = "", [], 0
    for match in MARK.finditer(line):
        text += line[last : match.start()]
        places.append((len(text), len(text) + len(match[2]), LABELS[match[1]]))
        text += match[2]
        last = match.end()
    return text + line[last:], places
