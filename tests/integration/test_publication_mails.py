"""Who hears of what is published, and how little they hear."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import AccountRole
from app.contributions.actions import Actor, apply_action
from app.contributions.models import Review
from app.database import now
from app.mail.models import OutboxMail
from app.publication import reveal_due
from moderation.states import Action, Role, State
from tests.factories import judge, make_account, make_facility, make_reply, make_review

Sessions = scoped_session[Session]

WEEK = timedelta(days=7)


@pytest.fixture
def clock(session: Sessions) -> Iterator[time_machine.Traveller]:
    """It stands still until the test moves it."""
    with time_machine.travel(datetime(2026, 11, 2, 9, 30, tzinfo=UTC), tick=False) as clock:
        yield clock


def act(review: Review, action: Action, **reasons: str) -> None:
    """By an editor, committed."""
    from app.database import session

    if reasons:
        judge(review, action)
    else:
        editor = Actor(Role.EDITOR, make_account().id)
        apply_action(review, action, editor, seen_lock=review.lock_version)
    session.commit()


def mails(session: Sessions, template: str) -> list[str]:
    """The recipients."""
    return list(
        session.scalars(
            select(OutboxMail.recipient).where(OutboxMail.template == template).order_by(OutboxMail.id)
        )
    )


@pytest.mark.usefixtures("clock")
def test_the_facility_hears_of_a_new_review_once(session: Sessions) -> None:
    facility = make_facility()
    account = make_account(AccountRole.PROVIDER, [facility])
    review = make_review(facility)
    act(review, Action.REMOVE, rule="no_own_experience", message="Dit maakte je niet zelf mee.")
    act(review, Action.RESTORE)
    act(review, Action.PUBLISH)
    assert mails(session, "new_review") == [f"account:{account.id}"]


def test_at_a_small_facility_it_hears_when_the_public_does(
    clock: time_machine.Traveller, session: Sessions
) -> None:
    facility = make_facility(places=8)
    account = make_account(AccountRole.PROVIDER, [facility])
    make_review(facility)
    before = mails(session, "new_review")
    clock.shift(WEEK)
    reveal_due()
    assert (before, mails(session, "new_review")) == ([], [f"account:{account.id}"])


@pytest.mark.usefixtures("clock")
def test_other_accounts_hear_nothing(session: Sessions) -> None:
    facility = make_facility()
    make_account(AccountRole.PROVIDER, [make_facility()])
    make_account(AccountRole.PROVIDER, [facility], disabled_at=now())
    make_account(AccountRole.EDITOR)
    make_review(facility)
    assert mails(session, "new_review") == []


@pytest.mark.usefixtures("clock")
def test_the_author_hears_of_a_reply(session: Sessions) -> None:
    facility = make_facility()
    review = make_review(facility)
    make_reply(review, make_account(AccountRole.PROVIDER, [facility]))
    assert mails(session, "new_reply") == [f"author:{review.id}"]


@pytest.mark.usefixtures("clock")
def test_a_mail_about_a_review_holds_nothing_but_its_number(session: Sessions) -> None:
    facility = make_facility()
    make_account(AccountRole.PROVIDER, [facility])
    review = make_review(facility)
    context = session.scalars(select(OutboxMail.context).where(OutboxMail.template == "new_review")).one()
    assert context == {"contribution": review.id}


@pytest.mark.usefixtures("clock")
def test_a_public_id_tells_nothing(session: Sessions) -> None:
    reviews = [make_review() for _ in range(3)]
    ids = [review.public_id or "" for review in reviews]
    assert (len({len(public_id) for public_id in ids}), len(set(ids)), min(map(len, ids)) >= 16) == (
        1,
        3,
        True,
    )


@pytest.mark.usefixtures("clock")
def test_nothing_has_a_public_id_before_somebody_approved_it(session: Sessions) -> None:
    for state in (State.UNCONFIRMED, State.SUBMITTED, State.QUEUED, State.RETURNED):
        make_review(state=state)
    assert session.scalar(select(func.count(Review.public_id))) == 0
