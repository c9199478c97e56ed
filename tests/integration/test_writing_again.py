"""An author knows at each moment what can still be changed, and when writing again is welcome."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session

from app.contributions.history import history_of
from app.contributions.models import Review
from app.mail.models import OutboxMail
from app.mail.rendering import render_mail
from moderation.states import State
from tests.factories import make_author_link, make_facility, make_review
from tests.pages.visit import Page

Sessions = scoped_session[Session]

ADDRESS = "noor@ouders.example"
AGAIN = "Schrijf een nieuwe waardering"
NO_WAIT = "ook meteen"
OVER = (State.REJECTED, State.REMOVED, State.WITHDRAWN)
TOLD = {State.REJECTED: "review_reject", State.REMOVED: "review_remove"}


@pytest.fixture(autouse=True)
def clock(session: Sessions) -> Iterator[time_machine.Traveller]:
    """It stands still until the test moves it."""
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


def own_page(client: FlaskClient, review: Review) -> Page:
    return Page.open(client, make_author_link(review))


def mail_about(review: Review, template: str) -> str:
    context = {"contribution": review.id, "decision": review.decisions[-1].id}
    rendered = render_mail(
        OutboxMail(event="x", recipient=f"author:{review.id}", template=template, context=context)
    )
    assert rendered is not None
    return rendered.body


def refused_beside_another() -> Review:
    """The author of this one has a review of the same facility online since 2 March."""
    online = make_review(email=ADDRESS)
    return make_review(online.facility, State.REJECTED, email=ADDRESS)


@pytest.mark.parametrize("state", OVER)
def test_who_has_nothing_online_may_write_again_at_once(client: FlaskClient, state: State) -> None:
    page = own_page(client, make_review(state=state))
    assert NO_WAIT in page.text
    assert page.follow(AGAIN).heading.startswith("Schrijf een waardering over")


@pytest.mark.parametrize("state", TOLD)
def test_the_mail_of_a_refusal_says_so_too(state: State) -> None:
    assert NO_WAIT in mail_about(make_review(state=state), TOLD[state])


def test_who_has_another_review_online_reads_from_when(client: FlaskClient) -> None:
    refused = refused_beside_another()
    page = own_page(client, refused)
    assert "Een nieuwe is welkom vanaf 29 augustus 2026." in page.text
    assert AGAIN not in page.links()
    assert "Een nieuwe is welkom vanaf 29 augustus 2026." in mail_about(refused, "review_reject")


def test_when_half_a_year_has_passed_it_is_now(client: FlaskClient, clock: time_machine.Traveller) -> None:
    refused = refused_beside_another()
    clock.move_to(datetime(2026, 8, 29, 9, tzinfo=UTC))
    assert NO_WAIT in own_page(client, refused).text


def test_who_wrote_about_their_own_work_is_not_invited(client: FlaskClient, session: Sessions) -> None:
    review = make_review(state=State.REJECTED)
    review.decisions[-1].rule = "provider_affiliation"
    session.commit()
    assert AGAIN not in own_page(client, review).links()
    assert NO_WAIT not in mail_about(review, "review_reject")


def test_where_no_reviews_are_taken_nobody_is_invited(client: FlaskClient) -> None:
    review = make_review(make_facility(participates=False), State.REJECTED)
    assert AGAIN not in own_page(client, review).links()
    assert NO_WAIT not in mail_about(review, "review_reject")


@pytest.mark.parametrize("state", [*OVER, State.QUEUED, State.PUBLISHED, State.RETURNED])
def test_the_check_of_the_interval_sees_each_earlier_review_whatever_became_of_it(
    session: Sessions, state: State
) -> None:
    first = make_review(state=state, email=ADDRESS)
    second = make_review(first.facility, State.SUBMITTED, email=ADDRESS)
    assert second.latest_version is not None
    (earlier,) = history_of(second, second.latest_version).earlier_reviews
    assert earlier.same_facility


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.QUEUED, State.ESCALATED])
def test_who_sees_a_mistake_while_we_read_knows_what_to_do(client: FlaskClient, state: State) -> None:
    page = own_page(client, make_review(state=state))
    assert "Taalfouten zijn nooit een reden om te weigeren." in page.text
    assert "Trek je waardering dan in en schrijf een nieuwe." in page.text


@pytest.mark.parametrize("state", [State.PUBLISHED, State.RETURNED])
def test_who_can_change_the_text_is_not_sent_elsewhere(client: FlaskClient, state: State) -> None:
    assert "Taalfouten zijn nooit" not in own_page(client, make_review(state=state)).text


def test_what_was_withdrawn_can_be_copied(client: FlaskClient) -> None:
    review = make_review(state=State.QUEUED)
    page = own_page(client, review).follow("Trek je waardering in").submit("Ja, trek in")
    assert "De tuin is klein." in page.text
