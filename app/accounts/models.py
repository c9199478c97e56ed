"""Accounts of editors, providers and admins. Authors of reviews have none."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from flask_login import UserMixin
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base, now
from app.facilities.models import Facility
from moderation.states import Role


class AccountRole(StrEnum):
    """What an account is for."""

    EDITOR = "editor"
    LEAD_EDITOR = "lead-editor"
    PROVIDER = "provider"
    ADMIN = "admin"


account_facilities = sa.Table(
    "account_facilities",
    Base.metadata,
    sa.Column("account_id", sa.ForeignKey("accounts.id"), primary_key=True),
    sa.Column("facility_id", sa.ForeignKey("facilities.id"), primary_key=True, index=True),
)


class Account(UserMixin, Base):  # type: ignore[misc] # flask-login has no types
    """Somebody who signs in."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    """Lower-case."""
    name: Mapped[str]
    role: Mapped[AccountRole]
    password_hash: Mapped[str | None]
    session_version: Mapped[int] = mapped_column(default=1)
    """Goes up with a new password: older sessions end."""
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    facilities: Mapped[list[Facility]] = relationship(secondary=account_facilities, order_by=Facility.name)

    @property
    def is_active(self) -> bool:
        """A disabled account cannot sign in."""
        return self.disabled_at is None

    def get_id(self) -> str:
        """For flask-login: the account and the version of its sessions."""
        return f"{self.id}:{self.session_version}"

    @property
    def moderation_role(self) -> Role:
        """In which role this account acts on contributions. An admin judges nothing."""
        return {
            AccountRole.EDITOR: Role.EDITOR,
            AccountRole.LEAD_EDITOR: Role.LEAD_EDITOR,
            AccountRole.PROVIDER: Role.AUTHOR,
        }[self.role]


class AccountLink(Base):
    """A one-time mailed or printed link to choose a password; only its hash is kept."""

    __tablename__ = "account_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()
