"""The audit trail: append-only, each row chained to the one before. No personal data."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class AuditEntry(Base):
    """Something that must be accounted for."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """1, 2, 3, … without holes."""
    at: Mapped[datetime]
    event: Mapped[str] = mapped_column(index=True)
    account_id: Mapped[int | None]
    subject: Mapped[str]
    """Such as `contribution:12`."""
    details: Mapped[dict[str, Any]]
    chain: Mapped[str]
    """HMAC of this row and of the row before, with AUDIT_KEY."""


class AuditHead(Base):
    """The last row of the trail; locked while one is added, so that writers take turns."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    last_id: Mapped[int]
    chain: Mapped[str]
