"""Where a browser has no calendar for months, people type a month as they are used to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.languages import speaking
from app.months import month_in
from app.times import month_and_year

MARCH = date(2026, 3, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-03", "2026-3", "03/2026", "3/2026", "3-2026", "03.2026", "3 2026", "03 / 2026", "maart 2026",
        "Maart 2026", "mrt 2026", "mrt. 2026", "March 2026", "Mar 2026", "mars 2026",
    ],
)  # fmt: skip
def test_a_month_is_read(typed: str) -> None:
    assert month_in(typed) == MARCH


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "2026",
        "maart",
        "13/2026",
        "0/2026",
        "2026-00",
        "03/26",
        "03/0000",
        "vorig jaar",
        "lente 2026",
        "3/3/2026",
    ],
)
def test_anything_else_is_no_month(typed: str) -> None:
    assert month_in(typed) is None


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["nl", "en", "fr"]))
def test_a_month_in_words_is_read_back(day: date, code: str) -> None:
    with speaking(code):
        assert month_in(month_and_year(day)) == day.replace(day=1)


@given(st.text())
def test_no_text_is_too_strange(typed: str) -> None:
    month_in(typed)
