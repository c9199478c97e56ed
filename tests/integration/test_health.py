"""The health page tells what is wrong, quickly, and nothing more."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, update

from app.config import Settings, use_settings
from app.contributions.models import Contribution
from app.database import now, session
from app.mail.actions import queue_mail
from app.mail.models import OutboxMail
from moderation.states import State
from tests.factories import make_review

A_SECOND = timedelta(seconds=1)
NOTHING = {"unscreened": 0, "unsent_mails": 0, "overdue": 0}


@pytest.fixture
def client(settings: Settings, redis_url: str) -> FlaskClient:
    """Somebody who watches a site with a queue."""
    from app import create_app
    from tests.visitor import Visitor

    site = create_app(replace(settings, redis_url=redis_url))
    site.test_client_class = Visitor
    return site.test_client()


def test_all_is_well(client: FlaskClient) -> None:
    answer = client.get("/gezondheid")
    assert (answer.status_code, answer.json) == (
        200,
        {"status": "ok", "database": True, "queue": True, **NOTHING},
    )


def test_without_a_queue_it_is_down(client: FlaskClient, settings: Settings) -> None:
    use_settings(settings)  # its own queue was not started
    answer = client.get("/gezondheid")
    assert (answer.status_code, answer.json) == (
        503,
        {"status": "down", "database": True, "queue": False, **NOTHING},
    )


def test_without_a_database_it_is_down(client: FlaskClient, settings: Settings) -> None:
    from app.database import connect

    before = session.get_bind()
    connect(f"sqlite:///{settings.data / 'weg' / 'weg.sqlite'}")
    answer = client.get("/gezondheid")
    assert isinstance(before, Engine)
    before.dispose()
    assert (answer.status_code, answer.json) == (503, {"status": "down", "database": False, "queue": True})


def unscreened(too_long: bool) -> None:
    review = make_review(state=State.SUBMITTED)
    waiting = timedelta(minutes=2) + (A_SECOND if too_long else -30 * A_SECOND)
    session.execute(
        update(Contribution).where(Contribution.id == review.id).values(confirmed_at=now() - waiting)
    )


def unsent(too_long: bool) -> None:
    queue_mail("event", "account:1", "new_review")
    waiting = timedelta(minutes=15) + (A_SECOND if too_long else -30 * A_SECOND)
    session.execute(update(OutboxMail).values(created_at=now() - waiting))


def overdue(too_long: bool) -> None:
    review = make_review(state=State.QUEUED)
    due = now() + (-A_SECOND if too_long else 30 * A_SECOND)
    session.execute(update(Contribution).where(Contribution.id == review.id).values(due_at=due))


BACKLOG: dict[str, Callable[[bool], None]] = {
    "unscreened": unscreened,
    "unsent_mails": unsent,
    "overdue": overdue,
}


@pytest.mark.parametrize("too_long", [False, True], ids=["in time", "too long"])
@pytest.mark.parametrize("what", BACKLOG)
def test_what_waits_is_counted_and_keeps_the_site_up(client: FlaskClient, what: str, too_long: bool) -> None:
    BACKLOG[what](too_long)
    session.execute(update(OutboxMail).where(OutboxMail.event != "event").values(sent_at=now()))
    session.commit()
    answer = client.get("/gezondheid")
    assert (answer.status_code, answer.json) == (
        200,
        {
            "status": "behind" if too_long else "ok",
            "database": True,
            "queue": True,
            **NOTHING,
            what: int(too_long),
        },
    )


def test_nobody_keeps_the_answer(client: FlaskClient) -> None:
    assert client.get("/gezondheid").headers["Cache-Control"] == "no-store"
