"""Who wrote a review: apart from the reviews, encrypted, erasable."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.languages import language


class Identity(Base):
    """Name and address of one review's author, encrypted with IDENTITY_KEY."""

    __tablename__ = "identities"

    id: Mapped[int] = mapped_column(primary_key=True)
    first_name: Mapped[bytes | None]
    last_name: Mapped[bytes | None]
    email: Mapped[bytes | None]
    email_key: Mapped[str] = mapped_column(index=True)
    """A hash of the normalised address with MATCHING_KEY: the same author gives the same key."""
    language: Mapped[str] = mapped_column(default=language, server_default="nl")
    """In which we write to them: that of the page where they wrote to us."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    erased_at: Mapped[datetime | None]


class AuthorLink(Base):
    """A mailed link to an author's own page; only its hash is kept."""

    __tablename__ = "author_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(sa.ForeignKey("contributions.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    mail_id: Mapped[int | None]
    """The row of the outbox that it was made for; that row goes sooner than the link."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
