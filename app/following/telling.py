"""Tell followers what is new: each morning, and each month of small facilities."""

from collections.abc import Callable
from datetime import datetime

from app.database import now, session
from app.following.actions import to_follower
from app.following.models import Alert
from app.following.queries import alerts_to_tell, appeared
from app.following.subjects import subject_of
from app.jobs import enqueue_outbox
from app.mail.actions import queue_mail
from app.times import local, start_of_day, start_of_month

BATCH = 200
FROM_HOUR = 7
"""Nobody is woken by news."""
MOST_TOLD = 200
"""Reviews in one mail."""


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
