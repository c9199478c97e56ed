"""What a visitor sent is there, whatever happens to the web server."""

import time
from http.client import HTTPException

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app.contributions.models import Contribution
from moderation.states import State
from tests.factories import make_author_link, make_review
from tests.faults.browser import Browser
from tests.faults.installation import Installation, look, wait_until

ANSWER_SECONDS = 1


def in_state(session: scoped_session[Session], state: State) -> int:
    """How many contributions are so."""
    return look(session, select(func.count()).where(Contribution.state == state))[0]


def test_a_review_confirmed_in_the_moment_that_the_server_is_killed_reaches_the_editors(
    installation: Installation, session: scoped_session[Session]
) -> None:
    link = make_author_link(make_review(state=State.UNCONFIRMED))
    dying = installation.launch_script("dying_web_server", str(installation.port))
    wait_until(lambda: installation.listens(), 30, "the site listens")
    browser = Browser(f"http://127.0.0.1:{installation.port}")
    browser.open(link)
    with pytest.raises((OSError, HTTPException)):
        browser.send({}, "/waardering/bevestigen")
    assert dying.wait(10) == -9
    assert in_state(session, State.SUBMITTED) == 1
    installation.run()
    wait_until(lambda: in_state(session, State.QUEUED) == 1, 60, "it reached the editors")


def test_with_the_queue_away_a_review_is_confirmed_in_a_second(
    installation: Installation, session: scoped_session[Session]
) -> None:
    links = [make_author_link(make_review(state=State.UNCONFIRMED)) for _ in range(2)]
    installation.environ["WAARDERING_REDIS_URL"] = "redis://192.0.2.1:6379"
    installation.launch("web", "--port", str(installation.port))
    wait_until(lambda: installation.listens(), 30, "the site listens")
    for link in links:
        browser = Browser(f"http://127.0.0.1:{installation.port}")
        browser.open(link)
        started = time.monotonic()
        assert browser.send({}, "/waardering/bevestigen") == 200
        took = time.monotonic() - started  # of the second one: the first also loads what is needed
    assert in_state(session, State.SUBMITTED) == 2
    assert took < ANSWER_SECONDS
