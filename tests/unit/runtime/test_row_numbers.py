"""Numbers of rows, as they come from hidden fields."""

import pytest

from app.row_numbers import LARGEST, number_in


@pytest.mark.parametrize(
    ("sent", "number"),
    [("12", 12), (str(LARGEST), LARGEST), (str(LARGEST + 1), -1), ("9" * 40, -1)]
    + [(wrong, -1) for wrong in ("", None, "-1", "1.5", "twaalf", "١٢", " 1")],
)
def test_what_no_row_can_have_is_no_number(sent: str | None, number: int) -> None:
    assert number_in(sent) == number
