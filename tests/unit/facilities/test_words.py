"""Words of a query: other forms, mistakes, and what they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.facilities.query_words import understand
from app.facilities.spelling import mistakes, nearest
from app.facilities.word_forms import forms, singulars

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("zonnebloem", "zonnebloemen"),
        ("kabouter", "kabouters"),
        ("boom", "bomen"),
        ("beer", "beren"),
        ("bol", "bollen"),
        ("huis", "huizen"),
        ("duif", "duiven"),
        ("muis", "muizen"),
        ("egel", "egels"),
        ("tak", "takken"),
    ],
)
def test_one_finds_many_and_many_find_one(one: str, many: str) -> None:
    assert many in forms(one)
    assert one in forms(many)


def test_kinderen_are_kind() -> None:
    assert {"kind", "kinder"} <= singulars("kinderen")


@pytest.mark.parametrize("word", ["", "de", "9000", "12b"])
def test_short_words_and_numbers_have_no_other_form(word: str) -> None:
    assert forms(word) == {word}


@given(WORDS)
def test_a_word_is_one_of_its_forms(word: str) -> None:
    assert word in forms(word)


@pytest.mark.parametrize(
    ("typed", "meant", "number"),
    [
        ("gent", "gent", 0),
        ("zonebloem", "zonnebloem", 1),
        ("lewven", "leuven", 1),
        ("hasslet", "hasselt", 1),
        ("antwerpn", "antwerpen", 1),
        ("", "gent", 4),
    ],
)
def test_mistakes_are_letters_added_left_out_changed_or_swapped(typed: str, meant: str, number: int) -> None:
    assert mistakes(typed, meant) == number


@given(WORDS, WORDS)
def test_mistakes_are_the_same_in_both_directions(one: str, other: str) -> None:
    assert mistakes(one, other) == mistakes(other, one)
    assert (mistakes(one, other) == 0) == (one == other)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zonebloem", ("zonnebloem",)),
        ("lidne", ("linde",)),
        ("linfe", ("linde", "linge")),
        ("kinderen", ()),
        ("zon", ()),
        ("9001", ()),
        ("heelandersdanalles", ()),
    ],
)
def test_only_near_words_are_guessed(typed: str, found: tuple[str, ...]) -> None:
    known = ("zonnebloem", "linde", "linge", "wilderen", "zoo", "9000")
    assert nearest(typed, {word: frozenset(word) for word in known}) == found


@pytest.mark.parametrize(
    ("typed", "place", "words"),
    [
        ("Wilsele", "Wilsele", ("wilsele",)),
        ("9000", "Gent", ("9000",)),
        ("crèche 9000", "Gent", ("creche", "9000")),
        ("De Zonnebloem in Gent", "Gent", ("zonnebloem", "gent")),
        ("Sint-Niklaas", "Sint-Niklaas", ("sint", "niklaas")),
        ("st. niklaas", "Sint-Niklaas", ("sint", "niklaas")),
        ("Kessel-Lo", "Kessel-Lo", ("kessel", "lo")),
        ("Louvain", "Leuven", ("leuven",)),
        ("De Haan", "De Haan", ("haan", "de")),
        ("de", None, ("de",)),
        ("zonnebloem", None, ("zonnebloem",)),
        ("99999", None, ("99999",)),
        ("", None, ()),
    ],
)
def test_a_query_names_a_place_or_not(typed: str, place: str | None, words: tuple[str, ...]) -> None:
    read = understand(typed)
    assert (read.place.name if read.place else None, read.words) == (place, words)
