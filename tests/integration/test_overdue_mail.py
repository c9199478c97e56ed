"""Lead editors hear each morning of promises that are broken, or almost."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import AccountRole
from app.backoffice.reminding import remind_lead_editors
from app.contributions.models import Contribution
from app.database import now
from app.mail.models import OutboxMail
from app.mail.rendering import render_mail
from moderation.states import Action, State
from tests.factories import act, make_account, make_review

Sessions = scoped_session[Session]

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("session")


def waiting(session: Sessions, **left: float) -> Contribution:
    review = make_review(state=State.QUEUED)
    review.due_at = now() + timedelta(**left)
    session.commit()
    return review


def mails(session: Sessions) -> list[OutboxMail]:
    session.commit()
    return list(session.scalars(select(OutboxMail).where(OutboxMail.template == "overdue")))


@time_machine.travel(MORNING, tick=False)
def test_once_a_day_each_lead_editor_is_told(session: Sessions) -> None:
    leads = [make_account(AccountRole.LEAD_EDITOR) for _ in range(2)]
    make_account(AccountRole.EDITOR)
    make_account(AccountRole.LEAD_EDITOR, disabled_at=now())
    waiting(session, days=-1)
    remind_lead_editors()
    remind_lead_editors()
    assert [mail.recipient for mail in mails(session)] == [f"account:{lead.id}" for lead in leads]


def test_the_next_day_they_are_told_again(session: Sessions) -> None:
    make_account(AccountRole.LEAD_EDITOR)
    with time_machine.travel(MORNING, tick=False):
        waiting(session, days=-1)
        remind_lead_editors()
    with time_machine.travel(MORNING + timedelta(days=1), tick=False):
        remind_lead_editors()
    assert len(mails(session)) == 2


@time_machine.travel(MORNING.replace(hour=4), tick=False)
def test_nobody_is_told_at_night(session: Sessions) -> None:
    make_account(AccountRole.LEAD_EDITOR)
    waiting(session, days=-1)
    assert (remind_lead_editors(), mails(session)) == (0, [])


@time_machine.travel(MORNING, tick=False)
def test_a_day_on_which_all_is_in_time_brings_no_mail(session: Sessions) -> None:
    make_account(AccountRole.LEAD_EDITOR)
    waiting(session, days=5)
    assert (remind_lead_editors(), mails(session)) == (0, [])


@time_machine.travel(MORNING, tick=False)
def test_the_mail_says_how_much_and_leads_there(session: Sessions) -> None:
    make_account(AccountRole.LEAD_EDITOR)
    waiting(session, days=-1)
    waiting(session, days=1)
    waiting(session, days=1.5)
    remind_lead_editors()
    mail = render_mail(mails(session)[0])
    assert mail is not None
    assert mail.subject == "1 antwoord te laat, 2 bijna"
    assert "1 antwoord is te laat" in mail.body
    assert "/redactie/?termijn=laat" in mail.body


@time_machine.travel(MORNING, tick=False)
def test_what_was_answered_meanwhile_is_not_told(session: Sessions) -> None:
    make_account(AccountRole.LEAD_EDITOR)
    review = waiting(session, days=-1)
    remind_lead_editors()
    act(review, Action.PUBLISH)
    assert render_mail(mails(session)[0]) is None
