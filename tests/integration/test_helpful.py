"""Readers say that a review helped them."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session

from app.contributions.models import Review
from app.database import now
from app.helpful.models import HelpfulVote
from app.retention import expire
from moderation.states import Action
from tests.factories import act, make_facility, make_review
from tests.pages.visit import Page


@pytest.fixture
def review() -> Review:
    return make_review(make_facility(places=20))


def say(client: FlaskClient, review: Review, address: str = "192.0.2.1", browser: str = "een") -> None:
    client.environ_base.update(REMOTE_ADDR=address, HTTP_USER_AGENT=browser)
    Page.open(client, f"/nuttig/{review.public_id}").submit("Ja, dit is nuttig")


def shown(client: FlaskClient, review: Review) -> str:
    return Page.open(client, f"/waarderingen/{review.public_id}").text


def test_a_reader_is_counted_and_seen_at_once(client: FlaskClient, review: Review) -> None:
    assert "nuttig." not in shown(client, review)
    say(client, review)
    assert "1 lezer vond dit nuttig." in shown(client, review)


def test_a_reader_counts_once_a_day(client: FlaskClient, review: Review) -> None:
    for browser in ("een", "twee", "drie"):
        say(client, review, browser=browser)
    assert "1 lezer vond dit nuttig." in shown(client, review)


def test_two_readers_count_twice(client: FlaskClient, review: Review) -> None:
    say(client, review, "192.0.2.1")
    say(client, review, "192.0.2.2")
    assert "2 lezers vonden dit nuttig." in shown(client, review)


def test_opening_the_page_counts_nothing(client: FlaskClient, review: Review) -> None:
    client.get(f"/nuttig/{review.public_id}")
    assert "nuttig." not in shown(client, review)


def test_a_vote_without_a_token_counts_nothing(client: FlaskClient, review: Review) -> None:
    assert client.post(f"/nuttig/{review.public_id}").status_code == 400
    assert "nuttig." not in shown(client, review)


def test_a_vote_does_not_make_an_editors_page_out_of_date(client: FlaskClient, review: Review) -> None:
    before = review.lock_version
    say(client, review)
    assert review.lock_version == before


def test_who_voted_is_forgotten_the_next_day_and_the_count_stays(
    client: FlaskClient, review: Review, session: scoped_session[Session]
) -> None:
    say(client, review)
    vote = session.query(HelpfulVote).one()
    vote.day = (now() - timedelta(days=2)).date()
    session.commit()
    expire()
    assert (session.query(HelpfulVote).count(), review.helpful_count) == (0, 1)


@pytest.mark.parametrize("path", ["/waarderingen/{}", "/nuttig/{}", "/nuttig/{}/bedankt"])
def test_a_review_that_was_removed_is_gone(client: FlaskClient, review: Review, path: str) -> None:
    assert client.get(path.format(review.public_id)).status_code == 200
    act(review, Action.REMOVE)
    assert client.get(path.format(review.public_id)).status_code == 410


def test_a_review_that_never_was_is_not_found(client: FlaskClient) -> None:
    assert client.get("/waarderingen/bestaat-niet").status_code == 404
