"""Ask for an alert, confirm it, stop it, and tell what is new."""

import secrets
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete

from app.database import now, session
from app.following.models import Alert
from app.following.queries import alert_of, alerts_to_tell, appeared
from app.following.subjects import Subject, subject_of
from app.identities.encryption import encrypt, keyed_hash, normalised_email
from app.jobs import enqueue_outbox
from app.mail.actions import queue_mail
from app.times import local

BATCH = 200
FROM_HOUR = 7
"""Nobody is woken by news."""
MOST_TOLD = 200
"""Reviews in one mail."""


def ask_for_alert(subject: Subject, email: str) -> None:
    """Once an address and subject; a mail asks to confirm, at most once a day."""
    key = keyed_hash("alert", normalised_email(email))
    alert = alert_of(subject, key)
    if alert is None:
        alert = Alert(
            key=secrets.token_urlsafe(16),
            subject_kind=subject.kind,
            subject_key=subject.key,
            email=encrypt(email),
            email_key=key,
        )
        session.add(alert)
        session.flush()
    queue_mail(
        f"alert-asked-{alert.key}-{local(now()).date()}",
        to_follower(alert.id),
        "confirm_alert",
        alert=alert.id,
    )


def confirm(alert: Alert) -> None:
    """From now on; pressed again, for two years more."""
    if alert.confirmed_at is None:
        alert.told_until = now()
        alert.months_told_until = start_of_month(now())
    alert.confirmed_at = now()


def stop(alert: Alert) -> None:
    """Nothing is kept."""
    session.execute(delete(Alert).where(Alert.id == alert.id))


def to_follower(alert_id: int) -> str:
    """The recipient who asked for this alert."""
    return f"alert:{alert_id}"


def start_of_day(moment: datetime) -> datetime:
    """Midnight in Belgium."""
    return local(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def start_of_month(moment: datetime) -> datetime:
    """Midnight in Belgium, before its first day."""
    return start_of_day(local(moment).replace(day=1))


def tell_followers() -> int:
    """Each morning what appeared the day before, and each month what appeared at small facilities.

    Mails and what was told are noted in one transaction a batch: nothing is told twice, nothing is skipped.
    """
    moment = now()
    if local(moment).hour < FROM_HOUR:
        return 0
    session.rollback()
    last, number = 0, 0
    find = remembered()
    while True:
        with session.begin():
            alerts = alerts_to_tell(start_of_day(moment), last, BATCH)
            number += sum(tell(alert, moment, find) for alert in alerts)
            last = alerts[-1].id if alerts else last
        if not alerts:
            break
    if number:
        enqueue_outbox()
    return number


Find = Callable[[Alert, datetime, datetime, bool], list[int]]


def remembered() -> Find:
    """Many follow the same: what appeared is looked up once a round."""
    known: dict[tuple[object, ...], list[int]] = {}

    def find(alert: Alert, start: datetime, end: datetime, small: bool) -> list[int]:
        question = (alert.subject_kind, alert.subject_key, start, end, small)
        if question not in known:
            subject = subject_of(alert.subject_kind, alert.subject_key)
            known[question] = appeared(subject, start, end, small=small) if subject else []
        return known[question]

    return find


def tell(alert: Alert, moment: datetime, find: Find) -> bool:
    """One mail at most; whether there is anything to tell."""
    day, month = start_of_day(moment), start_of_month(moment)
    new = find(alert, alert.told_until or day, day, False)
    last_month = alert.months_told_until or month
    if last_month < month:
        new = new + find(alert, last_month, month, True)
        alert.months_told_until = month
    alert.told_until = day
    if new:
        queue_mail(
            f"alert-{alert.key}-{day.date()}",
            to_follower(alert.id),
            "new_for_follower",
            alert=alert.id,
            reviews=new[:MOST_TOLD],
        )
    return bool(new)
