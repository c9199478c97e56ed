"""Home shows as many low as high answered reviews, on a theme or on all together."""

import pytest

from app.facilities.high_and_low import chosen

HIGH, LOW, MIDDLE = {"eten": 5, "spelen": 4}, {"eten": 1, "spelen": 2}, {"eten": 3, "spelen": 3}


@pytest.mark.parametrize(
    ("scores", "shown"),
    [
        ([], []),
        ([HIGH, HIGH, HIGH, HIGH, HIGH, LOW, LOW], [1, 6, 2, 7]),
        ([LOW, LOW, LOW, LOW, LOW, HIGH], [6, 1, 2, 3]),
        ([HIGH, HIGH, MIDDLE, LOW], [1, 4, 3, 2]),
        ([HIGH, HIGH, HIGH, HIGH, HIGH], [1, 2, 3, 4]),
        ([{"eten": None}, LOW], [2]),
    ],
)
def test_neither_hides_the_other(scores: list[dict[str, int | None]], shown: list[int]) -> None:
    assert chosen(list(enumerate(scores, start=1))) == shown


def test_on_a_theme_its_own_score_counts() -> None:
    reviews = [(1, {"eten": 5, "spelen": 1}), (2, {"eten": 1, "spelen": 5}), (3, {"spelen": 5})]
    assert chosen(reviews, "eten") == [1, 2]
