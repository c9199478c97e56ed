"""`/transparantie` tells what the redaction did, and points at nobody."""

from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import update

from app.database import now
from app.database import session as database_session
from app.notices.models import Complaint, ComplaintOutcome, Notice
from app.transparency.judgements import Step, waiting_time
from app.transparency.queries import figures
from app.transparency.views import KEPT
from moderation.states import Action, State
from tests.factories import make_account, make_complaint, make_facility, make_notice, make_reply, make_review
from tests.integration.test_queries_per_page import Statements, statements
from tests.pages.visit import Page

__all__ = ["statements"]

pytestmark = pytest.mark.usefixtures("session", "app")


def make_reviews(number: int, state: State, **values: object) -> None:
    facility = make_facility()
    for _ in range(number):
        make_review(facility, state, **values)  # type: ignore[arg-type]


def test_what_came_in_and_was_decided_is_counted() -> None:
    make_reviews(6, State.PUBLISHED)
    make_reviews(5, State.REJECTED)
    make_reviews(1, State.UNCONFIRMED)
    make_reviews(5, State.QUEUED)
    found = figures()
    assert (found.received, found.waiting) == ({"review": 16, "reply": 0}, 5)
    assert found.decisions[Action.PUBLISH] == {"review": 6, "reply": 0}
    assert found.decisions[Action.REJECT] == {"review": 5, "reply": 0}
    assert found.rules["discrimination"][Action.REJECT] == 5


def test_small_numbers_are_hidden() -> None:
    make_reviews(4, State.REJECTED)
    make_reply(make_review(), make_account())
    found = figures()
    assert found.decisions[Action.REJECT]["review"] is None
    assert found.rules["discrimination"][Action.REJECT] is None
    assert found.received["reply"] is None


def test_complaints_and_notices_are_told_with_their_outcome() -> None:
    facility = make_facility()
    for _ in range(6):
        make_complaint(make_review(facility, State.RETURNED))
        make_notice(make_review(facility))
    database_session.execute(update(Complaint).values(outcome=ComplaintOutcome.UPHELD))
    database_session.execute(update(Notice).values(outcome=None))
    found = figures()
    assert (found.complaints["all"], found.complaints["upheld"]) == (6, 6)
    assert (found.notices["all"], found.notices[None]) == (6, 6)


def test_one_outcome_cannot_be_found_by_subtracting() -> None:
    facility = make_facility()
    made = [make_complaint(make_review(facility, State.RETURNED)) for _ in range(7)]
    for number, complaint in enumerate(made):
        complaint.outcome = ComplaintOutcome.UPHELD if number == 0 else ComplaintOutcome.DISMISSED
    database_session.commit()
    found = figures().complaints
    assert (found["all"], found["upheld"], found["dismissed"]) == (7, None, None)


def test_low_and_high_scores_are_told_apart(client: FlaskClient) -> None:
    facility = make_facility()
    for number in range(20):
        make_review(facility, State.PUBLISHED if number < 15 else State.REJECTED, scores={"welbevinden": 1})
        make_review(facility, scores={"welbevinden": 5})
    text = Page.open(client, "/transparantie").text
    assert "Lage scores (onder 2,5) 20 75%" in text
    assert "Hoge scores (boven 3,5) 20 100%" in text


def test_the_page_says_so_when_there_is_too_little(client: FlaskClient) -> None:
    text = Page.open(client, "/transparantie").text
    assert "Er zijn nog geen 20 antwoorden" in text
    assert "te weinig om te tonen" in text


def wait(number: int, days: int) -> None:
    """So many reviews, confirmed so many days ago."""
    facility = make_facility()
    for _ in range(number):
        make_review(facility, State.QUEUED).confirmed_at = now() - timedelta(days=days)
    database_session.commit()


def test_what_waits_too_long_is_told_and_counts_as_late(client: FlaskClient) -> None:
    make_reviews(20, State.PUBLISHED)
    wait(5, days=26)
    wait(6, days=9)
    found = figures()
    assert (found.waiting, found.late, found.waited and found.waited.in_time) == (11, 5, 0.8)
    text = Page.open(client, "/transparantie").text
    assert "Binnen de beloofde 10 dagen80%" in text
    assert "Wacht nu al langer dan 10 dagen5" in text


def test_one_that_waits_too_long_is_never_rounded_away() -> None:
    begun = now()
    steps = [
        Step(number, "review", action, begun + timedelta(hours=hours), {})
        for number in range(210)
        for action, hours in ((Action.CONFIRM, 0), (Action.PUBLISH, 1))
    ]
    waited = waiting_time(steps, 10, late=1)
    assert waited is not None
    assert waited.in_time == 0.99


def test_what_waits_too_long_is_told_also_before_there_are_answers(client: FlaskClient) -> None:
    wait(5, days=11)
    assert "Wacht nu al langer dan 10 dagen5" in Page.open(client, "/transparantie").text


def test_no_word_of_anybody_is_on_the_page(client: FlaskClient) -> None:
    for state in State:
        make_review(state=state, texts={"text_good": "Een geheim liedje"})
    assert "geheim" not in client.get("/transparantie").text


def test_figures_are_kept_for_a_while(client: FlaskClient, statements: Statements) -> None:
    with time_machine.travel("2026-11-22T09:00:00Z", tick=False) as clock:
        costs = []
        for wait in (0, 1, KEPT.total_seconds()):
            clock.shift(wait)
            statements.clear()
            client.get("/transparantie")
            costs.append(len(statements))
    assert costs == [7, 0, 7]
