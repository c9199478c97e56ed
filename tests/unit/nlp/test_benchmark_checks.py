"""The measurement of the checks measures what it says."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from app.benchmark.checks import WORDS, made_up_reviews
from app.cli import main
from moderation.checks import CHECKS


@pytest.fixture(scope="module")
def found() -> Any:
    """What the command prints."""
    result = CliRunner().invoke(main, ["benchmark", "checks", "--reviews", "2", "--no-pool", "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_reviews_have_the_length_that_is_promised() -> None:
    lengths = [len(" ".join(review.texts.values()).split()) for review in made_up_reviews(20)]
    assert abs(sum(lengths) / 20 - WORDS) < 7


def test_no_two_reviews_are_the_same() -> None:
    assert len({str(review.texts) for review in made_up_reviews(50)}) == 50


def test_each_check_and_each_part_of_the_language_work_has_its_cost(found: Any) -> None:
    parts = {"names", "language", "spelling", "polarity", "opinions"}
    assert set(found["parts"]) == {check.__name__ for check in CHECKS} | parts


def test_the_shares_make_a_whole(found: Any) -> None:
    assert sum(part["share"] for part in found["parts"].values()) == pytest.approx(1, abs=0.03)


def test_the_speed_follows_from_the_cost(found: Any) -> None:
    assert found["reviews_per_second_per_core"] == pytest.approx(1000 / found["cpu_ms"], rel=0.05)
