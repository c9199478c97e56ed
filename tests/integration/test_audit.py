"""The trail shows whatever somebody did to it, and holds nothing about people."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import AccountRole
from app.audit.actions import heads_file, record, write_head
from app.audit.chain import START, chained
from app.audit.models import AuditEntry, AuditHead
from app.audit.verifying import trail_faults
from app.config import Settings, use_settings
from app.database import now
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
    return trail_faults(heads_file())


@contextmanager
def as_owner() -> Iterator[None]:
    """With the rights of whoever owns the database: what keeps others from changing rows is taken away."""
    if database_session.get_bind().dialect.name == "postgresql":
        database_session.execute(text("ALTER TABLE audit_entries DISABLE TRIGGER ALL"))
        yield
        database_session.execute(text("ALTER TABLE audit_entries ENABLE TRIGGER ALL"))
        return
    triggers = database_session.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entries'")
    ).all()
    for name, _sql in triggers:
        database_session.execute(text(f"DROP TRIGGER {name}"))
    yield
    for _name, sql in triggers:
        database_session.execute(text(sql))


def change(number: int, **values: object) -> None:
    with as_owner():
        database_session.execute(update(AuditEntry).where(AuditEntry.id == number).values(**values))


def remove(*numbers: int) -> None:
    with as_owner():
        database_session.execute(delete(AuditEntry).where(AuditEntry.id.in_(numbers)))


def move(number: int, to: int) -> None:
    change(number, id=to)


def swap() -> None:
    move(2, to=99)
    move(3, to=2)
    move(99, to=3)


def set_head(**values: object) -> None:
    database_session.execute(update(AuditHead).values(**values))


def add_row(number: int) -> None:
    """Without the key: its proof is made up."""
    database_session.add(
        AuditEntry(id=number, at=now(), event="event.9", subject="contribution:9", details={}, chain="f" * 64)
    )


def put_in_front() -> None:
    add_row(0)


def write_nonsense(column: str, value: str) -> None:
    """What only SQLite lets somebody write."""
    with as_owner():
        database_session.execute(
            text(f"UPDATE audit_entries SET {column} = :value WHERE id = 3"), {"value": value}
        )


def cut_and_set_head(last: int) -> None:
    """As somebody would who knows how the trail is kept, but not its key."""
    remove(*range(last + 1, 6))
    chain = database_session.scalars(select(AuditEntry.chain).where(AuditEntry.id == last)).one()
    database_session.execute(update(AuditHead).values(last_id=last, chain=chain))


TAMPERING: dict[str, tuple[Callable[[], object], str]] = {
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
    "three rows gone": (lambda: remove(2, 3, 4), "Rijen 2 tot 4 ontbreken: na rij 1 volgt rij 5."),
    "a row in front": (put_in_front, "Rij 0 hoort er niet: het logboek begint bij rij 1."),
    "a row at the end": (lambda: add_row(6), "Rij 6 is gewijzigd of hoort niet na rij 5."),
    "a row at the end that its head knows": (
        lambda: (add_row(6), set_head(last_id=6, chain="f" * 64)),
        "Rij 6 is gewijzigd of hoort niet na rij 5.",
    ),
    "a row that is put further on": (lambda: move(3, to=9), "Rij 3 ontbreekt: na rij 2 volgt rij 4."),
    "an end that was moved back": (
        lambda: set_head(last_id=3),
        "Na rij 3 staan rijen die er niet horen, tot rij 5.",
    ),
    "another end": (
        lambda: set_head(chain="0" * 64),
        "Het einde is niet zoals het bij rij 5 genoteerd werd.",
    ),
    "no end": (
        lambda: database_session.execute(delete(AuditHead)),
        "Het logboek hoort één genoteerd einde te hebben; het heeft er 0.",
    ),
    "two ends": (
        lambda: database_session.add(AuditHead(id=2, last_id=5, chain="0" * 64)),
        "Het logboek hoort één genoteerd einde te hebben; het heeft er 2.",
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
@pytest.mark.parametrize(("column", "value"), [("details", "{"), ("at", "gisteren")])
def test_nonsense_is_refused_by_postgresql_and_shown_on_sqlite(column: str, value: str) -> None:
    if database_session.get_bind().dialect.name == "postgresql":
        with pytest.raises(DBAPIError):
            write_nonsense(column, value)
        return
    write_nonsense(column, value)
    assert any(fault.startswith("Rij 3 is niet te lezen") for fault in faults())


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
def test_a_trail_that_begins_anew_shows_outside_the_database() -> None:
    write_head()
    remove(1, 2, 3, 4, 5)
    set_head(last_id=0, chain="0" * 64)
    assert any(fault.startswith("Rij 5 is niet meer zoals ze op") for fault in faults())


@pytest.mark.usefixtures("trail")
def test_a_cut_tail_that_grew_again_shows_outside_the_database() -> None:
    write_head()
    cut_and_set_head(3)
    for number in range(4, 9):
        record("event.new", f"contribution:{number}")
    assert any(fault.startswith("Rij 5 is niet meer zoals ze op") for fault in faults())


@pytest.mark.usefixtures("trail")
def test_an_older_copy_of_the_database_shows_in_the_heads() -> None:
    write_head()
    cut_and_set_head(3)
    write_head()
    assert any("was het logboek korter dan voordien: rij 3 na rij 5." in fault for fault in faults())


@pytest.mark.usefixtures("trail")
@pytest.mark.parametrize("line", ["", "{", "[]", '{"id": "x", "chain": "", "at": ""}', '{"id": 1}', "\x00"])
def test_a_head_that_cannot_be_read_is_told(line: str) -> None:
    write_head()
    with heads_file().open("a") as file:
        file.write(f"{line}\n")
    assert faults() == ["Regel 2 van audit-heads.jsonl is niet te lezen."]


@pytest.mark.usefixtures("trail")
@pytest.mark.parametrize("statement", ["UPDATE audit_entries SET event = 'x'", "DELETE FROM audit_entries"])
def test_the_trail_takes_no_changes(statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        database_session.execute(text(statement))
    database_session.rollback()


@given(st.lists(st.sampled_from(["event", "subject", "account_id", "details", "chain", "id"]), min_size=1))
def test_any_row_that_differs_has_another_proof(columns: list[str]) -> None:
    use_settings(Settings(data=Path(), database_url="", redis_url="", audit_key="k" * 32))
    values: dict[str, Any] = {
        "id": 2, "event": "a", "subject": "b", "account_id": 1, "details": {"c": 1}, "chain": "d",
    }  # fmt: skip
    other = {**values, **{name: {"c": 2} if name == "details" else 77 for name in columns}}
    at = now()
    first, second = (AuditEntry(at=at, **row) for row in (values, other))
    same_start = chained(START, first) == chained(START, second)
    assert same_start is (set(columns) <= {"chain"})


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


def test_who_writes_meanwhile_makes_no_fault(session: Sessions) -> None:
    session.rollback()
    with ThreadPoolExecutor(WRITERS) as pool:
        writing = [pool.submit(write_rows, number) for number in range(WRITERS)]
        found: list[str] = []
        while not all(one.done() for one in writing):
            found += trail_faults(heads_file())
    assert found == []


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
