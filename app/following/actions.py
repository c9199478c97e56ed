"""Ask for an alert, confirm it, stop it."""

import secrets

from sqlalchemy import delete

from app.database import now, session
from app.following.models import Alert
from app.following.queries import alert_of
from app.following.subjects import Subject
from app.identities.encryption import encrypt, keyed_hash, normalised_email
from app.mail.actions import queue_mail
from app.times import local, start_of_month


def key_of(email: str) -> str:
    """By which an address is found again, and not read."""
    return keyed_hash("alert", normalised_email(email))


def ask_for_alert(subject: Subject, email: str) -> None:
    """Once an address and subject; a mail asks to confirm, at most once a day."""
    key = key_of(email)
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
