"""Everything we say ourselves is plain Dutch; what people write is never held to this.

Flesch-Douma: 206.84 − 77 × syllables a word − 0.93 × words a sentence; 60 and more reads easily.
A syllable is a group of vowels: exact for about 96% of Dutch words.
"""

import re
from collections.abc import Iterator

import pytest

from app.pages.prose import FOLDER
from app.questionnaires import Sector, current_questionnaire
from moderation.rulebook import current_rulebook

EASY = 60
LONGEST_SENTENCE = 20

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SYLLABLE = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?:])[’”)*]*\s+|\n\s*\n|\n(?=[-|\d])")
LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
TABLE_ROW = re.compile(r"^\|.*$", re.MULTILINE)
HEADING = re.compile(r"^#+ .*$", re.MULTILINE)


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence. A line of a list is a sentence; headings and tables are left out."""
    plain = LINK.sub(r"\1", TABLE_ROW.sub("", HEADING.sub("", text)))
    return [words for part in SENTENCE_END.split(plain) if (words := WORD.findall(part))]


def syllables(word: str) -> int:
    """Groups of vowels; every word counts one at least."""
    return max(1, len(SYLLABLE.findall(word)))


def flesch_douma(text: str) -> float:
    """How easily it reads; see above."""
    found = sentences(text)
    words = [word for sentence in found for word in sentence]
    return 206.84 - 77 * sum(map(syllables, words)) / len(words) - 0.93 * len(words) / len(found)


def our_texts() -> Iterator[tuple[str, str]]:
    """Everything we say at some length: each page, each rule with its messages, each questionnaire."""
    for path in sorted((FOLDER / "nl").glob("*.md")):
        yield path.stem, path.read_text(encoding="utf-8")
    yield "summary of the rules", " ".join(current_rulebook().summary)
    for rule in current_rulebook().rules:
        yield f"rule {rule.id}", rule.text
        for (kind, action), message in rule.messages.items():
            yield f"rule {rule.id} {kind} {action}", message
    for sector in Sector:
        for theme in current_questionnaire(sector).themes:
            yield f"{sector} {theme.key}", f"{theme.question} {theme.help}"


TEXTS = dict(our_texts())


def test_our_texts_read_easily() -> None:
    assert {name: score for name, text in TEXTS.items() if (score := flesch_douma(text)) < EASY} == {}


def test_none_of_our_sentences_is_long() -> None:
    assert [
        " ".join(words)
        for text in TEXTS.values()
        for words in sentences(text)
        if len(words) > LONGEST_SENTENCE
    ] == []


def test_we_say_je_and_not_u() -> None:
    assert [name for name, text in TEXTS.items() if re.search(r"\b(u|uw)\b", text, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    ("word", "count"), [("kind", 1), ("opvang", 2), ("waardering", 3), ("begeleider", 4), ("foto's", 2)]
)
def test_syllables_are_groups_of_vowels(word: str, count: int) -> None:
    assert syllables(word) == count


def test_bureaucratic_dutch_does_not_read_easily() -> None:
    text = "Overeenkomstig de toepasselijke reglementaire bepalingen geschiedt publicatie na goedkeuring."
    assert flesch_douma(text) < EASY
