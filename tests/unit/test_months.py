"""Terms in months end on a day that exists, and months are read in words."""

from datetime import UTC, datetime

import pytest

from app.languages import speaking
from app.retention import months_before
from app.times import month_in_words


@pytest.mark.parametrize(
    ("moment", "months", "before"),
    [
        (datetime(2026, 3, 31, 8, tzinfo=UTC), 1, datetime(2026, 2, 28, 8, tzinfo=UTC)),
        (datetime(2028, 2, 29, tzinfo=UTC), 12, datetime(2027, 2, 28, tzinfo=UTC)),
        (datetime(2026, 1, 15, tzinfo=UTC), 1, datetime(2025, 12, 15, tzinfo=UTC)),
        (datetime(2026, 12, 1, tzinfo=UTC), 24, datetime(2024, 12, 1, tzinfo=UTC)),
    ],
)
def test_months_before(moment: datetime, months: int, before: datetime) -> None:
    assert months_before(moment, months) == before


@pytest.mark.parametrize(("code", "words"), [("nl", "juni 2026"), ("en", "June 2026"), ("fr", "juin 2026")])
def test_people_read_months_in_words(code: str, words: str) -> None:
    with speaking(code):
        assert month_in_words("2026-06") == words
