"""Readability: always a help to the writer, never a ground to refuse (design, rule 4)."""

import re
from collections.abc import Iterator

from moderation.checks.formulas import flesch_douma, leesindex_a, syllables
from moderation.checks.reading import Reading, Word, readings
from moderation.findings import Family, Finding, Severity, Span, Submission

FEWEST_WORDS = 4
LONG_SENTENCE = 35
"""Words; B1 texts stay under 20, and people who tell a story write longer."""
HARD_FLESCH, HARD_LEESINDEX = 40, 25
"""Below both, only practised readers follow; 5% of Flemish reviews in the CSI corpus are harder."""
ENOUGH_WORDS = 30
LANGUAGE_NAMES = {
    "fr": "Frans", "en": "Engels", "de": "Duits", "tr": "Turks", "ar": "Arabisch", "pl": "Pools",
    "es": "Spaans", "it": "Italiaans", "pt": "Portugees", "ro": "Roemeens", "bg": "Bulgaars",
    "ru": "Russisch", "uk": "Oekraïens", "af": "Afrikaans",
}  # fmt: skip
KEYS_IN_A_ROW = re.compile(
    r"qwert|azert|asdf|qsdf|sdfg|dfgh|fghj|ghjk|hjkl|jklm|zxcv|wxcv|xcvb|cvbn|(\w{2,3})\1{3,}", re.IGNORECASE
)
NO_VOWEL = re.compile(r"[b-df-hj-np-tv-xz]{6,}", re.IGNORECASE)


def find_short_texts(submission: Submission) -> Iterator[Finding]:
    """One word hardly tells a reader anything. Scores without a text are fine."""
    counts = {field: len(reading.words) for field, reading in readings(submission)}
    if submission.kind == "review" and counts and sum(counts.values()) < FEWEST_WORDS:
        yield help_finding("too_short", "De tekst is erg kort. Een voorbeeld erbij helpt andere ouders.")


def find_block_letters(submission: Submission) -> Iterator[Finding]:
    """Block letters read slowly, and to many they shout."""
    for field, reading in readings(submission):
        long_words = [word for word in reading.words if len(word.plain) >= 4 and word.plain.isalpha()]
        capitals = [word for word in long_words if word.plain.isupper()]
        if len(capitals) >= 3 and len(capitals) >= 0.6 * len(long_words):
            span = reading.span(field, capitals[0].start, capitals[-1].end)
            yield help_finding(
                "all_caps", "De tekst staat in hoofdletters. In kleine letters leest hij vlotter.", span
            )


def find_hard_sentences(submission: Submission) -> Iterator[Finding]:
    """Long sentences lose readers; two short ones often say more."""
    for field, reading in readings(submission):
        sentences = sentences_of(submission, field, reading)
        for words in sentences:
            if len(words) > LONG_SENTENCE:
                span = reading.span(field, words[0].start, words[-1].end)
                yield help_finding(
                    "hard_to_read", f"Deze zin telt {len(words)} woorden.", span, words=len(words)
                )
        all_words = [word for words in sentences for word in words]
        if len(all_words) < ENOUGH_WORDS:
            continue
        counts = len(all_words), len(sentences), sum(syllables(word.lower) for word in all_words)
        flesch, leesindex = flesch_douma(*counts), leesindex_a(*counts)
        if flesch < HARD_FLESCH and leesindex < HARD_LEESINDEX:
            yield help_finding(
                "hard_to_read",
                "Deze tekst leest moeilijk: lange zinnen of lange woorden.",
                Span(field, 0, len(reading.text)),
                flesch_douma=round(flesch),
                leesindex_a=round(leesindex),
            )


def find_other_languages(submission: Submission) -> Iterator[Finding]:
    """Another language is welcome; the editor may ask for a translation."""
    for field, code in submission.language.languages.items():
        if code is not None and code != "nl" and submission.texts.get(field):
            name = LANGUAGE_NAMES.get(code, "een andere taal")
            yield Finding(
                Family.READABILITY,
                "not_dutch",
                Severity.NOTICE,
                f"Deze tekst is wellicht in het {name}."
                if code in LANGUAGE_NAMES
                else "Deze tekst is wellicht niet in het Nederlands.",
                Span(field, 0, len(submission.texts[field])),
                {"language": code},
            )


def find_gibberish(submission: Submission) -> Iterator[Finding]:
    """Keys struck at random are no text: a test, a child on the keyboard, or a slip."""
    for field, reading in readings(submission):
        words = reading.words
        odd = [word for word in words if is_struck_at_random(word.plain)]
        if odd and 2 * len(odd) >= len(words):
            yield Finding(
                Family.READABILITY,
                "gibberish",
                Severity.NOTICE,
                "Hier staan vooral willekeurige letters. Misschien is de tekst per ongeluk verstuurd.",
                reading.span(field, odd[0].start, odd[-1].end),
            )
        elif not words and not any(char.isalnum() for char in reading.plain) and len(reading.plain) > 20:
            yield help_finding(
                "gibberish", "Hier staan alleen tekens of emoji.", Span(field, 0, len(reading.text))
            )


def is_struck_at_random(word: str) -> bool:
    """Neighbouring keys, a syllable over and over, or no vowel in six letters. Latin letters only."""
    if not word.isascii() or len(word) < 5:
        return False
    return KEYS_IN_A_ROW.search(word) is not None or NO_VOWEL.search(word) is not None


def sentences_of(submission: Submission, field: str, reading: Reading) -> list[list[Word]]:
    """The words of each sentence, by the language model where it cut the text, else by our own cut."""
    spans = [span for span in submission.language.sentences if span.field == field]
    edges = [(reading.place(span.start), reading.place(span.end)) for span in spans] or reading.sentences
    cut = [list(reading.words[slice(*reading.words_between(start, end))]) for start, end in edges]
    return [words for words in cut if words]


def help_finding(rule: str, explanation: str, span: Span | None = None, **evidence: int) -> Finding:
    """A hint that helps: never more than info."""
    return Finding(Family.READABILITY, rule, Severity.INFO, explanation, span, evidence)
