"""Who did not confirm hears of it once, while there is time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, scoped_session

from app.contributions.models import Review
from app.mail.models import OutboxMail
from app.reviews.reminding import remind
from moderation.states import State
from tests.factories import make_review

Sessions = scoped_session[Session]

MOMENT = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)
A_SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def clock(session: Sessions) -> Iterator[None]:
    """It is MOMENT, and stays so."""
    with time_machine.travel(MOMENT, tick=False):
        yield


def sent_at(session: Sessions, state: State, moment: datetime) -> Review:
    """A review that was sent then."""
    review = make_review(state=state)
    session.execute(update(Review).where(Review.id == review.id).values(created_at=moment))
    session.commit()
    return review


def mails(session: Sessions) -> int:
    return session.scalar(select(func.count()).select_from(OutboxMail)) or 0


REMINDED = {
    "three days old": (MOMENT - 3 * DAY, 1),
    "a second younger": (MOMENT - 3 * DAY + A_SECOND, 0),
    "a second before it is erased": (MOMENT - 14 * DAY + A_SECOND, 1),
    "due to be erased": (MOMENT - 14 * DAY, 0),
}


@pytest.mark.parametrize("name", REMINDED)
def test_who_did_not_confirm_is_reminded(session: Sessions, name: str) -> None:
    moment, number = REMINDED[name]
    sent_at(session, State.UNCONFIRMED, moment)
    assert (remind(), mails(session)) == (number, number)


def test_nobody_is_reminded_twice(session: Sessions) -> None:
    sent_at(session, State.UNCONFIRMED, MOMENT - 3 * DAY)
    remind()
    assert (remind(), mails(session)) == (0, 1)


def test_who_confirmed_is_left_alone(session: Sessions) -> None:
    sent_at(session, State.QUEUED, MOMENT - 3 * DAY)
    assert remind() == 0


def test_a_reminder_speaks_of_its_review(session: Sessions) -> None:
    review = sent_at(session, State.UNCONFIRMED, MOMENT - 3 * DAY)
    remind()
    row = session.scalars(select(OutboxMail)).one()
    assert (row.recipient, row.template, row.context) == (
        f"author:{review.id}",
        "remind_review",
        {"contribution": review.id},
    )
