"""The links in mails to who follows something: signed, so that the database alone makes none."""

from itsdangerous import BadSignature, URLSafeSerializer

from app.addresses import full
from app.config import settings


def signer() -> URLSafeSerializer:
    """With the key of this installation."""
    return URLSafeSerializer(settings().secret_key, salt="alert")


def alert_link(key: str) -> str:
    """Where an address confirms, follows longer, or stops."""
    return full(f"/volgen/{signer().dumps(key)}")


def stop_link(key: str) -> str:
    """Where it stops, in one click (RFC 8058)."""
    return f"{alert_link(key)}/stoppen"


def key_in(token: str) -> str | None:
    """The key of a link that we made; None of any other."""
    try:
        found = signer().loads(token)
    except BadSignature:
        return None
    return found if isinstance(found, str) else None
