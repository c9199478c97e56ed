"""Who is signed in, and how a password is checked."""

import unicodedata
from functools import cache
from urllib.parse import urlsplit

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import session as cookie_session
from flask_login import LoginManager, login_user
from sqlalchemy import select

from app.accounts.models import Account
from app.database import session

login_manager = LoginManager()
login_manager.login_view = "accounts.sign_in"

hasher = PasswordHasher()
"""Argon2id with the library's parameters, which follow RFC 9106."""


def load_account(user_id: str) -> Account | None:
    """The account of a session: nobody once it is disabled or has a new password."""
    number, _, version = user_id.partition(":")
    if not (number.isdecimal() and version.isdecimal()):
        return None
    account = session.get(Account, int(number))
    if account is None or not account.is_active or account.session_version != int(version):
        return None
    return account


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
    """A session of 12 hours that holds nothing of who used this browser before."""
    cookie_session.clear()
    cookie_session.permanent = True
    login_user(account)


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
