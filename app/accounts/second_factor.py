"""The second step of signing in: codes of an authenticator app (TOTP, RFC 6238) and recovery codes."""

import base64
import hmac
import secrets

import pyotp
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import CursorResult, delete, func, select, update

from app.accounts.models import Account, AccountRole, RecoveryCode, SecondFactor
from app.audit.actions import record
from app.config import settings
from app.database import now, session
from app.identities.encryption import keyed_hash

OBLIGED = frozenset({AccountRole.EDITOR, AccountRole.LEAD_EDITOR, AccountRole.ADMIN})
"""Whoever reads what is not public, or decides who may."""
ISSUER = "Waarderingsplatform"
DRIFT = 1
"""Half minutes that a telephone's clock may be off, either way."""
RECOVERY_CODES = 10
RECOVERY_LENGTH = 12
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without i, l, o, 0 and 1: people copy these from paper."""


class WrongCode(Exception):
    """Not the code of this moment, or one that was used before."""


def cipher() -> MultiFernet:
    """A key of its own, made from each IDENTITY_KEY: they rotate together."""
    return MultiFernet([Fernet(derived(key)) for key in settings().identity_keys])


def derived(identity_key: str) -> bytes:
    """What encrypts a secret must open nothing else (RFC 5869)."""
    made = HKDF(SHA256(), 32, salt=None, info=b"second factor")
    return base64.urlsafe_b64encode(made.derive(base64.urlsafe_b64decode(identity_key)))


def encrypted(secret: str) -> bytes:
    return cipher().encrypt(secret.encode())


def decrypted(token: bytes) -> str:
    return cipher().decrypt(token).decode()


def is_obliged(account: Account) -> bool:
    """Whether this account needs a second step. Examples of a demo do without: their password is public."""
    return account.role in OBLIGED and not settings().demo


def second_factor_of(account: Account) -> SecondFactor | None:
    return session.get(SecondFactor, account.id)


def new_secret() -> str:
    """160 random bits in base32, as RFC 4226 advises."""
    return pyotp.random_base32()


def app_address(account: Account, secret: str) -> str:
    """What the picture holds that a telephone reads."""
    return pyotp.TOTP(secret).provisioning_uri(name=account.email, issuer_name=ISSUER)


def step_of(secret: str, typed: str) -> int | None:
    """The half minute that this code is of, while it is near enough to now."""
    code = "".join(typed.split())
    totp = pyotp.TOTP(secret)
    current = totp.timecode(now())
    for step in range(current - DRIFT, current + DRIFT + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode()):
            return step
    return None


def set_up(account: Account, secret: str, typed: str) -> list[str]:
    """From now on this app is needed. The recovery codes, to show once. Raises WrongCode."""
    step = step_of(secret, typed)
    if step is None:
        raise WrongCode
    found = second_factor_of(account)
    if found is None:
        session.add(SecondFactor(account_id=account.id, secret=encrypted(secret), last_step=step))
    else:
        found.secret, found.last_step, found.created_at = encrypted(secret), step, now()
    record("account.second_factor_set", f"account:{account.id}", account_id=account.id)
    return new_recovery_codes(account)


def accept(account: Account, typed: str) -> None:
    """The code of the app, or a recovery code. Each works once, also for two browsers in the same moment.

    Raises WrongCode.
    """
    found = second_factor_of(account)
    if found is None:
        raise WrongCode
    step = step_of(decrypted(found.secret), typed)
    if step is not None:
        used = update(SecondFactor).where(
            SecondFactor.account_id == account.id, SecondFactor.last_step < step
        )
        if changes_one(session.execute(used.values(last_step=step))):
            return
        raise WrongCode
    code = update(RecoveryCode).where(
        RecoveryCode.account_id == account.id,
        RecoveryCode.code_hash == recovery_hash(account, typed),
        RecoveryCode.used_at.is_(None),
    )
    if not changes_one(session.execute(code.values(used_at=now()))):
        raise WrongCode
    record("account.recovery_code_used", f"account:{account.id}", account_id=account.id)


def changes_one(result: object) -> bool:
    """The row was there, and nobody was first."""
    return isinstance(result, CursorResult) and result.rowcount == 1


def new_recovery_codes(account: Account) -> list[str]:
    """Ten fresh ones; the old ones stop working."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    codes = ["".join(secrets.choice(READABLE) for _ in range(RECOVERY_LENGTH)) for _ in range(RECOVERY_CODES)]
    session.add_all(
        RecoveryCode(account_id=account.id, code_hash=recovery_hash(account, code)) for code in codes
    )
    session.flush()
    return [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in codes]


def recovery_hash(account: Account, typed: str) -> str:
    """However its owner wrote it: capitals, dashes and spaces do not matter."""
    code = "".join(character for character in typed.casefold() if character.isalnum())
    return keyed_hash(f"recovery code of {account.id}", code)


def codes_left(account: Account) -> int:
    """Recovery codes that still work."""
    unused = select(func.count()).where(RecoveryCode.account_id == account.id, RecoveryCode.used_at.is_(None))
    return session.scalar(unused) or 0


def take_away(account: Account, by: int) -> None:
    """By its owner where it is not obliged, or by an admin when a telephone is lost."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    session.execute(delete(SecondFactor).where(SecondFactor.account_id == account.id))
    record("account.second_factor_removed", f"account:{account.id}", account_id=by)
