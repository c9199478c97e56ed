"""Write the audit trail, and prove that nobody changed it."""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.audit.models import AuditEntry, AuditHead
from app.config import settings
from app.database import now, session

START = "0" * 64


def record(
    event: str, subject: str, *, account_id: int | None = None, details: Mapping[str, Any] | None = None
) -> None:
    """Add a row in the caller's transaction. Ids and codes only: no names, no addresses, no texts."""
    head = session.scalars(
        select(AuditHead).with_for_update().execution_options(populate_existing=True)
    ).one()
    entry = AuditEntry(
        id=head.last_id + 1,
        at=now(),
        event=event,
        account_id=account_id,
        subject=subject,
        details=dict(details or {}),
    )
    entry.chain = chained(head.chain, entry)
    head.last_id, head.chain = entry.id, entry.chain
    session.add(entry)
    session.flush()


def chained(previous: str, entry: AuditEntry) -> str:
    """HMAC-SHA256 with AUDIT_KEY over the row before and this row."""
    content = json.dumps(
        [
            previous,
            entry.id,
            moment(entry.at),
            entry.event,
            entry.account_id,
            entry.subject,
            entry.details,
        ],
        sort_keys=True,
        ensure_ascii=False,
    )
    return hmac.new(settings().audit_key.encode(), content.encode(), hashlib.sha256).hexdigest()


def moment(at: datetime) -> str:
    """The same text on both databases."""
    return at.isoformat(timespec="microseconds")


def trail_faults() -> Iterator[str]:
    """What is wrong with the trail, in Dutch sentences; nothing when it is whole."""
    previous, expected = START, 1
    for entry in session.scalars(
        select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=1000)
    ):
        if entry.id != expected:
            yield f"Rij {expected} ontbreekt: na rij {expected - 1} volgt rij {entry.id}."
            expected, previous = entry.id, ""
        if previous and chained(previous, entry) != entry.chain:
            yield f"Rij {entry.id} is gewijzigd of hoort niet na rij {entry.id - 1}."
        previous, expected = entry.chain, expected + 1
    head = session.scalars(select(AuditHead)).one()
    if head.last_id != expected - 1 or (head.last_id and head.chain != previous):
        yield f"Het einde is afgesneden: de laatste rij hoort {head.last_id} te zijn, maar is {expected - 1}."
    yield from cut_tail(expected - 1)


def cut_tail(last_id: int) -> Iterator[str]:
    """Compare with the heads that were written outside the database."""
    file = settings().data / "audit-heads.jsonl"
    if not file.exists():
        return
    for line in file.read_text().splitlines():
        head = json.loads(line)
        entry = session.get(AuditEntry, head["id"]) if head["id"] else None
        if head["id"] > last_id or (entry is not None and entry.chain != head["chain"]):
            yield f"Rij {head['id']} is niet meer zoals ze op {head['at']} buiten de databank genoteerd werd."


def write_head() -> None:
    """Note the end of the trail outside the database, so that a cut tail shows."""
    head = session.scalars(select(AuditHead)).one()
    line = json.dumps({"at": moment(now()), "id": head.last_id, "chain": head.chain})
    with (settings().data / "audit-heads.jsonl").open("a") as file:
        file.write(line + "\n")
