"""Likeness in figures, and the keys that lead to it."""

import random

from hypothesis import given
from hypothesis import strategies as st

from moderation.checks.lists import first_names
from moderation.fingerprints import bands
from moderation.similarity import jaccard, shared_passages, shingles

WORDS = sorted(first_names())[:400]
CHANCE = random.Random(3)


def story(count: int) -> list[str]:
    return [CHANCE.choice(WORDS) for _ in range(count)]


def test_likeness_is_what_is_shared_of_all() -> None:
    assert jaccard(frozenset("abc"), frozenset("bcd")) == 0.5


def test_nothing_is_like_nothing() -> None:
    assert jaccard(frozenset(), frozenset()) == 0.0


@given(st.text(max_size=100))
def test_case_and_marks_make_no_difference(text: str) -> None:
    assert shingles(text.replace(".", "!")) == shingles(text)


@given(st.text(max_size=120), st.text(max_size=120))
def test_shared_places_lie_inside_the_text(text: str, other: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in shared_passages(text, other))


def test_the_shared_passage_is_shown_where_it_stands() -> None:
    text = "👶 Heel iets anders. De begeleiders nemen elke dag tijd voor een babbel. Einde."
    other = "Zoals ik zei: de begeleiders nemen elke dag tijd voor een babbel, echt waar."
    ((start, end),) = shared_passages(text, other)
    assert "begeleiders nemen elke dag tijd voor een babbel" in text[start:end]


def test_an_edited_copy_shares_a_key_and_a_stranger_hardly_ever() -> None:
    found = strange = 0
    for _ in range(30):
        words = story(60)
        copy = [word for word in words if CHANCE.random() > 0.15]
        found += bool(set(bands(" ".join(words))) & set(bands(" ".join(copy))))
    for number in range(30):
        one, two = (f"{name} {number} " * 30 for name in ("zandbak", "glijbaan"))
        strange += bool(set(bands(one + "abcdefghijklmnopqrstuvwxyz")) & set(bands(two + "0123456789" * 3)))
    assert (found, strange) == (30, 0)


def test_keys_stay_the_same_because_a_table_keeps_them() -> None:
    text = "De begeleiders nemen elke dag tijd voor een babbel en een verhaal."
    assert bands(text)[:2] == bands(text.upper())[:2]


def test_a_short_text_has_no_keys() -> None:
    assert bands("Super opvang!") == []
