"""What a measurement says, and when a promise was kept."""

import pytest

from app.benchmark.goals import Measured, goals
from app.benchmark.load import Speed, percentile

TABLE = """\
  Latency Distribution
     50%   55.99ms
     75%  683.32us
     99%    3.49s{space}
Requests/sec:     64.99
""".replace("{space}", " ")


@pytest.mark.parametrize(("percent", "ms"), [(50, 55.99), (75, 0.68332), (99, 3490.0)])
def test_times_are_read_in_each_of_their_units(percent: int, ms: float) -> None:
    assert percentile(TABLE, percent) == pytest.approx(ms)


def test_a_time_that_was_not_told_is_no_zero() -> None:
    with pytest.raises(ValueError, match="90th"):
        percentile(TABLE, 90)


@pytest.mark.parametrize(
    ("page", "limit", "ratio", "p99", "missed"),
    [
        ("304", "L1", 0.85, 4.0, []),
        ("304", "L1", 0.84, 4.0, ["304 ≥ 0.85 x L1"]),
        ("304", "L1", 0.9, 4.1, ["304: p99 ≤ 4 x p50"]),
        ("zoeken, opnieuw gemaakt", "L1", 0.14, 1, ["zoeken, opnieuw gemaakt ≥ 0.15 x L1"]),
        ("versturen", "INSERT", 0.34, 1, []),
        ("versturen", "INSERT", 0.32, 1, ["versturen ≤ 3 x INSERT"]),
    ],
)  # fmt: skip
def test_a_promise_is_missed_at_its_bound(
    page: str, limit: str, ratio: float, p99: float, missed: list[str]
) -> None:
    row = Measured(page, 8, 1000, Speed(100.0, 1.0, p99), limit, ratio)
    assert [goal.words for goal in goals([row], (0, 80)) if not goal.is_reached] == missed


def test_one_late_read_is_one_too_many() -> None:
    row = Measured("L1", 8, 1000, Speed(100.0, 1.0, 1.0), "L1", 1.0)
    assert [goal.is_reached for goal in goals([row], (1, 80))][-1] is False
