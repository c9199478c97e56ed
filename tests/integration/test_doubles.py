"""What the database refuses is never told as stored, unless it is there already."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import AccountRole
from app.database import now
from app.doubles import stored_once
from app.helpful.actions import has_voted, voter
from app.helpful.models import HelpfulVote
from moderation.states import State
from tests.factories import make_account, make_author_link, make_facility, make_review
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page
from tests.pages.writing import SEND, answers, open_form

Sessions = scoped_session[Session]


@contextmanager
def refusing(session: Sessions, table: str) -> Iterator[None]:
    """The database takes no new rows in this table."""
    if session.get_bind().dialect.name == "sqlite":
        refuse, accept = (
            f"CREATE TRIGGER refuses BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END",
            "DROP TRIGGER refuses",
        )
    else:
        refuse, accept = (
            f"ALTER TABLE {table} ADD CONSTRAINT refuses CHECK (false) NOT VALID",
            f"ALTER TABLE {table} DROP CONSTRAINT refuses",
        )
    session.execute(text(refuse))
    session.commit()
    try:
        yield
    finally:
        session.rollback()
        session.execute(text(accept))
        session.commit()


def test_a_review_that_was_not_stored_is_not_told_as_sent(client: FlaskClient, session: Sessions) -> None:
    facility = make_facility()
    page, filled = open_form(client, facility), answers(facility)
    with refusing(session, "contributions"), pytest.raises(IntegrityError):
        page.submit(SEND, **filled)


def test_a_vote_that_was_not_stored_is_not_told_as_counted(client: FlaskClient, session: Sessions) -> None:
    page = Page.open(client, f"/nuttig/{make_review(make_facility(places=20)).public_id}")
    with refusing(session, "helpful_votes"), pytest.raises(IntegrityError):
        page.submit("Ja, dit is nuttig")


def test_a_follower_who_was_not_stored_is_not_told_to_read_mail(
    client: FlaskClient, session: Sessions
) -> None:
    facility = make_facility()
    page = Page.open(client, f"/voorzieningen/kinderopvang/{facility.dossiernummer}/volgen")
    with refusing(session, "alerts"), pytest.raises(IntegrityError):
        page.submit(email="noor@ouders.example")


def test_a_report_of_a_facility_that_was_not_stored_is_not_told_as_received(
    client: FlaskClient, session: Sessions
) -> None:
    facility = make_facility(places=20)
    review = make_review(facility)
    sign_in(client, make_account(AccountRole.PROVIDER, [facility]))
    page = Page.open(client, f"/organisatie/waarderingen/{review.public_id}/melden")
    with refusing(session, "notices"), pytest.raises(IntegrityError):
        page.submit(reason="untrue", explanation="Dit gezin kwam hier nooit.", good_faith="y")


@pytest.mark.parametrize(
    ("way", "button", "filled", "table"),
    [
        ("", "Ik behandel deze bijdrage", {}, "claims"),
        ("/gesprek/indiener", "Verstuur je vraag", {"text": "Wanneer was dit?"}, "messages"),
    ],
)
def test_an_editor_is_not_told_of_a_colleague_who_is_not_there(
    client: FlaskClient, session: Sessions, way: str, button: str, filled: dict[str, str], table: str
) -> None:
    review = make_review(make_facility(places=20), State.QUEUED)
    sign_in(client, make_account())
    page = Page.open(client, f"/redactie/bijdragen/{review.id}{way}")
    with refusing(session, table), pytest.raises(IntegrityError):
        page.submit(button, **filled)


@pytest.mark.parametrize(
    ("state", "way", "table"),
    [(State.RETURNED, "verbeteren", "versions"), (State.REJECTED, "bezwaar", "complaints")],
)
def test_what_an_author_typed_stays_when_it_was_not_stored(
    client: FlaskClient, session: Sessions, state: State, way: str, table: str
) -> None:
    review = make_review(make_facility(places=20), state)
    Page.open(client, make_author_link(review))
    page = Page.open(client, f"/waardering/{way}")
    words = "Onze dochter at er elke middag verse soep."
    field = "text_good" if way == "verbeteren" else "text"
    with refusing(session, table):
        again = page.submit(**{field: words})
    assert (again.address, again.value(field)) == (f"/waardering/{way}", words)


def test_what_another_press_stored_in_the_same_moment_is_as_good(session: Sessions) -> None:
    number, address = make_review().id, "192.0.2.7"
    for _ in range(2):
        with stored_once(lambda: has_voted(number, address)):
            session.add(HelpfulVote(contribution_id=number, voter_key=voter(address), day=now().date()))
    assert session.scalar(select(func.count()).select_from(HelpfulVote)) == 1
