"""Names and addresses at rest: encrypted, and matched through a keyed hash with another key."""

import hashlib
import hmac
import secrets

from cryptography.fernet import Fernet, MultiFernet

from app.config import settings

DOTLESS_PROVIDERS = frozenset({"gmail.com", "googlemail.com"})
"""Large providers that ignore dots in the name."""


def cipher() -> MultiFernet:
    """The first key encrypts, all of them decrypt: keys rotate by putting a new one in front."""
    return MultiFernet([Fernet(key.encode()) for key in settings().identity_keys])


def encrypt(text: str) -> bytes:
    """For the columns of an identity."""
    return cipher().encrypt(text.encode())


def decrypt(token: bytes | None) -> str:
    """The text again, or "" where it was erased."""
    return cipher().decrypt(token).decode() if token else ""


def normalised_email(email: str) -> str:
    """One mailbox, one spelling: lower-case, without a plus-tag, without dots where they mean nothing."""
    name, _, domain = email.strip().lower().rpartition("@")
    name = name.split("+", 1)[0] or name
    if domain in DOTLESS_PROVIDERS:
        name, domain = name.replace(".", ""), "gmail.com"
    return f"{name}@{domain}"


def keyed_hash(purpose: str, text: str) -> str:
    """HMAC-SHA256 with MATCHING_KEY; the same text gives another hash for another purpose."""
    key = settings().matching_key.encode()
    return hmac.new(key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def email_key(email: str) -> str:
    """The key under which an author's reviews find each other."""
    return keyed_hash("email", normalised_email(email))


def new_token() -> str:
    """For a mailed link: 32 random bytes."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """All that is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
