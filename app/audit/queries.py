"""Reads of the trail: who looked at which identity, and all of it for an auditor."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from app.accounts.models import Account
from app.audit.chain import moment
from app.audit.models import AuditEntry
from app.database import now, only_reading, session

LOOKS_PER_PAGE = 50
LOOK = "identity.seen"
RECENT = timedelta(days=90)
PAGE = 1000
COLUMNS = ("id", "at", "event", "account_id", "subject", "details", "chain")


@dataclass(frozen=True)
class Look:
    """Somebody saw who wrote a contribution."""

    at: datetime
    who: str
    contribution_id: int
    reason: str


@dataclass(frozen=True)
class LookPage:
    """Looks, newest first."""

    looks: Sequence[Look]
    total: int
    page: int
    pages: int


def looks(account_id: int | None, reason: str, page: int) -> LookPage:
    """Filtered by person and reason. Two statements; a page past the end shows the last one."""
    condition = [AuditEntry.event == LOOK]
    if account_id is not None:
        condition.append(AuditEntry.account_id == account_id)
    if reason:
        condition.append(AuditEntry.details["reason"].as_string() == reason)
    total = session.scalar(select(func.count()).select_from(AuditEntry).where(*condition)) or 0
    pages = max(1, -(-total // LOOKS_PER_PAGE))
    page = min(max(page, 1), pages)
    rows = session.execute(
        select(AuditEntry, Account.name)
        .outerjoin(Account, Account.id == AuditEntry.account_id)
        .where(*condition)
        .order_by(AuditEntry.id.desc())
        .offset((page - 1) * LOOKS_PER_PAGE)
        .limit(LOOKS_PER_PAGE)
    )
    found = [
        Look(entry.at, name or "", int(entry.subject.rpartition(":")[2]), entry.details.get("reason", ""))
        for entry, name in rows
    ]
    return LookPage(found, total, page, pages)


@dataclass(frozen=True)
class Looker:
    """How often somebody looked lately."""

    account_id: int
    name: str
    looks: int
    contributions: int


def lookers() -> list[Looker]:
    """In the last 90 days, most looks first. One statement."""
    times = func.count().label("times")
    rows = session.execute(
        select(Account.id, Account.name, times, func.count(func.distinct(AuditEntry.subject)))
        .join(AuditEntry, AuditEntry.account_id == Account.id)
        .where(AuditEntry.event == LOOK, AuditEntry.at > now() - RECENT)
        .group_by(Account.id, Account.name)
        .order_by(times.desc(), Account.name)
    )
    return [Looker(*row) for row in rows]


def trail_as_jsonl() -> Iterator[str]:
    """A line a row."""
    for row in trail():
        yield json.dumps(row, ensure_ascii=False) + "\n"


def trail_as_csv() -> Iterator[str]:
    """With a header; details as JSON."""
    yield csv_line(COLUMNS)
    for row in trail():
        yield csv_line([json.dumps(row[name]) if name == "details" else row[name] for name in COLUMNS])


def csv_line(cells: Sequence[object]) -> str:
    """One line of CSV."""
    line = io.StringIO()
    csv.writer(line).writerow(["" if cell is None else cell for cell in cells])
    return line.getvalue()


def trail() -> Iterator[dict[str, Any]]:
    """All rows, as they are: ids and codes. Each page is a transaction that holds up nobody."""
    after = 0
    while True:
        with only_reading():
            page = session.scalars(
                select(AuditEntry).where(AuditEntry.id > after).order_by(AuditEntry.id).limit(PAGE)
            ).all()
            rows: list[dict[str, Any]] = [
                {
                    "id": entry.id,
                    "at": moment(entry.at),
                    "event": entry.event,
                    "account_id": entry.account_id,
                    "subject": entry.subject,
                    "details": entry.details,
                    "chain": entry.chain,
                }
                for entry in page
            ]
            session.rollback()
        if not rows:
            return
        yield from rows
        after = rows[-1]["id"]
