"""Shares, agreement and percentiles, against figures from the literature and by their properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.statistics import Share, agreement, chance_corrected, percentile

WILSON = {
    # part, whole: lower, upper (Newcombe 1998, table I, method 3)
    (81, 263): (0.2553, 0.3662),
    (15, 148): (0.0624, 0.1605),
    (0, 20): (0.0, 0.1611),
    (1, 29): (0.0061, 0.1718),
}


@pytest.mark.parametrize(("numbers", "interval"), WILSON.items())
def test_a_share_has_wilsons_interval(numbers: tuple[int, int], interval: tuple[float, float]) -> None:
    share = Share(*numbers)
    assert (round(share.low, 4), round(share.high, 4)) == interval


def test_nothing_counted_says_nothing() -> None:
    assert (Share(0, 0).low, Share(0, 0).high) == (0.0, 1.0)


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_lies_within_its_interval(part: int, whole: int) -> None:
    share = Share(min(part, whole), whole)
    assert 0 <= share.low <= share.value + 1e-9
    assert share.value - 1e-9 <= share.high <= 1


def cases(table: dict[tuple[str, str], int]) -> dict[object, list[tuple[str, str]]]:
    """A case for each time that two people said this."""
    pairs = [pair for pair, number in table.items() for _ in range(number)]
    return {number: [pair] for number, pair in enumerate(pairs)}


def test_kappa_is_cohens() -> None:
    # The example that most textbooks use: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no.
    found = agreement(cases({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15}))
    assert found is not None
    assert (round(found.kappa, 4), found.pairs) == (0.4, 50)
    # The large-sample interval of Fleiss, Cohen and Everitt is 0.15 to 0.65.
    assert found.low == pytest.approx(0.15, abs=0.03)
    assert found.high == pytest.approx(0.65, abs=0.03)


def test_always_the_same_word_gives_no_kappa() -> None:
    assert agreement(cases({("y", "y"): 30})) is None


def test_no_difference_is_still_not_certain() -> None:
    found = agreement(cases({("y", "y"): 15, ("n", "n"): 15}))
    assert found is not None
    assert (found.kappa, round(found.low, 2), found.high) == (1.0, 0.8, 1.0)


def test_three_judges_of_one_case_are_no_three_cases() -> None:
    pairs = [("y", "y"), ("n", "n"), ("y", "n")] * 10
    alone = agreement(dict(enumerate([[pair] for pair in pairs])))
    together = agreement({number: [pair] * 3 for number, pair in enumerate(pairs)})
    assert alone is not None
    assert together is not None
    assert together.high - together.low == pytest.approx(alone.high - alone.low, rel=0.05)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=40))
def test_kappa_is_the_same_whoever_comes_first(pairs: list[tuple[str, str]]) -> None:
    kappa = chance_corrected(pairs)
    swapped = chance_corrected([(b, a) for a, b in pairs])
    assert kappa == swapped or kappa == pytest.approx(swapped)
    assert kappa is None or kappa <= 1


@pytest.mark.parametrize(("share", "value"), [(0.5, 5), (0.9, 9), (0.91, 10), (1.0, 10), (0.01, 1)])
def test_a_percentile_is_one_of_the_values(share: float, value: int) -> None:
    assert percentile(list(range(10, 0, -1)), share) == value
