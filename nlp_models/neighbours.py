"""Words one slip of the finger away from another, by how common they are in Dutch."""

from collections.abc import Iterator
from functools import cache, lru_cache

LETTERS = "abcdefghijklmnopqrstuvwxyzéëïè"
LONGEST = 30
"""Letters; nobody looks for the neighbours of a longer word."""


@cache
def frequent_words() -> dict[str, float]:
    """Words that Dutch texts use once in a million words or more, from wordfreq."""
    from wordfreq import get_frequency_dict

    return dict(get_frequency_dict("nl", "small"))


@lru_cache(maxsize=20_000)
def frequency(lower: str) -> float:
    """On Zipf's scale: 7 for `de`, 1 for once in a hundred million words, 0 for never."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(lower, "nl"))


@lru_cache(maxsize=5_000)
def neighbours(lower: str) -> tuple[str, ...]:
    """Frequent words that differ in one letter, or by two that changed places; the most frequent first."""
    if len(lower) > LONGEST:
        return ()
    words = frequent_words()
    found = {written for written in one_slip_away(lower) if written in words and written != lower}
    return tuple(sorted(found, key=lambda written: (-words[written], written)))


def one_slip_away(word: str) -> Iterator[str]:
    """A letter gone, two swapped, one put in, one replaced."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in LETTERS:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
