"""What the public reads of a text, and how a search reads what people type."""

from datetime import date

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.facilities.cards import Segment, cut, period
from app.facilities.search_key import MOST_WORDS, plain, query_words

places = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: (min(pair), max(pair))), max_size=4
)


@given(text=st.text(max_size=40), redactions=places)
def test_cutting_loses_nothing_of_a_text(text: str, redactions: list[tuple[int, int]]) -> None:
    assert "".join(segment.text for segment in cut(text, redactions)) == text


@given(text=st.text(min_size=40, max_size=60), redactions=places)
def test_exactly_the_redacted_characters_are_marked(text: str, redactions: list[tuple[int, int]]) -> None:
    marked = [segment.redacted for segment in cut(text, redactions) for _character in segment.text]
    assert marked == [any(start <= place < end for start, end in redactions) for place in range(len(text))]


def test_places_count_in_code_points() -> None:
    assert cut("👶🏽 bij [naam].", [(7, 13)]) == (
        Segment("👶🏽 bij "),
        Segment("[naam]", redacted=True),
        Segment("."),
    )


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (None, None, ""),
        (date(2025, 3, 1), None, "sinds maart 2025"),
        (date(2025, 3, 1), date(2025, 3, 1), "maart 2025"),
        (date(2025, 3, 1), date(2026, 1, 1), "maart 2025 – januari 2026"),
        (None, date(2026, 1, 1), "januari 2026"),
    ],
)
def test_an_experience_is_told_in_months(start: date | None, end: date | None, told: str) -> None:
    site = Flask(__name__)
    with site.test_request_context():
        assert period(start, end) == told


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("'t Zonnetje", "t zonnetje"),
        ("Crèche  Étoile", "creche etoile"),
        ("KINDER-DAGVERBLIJF", "kinder dagverblijf"),
        ("ĲSBEER", "ijsbeer"),
        ("Straße 12b", "strasse 12b"),
        ("%_\\", ""),
        ("ℌof", "hof"),
        ("9000", "9000"),
    ],
)
def test_capitals_accents_and_signs_do_not_matter(typed: str, compared: str) -> None:
    assert plain(typed) == compared


@given(st.text(max_size=60))
def test_comparing_twice_changes_nothing_more(typed: str) -> None:
    assert plain(plain(typed)) == plain(typed)


@pytest.mark.parametrize(
    ("typed", "looked_for"),
    [
        ("", []),
        ("  de   Vlinder ", ["de", "vlinder"]),
        ("gent gent Gent", ["gent"]),
        (" ".join(f"w{number}" for number in range(30)), [f"w{number}" for number in range(MOST_WORDS)]),
    ],
)
def test_each_word_is_looked_for_once(typed: str, looked_for: list[str]) -> None:
    assert query_words(typed) == looked_for
