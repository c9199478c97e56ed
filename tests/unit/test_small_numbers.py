"""Nobody is pointed at by a number, also not by subtracting."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.transparency.judgements import Acceptance, Band, Step, acceptance, band_of, waiting_time
from app.transparency.small_numbers import FEWEST, SMALLEST, hide_small
from moderation.states import Action

numbers = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12), max_size=6)


@given(numbers)
def test_what_is_shown_is_true(given: Mapping[str, int]) -> None:
    assert all(number in (None, given[thing]) for thing, number in hide_small(given).items())


@given(numbers)
def test_nothing_small_is_shown(given: Mapping[str, int]) -> None:
    assert [number for number in hide_small(given).values() if number and number < SMALLEST] == []


@given(numbers)
def test_what_is_hidden_cannot_be_subtracted_from_a_total_that_is_shown(given: Mapping[str, int]) -> None:
    shown = [number for number in hide_small(given).values() if number is not None]
    difference = sum(given.values()) - sum(shown)
    assert difference == 0 or difference >= SMALLEST or sum(given.values()) < SMALLEST


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(5, 99)))
def test_without_small_numbers_nothing_is_hidden(given: Mapping[str, int]) -> None:
    assert hide_small(given) == given


BEGIN = datetime(2026, 11, 1, tzinfo=UTC)


def step(number: int, action: Action, day: float, score: int = 4, kind: str = "review") -> Step:
    return Step(number, kind, action, BEGIN + timedelta(days=day), {"welbevinden": score})


def test_waiting_counts_from_confirmation_to_answer() -> None:
    steps = [
        found
        for number in range(FEWEST)
        for found in (
            step(number, Action.CONFIRM, 0),
            step(number, Action.QUEUE, 0.1),
            step(number, Action.PUBLISH, 2 if number < 15 else 12),
        )
    ]
    waited = waiting_time(steps, promised_days=10)
    assert waited is not None
    assert (waited.number, waited.half, waited.in_time) == (FEWEST, 2.0, 0.75)


def test_a_revision_begins_a_new_wait() -> None:
    steps = [
        found
        for number in range(FEWEST)
        for found in (
            step(number, Action.CONFIRM, 0),
            step(number, Action.RETURN, 1),
            step(number, Action.REVISE, 100),
            step(number, Action.PUBLISH, 101),
        )
    ]
    waited = waiting_time(steps, promised_days=10)
    assert waited is not None
    assert (waited.number, waited.most) == (2 * FEWEST, 1.0)


def test_a_reply_waits_from_the_queue_on() -> None:
    steps = [
        found
        for number in range(FEWEST)
        for found in (step(number, Action.QUEUE, 0), step(number, Action.PUBLISH, 3))
    ]
    waited = waiting_time(steps, promised_days=10)
    assert waited is not None
    assert waited.half == 3.0


def test_few_answers_give_no_waiting_time() -> None:
    steps = [
        found
        for number in range(FEWEST - 1)
        for found in (step(number, Action.CONFIRM, 0), step(number, Action.PUBLISH, 1))
    ]
    assert waiting_time(steps, promised_days=10) is None


def test_a_review_counts_once_by_its_last_judgement() -> None:
    steps = [
        step(1, Action.RETURN, 1, score=1),
        step(1, Action.PUBLISH, 2, score=1),
        step(2, Action.REJECT, 1, score=1),
        step(3, Action.PUBLISH, 1, score=5),
        step(4, Action.PUBLISH, 1, score=5, kind="reply"),
    ]
    assert acceptance(steps) == {
        Band.LOW: Acceptance(2, 1),
        Band.MIDDLE: Acceptance(0, 0),
        Band.HIGH: Acceptance(1, 1),
    }


@pytest.mark.parametrize(
    ("judged", "published", "share"),
    [
        (20, 10, 0.5),
        (19, 10, None),
        (40, 40, 1.0),
        (40, 39, None),
        (40, 36, None),
        (40, 35, 0.875),
        (40, 3, None),
    ],
)
def test_a_share_is_shown_where_it_points_at_nobody(judged: int, published: int, share: float | None) -> None:
    assert Acceptance(judged, published).share == share


@pytest.mark.parametrize(
    ("scores", "band"),
    [
        ({"a": 1, "b": 2}, Band.LOW),
        ({"a": 2, "b": 3}, Band.MIDDLE),
        ({"a": 3, "b": 4}, Band.MIDDLE),
        ({"a": 4, "b": 4}, Band.HIGH),
        ({"a": None, "b": 1}, Band.LOW),
        ({"a": None}, None),
        ({}, None),
        (None, None),
    ],
)
def test_a_band_is_the_mean_of_what_was_scored(
    scores: dict[str, int | None] | None, band: Band | None
) -> None:
    assert band_of(scores) is band
