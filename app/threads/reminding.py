"""One reminder of a question that nobody answered yet."""

from datetime import timedelta

from sqlalchemy import select

from app.database import now, session
from app.jobs import enqueue_outbox
from app.mail.actions import queue_mail
from app.threads.actions import recipients_of
from app.threads.models import Thread

REMIND_BEFORE = timedelta(days=2)


def remind_of_questions() -> int:
    """One reminder a question, when two days are left; the number of them. Run each hour."""
    session.rollback()
    with session.begin():
        waiting = session.scalars(
            select(Thread)
            .where(
                Thread.waits_until > now(),
                Thread.waits_until <= now() + REMIND_BEFORE,
                Thread.reminded_at.is_(None),
            )
            .order_by(Thread.id)
            .limit(500)
        ).all()
        for thread in waiting:
            thread.reminded_at = now()
            for recipient in recipients_of(thread.contribution, thread.party):
                queue_mail(
                    f"question-reminder-{thread.messages[-1].id}",
                    recipient,
                    "question_reminder",
                    thread=thread.id,
                    message=thread.messages[-1].id,
                )
    if waiting:
        enqueue_outbox()
    return len(waiting)
