"""A hint shows the words in their sentence, and finds them in the field as JavaScript counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.hints.showing import MOST_SHOWN, by_field, excerpt, shown_hint, utf16
from app.languages import speaking
from moderation.findings import Family, Span
from moderation.hints import WITH_CLUES, Hint

TEXT = "Wij zijn heel blij met de opvang. Dank aan juf Els voor alle zorgen van het voorbije jaar!"


def hint(*places: tuple[int, int]) -> Hint:
    return Hint(
        Family.PRIVACY, "person_name", "Een naam.", "Weg.", True, tuple(Span("text", *p) for p in places)
    )


@pytest.mark.parametrize(
    ("text", "place", "shown"),
    [
        ("Juf Els is lief", (4, 7), ("Juf ", "Els", " is lief")),
        (TEXT, (47, 50), ("… blij met de opvang. Dank aan juf ", "Els", " voor alle zorgen van het …")),
        ("Els\nen\nMia", (7, 10), ("Els en ", "Mia", "")),
    ],
)
def test_words_stand_in_their_sentence(
    text: str, place: tuple[int, int], shown: tuple[str, str, str]
) -> None:
    before, words, after = excerpt(text, Span("text", *place))
    assert (words, after) == shown[1:]
    assert before.endswith(shown[0][-10:])


def test_a_long_passage_is_cut() -> None:
    assert excerpt("woord " * 50, Span("text", 0, 299))[1].endswith(" …")


@given(st.text(), st.text())
def test_a_place_is_counted_as_javascript_counts(before: str, after: str) -> None:
    assert utf16(before + after, len(before)) == sum(1 + (ord(char) > 0xFFFF) for char in before)


def test_the_same_words_are_shown_once() -> None:
    shown = by_field((hint((0, 3), (7, 10), (14, 17)),), {"text": "Els en els en Mia."})["text"].shown
    assert [place.words for place in shown[0].places] == ["Els", "Mia"]


def test_a_hint_without_a_place_stands_under_the_first_text() -> None:
    fields = by_field((hint(),), {"text_good": "", "text_better": "Meer zon."})
    assert [len(fields[name].shown) for name in ("text_good", "text_better")] == [0, 1]


def test_a_long_list_is_cut_and_says_so() -> None:
    fields = by_field(tuple(hint((at, at + 1)) for at in range(MOST_SHOWN + 3)), {"text": "abcdefghijk"})
    assert (len(fields["text"].shown), fields["text"].left_out) == (MOST_SHOWN, 3)


def test_a_hint_speaks_the_language_of_the_page() -> None:
    clues = "leeftijd; broer, zus of tweeling"
    hint = Hint(
        family=Family.PRIVACY,
        rule="identifiable_in_small_facility",
        message=WITH_CLUES,
        do="Schrijf liever ‘de ouders’.",
        is_worth_a_pause=True,
        places=(),
        values={"clues": clues},
    )
    with speaking("en"):
        shown = shown_hint(hint, "")
    assert shown.sees == "Others can work out from this who you are: age; brother, sister or twins."
    assert shown.do == "Better write ‘the parents’."
    assert hint.sees == f"Anderen kunnen hieruit afleiden wie je bent: {clues}."
