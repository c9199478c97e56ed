"""Work for later. The queue carries ids only; what is lost there is found again by the sweeper."""

import logging
import secrets
from datetime import timedelta
from functools import cache
from typing import cast

import sqlalchemy as sa
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry
from rq import Queue
from rq.serializers import JSONSerializer

from app.config import settings
from app.contributions.models import Contribution
from app.database import now, session

log = logging.getLogger(__name__)

SCREENING = "screening"
MAIL = "mail"
QUEUES = (SCREENING, MAIL)
"""In order of importance: a slow mail server does not hold up the editors."""

SCREENING_SECONDS = 45
"""A screening that takes longer is ended."""
LEASE = timedelta(seconds=60)
"""Longer than a screening can take: who holds it is working, or was killed."""
MOST_ATTEMPTS = 3
"""A text that ended its worker so often goes to the editors unchecked, and says so."""
MAIL_SECONDS = 240
FAILURES_KEPT_SECONDS = 7 * 24 * 3600
PATIENCE_SECONDS = 0.2
"""For each step of an enqueue: a visitor waits for it."""

contributions = cast(sa.Table, Contribution.__table__)
"""The table itself: a lease must not raise the version number that editors' pages carry."""


def queue_connection(patience_seconds: float) -> "Redis":
    """A connection that gives up soon."""
    return Redis.from_url(
        settings().redis_url,
        socket_connect_timeout=patience_seconds,
        socket_timeout=patience_seconds,
        retry=Retry(NoBackoff(), 0),
    )


@cache
def kept_connection(_url: str) -> "Redis":
    """For who sends something: connecting takes longer than the enqueueing. A broken one is made anew."""
    return queue_connection(PATIENCE_SECONDS)


def enqueue(queue: str, function: str, *arguments: int, job_id: str, seconds: int) -> bool:
    """After the commit. A queue that is away is logged, never raised: the sweeper comes by."""
    try:
        connection = kept_connection(settings().redis_url)
        with connection.pipeline() as steps:  # one exchange: without it the library makes two
            Queue(queue, connection=connection, serializer=JSONSerializer).enqueue_call(
                function,
                args=arguments,
                job_id=job_id,
                timeout=seconds,
                result_ttl=0,
                failure_ttl=FAILURES_KEPT_SECONDS,
                pipeline=steps,
            )
            steps.execute()
    except (RedisError, OSError) as error:
        log.error("%s could not be enqueued: %s", job_id, type(error).__name__)
        return False
    return True


def enqueue_screening(contribution_id: int) -> bool:
    """Screen this contribution soon."""
    return enqueue(
        SCREENING,
        "app.jobs.screen_contribution",
        contribution_id,
        job_id=f"screen-{contribution_id}-{secrets.token_hex(4)}",
        seconds=SCREENING_SECONDS,
    )


def enqueue_outbox() -> bool:
    """Send what waits in the outbox soon."""
    return enqueue(
        MAIL, "app.jobs.send_outbox", job_id=f"outbox-{secrets.token_hex(4)}", seconds=MAIL_SECONDS
    )


def screen_contribution(contribution_id: int) -> None:
    """Safe to run twice: what has moved on is left alone. No transaction is open during language work."""
    from app.contributions.actions import record_screening
    from app.contributions.queries import waiting_submission
    from app.mail.sending import mail_waits
    from app.screening import screen
    from moderation.screening import gave_up

    session.rollback()
    attempt = take_lease(contribution_id)
    if attempt is None:
        return
    seen: set[int] = set()
    while True:
        with session.begin():
            waiting = waiting_submission(contribution_id)
        if waiting is None or waiting.version_id in seen:
            return
        seen.add(waiting.version_id)  # while we work a newer version may come: that is screened as well
        findings = screen(waiting.submission) if attempt <= MOST_ATTEMPTS else [gave_up(attempt)]
        with session.begin():
            record_screening(contribution_id, waiting.version_id, findings)
            some_mail = mail_waits()
        if some_mail:
            enqueue_outbox()


def take_lease(contribution_id: int) -> int | None:
    """Which attempt this is, from 1; None where it does not wait, or somebody else is busy with it.

    A job that fails keeps its lease: the sweeper tries again when it has run out.
    """
    moment = now()
    with session.begin():
        taken = session.execute(
            sa.update(contributions)
            .where(
                contributions.c.id == contribution_id,
                contributions.c.awaits_screening,
                sa.or_(
                    contributions.c.screening_lease_until.is_(None),
                    contributions.c.screening_lease_until < moment,
                ),
            )
            .values(
                screening_lease_until=moment + LEASE,
                screening_attempts=contributions.c.screening_attempts + 1,
            )
            .returning(contributions.c.screening_attempts)
        ).first()
    return taken.screening_attempts if taken else None


def send_outbox() -> None:
    """Send what waits; what comes in the meantime too."""
    from app.mail.sending import send_waiting

    send_waiting(seconds=MAIL_SECONDS / 2)


def screenings_in_queue() -> set[int]:
    """Contributions that already have a job waiting. Raises where the queue is away."""
    connection = queue_connection(patience_seconds=5)
    try:
        jobs = Queue(SCREENING, connection=connection, serializer=JSONSerializer).job_ids
    finally:
        connection.close()
    return {int(job.split("-")[1]) for job in jobs if job.startswith("screen-")}


def sweep() -> int:
    """Enqueue again what waits for screening without anybody busy with it; the number of jobs.

    Also wakes the mail. Run every 30 seconds: a queue that was lost is full again after one round.
    """
    from app.contributions.queries import overdue_screenings
    from app.mail.sending import mail_waits

    session.rollback()
    with session.begin():
        overdue = overdue_screenings()
        some_mail = mail_waits()
    if some_mail:
        enqueue_outbox()
    if not overdue:
        return 0
    known = screenings_in_queue()
    return sum(enqueue_screening(found) for found in overdue if found not in known)
