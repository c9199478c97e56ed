"""Mail leaves the outbox once, comes back when it could not leave, and is given up in the end."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import update
from sqlalchemy.orm import Session, scoped_session

from app.config import Settings, use_settings
from app.database import now
from app.mail.actions import queue_mail
from app.mail.models import OutboxMail
from app.mail.rendering import RenderedMail
from app.mail.sending import mail_waits, send_waiting, take_next
from tests.integration.runtime.mail_server import Postbox, mail_server
from tests.mailbox import Mailbox

NOON = datetime.fromisoformat("2026-11-22T12:00:00+00:00")


@pytest.fixture(autouse=True)
def plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the mails say is tested elsewhere."""
    monkeypatch.setattr(
        "app.mail.rendering.render_mail",
        lambda row: RenderedMail("noor@voorbeeld.example", f"Over {row.event}", "Dag Noor"),
    )


@pytest.fixture
def postbox(settings: Settings) -> Iterator[Postbox]:
    """A mail server that the settings name."""
    with mail_server() as (postbox, url):
        use_settings(replace(settings, mail_url=url))
        yield postbox


@pytest.fixture
def mail(session: scoped_session[Session]) -> OutboxMail:
    """A mail that waits."""
    return waiting_mail(session)


def waiting_mail(session: scoped_session[Session], event: str = "decision-1") -> OutboxMail:
    """Written in the transaction of an event that is over."""
    queue_mail(event, "author:1", "review_publish")
    session.commit()
    mail = session.query(OutboxMail).filter_by(event=event).one()
    session.commit()
    return mail


def test_without_a_server_a_mail_is_a_file_for_our_eyes_only(settings: Settings, mail: OutboxMail) -> None:
    send_waiting()
    (file,) = (settings.data / "mail").iterdir()
    assert file.name == f"{mail.id:08d}.eml"
    assert file.stat().st_mode & 0o777 == 0o600
    assert [found["Subject"] for found in Mailbox(settings.data / "mail").mails()] == ["Over decision-1"]


def test_a_repeat_takes_the_place_of_the_file(
    settings: Settings, session: scoped_session[Session], mail: OutboxMail
) -> None:
    send_waiting()
    session.execute(update(OutboxMail).values(sent_at=None, next_attempt_at=now()))
    session.commit()
    send_waiting()
    assert len(list((settings.data / "mail").iterdir())) == 1


def test_a_mail_that_left_is_not_sent_again(postbox: Postbox, mail: OutboxMail) -> None:
    assert (send_waiting(), send_waiting()) == (1, 0)
    assert len(postbox.mails) == 1
    assert mail.sent_at is not None


def test_mails_leave_in_the_order_in_which_they_came(
    postbox: Postbox, session: scoped_session[Session]
) -> None:
    for number in range(3):
        waiting_mail(session, f"decision-{number}")
    send_waiting()
    assert [found["Subject"] for found in postbox.mails] == [f"Over decision-{number}" for number in range(3)]


def test_a_mail_that_somebody_is_sending_is_not_taken_by_another(mail: OutboxMail) -> None:
    assert take_next() is not None
    assert take_next() is None


def test_a_mail_whose_sender_was_killed_is_sent_within_two_minutes(
    postbox: Postbox, mail: OutboxMail
) -> None:
    take_next()
    assert send_waiting() == 0
    with time_machine.travel(now() + timedelta(seconds=90), tick=True):  # and the sweeper comes each 30 s
        assert send_waiting() == 1


@pytest.mark.parametrize("answer", ["451 Even geduld", "554 Daar geloof ik niets van"])
def test_a_mail_that_is_not_taken_comes_back_after_a_minute(
    postbox: Postbox, session: scoped_session[Session], mail: OutboxMail, answer: str
) -> None:
    mail.next_attempt_at = NOON
    session.commit()
    postbox.answer_mail = answer
    with time_machine.travel(NOON, tick=False):
        assert send_waiting() == 0
    assert (mail.next_attempt_at, mail.failed_at) == (NOON + timedelta(minutes=1), None)
    postbox.answer_mail = "250 OK"
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        assert send_waiting() == 1


def test_an_address_that_does_not_exist_is_given_up_at_once(postbox: Postbox, mail: OutboxMail) -> None:
    postbox.answer_recipient = "550 Onbekend"
    send_waiting()
    assert mail.failed_at is not None


def test_an_address_that_is_busy_is_tried_again(postbox: Postbox, mail: OutboxMail) -> None:
    postbox.answer_recipient = "450 Vol"
    send_waiting()
    assert mail.failed_at is None


def test_a_server_that_is_away_costs_no_mail(settings: Settings, mail: OutboxMail) -> None:
    use_settings(replace(settings, mail_url="smtp://127.0.0.1:1"))
    assert send_waiting() == 0
    assert (mail.failed_at, mail.attempts) == (None, 1)


def test_after_five_days_a_mail_is_given_up(
    postbox: Postbox, session: scoped_session[Session], mail: OutboxMail
) -> None:
    postbox.answer_mail = "451 Even geduld"
    mail.created_at = mail.next_attempt_at = NOON
    session.commit()
    moment = NOON
    while mail.failed_at is None:
        with time_machine.travel(moment, tick=False):
            send_waiting()
        moment = max(mail.next_attempt_at, moment + timedelta(seconds=1))
    assert timedelta(days=5) < mail.failed_at - NOON < timedelta(days=5, hours=6, minutes=1)


def test_a_mail_that_waited_for_days_while_nothing_ran_is_not_given_up_at_once(
    postbox: Postbox, session: scoped_session[Session], mail: OutboxMail
) -> None:
    postbox.answer_mail = "451 Even geduld"
    mail.created_at = mail.next_attempt_at = now() - timedelta(days=8)
    session.commit()
    send_waiting()
    assert mail.failed_at is None


def test_a_mail_without_a_recipient_left_is_given_up(
    settings: Settings, mail: OutboxMail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.mail.rendering.render_mail", lambda _row: None)
    send_waiting()
    assert mail.failed_at is not None


def test_what_is_written_while_a_mail_is_made_is_kept_also_when_it_does_not_leave(
    settings: Settings,
    session: scoped_session[Session],
    mail: OutboxMail,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def render(row: OutboxMail) -> RenderedMail:
        queue_mail("made-while-rendering", "account:1", "x")
        return RenderedMail("noor@voorbeeld.example", "Dag", "Dag")

    use_settings(replace(settings, mail_url="smtp://127.0.0.1:1"))
    monkeypatch.setattr("app.mail.rendering.render_mail", render)
    send_waiting(seconds=0.01)
    assert session.query(OutboxMail).filter_by(event="made-while-rendering").count() == 1


def test_no_transaction_is_open_while_a_mail_leaves(
    settings: Settings,
    session: scoped_session[Session],
    mail: OutboxMail,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    during: list[bool] = []
    monkeypatch.setattr("app.mail.sending.deliver", lambda *_: during.append(session().in_transaction()))
    send_waiting()
    assert during == [False]


def test_the_log_names_no_address(
    postbox: Postbox, mail: OutboxMail, caplog: pytest.LogCaptureFixture
) -> None:
    postbox.answer_mail = "554 <noor@voorbeeld.example> bevalt me niet"
    with caplog.at_level(logging.INFO):
        send_waiting()
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("app.")]
    assert any("554" in message for message in ours)
    assert not any("noor" in message for message in ours)


def test_mail_waits_until_it_has_left(postbox: Postbox, mail: OutboxMail) -> None:
    assert mail_waits()
    send_waiting()
    assert not mail_waits()


def test_the_password_is_not_sent_to_a_server_that_does_not_encrypt(
    settings: Settings, mail: OutboxMail, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.mail.transport.is_loopback", lambda _host: False)
    from app.config import settings as current

    use_settings(replace(current(), mail_url=current().mail_url.replace("//", "//sam:geheim@")))
    assert send_waiting() == 0
    assert postbox.mails == []
