"""Nothing is kept longer than the privacy page says, and nothing goes sooner."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, scoped_session

from app import retention
from app.accounts.actions import new_account_link
from app.accounts.models import AccountLink
from app.audit.actions import heads_file
from app.audit.verifying import trail_faults
from app.contributions.models import Contribution, Decision, Review, Version
from app.database import session as database_session
from app.identities.encryption import encrypt
from app.identities.models import AuthorLink, Identity
from app.mail.actions import queue_mail
from app.mail.models import OutboxMail
from app.notices.models import Notice
from app.retention import RetentionClass, expire
from app.reviews.actions import file_complaint
from moderation.findings import Family, Finding, Severity
from moderation.states import Action, Role, State
from tests.factories import (
    make_account,
    make_author_link,
    make_notice,
    make_reply,
    make_review,
)

Sessions = scoped_session[Session]

MOMENT = datetime(2026, 11, 22, 12, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
Kept = Callable[[], bool]


@pytest.fixture(autouse=True)
def clock(session: Sessions) -> Iterator[None]:
    """It is MOMENT, and stays so."""
    with time_machine.travel(MOMENT, tick=False):
        yield


def change(model: type, number: int, **values: object) -> None:
    """As if it happened then. The row's version stays what it is."""
    database_session.execute(update(model).where(model.id == number).values(**values))  # type: ignore[attr-defined]
    database_session.commit()


def state_of(contribution: Contribution) -> State:
    return database_session.execute(
        select(Contribution.state).where(Contribution.id == contribution.id)
    ).scalar_one()


def unconfirmed(at: datetime) -> Kept:
    review = make_review(state=State.UNCONFIRMED)
    change(Review, review.id, created_at=at)
    return lambda: state_of(review) is State.UNCONFIRMED


def offline(state: State) -> Callable[[datetime], Kept]:
    def prepare(at: datetime) -> Kept:
        review = make_review(state=state)
        change(Decision, review.decisions[-1].id, created_at=at)
        return lambda: state_of(review) is state

    return prepare


def returned_reply(at: datetime) -> Kept:
    review = make_review()
    reply = make_reply(review, make_account(), State.RETURNED)
    change(Decision, reply.decisions[-1].id, created_at=at)
    return lambda: state_of(reply) is State.RETURNED


def author_who_confirmed(at: datetime) -> Kept:
    review = make_review()
    change(Version, review.latest_version_id or 0, experience_until=date(2024, 1, 1))
    change(Review, review.id, confirmed_at=at)
    return identity_kept(review)


def identity_kept(review: Review) -> Kept:
    number = review.identity_id
    return lambda: database_session.get(Identity, number, populate_existing=True) is not None


def device_key(at: datetime) -> Kept:
    review = make_review()
    change(Review, review.id, created_at=at, device_key="een code")
    kept = select(Review.device_key).where(Review.id == review.id)
    return lambda: database_session.scalar(kept) is not None


def author_link(at: datetime) -> Kept:
    make_author_link(make_review())
    number = database_session.scalars(select(AuthorLink.id)).one()
    change(AuthorLink, number, expires_at=at)
    return lambda: count(AuthorLink) == 1


def account_link(at: datetime) -> Kept:
    new_account_link(make_account().id)
    database_session.commit()
    change(AccountLink, database_session.scalars(select(AccountLink.id)).one(), expires_at=at)
    return lambda: count(AccountLink) == 1


def mail(column: str) -> Callable[[datetime], Kept]:
    def prepare(at: datetime) -> Kept:
        queue_mail("event", "account:1", "new_review")
        database_session.commit()
        number = database_session.scalars(select(OutboxMail.id)).one()
        change(OutboxMail, number, **{column: at})
        return lambda: count(OutboxMail) == 1

    return prepare


def reporter(at: datetime) -> Kept:
    notice = make_notice(make_review(), name=encrypt("Els"), email=encrypt("els@lezer.example"))
    change(Notice, notice.id, decided_at=at)
    kept = select(func.count(Notice.name) + func.count(Notice.email)).where(Notice.id == notice.id)
    return lambda: database_session.scalar(kept) == 2


def count(model: type) -> int:
    return database_session.scalar(select(func.count()).select_from(model)) or 0


DAY = timedelta(days=1)
YEAR_AGO = datetime(2025, 11, 22, 12, tzinfo=UTC)
TWO_YEARS_AGO = datetime(2024, 11, 22, 12, tzinfo=UTC)

CASES: dict[str, tuple[Callable[[datetime], Kept], datetime]] = {
    "unconfirmed": (unconfirmed, MOMENT - 14 * DAY),
    "returned": (offline(State.RETURNED), YEAR_AGO),
    "rejected": (offline(State.REJECTED), YEAR_AGO),
    "removed": (offline(State.REMOVED), YEAR_AGO),
    "withdrawn": (offline(State.WITHDRAWN), YEAR_AGO),
    "returned reply": (returned_reply, YEAR_AGO),
    "author": (author_who_confirmed, TWO_YEARS_AGO),
    "device key": (device_key, MOMENT - 30 * DAY),
    "author link": (author_link, MOMENT),
    "account link": (account_link, MOMENT),
    "sent mail": (mail("sent_at"), MOMENT - 90 * DAY),
    "mail that was given up": (mail("failed_at"), MOMENT - 90 * DAY),
    "reporter": (reporter, YEAR_AGO),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_due_goes(name: str) -> None:
    prepare, limit = CASES[name]
    is_kept = prepare(limit)
    expire()
    assert not is_kept()


@pytest.mark.parametrize("name", CASES)
def test_what_is_not_due_stays(name: str) -> None:
    prepare, limit = CASES[name]
    is_kept = prepare(limit + A_SECOND)
    expire()
    assert is_kept()


@pytest.mark.parametrize(
    ("until", "kept"), [(date(2024, 11, 1), True), (date(2024, 10, 1), False), (None, False)]
)
def test_a_late_story_keeps_its_author_until_the_experience_is_old_as_well(
    until: date | None, kept: bool
) -> None:
    review = make_review()
    change(Review, review.id, confirmed_at=TWO_YEARS_AGO)
    change(Version, review.latest_version_id or 0, experience_until=until)
    is_kept = identity_kept(review)
    expire()
    assert is_kept() is kept


def test_a_text_whose_author_is_forgotten_stays_online() -> None:
    review = make_review()
    change(Review, review.id, confirmed_at=TWO_YEARS_AGO)
    change(Version, review.latest_version_id or 0, experience_until=None)
    expire()
    assert state_of(review) is State.PUBLISHED


@pytest.mark.parametrize("state", [State.QUEUED, State.ESCALATED, State.PUBLISHED])
def test_what_is_online_or_on_its_way_stays(state: State) -> None:
    review = make_review(state=state)
    database_session.execute(update(Decision).values(created_at=YEAR_AGO - 365 * DAY))
    database_session.commit()
    expire()
    assert state_of(review) is state


def test_a_contested_decision_keeps_its_text() -> None:
    review = make_review(state=State.REJECTED)
    file_complaint(review.decisions[-1], "Het is wel waar.")
    database_session.commit()
    change(Decision, review.decisions[-1].id, created_at=YEAR_AGO)
    expire()
    assert state_of(review) is State.REJECTED


SIGN = Finding(Family.PRIVACY, "person_name", Severity.NOTICE, "Een naam")


def test_nothing_personal_is_left_of_what_was_erased() -> None:
    review = make_review(state=State.REJECTED, findings=[SIGN])
    change(Decision, review.decisions[-1].id, created_at=YEAR_AGO)
    expire()
    database_session.refresh(review)
    (version,) = review.versions
    assert (version.texts, version.scores, version.findings, [d.message for d in review.decisions]) == (
        {},
        {},
        [],
        [""] * len(review.decisions),
    )


def test_the_system_erases_and_the_trail_tells_so() -> None:
    review = make_review(state=State.REJECTED)
    change(Decision, review.decisions[-1].id, created_at=YEAR_AGO)
    expire()
    last = database_session.scalars(select(Decision).order_by(Decision.id.desc()).limit(1)).one()
    told = (last.action, last.role, last.contribution_id == review.id)
    database_session.commit()
    assert (told, trail_faults(heads_file())) == ((Action.ERASE, Role.SYSTEM, True), [])


def test_nobody_can_match_an_address_that_was_never_confirmed() -> None:
    unconfirmed(MOMENT - 14 * DAY)
    expire()
    assert count(Identity) == 0


@pytest.mark.parametrize("name", CASES)
def test_a_second_time_finds_nothing(name: str) -> None:
    prepare, limit = CASES[name]
    prepare(limit)
    expire()
    assert set(expire().values()) == {0}


def test_many_go_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    account = make_account()
    for _ in range(5):
        new_account_link(account.id)
    database_session.execute(update(AccountLink).values(expires_at=MOMENT))
    database_session.commit()
    monkeypatch.setattr(retention, "BATCH", 2)
    assert (expire()["account links"], count(AccountLink)) == (5, 0)


def test_one_class_that_fails_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_ids: object) -> None:
        raise ArithmeticError

    is_kept = device_key(MOMENT - 30 * DAY)
    broken = RetentionClass("broken", retention.device_keys, fails)
    monkeypatch.setattr(retention, "CLASSES", (broken, *retention.CLASSES))
    expire()
    assert not is_kept()
