"""Make accounts, give them a link to choose a password, and end their sessions."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import delete, select, update

from app.accounts.models import Account, AccountLink, AccountRole, AccountSession
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
    """Nobody disables the account they work with, or changes its role: no last admin locks all out."""


class LastLeadEditor(Exception):
    """Somebody must hear of danger at once, and deal with it."""


class NotAdmin(Exception):
    """Who asks this is no admin any more: without this check two admins could end each other."""


def create_account(
    email: str,
    role: AccountRole,
    name: str = "",
    facilities: Iterable[Facility] = (),
    *,
    by: int | None = None,
) -> Account:
    """An account without a password: its owner chooses one by a link. `email` is tidy already."""
    if find_account(email) is not None:
        raise AccountExists
    account = Account(email=email, name=name or email, role=role, facilities=list(facilities))
    session.add(account)
    session.flush()
    record("account.created", subject_of(account), account_id=by, details={"role": role.value})
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


def working_link(known: object, *, lock: bool = False) -> AccountLink | None:
    """The link with this hash of a token while it can be used."""
    if not isinstance(known, str):
        return None
    found = select(AccountLink).where(AccountLink.token_hash == known)
    link = session.scalar(found.with_for_update() if lock else found)
    if link is None or link.used_at is not None or link.expires_at <= now() or not link.account.is_active:
        return None
    return link


def find_link(token: str) -> AccountLink | None:
    """The link of a token while it can be used."""
    return working_link(token_hash(token))


NOBODY = 0
"""No account has this number: a mail to it is made, and dropped when it would leave."""


def ask_reset(email: str) -> None:
    """A mail with a link. An unknown address costs the same work, so that the time it takes tells nothing."""
    account = find_account(email)
    mail_reset(account.id if account is not None and account.is_active else NOBODY)


def mail_reset(account_id: int, *, by: int | None = None) -> None:
    """At most one a minute. `by` is the admin who asked, if any."""
    minute = int(now().timestamp()) // 60
    queue_mail(f"reset-{account_id}-{minute}", to_account(account_id), "reset_password", account=account_id)
    record("account.link_asked", f"account:{account_id}", account_id=by)


def mail_invitation(account: Account, *, by: int) -> None:
    """The same link as for a forgotten password, in a mail that says what the account is for."""
    queue_mail(f"invitation-{account.id}", to_account(account.id), "invitation", account=account.id)
    record("account.link_asked", subject_of(account), account_id=by)


def choose_password(known: object, password: str) -> Account:
    """Sets it and ends all sessions; this link, and any other that is still out, stops working."""
    link = working_link(known, lock=True)
    if link is None:
        raise LinkUsed
    change_password(link.account, password)
    return link.account


def change_password(account: Account, password: str) -> None:
    """All its sessions end, and every link that is still out stops working."""
    account.password_hash = hash_password(password)
    end_sessions(account)
    session.execute(
        update(AccountLink)
        .where(AccountLink.account_id == account.id, AccountLink.used_at.is_(None))
        .values(used_at=now())
    )
    record("account.password_chosen", subject_of(account), account_id=account.id)


def end_sessions(account: Account, by: int | None = None) -> None:
    """Whatever is open in any browser ends, also half-way signing in. `by` is the admin who asked, if any."""
    account.session_version += 1
    session.execute(delete(AccountSession).where(AccountSession.account_id == account.id))
    if by is not None:
        record("account.sessions_ended", subject_of(account), account_id=by)


def disable(account: Account, by: int) -> None:
    """It cannot sign in any more, and what is open in a browser ends. Twice changes nothing.

    Raises OwnAccount, NotAdmin or LastLeadEditor.
    """
    lock_admins(account, by)
    keep_a_lead_editor(account)
    if account.disabled_at is None:
        account.disabled_at = now()
        end_sessions(account)
        record("account.disabled", subject_of(account), account_id=by)


def change_role(account: Account, role: AccountRole, facilities: Iterable[Facility], by: int) -> None:
    """By another admin; what is open in a browser ends, because it was opened in the old role.

    Raises OwnAccount, NotAdmin or LastLeadEditor.
    """
    lock_admins(account, by)
    if role is not AccountRole.LEAD_EDITOR:
        keep_a_lead_editor(account)
    old, account.role = account.role, role
    account.facilities = list(facilities)
    end_sessions(account)
    record(
        "account.role_changed",
        subject_of(account),
        account_id=by,
        details={
            "from": old.value,
            "to": role.value,
            "facilities": [found.id for found in account.facilities],
        },
    )


def lock_admins(account: Account, by: int) -> None:
    """Two admins who take each other's role in the same moment take turns: one always stays."""
    admins = session.scalars(
        select(Account.id)
        .where(Account.role == AccountRole.ADMIN, Account.disabled_at.is_(None))
        .order_by(Account.id)
        .with_for_update()
    ).all()
    if account.id == by:
        raise OwnAccount
    if by not in admins:
        raise NotAdmin
    session.refresh(account)


def keep_a_lead_editor(account: Account) -> None:
    """Not the last one who can sign in. `lock_admins` comes first, so that two admins take turns."""
    able = session.scalars(
        select(Account.id).where(
            Account.role == AccountRole.LEAD_EDITOR,
            Account.disabled_at.is_(None),
            Account.password_hash.is_not(None),
        )
    ).all()
    if able == [account.id]:
        raise LastLeadEditor


def enable(account: Account, by: int) -> None:
    """It can sign in again, with the password it had."""
    if account.disabled_at is not None:
        account.disabled_at = None
        record("account.enabled", subject_of(account), account_id=by)


def note_many_attempts(email: str) -> None:
    """Somebody keeps guessing the password of this account, or of one that does not exist."""
    account = find_account(email)
    record("account.many_attempts", subject_of(account) if account else f"account:{NOBODY}")
