"""Write the audit trail, and note its end outside the database."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.audit.chain import chained, moment
from app.audit.models import AuditEntry, AuditHead
from app.config import settings
from app.database import now, session


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


def write_head() -> None:
    """Note the end of the trail outside the database, so that a cut tail shows."""
    head = session.scalars(select(AuditHead)).one()
    line = json.dumps({"at": moment(now()), "id": head.last_id, "chain": head.chain})
    with heads_file().open("a") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def heads_file() -> Path:
    """Where the ends of the trail are noted; copy it away each day."""
    return settings().data / "audit-heads.jsonl"
