"""How long each kind of data is kept (DOMAIN D13). The privacy page tells the same in words.

A class says what is due at a moment, and how it is forgotten. A new promise is a new row in CLASSES.
"""

import calendar
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, delete, func, or_, select, update

from app.accounts.models import AccountLink, AccountSession
from app.config import settings
from app.contributions.actions import SYSTEM, apply_action
from app.contributions.erasing import erase_content
from app.contributions.models import Contribution, Decision, Review, Version
from app.database import now, session
from app.facilities.models import FacilityRequest
from app.following.models import Alert
from app.helpful.models import HelpfulVote
from app.identities.actions import erase_identity
from app.identities.models import AuthorLink, Identity
from app.mail.models import OutboxMail
from app.notices.models import Complaint, Notice
from app.threads.models import Message, Party, Sender, Thread
from app.times import local
from moderation.states import Action, State

log = logging.getLogger(__name__)

BATCH = 500
DEVICE_KEY_DAYS = 30
SENT_MAIL_DAYS = 90
OFFLINE_MONTHS = 12
REPORTER_MONTHS = 12
REQUEST_MONTHS = 6
FOLLOWER_MONTHS = 24
"""Then who follows something asks again, or hears no more."""
IDENTITY_MONTHS = 24
"""After the experience, as NHS.uk keeps it (DOMAIN C), and never before the review could be handled."""


@dataclass(frozen=True)
class RetentionClass:
    """One kind of data and its term."""

    name: str
    due: Callable[[datetime], Select[int]]
    """Ids of what is due at this moment."""
    forget: Callable[[Sequence[int]], None]


def months_before(moment: datetime, months: int) -> datetime:
    """The same day so many months ago, or the last of that month: 31 March less one month is 28 February."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    last_day = calendar.monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last_day))


def unconfirmed(moment: datetime) -> Select[int]:
    """Reviews that nobody confirmed in time."""
    return select(Review.id).where(
        Review.state == State.UNCONFIRMED,
        Review.created_at <= moment - timedelta(days=settings().unconfirmed_days),
    )


ENDINGS = {
    State.RETURNED: Action.RETURN,
    State.REJECTED: Action.REJECT,
    State.REMOVED: Action.REMOVE,
    State.WITHDRAWN: Action.WITHDRAW,
}
"""State in which a text is not online, nor on its way there → the decision that brought it there."""


def offline(moment: datetime) -> Select[int]:
    """Texts that did not appear, or appear no more. Whoever objects keeps theirs until that is decided."""
    ended = (
        select(func.max(Decision.created_at))
        .where(Decision.contribution_id == Contribution.id, Decision.action.in_(ENDINGS.values()))
        .correlate(Contribution)
        .scalar_subquery()
    )
    contested = select(Complaint.id).where(
        Complaint.contribution_id == Contribution.id, Complaint.decided_at.is_(None)
    )
    return select(Contribution.id).where(
        Contribution.state.in_(ENDINGS),
        ended <= months_before(moment, OFFLINE_MONTHS),
        ~contested.exists(),
    )


def identified(moment: datetime) -> Select[int]:
    """Reviews whose author we know longer than is needed: counted from the later of experience and
    confirmation, for an experience may be years old when it is told."""
    limit = months_before(moment, IDENTITY_MONTHS)
    return (
        select(Review.id)
        .join(Version, Version.id == Review.latest_version_id)
        .where(
            Review.identity_id.is_not(None),
            func.coalesce(Review.confirmed_at, Review.created_at) <= limit,
            # Months are kept as their first day; the experience may have lasted until the last.
            or_(
                Version.experience_until.is_(None), Version.experience_until <= months_before(limit, 1).date()
            ),
            Review.is_open.is_(False),
        )
    )


def device_keys(moment: datetime) -> Select[int]:
    """Codes of a device."""
    return select(Review.id).where(
        Review.device_key.is_not(None), Review.created_at <= moment - timedelta(days=DEVICE_KEY_DAYS)
    )


def author_links(moment: datetime) -> Select[int]:
    """Links that expired."""
    return select(AuthorLink.id).where(AuthorLink.expires_at <= moment)


def account_links(moment: datetime) -> Select[int]:
    """Links that expired, used or not."""
    return select(AccountLink.id).where(AccountLink.expires_at <= moment)


def account_sessions(moment: datetime) -> Select[int]:
    """Where staff was signed in, once that has ended by itself."""
    return select(AccountSession.id).where(AccountSession.expires_at <= moment)


def sent_mails(moment: datetime) -> Select[int]:
    """What left, or was given up."""
    limit = moment - timedelta(days=SENT_MAIL_DAYS)
    return select(OutboxMail.id).where(or_(OutboxMail.sent_at <= limit, OutboxMail.failed_at <= limit))


def reporters(moment: datetime) -> Select[int]:
    """Notices that were answered long ago."""
    return select(Notice.id).where(
        Notice.decided_at <= months_before(moment, REPORTER_MONTHS),
        or_(Notice.name.is_not(None), Notice.email.is_not(None)),
    )


def votes_of_earlier_days(moment: datetime) -> Select[int]:
    """Their count stays with the review."""
    return select(HelpfulVote.id).where(HelpfulVote.day < local(moment).date())


def facility_requests(moment: datetime) -> Select[int]:
    """People write what they like in them."""
    return select(FacilityRequest.id).where(
        FacilityRequest.created_at <= months_before(moment, REQUEST_MONTHS)
    )


def followers(moment: datetime) -> Select[int]:
    """Addresses that nobody confirmed in time, or that were confirmed long ago."""
    return select(Alert.id).where(
        or_(
            Alert.confirmed_at <= months_before(moment, FOLLOWER_MONTHS),
            and_(
                Alert.confirmed_at.is_(None),
                Alert.created_at <= moment - timedelta(days=settings().unconfirmed_days),
            ),
        )
    )


def erase(ids: Sequence[int]) -> None:
    """All but the record that there was something, and what was decided."""
    for contribution in session.scalars(select(Contribution).where(Contribution.id.in_(ids))).all():
        apply_action(contribution, Action.ERASE, SYSTEM, seen_lock=contribution.lock_version)
        erase_content(contribution)


def erase_unconfirmed(ids: Sequence[int]) -> None:
    """Nobody showed to own the address: its matching key goes too."""
    erase(ids)
    forget_authors(ids)


def forget_authors(ids: Sequence[int]) -> None:
    """Name, address and matching key: from then on nobody knows that the text is theirs."""
    reviews = session.scalars(select(Review).where(Review.id.in_(ids))).all()
    identities = [review.identity_id for review in reviews]
    forget_answers(ids)
    for review in reviews:
        erase_identity(review)
        review.identity_id = None
    session.flush()
    session.execute(delete(Identity).where(Identity.id.in_(identities)))


def forget_answers(ids: Sequence[int]) -> None:
    """What authors told the editors may hold their name."""
    threads = select(Thread.id).where(Thread.contribution_id.in_(ids), Thread.party == Party.AUTHOR)
    session.execute(
        update(Message)
        .where(Message.thread_id.in_(threads), Message.sender == Sender.OTHER)
        .values(text="")
        .execution_options(synchronize_session=False)
    )


def forget_devices(ids: Sequence[int]) -> None:
    """The review stays."""
    session.execute(update(Review).where(Review.id.in_(ids)).values(device_key=None))


def forget_reporters(ids: Sequence[int]) -> None:
    """The notice stays."""
    session.execute(update(Notice).where(Notice.id.in_(ids)).values(name=None, email=None))


def delete_rows(
    model: type[
        AuthorLink | AccountLink | AccountSession | OutboxMail | HelpfulVote | FacilityRequest | Alert
    ],
) -> Callable[[Sequence[int]], None]:
    """Nothing stays of rows with these ids."""

    def forget(ids: Sequence[int]) -> None:
        session.execute(delete(model).where(model.id.in_(ids)))

    return forget


CLASSES: Sequence[RetentionClass] = (
    RetentionClass("unconfirmed reviews", unconfirmed, erase_unconfirmed),
    RetentionClass("texts that are not online", offline, erase),
    RetentionClass("authors", identified, forget_authors),
    RetentionClass("device keys", device_keys, forget_devices),
    RetentionClass("author links", author_links, delete_rows(AuthorLink)),
    RetentionClass("account links", account_links, delete_rows(AccountLink)),
    RetentionClass("account sessions", account_sessions, delete_rows(AccountSession)),
    RetentionClass("sent mails", sent_mails, delete_rows(OutboxMail)),
    RetentionClass("followers", followers, delete_rows(Alert)),
    RetentionClass("reporters", reporters, forget_reporters),
    RetentionClass("helpful votes", votes_of_earlier_days, delete_rows(HelpfulVote)),
    RetentionClass("facility requests", facility_requests, delete_rows(FacilityRequest)),
)


def expire() -> dict[str, int]:
    """Apply all terms; class → how many. One class that fails does not stop the others."""
    session.rollback()
    forgotten: dict[str, int] = {}
    for retention_class in CLASSES:
        try:
            forgotten[retention_class.name] = expire_class(retention_class)
        except Exception:
            session.rollback()
            log.exception("%s could not be forgotten", retention_class.name)
    return forgotten


def expire_class(retention_class: RetentionClass) -> int:
    """In batches, each its own transaction: other writers come in between."""
    moment, number, last = now(), 0, 0
    due = retention_class.due(moment)
    column = due.selected_columns[0]
    while True:
        with session.begin():
            ids = session.scalars(due.where(column > last).order_by(column).limit(BATCH)).all()
            if ids:
                retention_class.forget(ids)
        if not ids:
            return number
        number, last = number + len(ids), ids[-1]
