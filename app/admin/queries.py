"""What an admin sees: accounts, and facilities that somebody misses. No identities, no texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from app.accounts.models import Account
from app.audit.models import AuditEntry
from app.database import session
from app.facilities.models import FacilityRequest

PAGE_SIZE = 50


@dataclass(frozen=True)
class AccountLine:
    """An account, and when something was last changed about it."""

    account: Account
    changed_at: datetime


@dataclass(frozen=True)
class AccountPage:
    """Accounts in order of their address."""

    lines: Sequence[AccountLine]
    total: int
    page: int
    """From 1."""

    @property
    def pages(self) -> int:
        """At least one."""
        return max(1, -(-self.total // PAGE_SIZE))


def account_page(query: str, page: int) -> AccountPage:
    """The accounts whose address or name holds these words. A page past the end shows the last one."""
    condition = or_(
        func.lower(Account.email).contains(query.lower(), autoescape=True),
        func.lower(Account.name).contains(query.lower(), autoescape=True),
    )
    total = session.scalar(select(func.count()).select_from(Account).where(condition)) or 0
    page = min(max(page, 1), max(1, -(-total // PAGE_SIZE)))
    accounts = session.scalars(
        select(Account)
        .where(condition)
        .options(selectinload(Account.facilities))
        .order_by(Account.email)
        .offset((page - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
    ).all()
    changes = last_changes([account.id for account in accounts])
    lines = [AccountLine(account, changes.get(account.id, account.created_at)) for account in accounts]
    return AccountPage(lines, total, page)


def last_changes(account_ids: Sequence[int]) -> dict[int, datetime]:
    """Account → the last row of the trail that is about it."""
    subjects = {f"account:{number}": number for number in account_ids}
    rows = session.execute(
        select(AuditEntry.subject, func.max(AuditEntry.at))
        .where(AuditEntry.subject.in_(subjects))
        .group_by(AuditEntry.subject)
    )
    return {subjects[row[0]]: row[1] for row in rows}


@dataclass(frozen=True)
class AccountEvent:
    """Something that was changed about an account."""

    at: datetime
    event: str
    details: dict[str, Any]
    by: str
    """Whose account did it; "" for nobody in particular."""


def account_events(account_id: int, limit: int = 50) -> list[AccountEvent]:
    """What the trail tells of this account, newest first."""
    rows = session.execute(
        select(AuditEntry, Account.name)
        .outerjoin(Account, Account.id == AuditEntry.account_id)
        .where(AuditEntry.subject == f"account:{account_id}")
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    )
    return [AccountEvent(entry.at, entry.event, entry.details, name or "") for entry, name in rows]


def open_requests(limit: int = 50) -> Sequence[FacilityRequest]:
    """ "Mijn opvang staat er niet bij", oldest first."""
    return session.scalars(
        select(FacilityRequest)
        .where(FacilityRequest.handled_at.is_(None))
        .order_by(FacilityRequest.created_at, FacilityRequest.id)
        .limit(limit)
    ).all()
