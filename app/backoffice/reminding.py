"""A word each morning to the lead editors about promises that are broken, or almost."""

from sqlalchemy import select

from app.accounts.models import Account, AccountRole
from app.contributions.queries import late_and_soon
from app.database import now, session
from app.jobs import enqueue_outbox
from app.mail.actions import queue_mail, to_account
from app.times import local

MORNING = 7
"""The hour in Brussels from which the mail of a day leaves."""


def remind_lead_editors() -> int:
    """Once a day, to each of them, while anything is late or almost; the number of them. Run each hour."""
    session.rollback()
    today = local(now())
    with session.begin():
        if today.hour < MORNING or not any(late_and_soon(now())):
            return 0
        leads = session.scalars(
            select(Account.id)
            .where(Account.role == AccountRole.LEAD_EDITOR, Account.disabled_at.is_(None))
            .order_by(Account.id)
        ).all()
        for account_id in leads:
            queue_mail(f"overdue-{today:%Y-%m-%d}", to_account(account_id), "overdue")
    enqueue_outbox()
    return len(leads)
