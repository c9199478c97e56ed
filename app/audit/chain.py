"""What ties each row of the trail to the one before."""

import hashlib
import hmac
import json
from datetime import datetime

from app.audit.models import AuditEntry
from app.config import settings

START = "0" * 64
"""Stands before the first row."""


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
