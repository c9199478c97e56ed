"""Mail is never lost, and repeated only where we were killed before we could note that it left."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, scoped_session

from app.database import now
from app.mail.actions import queue_mail
from app.mail.models import OutboxMail
from tests.faults.installation import Installation, kill, look
from tests.integration.runtime.mail_server import Postbox, mail_server


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, str]]:
    """A mail server, and its address."""
    with mail_server() as found:
        yield found


@pytest.fixture
def installation(tmp_path: Path, postbox: tuple[Postbox, str]) -> Iterator[Installation]:
    """With a mail server."""
    with Installation(tmp_path, {"WAARDERING_MAIL_URL": postbox[1]}) as found:
        found.log.touch()
        yield found


def queue_mails(session: scoped_session[Session], number: int) -> None:
    """So many events."""
    for event in range(number):
        queue_mail(f"decision-{event}", "author:1", "review_publish")
    session.commit()


def waiting(session: scoped_session[Session]) -> int:
    """Mails that have not left."""
    return look(session, select(func.count()).where(OutboxMail.sent_at.is_(None)))[0]


def let_leases_run_out(session: scoped_session[Session]) -> None:
    """As if a minute and a half had passed."""
    session.execute(update(OutboxMail).where(OutboxMail.sent_at.is_(None)).values(next_attempt_at=now()))
    session.commit()


def test_killed_after_the_server_took_it_a_mail_is_repeated_with_the_same_message_id(
    installation: Installation, postbox: tuple[Postbox, str], session: scoped_session[Session]
) -> None:
    box, _ = postbox
    queue_mails(session, 1)
    victims: list[int] = []
    box.on_mail = lambda: kill(victims.pop()) if victims else None
    sender = installation.launch_script("mail_sender")
    victims.append(sender.pid)
    assert sender.wait(30) == -9
    assert waiting(session) == 1
    let_leases_run_out(session)
    assert installation.launch_script("mail_sender").wait(30) == 0
    assert waiting(session) == 0
    assert len(box.mails) == 2
    assert len({mail["Message-ID"] for mail in box.mails}) == 1


def test_killed_at_any_moment_no_mail_is_lost_and_only_what_was_underway_is_repeated(
    installation: Installation, postbox: tuple[Postbox, str], session: scoped_session[Session]
) -> None:
    box, _ = postbox
    queue_mails(session, 40)
    kills = 0
    while waiting(session):
        let_leases_run_out(session)
        before = len(box.mails)
        sender = installation.launch_script("mail_sender")
        while sender.poll() is None and kills < 4:
            if len(box.mails) >= before + 5:
                kill(sender.pid)
                kills += 1
                break
        sender.wait(30)
    copies = Counter(mail["Subject"] for mail in box.mails)
    assert set(copies) == {f"Over decision-{event}" for event in range(40)}
    assert sum(copies.values()) <= 40 + kills
    assert len({mail["Message-ID"] for mail in box.mails}) == 40


def test_two_senders_at_once_send_each_mail_once(
    installation: Installation, postbox: tuple[Postbox, str], session: scoped_session[Session]
) -> None:
    box, _ = postbox
    queue_mails(session, 60)
    senders = [installation.launch_script("mail_sender") for _ in range(3)]
    assert [sender.wait(60) for sender in senders] == [0, 0, 0]
    assert Counter(mail["Subject"] for mail in box.mails) == {
        f"Over decision-{event}": 1 for event in range(60)
    }
