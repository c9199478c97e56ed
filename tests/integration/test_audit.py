"""The trail shows whatever somebody did to it, and holds nothing about people."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import AccountRole
from app.audit.actions import record, trail_faults, write_head
from app.audit.models import AuditEntry, AuditHead
from app.config import Settings
from app.database import session as database_session
from app.identities.actions import look_at_identity
from moderation.states import State
from tests.factories import make_account, make_facility, make_reply, make_review

Sessions = scoped_session[Session]

WRITERS = 4
ROWS = 15


@pytest.fixture
def trail(session: Sessions) -> None:
    """Five rows."""
    for number in range(1, 6):
        record(f"event.{number}", f"contribution:{number}", details={"number": number})
    session.commit()


def faults() -> list[str]:
    """What the trail says of itself, with nothing left over from before."""
    database_session.commit()
    database_session.expire_all()
    return list(trail_faults())


def change(number: int, **values: object) -> None:
    database_session.execute(update(AuditEntry).where(AuditEntry.id == number).values(**values))


def remove(*numbers: int) -> None:
    database_session.execute(delete(AuditEntry).where(AuditEntry.id.in_(numbers)))


def move(number: int, to: int) -> None:
    change(number, id=to)


def swap() -> None:
    move(2, to=99)
    move(3, to=2)
    move(99, to=3)


def cut_and_set_head(last: int) -> None:
    """As somebody would who knows how the trail is kept, but not its key."""
    remove(*range(last + 1, 6))
    chain = database_session.scalars(select(AuditEntry.chain).where(AuditEntry.id == last)).one()
    database_session.execute(update(AuditHead).values(last_id=last, chain=chain))


TAMPERING: dict[str, tuple[Callable[[], None], str]] = {
    "another event": (lambda: change(3, event="event.0"), "Rij 3 is gewijzigd of hoort niet na rij 2."),
    "another subject": (lambda: change(3, subject="contribution:9"), "Rij 3 is gewijzigd"),
    "another person": (lambda: change(3, account_id=7), "Rij 3 is gewijzigd"),
    "other details": (lambda: change(3, details={"number": 4}), "Rij 3 is gewijzigd"),
    "another proof": (lambda: change(3, chain="0" * 64), "Rij 3 is gewijzigd"),
    "a hole": (lambda: remove(3), "Rij 3 ontbreekt: na rij 2 volgt rij 4."),
    "a hole at the start": (lambda: remove(1), "Rij 1 ontbreekt: na rij 0 volgt rij 2."),
    "another order": (swap, "Rij 2 is gewijzigd"),
    "a tail cut off": (
        lambda: remove(5),
        "Het einde is afgesneden: de laatste rij hoort 5 te zijn, maar is 4.",
    ),
    "all gone": (lambda: remove(1, 2, 3, 4, 5), "Het einde is afgesneden: de laatste rij hoort 5 te zijn"),
}


@pytest.mark.usefixtures("trail")
def test_an_untouched_trail_is_whole() -> None:
    assert faults() == []


@pytest.mark.usefixtures("session")
def test_an_empty_trail_is_whole() -> None:
    assert faults() == []


@pytest.mark.usefixtures("trail")
@pytest.mark.parametrize("what", TAMPERING)
def test_the_trail_shows(what: str) -> None:
    tamper, sentence = TAMPERING[what]
    tamper()
    assert any(fault.startswith(sentence) for fault in faults())


@pytest.mark.usefixtures("trail")
def test_the_trail_shows_another_moment() -> None:
    at = database_session.scalars(select(AuditEntry.at).where(AuditEntry.id == 3)).one()
    change(3, at=at + timedelta(microseconds=1))
    assert faults() != []


@pytest.mark.usefixtures("trail")
def test_a_tail_that_was_cut_with_care_shows_outside_the_database() -> None:
    write_head()
    cut_and_set_head(3)
    assert any(fault.startswith("Rij 5 is niet meer zoals ze op") for fault in faults())


@pytest.mark.usefixtures("trail")
def test_a_head_that_was_noted_earlier_stays_right() -> None:
    write_head()
    record("event.6", "contribution:6")
    database_session.commit()
    write_head()
    assert faults() == []


@pytest.mark.usefixtures("trail")
def test_what_was_undone_leaves_no_hole(session: Sessions) -> None:
    record("event.6", "contribution:6")
    session.rollback()
    record("event.7", "contribution:7")
    assert faults() == []


@pytest.mark.usefixtures("trail")
def test_without_the_key_no_row_can_be_added(settings: Settings) -> None:
    from dataclasses import replace

    from app.config import use_settings

    use_settings(replace(settings, audit_key="x" * 32))
    record("event.6", "contribution:6")
    database_session.commit()
    use_settings(settings)
    assert faults() == ["Rij 6 is gewijzigd of hoort niet na rij 5."]


def write_rows(writer: int) -> None:
    """Each row in a transaction of its own."""
    for number in range(ROWS):
        record("event.together", f"contribution:{writer}", details={"number": number})
        database_session.commit()
    database_session.remove()


def test_writers_together_make_one_chain(session: Sessions) -> None:
    session.rollback()
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write_rows, range(WRITERS)))
    rows = session.scalars(select(AuditEntry.id).order_by(AuditEntry.id)).all()
    assert (rows, faults()) == (list(range(1, WRITERS * ROWS + 1)), [])


def test_the_trail_holds_nothing_about_people(session: Sessions) -> None:
    facility = make_facility()
    provider = make_account(AccountRole.PROVIDER, [facility])
    review = make_review(facility, email="noor.geheim@ouder.example", texts={"text_good": "Geheim verhaal"})
    make_reply(review, provider, text="Geheim antwoord")
    look_at_identity(review, make_account().id, "contact")
    make_review(facility, State.ERASED)
    rows = session.scalars(select(AuditEntry)).all()
    written = json.dumps([[row.event, row.subject, row.details] for row in rows]).lower()
    found = [word for word in ("geheim", "noor", "peeters", "@", provider.name.lower()) if word in written]
    assert (len(rows) > 5, found) == (True, [])
