"""Who is signed in, and how a password is checked."""

import unicodedata
from datetime import timedelta
from functools import cache
from urllib.parse import urlsplit

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import session as cookie_session
from flask_login import LoginManager, login_user
from sqlalchemy import and_, delete, select

from app.accounts.browsers import browser_name, network, remember_browser
from app.accounts.models import Account, AccountRole, AccountSession
from app.database import now, session
from app.identities.encryption import new_token, token_hash
from app.languages import language

login_manager = LoginManager()
login_manager.login_view = "accounts.sign_in"

hasher = PasswordHasher()
"""Argon2id with the library's parameters, which follow RFC 9106."""


SESSION_HOLDS = timedelta(hours=12)
HALF_HOLDS = timedelta(minutes=15)
"""Between the password and the second step; long enough to set up an app."""


def load_account(user_id: str) -> Account | None:
    """The account of a session: nobody once it is disabled, has a new password, or the session was ended."""
    number, _, version = user_id.partition(":")
    if not (number.isdecimal() and version.isdecimal()):
        return None
    account: Account | None = session.scalar(
        select(Account)
        .join(
            AccountSession,
            and_(
                AccountSession.account_id == Account.id,
                AccountSession.token_hash == own_session_hash(),
                AccountSession.expires_at > now(),
            ),
        )
        .where(Account.id == int(number))
    )
    if account is None or not account.is_active or account.session_version != int(version):
        return None
    return account


def own_session_hash() -> str:
    """Names the session of this request; of nobody's session where there is none."""
    return token_hash(str(cookie_session.get("session", "")))


login_manager.user_loader(load_account)


def same_spelling(password: str) -> str:
    """One keyboard writes é as one character, another as two (NIST SP 800-63B, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def hash_password(password: str) -> str:
    """What is stored."""
    return hasher.hash(same_spelling(password))


@cache
def unknown_password_hash() -> str:
    """To compare with where there is no account: an answer then takes as long as for a known address."""
    return hasher.hash("nobody has this password")


def find_account(email: str) -> Account | None:
    """The account with this address, disabled or not."""
    return session.scalar(select(Account).where(Account.email == email.strip().lower()))


def account_with_password(email: str, password: str) -> Account | None:
    """Who may sign in with these, or None. Always compares once, so that its duration tells nothing."""
    account = find_account(email)
    known_hash = account.password_hash if account else None
    right = matches(known_hash or unknown_password_hash(), password)
    if account is None or known_hash is None or not right or not account.is_active:
        return None
    if hasher.check_needs_rehash(known_hash):
        account.password_hash = hash_password(password)
    return account


def matches(password_hash: str, password: str) -> bool:
    """Whether the hash is of this password."""
    try:
        return hasher.verify(password_hash, same_spelling(password))
    except (VerificationError, InvalidHashError):
        return False


def begin_session(account: Account) -> None:
    """A session of 12 hours that holds nothing of who used this browser before. The caller commits."""
    token = new_token()
    session.execute(
        delete(AccountSession).where(
            AccountSession.account_id == account.id, AccountSession.expires_at <= now()
        )
    )
    session.add(
        AccountSession(
            account_id=account.id,
            token_hash=token_hash(token),
            expires_at=now() + SESSION_HOLDS,
            browser=browser_name(),
            network=network(),
        )
    )
    cookie_session.clear()
    cookie_session.permanent = True
    cookie_session["session"] = token
    login_user(account)
    if account.role is AccountRole.PROVIDER:
        account.language = language()
    remember_browser(account.email)


def end_own_session() -> bool:
    """The session of this request ends; whether there was one. The caller commits."""
    if "session" not in cookie_session:
        return False
    session.execute(delete(AccountSession).where(AccountSession.token_hash == own_session_hash()))
    return True


def begin_half(account: Account, target: str | None) -> None:
    """The password was right; what is still asked comes first. Opens no page but those of the second step."""
    cookie_session.clear()
    cookie_session["half"] = {
        "account": account.get_id(),
        "until": (now() + HALF_HOLDS).timestamp(),
        "target": local_target(target),
    }


def half_signed_in() -> Account | None:
    """Who gave the right password in this browser a moment ago."""
    half = cookie_session.get("half")
    if not half or half["until"] < now().timestamp():
        return None
    number, _, version = half["account"].partition(":")
    account = session.get(Account, int(number))
    if account is None or not account.is_active or account.session_version != int(version):
        return None
    return account


def half_target() -> str | None:
    """Where they wanted to go."""
    target: str | None = cookie_session.get("half", {}).get("target")
    return target


def local_target(target: str | None) -> str | None:
    """A path of this site to go on to, or None: a link in a mail must not lead elsewhere after signing in.

    Browsers read a backslash as a slash, and drop tabs and line ends.
    """
    if not target or not target.startswith("/") or target.startswith("//"):
        return None
    if "\\" in target or any(ord(character) <= 32 or ord(character) == 127 for character in target):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target
