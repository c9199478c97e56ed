"""Whether a place in a text is made of whole words: An is in "An en Jan", and not in "Anders"."""

import regex

WORD = regex.compile(r"[\p{L}\p{M}\p{N}]")
UNSPACED = regex.compile(
    r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}"
    r"\p{Script=Myanmar}]"
)
"""Written without spaces: there every place may be a word."""
APOSTROPHES = "'’ʼ`´"
OF_SOMEBODY = regex.compile(r"[sS]?(?![\p{L}\p{M}\p{N}])")
"""What follows an apostrophe that belongs to no name: "Anna's jas", "Max' jas"."""


def stands_apart(text: str, start: int, end: int) -> bool:
    """No letter or digit goes on before it or behind it."""
    return not goes_on_before(text, start) and not goes_on_behind(text, end)


def goes_on_before(text: str, start: int) -> bool:
    """The word began earlier; the s of "Anna's" and the Hondt of "D'Hondt" did."""
    if not is_in_word(text, start):
        return False
    before = start - 1 if start > 1 and text[start - 1] in APOSTROPHES else start
    return is_in_word(text, before - 1)


def goes_on_behind(text: str, end: int) -> bool:
    """The word ends later; a name does not go on in "Anna's"."""
    if not is_in_word(text, end - 1):
        return False
    if end < len(text) and text[end] in APOSTROPHES:
        return OF_SOMEBODY.match(text, end + 1) is None
    return is_in_word(text, end)


def is_in_word(text: str, place: int) -> bool:
    """A letter, accent or digit of a script that keeps words apart."""
    return (
        0 <= place < len(text) and WORD.match(text[place]) is not None and UNSPACED.match(text[place]) is None
    )
