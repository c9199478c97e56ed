"""Who asked for a mail when parents tell something new."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.following.subject_kinds import SubjectKind
from app.languages import language


class Alert(Base):
    """An address that follows a subject. The address is encrypted, and kept apart from authors."""

    __tablename__ = "alerts"
    __table_args__ = (
        sa.UniqueConstraint("subject_kind", "subject_key", "email_key", name="uq_alerts_address"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    """Random: links are made of it, with a signature."""
    subject_kind: Mapped[SubjectKind]
    subject_key: Mapped[str]
    email: Mapped[bytes]
    """Encrypted with IDENTITY_KEY."""
    email_key: Mapped[str]
    """A hash of the address with MATCHING_KEY, for alerts alone: it matches no author's."""
    language: Mapped[str] = mapped_column(default=language, server_default="nl")
    """In which we write to them: that of the page where they wrote to us."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None] = mapped_column(index=True)
    """None until somebody pressed the button behind the mailed link; no mail of news before that."""
    told_until: Mapped[datetime | None]
    """Reviews of facilities that are not small, up to this moment, were told."""
    months_told_until: Mapped[datetime | None]
    """The same for small facilities, a month at a time: a mail of the day would tell the day."""
