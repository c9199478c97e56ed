"""What came before a contribution: facts for the checks, gathered from the database."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account, account_facilities
from app.contributions.models import Contribution, Review, TextBand, Version
from app.database import now, session
from app.facilities.models import Facility
from app.identities.disposable import is_disposable
from app.identities.encryption import decrypt
from app.identities.models import Identity
from moderation.findings import EarlierReview, History, OtherText
from moderation.fingerprints import bands
from moderation.states import State

COMPARED_AT_FACILITY = 300
COMPARED_ELSEWHERE = 20
SHARED_DOMAINS = frozenset(
    {"gmail.com", "hotmail.com", "outlook.com", "telenet.be", "skynet.be", "proximus.be", "live.be",
     "hotmail.be", "outlook.be", "yahoo.com", "icloud.com", "scarlet.be", "mail.be"}
)  # fmt: skip
"""Addresses here say nothing of an employer."""


def history_of(contribution: Contribution, version: Version) -> History:
    """Everything the checks may know of what came before this version."""
    texts = tuple(other_texts(contribution, version))
    if not isinstance(contribution, Review):
        return History(other_texts=texts)
    identity = session.get(Identity, contribution.identity_id) if contribution.identity_id else None
    email = decrypt(identity.email) if identity else ""
    return History(
        earlier_reviews=tuple(earlier_reviews(contribution, identity)),
        other_texts=texts,
        recent_at_facility=reviews_in_last_week(contribution),
        yearly_rate_at_facility=yearly_rate(contribution),
        other_authors_on_device=other_authors_on_device(contribution, identity),
        disposable_email=is_disposable(email),
        provider_email=belongs_to_provider(email, contribution.facility),
    )


def earlier_reviews(review: Review, identity: Identity | None) -> Iterator[EarlierReview]:
    """Confirmed reviews of the same author, whatever became of them, newest first."""
    if identity is None:
        return
    rows = session.scalars(
        select(Review)
        .join(Identity, Identity.id == Review.identity_id)
        .where(
            Identity.email_key == identity.email_key, Review.id != review.id, Review.confirmed_at.is_not(None)
        )
        .options(joinedload(Review.latest_version), joinedload(Review.facility))
        .order_by(Review.confirmed_at.desc())
        .limit(50)
    ).all()
    organisation = review.facility.organisation_id
    for other in rows:
        yield EarlierReview(
            id=other.id,
            same_facility=other.facility_id == review.facility_id,
            same_organisation=organisation is not None and other.facility.organisation_id == organisation,
            written_at=other.confirmed_at or other.created_at,
            experience_from=other.latest_version.experience_from if other.latest_version else None,
            experience_until=other.latest_version.experience_until if other.latest_version else None,
        )


def other_texts(contribution: Contribution, version: Version) -> Iterator[OtherText]:
    """All recent texts about the facility, and likely copies about others."""
    here = list(
        session.execute(
            select(Contribution.id, Version.texts)
            .join(Version, Version.id == Contribution.latest_version_id)
            .where(
                Contribution.facility_id == contribution.facility_id,
                Contribution.id != contribution.id,
                Contribution.kind == contribution.kind,
                Contribution.state.not_in([State.UNCONFIRMED, State.ERASED]),
            )
            .order_by(Contribution.id.desc())
            .limit(COMPARED_AT_FACILITY)
        )
    )
    for number, texts in here:
        yield OtherText(number, joined(texts), same_facility=True)
    for number, texts in elsewhere(contribution, joined(version.texts)):
        yield OtherText(number, joined(texts), same_facility=False)


def elsewhere(contribution: Contribution, text: str) -> Sequence[tuple[int, dict[str, str]]]:
    """Texts about other facilities that share a fingerprint band, the most shared first."""
    shared = func.count().label("shared")
    likely = session.execute(
        select(TextBand.contribution_id, shared)
        .join(Contribution, Contribution.id == TextBand.contribution_id)
        .where(
            TextBand.band.in_(bands(text)),
            Contribution.kind == contribution.kind,
            Contribution.facility_id != contribution.facility_id,
            Contribution.state != State.ERASED,
        )
        .group_by(TextBand.contribution_id)
        .order_by(shared.desc(), TextBand.contribution_id.desc())
        .limit(COMPARED_ELSEWHERE)
    ).all()
    rows = session.execute(
        select(Contribution.id, Version.texts)
        .join(Version, Version.id == Contribution.latest_version_id)
        .where(Contribution.id.in_([row.contribution_id for row in likely]))
    )
    return [(number, texts) for number, texts in rows]


def joined(texts: dict[str, str]) -> str:
    """One text of all fields."""
    return "\n".join(text for text in texts.values() if text)


def reviews_in_last_week(review: Review) -> int:
    """Confirmed at this facility in the seven days before this one, this one included."""
    moment = review.confirmed_at or now()
    return count_confirmed(review, moment - timedelta(days=7), moment)


def yearly_rate(review: Review) -> float:
    """Reviews a year before the last week, over at most two years."""
    until = (review.confirmed_at or now()) - timedelta(days=7)
    return count_confirmed(review, until - timedelta(days=730), until) / 2


def count_confirmed(review: Review, after: object, until: object) -> int:
    """Reviews of this facility confirmed between two moments."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Review)
            .where(
                Review.facility_id == review.facility_id,
                Review.confirmed_at > after,
                Review.confirmed_at <= until,
            )
        )
        or 0
    )


def other_authors_on_device(review: Review, identity: Identity | None) -> int:
    """Other authors seen on the same device while its key is kept (30 days)."""
    if review.device_key is None or identity is None:
        return 0
    return (
        session.scalar(
            select(func.count(func.distinct(Identity.email_key)))
            .select_from(Review)
            .join(Identity, Identity.id == Review.identity_id)
            .where(Review.device_key == review.device_key, Identity.email_key != identity.email_key)
        )
        or 0
    )


def belongs_to_provider(email: str, facility: Facility) -> bool:
    """The address is the provider's, or stands at a domain of its own."""
    if not email:
        return False
    accounts = session.scalars(
        select(Account.email)
        .join(account_facilities)
        .join(Facility, Facility.id == account_facilities.c.facility_id)
        .where(
            Facility.organisation_id == facility.organisation_id
            if facility.organisation_id
            else Facility.id == facility.id
        )
    )
    known = {address.lower() for address in (*accounts, facility.email) if address}
    if email.lower() in known:
        return True
    website = facility.website.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.")
    domains = {address.rpartition("@")[2] for address in known} | {website.split("/")[0]}
    return email.lower().rpartition("@")[2] in domains - SHARED_DOMAINS - {""}
