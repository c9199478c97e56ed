"""What the public sees, from when, and what the figures are made of."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select, update
from sqlalchemy.orm import Session, scoped_session

from app.contributions.actions import AUTHOR, Actor, apply_action
from app.contributions.models import Review
from app.contributions.queries import published_reviews
from app.contributions.redaction import find_passage, redact
from app.facilities.models import Facility, ThemeTotal
from app.publication import reveal_due
from app.recounting import rebuild_totals
from app.replies.models import Reply
from moderation.states import Action, Role, State
from tests.factories import judge, make_account, make_facility, make_review

Sessions = scoped_session[Session]

MOMENT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture
def clock(session: Sessions) -> Iterator[time_machine.Traveller]:
    """It is MOMENT until the test moves it."""
    with time_machine.travel(MOMENT, tick=False) as clock:
        yield clock


def small(**values: object) -> Facility:
    return make_facility(**{"places": 8, **values})


def shown(facility: Facility) -> list[int]:
    return sorted(review.id for review in published_reviews(facility, limit=100))


def averaged(session: Sessions, facility: Facility) -> int:
    """How many reviews the figures are made of (each scores every theme)."""
    session.expire_all()
    totals = session.scalars(select(ThemeTotal).where(ThemeTotal.facility_id == facility.id)).all()
    return max((total.n for total in totals), default=0)


def remove(review: Review) -> None:
    act(review, Action.REMOVE, rule="no_own_experience", message="Dit maakte je niet zelf mee.")


def act(review: Review | Reply, action: Action, **reasons: str) -> None:
    """By an editor, committed."""
    from app.database import session

    if reasons:
        judge(review, action)
    else:
        editor = Actor(Role.EDITOR, make_account().id)
        apply_action(review, action, editor, seen_lock=review.lock_version)
    session.commit()


def revealed(facility: Facility, number: int, clock: time_machine.Traveller) -> list[Review]:
    """So many reviews of a small facility, each seen by the public."""
    reviews = [make_review(facility) for _ in range(number)]
    clock.shift(WEEK)
    reveal_due()
    return reviews


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("places", [9, 24, None])
def test_an_approved_review_shows_at_once(places: int | None) -> None:
    facility = make_facility(places=places)
    review = make_review(facility)
    assert shown(facility) == [review.id]


DELAYS = {"a second too soon": (WEEK - timedelta(seconds=1), 0), "on time": (WEEK, 1)}


@pytest.mark.parametrize("when", DELAYS)
def test_at_a_small_facility_it_shows_after_a_week(clock: time_machine.Traveller, when: str) -> None:
    waited, number = DELAYS[when]
    facility = small()
    make_review(facility)
    clock.shift(waited)
    reveal_due()
    assert len(shown(facility)) == number


def test_a_review_that_waits_counts_nowhere(clock: time_machine.Traveller, session: Sessions) -> None:
    facility = small()
    for _ in range(5):
        make_review(facility)
    clock.shift(WEEK - timedelta(seconds=1))
    reveal_due()
    assert (shown(facility), averaged(session, facility)) == ([], 0)


def test_it_waits_from_the_confirmation_not_from_the_decision(clock: time_machine.Traveller) -> None:
    facility = small()
    review = make_review(facility, State.QUEUED)
    clock.shift(WEEK)
    act(review, Action.PUBLISH)
    assert shown(facility) == [review.id]


def test_what_was_taken_back_while_it_waited_never_shows(
    clock: time_machine.Traveller, session: Sessions
) -> None:
    facility = small()
    review = make_review(facility)
    apply_action(review, Action.WITHDRAW, AUTHOR, seen_lock=review.lock_version)
    session.commit()
    clock.shift(WEEK)
    assert (reveal_due(), shown(facility)) == (0, [])


def test_a_review_is_revealed_once(clock: time_machine.Traveller, session: Sessions) -> None:
    facility = small()
    revealed(facility, 1, clock)
    session.refresh(facility)
    version = facility.page_version
    again = reveal_due()
    session.refresh(facility)
    assert (again, facility.page_version) == (0, version)


def test_revealing_makes_a_new_page(clock: time_machine.Traveller, session: Sessions) -> None:
    facility = small()
    make_review(facility)
    session.refresh(facility)
    before = facility.page_version
    clock.shift(WEEK)
    reveal_due()
    session.refresh(facility)
    assert facility.page_version == before + 1


@pytest.mark.parametrize(("number", "counted"), [(4, 0), (5, 5), (9, 5), (10, 10), (11, 10)])
def test_a_small_facility_counts_in_fives(
    clock: time_machine.Traveller, session: Sessions, number: int, counted: int
) -> None:
    facility = small()
    revealed(facility, number, clock)
    assert averaged(session, facility) == counted


@pytest.mark.parametrize("number", [1, 4, 5, 6])
@pytest.mark.usefixtures("clock")
def test_another_facility_counts_each_review(session: Sessions, number: int) -> None:
    facility = make_facility()
    for _ in range(number):
        make_review(facility)
    assert averaged(session, facility) == number


def test_with_one_review_its_whole_batch_leaves(clock: time_machine.Traveller, session: Sessions) -> None:
    facility = small()
    first, *_others = revealed(facility, 5, clock)
    remove(first)
    assert averaged(session, facility) == 0


def test_other_batches_stay(clock: time_machine.Traveller, session: Sessions) -> None:
    facility = small()
    first, *_others = revealed(facility, 10, clock)
    remove(first)
    assert averaged(session, facility) == 5


def test_what_is_left_of_a_batch_waits_for_five_new_ones(
    clock: time_machine.Traveller, session: Sessions
) -> None:
    facility = small()
    first, *_others = revealed(facility, 9, clock)
    remove(first)
    assert averaged(session, facility) == 0


def test_what_is_left_of_a_batch_counts_again_with_five_new_ones(
    clock: time_machine.Traveller, session: Sessions
) -> None:
    facility = small()
    first, *_others = revealed(facility, 9, clock)
    remove(first)
    revealed(facility, 1, clock)
    assert averaged(session, facility) == 9


def test_at_a_small_facility_the_order_tells_the_month_alone(clock: time_machine.Traveller) -> None:
    (review,) = revealed(small(), 1, clock)
    month, _, chance = review.list_key.partition(" ")
    assert (month, len(chance)) == ("2026-11", 16)


def test_within_a_month_the_order_is_by_chance(clock: time_machine.Traveller) -> None:
    facility = small()
    reviews = revealed(facility, 12, clock)
    keys = [review.list_key for review in reviews]
    assert keys != sorted(keys)  # by accident once in 479 million


def test_elsewhere_the_newest_comes_first(clock: time_machine.Traveller) -> None:
    facility = make_facility()
    reviews = []
    for _ in range(3):
        reviews.append(make_review(facility))
        clock.shift(timedelta(minutes=1))
    assert [found.id for found in published_reviews(facility)] == [found.id for found in reversed(reviews)]


def test_a_month_begins_in_belgium(clock: time_machine.Traveller) -> None:
    clock.move_to(datetime(2026, 11, 24, 23, 30, tzinfo=UTC))
    (review,) = revealed(small(), 1, clock)  # 1 December, half past midnight in Brussels
    assert review.list_key.startswith("2026-12 ")


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("seed", range(3))
def test_the_figures_are_the_sums_of_what_is_shown(session: Sessions, seed: int) -> None:
    chance = random.Random(seed)
    facility = make_facility()
    themes = ("welbevinden", "spelen", "contact")
    for _ in range(10):
        scores = {theme: chance.choice([1, 2, 3, 4, 5, None]) for theme in themes}
        review = make_review(facility, scores=scores)
        if chance.random() < 0.3:
            remove(review)
    by_hand = Counter(
        (theme, score)
        for review in published_reviews(facility, limit=100)
        for theme, score in (review.published_version.scores if review.published_version else {}).items()
        if score is not None
    )
    assert figures(session, facility) == by_hand


def figures(session: Sessions, facility: Facility) -> Counter[tuple[str, int]]:
    """(theme, score) → how often, as the page counts."""
    session.expire_all()
    totals = session.scalars(select(ThemeTotal).where(ThemeTotal.facility_id == facility.id))
    return Counter(
        {
            (total.theme, score): number
            for total in totals
            for score, number in enumerate(total.counts, start=1)
            if number
        }
    )


@pytest.mark.usefixtures("clock")
def test_figures_that_went_wrong_can_be_counted_again(session: Sessions) -> None:
    facility = make_facility()
    make_review(facility)
    right = figures(session, facility)
    session.execute(update(ThemeTotal).values(n5=9))
    session.commit()
    rebuild_totals()
    assert figures(session, facility) == right


def test_leaving_a_passage_out_does_not_hide_the_review_again(clock: time_machine.Traveller) -> None:
    facility = small()
    (review,) = revealed(facility, 1, clock)
    moment = review.revealed_at
    assert review.latest_version is not None
    cut = find_passage(review.latest_version, "De tuin is klein.", "[plaats]")
    redact(
        review,
        [cut],
        Actor(Role.EDITOR, make_account().id),
        seen_lock=review.lock_version,
        rule="person_name",
        message="We lieten een zin weg.",
    )
    assert (shown(facility), review.revealed_at) == ([review.id], moment)
