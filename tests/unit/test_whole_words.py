"""A typed passage is found as words of its own, in any script and with any apostrophe."""

import pytest

import app.tables  # noqa: F401 (all tables know each other)
from app.contributions.models import Version
from app.contributions.redaction import find_passages

FOUND = {
    "a word of its own": ("An en Jan", "An", ["An"]),
    "inside another": ("Anders, Jan en Ante", "An", []),
    "between signs": ("(An), “An”, An.", "An", ["An", "An", "An"]),
    "of somebody": ("An's jas en An’s muts", "An", ["An", "An"]),
    "of somebody, on an s": ("Max' jas, Max’ muts", "Max", ["Max", "Max"]),
    "between single quotation marks": ("'An' en ‘An’", "An", ["An", "An"]),
    "before an apostrophe that goes on": ("d'An en m'n An", "m", []),
    "behind an apostrophe": ("Mevrouw D'Hondt", "Hondt", []),
    "with its apostrophe": ("Mevrouw D'Hondt", "D'Hondt", ["D'Hondt"]),
    "the s alone": ("Anna's jas", "s", []),
    "one half of a double name": ("Jan-Piet", "Jan", ["Jan"]),
    "with an accent": ("Zoé en Zo", "Zo", ["Zo"]),
    "with a loose accent": ("Zoe\u0301 en Zoe", "Zoe", ["Zoe"]),
    "in another script": ("Анна и Аннабель", "Анна", ["Анна"]),
    "in a script without spaces": ("我们喜欢小明老师", "小明", ["小明"]),
    "with a digit behind it": ("An2 en An", "An", ["An"]),
    "signs alone": ("Goed!!! Echt!", "!!!", ["!!!"]),
    "a sentence": ("Het is fijn. Heel fijn.", "Heel fijn.", ["Heel fijn."]),
    "beside an emoji": ("👍🏽An👍🏽", "An", ["An"]),
}


@pytest.mark.parametrize("case", FOUND)
def test_whole_words_are_found(case: str) -> None:
    text, passage, wanted = FOUND[case]
    found = find_passages(Version(texts={"text": text}), passage, "[naam]")
    assert [text[cut.start : cut.end] for cut in found] == wanted


def test_a_place_in_a_word_is_not_found() -> None:
    found = find_passages(Version(texts={"text": "Anders is An hier"}), "An", "[naam]")
    assert [(cut.start, cut.end) for cut in found] == [(10, 12)]
