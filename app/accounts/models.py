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
    language: Mapped[str] = mapped_column(default="nl", server_default="nl")
    """In which we write to a facility: that of the page where it last signed in. Editors read Dutch."""
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


class SecondFactor(Base):
    """An authenticator app (TOTP, RFC 6238) that somebody needs beside the password."""

    __tablename__ = "second_factors"

    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"), primary_key=True)
    secret: Mapped[bytes]
    """Encrypted with a key made from IDENTITY_KEY."""
    last_step: Mapped[int]
    """The half minute of the last accepted code: that code and older ones are refused."""
    created_at: Mapped[datetime] = mapped_column(default=now)


class RecoveryCode(Base):
    """Works once, instead of the app; only its keyed hash is kept."""

    __tablename__ = "recovery_codes"
    __table_args__ = (sa.UniqueConstraint("account_id", "code_hash", name="uq_recovery_codes_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"))
    code_hash: Mapped[str]
    used_at: Mapped[datetime | None]


class AccountSession(Base):
    """Somebody is signed in somewhere. Deleting the row ends it, whatever the browser still holds."""

    __tablename__ = "account_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    began_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    browser: Mapped[str]
    """Such as "Firefox op Windows"."""
    network: Mapped[str]
    """The first half of the address at most: where from, roughly."""
