"""Store, correct, erase and look at identities."""

from datetime import timedelta

from sqlalchemy import delete, or_, select

from app.audit.actions import record
from app.config import settings
from app.contributions.models import Review
from app.database import now, session
from app.identities.encryption import decrypt, email_key, encrypt, new_token, token_hash
from app.identities.models import AuthorLink, Identity
from app.mail.models import OutboxMail


def add_identity(first_name: str, last_name: str, email: str) -> Identity:
    """Encrypted, apart from the review."""
    identity = Identity(
        first_name=encrypt(first_name),
        last_name=encrypt(last_name),
        email=encrypt(email),
        email_key=email_key(email),
    )
    session.add(identity)
    session.flush()
    return identity


def correct_email(review: Review, email: str) -> None:
    """A mistyped address; links that were mailed to the wrong one stop working."""
    identity = session.get_one(Identity, review.identity_id)
    identity.email, identity.email_key = encrypt(email), email_key(email)
    session.execute(delete(AuthorLink).where(AuthorLink.review_id == review.id))


def email_of(review: Review) -> str:
    """Where the author is written to, or "" when that was erased."""
    identity = session.get(Identity, review.identity_id) if review.identity_id else None
    return decrypt(identity.email) if identity else ""


def erase_identity(review: Review) -> None:
    """Name and address go, and every link with them; the matching key stays as long as retention says."""
    session.execute(delete(AuthorLink).where(AuthorLink.review_id == review.id))
    identity = session.get(Identity, review.identity_id) if review.identity_id else None
    if identity is not None and identity.erased_at is None:
        identity.first_name = identity.last_name = identity.email = None
        identity.erased_at = now()


def look_at_identity(review: Review, account_id: int, reason: str) -> tuple[str, str, str]:
    """First name, last name and address, for an editor with a reason. Each look is in the trail."""
    record(
        "identity.seen",
        f"contribution:{review.id}",
        account_id=account_id,
        details={"reason": reason},
    )
    identity = session.get(Identity, review.identity_id) if review.identity_id else None
    if identity is None:
        return "", "", ""
    return decrypt(identity.first_name), decrypt(identity.last_name), decrypt(identity.email)


def new_author_link(review_id: int, mail_id: int | None = None) -> str:
    """A fresh token for this mail; only its hash is stored."""
    token = new_token()
    session.add(
        AuthorLink(
            review_id=review_id,
            token_hash=token_hash(token),
            mail_id=mail_id,
            expires_at=now() + timedelta(days=settings().author_link_days),
        )
    )
    return token


def has_newer_link(link: AuthorLink) -> bool:
    """A later mail about the same review left. One that still waits, or came twice, takes nothing away."""
    waits = select(OutboxMail.id).where(OutboxMail.id == AuthorLink.mail_id, OutboxMail.sent_at.is_(None))
    newer = (
        select(AuthorLink.id)
        .where(
            AuthorLink.review_id == link.review_id,
            AuthorLink.id > link.id,
            or_(AuthorLink.mail_id.is_(None), AuthorLink.mail_id != link.mail_id),
            ~waits.exists(),
        )
        .limit(1)
    )
    return session.scalar(newer) is not None
