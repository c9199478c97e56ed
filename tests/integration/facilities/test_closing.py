"""A facility closes on the day that its file announced."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session, scoped_session

from app.database import now
from app.facilities.closing import close_ended
from app.times import local
from tests.factories import make_facility


@pytest.mark.parametrize(("days", "closed"), [(-1, True), (0, False), (1, False)])
def test_the_last_day_is_still_open(session: scoped_session[Session], days: int, closed: bool) -> None:
    facility = make_facility(ends_on=local(now()).date() + timedelta(days=days))
    close_ended()
    session.refresh(facility)
    assert (facility.closed_on is not None) is closed


def test_a_facility_without_an_end_stays_open(session: scoped_session[Session]) -> None:
    facility = make_facility()
    assert close_ended() == 0
    session.refresh(facility)
    assert facility.accepts_reviews
