"""What the factories make stands where it should."""

import pytest
from sqlalchemy.orm import Session, scoped_session

from moderation.states import State
from tests.factories import make_account, make_facility, make_reply, make_review


@pytest.mark.parametrize("state", State)
@pytest.mark.usefixtures("session")
def test_a_review_can_be_brought_to_every_state(state: State) -> None:
    assert make_review(state=state).state is state


def test_a_reply_belongs_to_its_review(session: scoped_session[Session]) -> None:
    from app.accounts.models import AccountRole

    facility = make_facility()
    review = make_review(facility)
    reply = make_reply(review, make_account(AccountRole.PROVIDER, [facility]))
    assert review.replies == [reply]
