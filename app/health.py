"""`/gezondheid`: whether this installation works, for a machine that watches it. No names, no secrets."""

from collections.abc import Mapping
from datetime import timedelta

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from redis import RedisError
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from app.audience import Everyone, audience
from app.contributions.models import Contribution
from app.database import now, session
from app.jobs import queue_connection
from app.mail.models import OutboxMail

bp = Blueprint("health", __name__)

QUEUE_SECONDS = 0.3
SCREENED_WITHIN = timedelta(minutes=2)
MAILED_WITHIN = timedelta(minutes=15)


@bp.route("/gezondheid")
@audience(Everyone)
def show() -> ResponseReturnValue:
    """200 while the database and the queue answer, else 503. What lags behind is told, and changes no status:
    a site with a slow mail server must not be taken down for it."""
    counts = backlog()
    queue = queue_answers()
    works = counts is not None and queue
    answer = {
        "status": "ok" if works and not any((counts or {}).values()) else "behind" if works else "down",
        "database": counts is not None,
        "queue": queue,
        **(counts or {}),
    }
    return jsonify(answer), 200 if works else 503, {"Cache-Control": "no-store"}


def queue_answers() -> bool:
    """Within 0.3 s."""
    connection = queue_connection(QUEUE_SECONDS)
    try:
        return bool(connection.ping())
    except (RedisError, OSError):
        return False
    finally:
        connection.close()


def backlog() -> Mapping[str, int] | None:
    """What waits longer than it should, or None where the database does not answer."""
    moment = now()
    unscreened = select(func.count()).where(
        Contribution.awaits_screening, Contribution.confirmed_at < moment - SCREENED_WITHIN
    )
    unsent = select(func.count()).where(
        OutboxMail.sent_at.is_(None),
        OutboxMail.failed_at.is_(None),
        OutboxMail.created_at < moment - MAILED_WITHIN,
    )
    overdue = select(func.count()).where(Contribution.is_open, Contribution.due_at < moment)
    try:
        row = session.execute(
            select(unscreened.scalar_subquery(), unsent.scalar_subquery(), overdue.scalar_subquery())
        ).one()
    except SQLAlchemyError:
        session.rollback()
        return None
    return {"unscreened": row[0], "unsent_mails": row[1], "overdue": row[2]}
