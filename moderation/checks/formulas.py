"""How hard a Dutch text reads, in two old formulas. They count; they do not understand."""

import re

VOWELS = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|ai|oi|[aeiouy]", re.IGNORECASE)


def syllables(word: str) -> int:
    """Vowel groups in a plain word (no accents): right for 95.6% of words (NLP.md, section 6); at least 1."""
    return max(1, len(VOWELS.findall(word)))


def flesch_douma(words: int, sentences: int, syllable_count: int) -> float:
    """206.84 - 77 syllables a word - 0.93 words a sentence; about 0 (very hard) to 100 (very easy).

    W.H. Douma, De leesbaarheid van landbouwbladen, Wageningen 1960. Flemish reviews: median 65.
    """
    return 206.84 - 77 * syllable_count / words - 0.93 * words / sentences


def leesindex_a(words: int, sentences: int, syllable_count: int) -> float:
    """195 - 2 words a sentence - 66.67 syllables a word; about 0 (very hard) to 100 (very easy).

    R.H.M. Brouwer, Onderzoek naar de leesmoeilijkheid van Nederlands proza, Pedagogische Studien 40, 1963.
    """
    return 195 - 2 * words / sentences - 66.67 * syllable_count / words
