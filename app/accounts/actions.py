"""Make accounts, give them a link to choose a password, and end their sessions."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select, update

from app.accounts.models import Account, AccountLink, AccountRole
from app.accounts.sign_in import find_account, hash_password
from app.audit.actions import record
from app.database import now, session
from app.facilities.models import Facility
from app.identities.encryption import new_token, token_hash
from app.mail.actions import queue_mail, to_account

RESET_HOLDS = timedelta(hours=24)
INVITATION_HOLDS = timedelta(days=7)


class AccountExists(Exception):
    """Somebody has an account with this address."""


class LinkUsed(Exception):
    """The link was used in the meantime, has expired, or its account is disabled."""


class OwnAccount(Exception):
    """Nobody disables the account they work with: the last admin would lock everybody out."""


def create_account(
    email: str, role: AccountRole, name: str = "", facilities: Iterable[Facility] = ()
) -> Account:
    """An account without a password: its owner chooses one by a link. `email` is tidy already."""
    if find_account(email) is not None:
        raise AccountExists
    account = Account(email=email, name=name or email, role=role, facilities=list(facilities))
    session.add(account)
    session.flush()
    record("account.created", subject_of(account), details={"role": role.value})
    return account


def subject_of(account: Account) -> str:
    """How the trail names it."""
    return f"account:{account.id}"


def new_account_link(account_id: int, holds: timedelta = RESET_HOLDS) -> str:
    """A fresh token for a mail or a screen; only its hash is stored."""
    token = new_token()
    session.add(AccountLink(account_id=account_id, token_hash=token_hash(token), expires_at=now() + holds))
    session.flush()
    return token


def working_link(link_id: object, *, lock: bool = False) -> AccountLink | None:
    """The link with this id while it can be used."""
    if not isinstance(link_id, int):
        return None
    found = select(AccountLink).where(AccountLink.id == link_id)
    link = session.scalar(found.with_for_update() if lock else found)
    if link is None or link.used_at is not None or link.expires_at <= now() or not link.account.is_active:
        return None
    return link


def find_link(token: str) -> AccountLink | None:
    """The link of a token while it can be used."""
    return working_link(
        session.scalar(select(AccountLink.id).where(AccountLink.token_hash == token_hash(token)))
    )


def ask_reset(email: str) -> None:
    """A mail with a link; nothing where there is no such account."""
    account = find_account(email)
    if account is not None and account.is_active:
        mail_reset(account)


def mail_reset(account: Account, *, by: int | None = None) -> None:
    """At most one a minute. `by` is the admin who asked, if any."""
    minute = int(now().timestamp()) // 60
    queue_mail(f"reset-{account.id}-{minute}", to_account(account.id), "reset_password", account=account.id)
    record("account.link_asked", subject_of(account), account_id=by)


def choose_password(link_id: object, password: str) -> Account:
    """Sets it and ends all sessions; this link, and any other that is still out, stops working."""
    link = working_link(link_id, lock=True)
    if link is None:
        raise LinkUsed
    account = link.account
    account.password_hash = hash_password(password)
    account.session_version += 1
    session.execute(
        update(AccountLink)
        .where(AccountLink.account_id == account.id, AccountLink.used_at.is_(None))
        .values(used_at=now())
    )
    record("account.password_chosen", subject_of(account), account_id=account.id)
    return account


def disable(account: Account, by: int) -> None:
    """It cannot sign in any more, and what is open in a browser ends. Twice changes nothing."""
    if account.id == by:
        raise OwnAccount
    if account.disabled_at is None:
        account.disabled_at = now()
        account.session_version += 1
        record("account.disabled", subject_of(account), account_id=by)


def enable(account: Account, by: int) -> None:
    """It can sign in again, with the password it had."""
    if account.disabled_at is not None:
        account.disabled_at = None
        record("account.enabled", subject_of(account), account_id=by)


def note_many_attempts(email: str) -> None:
    """Somebody keeps guessing the password of this account."""
    account = find_account(email)
    if account is not None:
        record("account.many_attempts", subject_of(account))
