"""Guessing goes slow, and locks nobody else out."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import Account
from app.audit.models import AuditEntry
from app.database import now
from tests.factories import make_account
from tests.pages.signing_in import come_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]
Stranger = Callable[[int], FlaskClient]

SLOW = "Iemand probeerde vaak een verkeerd wachtwoord. Wacht een minuut en probeer opnieuw."


@pytest.fixture
def stranger(app: Flask) -> Stranger:
    """Somebody at another address."""

    def make(number: int) -> FlaskClient:
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = f"198.51.100.{number}"
        return client

    return make


def guess(client: FlaskClient, email: str, times: int = 1) -> Page:
    page = Page.open(client, "/aanmelden")
    for number in range(times):
        page = page.submit(email=email, password=f"poging {number}")
    return page


def known(client: FlaskClient, account: Account) -> None:
    """A browser that this account used before, and that was closed."""
    come_in(client, account)
    client.delete_cookie("waardering")


def attack(stranger: Stranger, email: str) -> None:
    """31 guesses from four places."""
    for number in range(4):
        guess(stranger(number), email, 8)


@pytest.fixture
def editor(session: Sessions) -> Account:
    return make_account()


def test_guessing_from_one_place_stops_that_place_alone(
    client: FlaskClient, stranger: Stranger, editor: Account
) -> None:
    page = guess(stranger(1), editor.email, 11)
    assert (page.status, come_in(client, editor).address) == (429, "/redactie/")


def test_who_is_guessed_at_still_comes_in_from_a_new_place(
    client: FlaskClient, stranger: Stranger, editor: Account
) -> None:
    attack(stranger, editor.email)
    assert come_in(client, editor).address == "/redactie/"


def test_who_is_guessed_at_comes_in_as_often_as_before_with_a_known_browser(
    client: FlaskClient, stranger: Stranger, editor: Account
) -> None:
    known(client, editor)
    attack(stranger, editor.email)
    guess(client, editor.email, 2)
    assert come_in(client, editor).address == "/redactie/"


def test_a_known_browser_does_not_suffer_from_guessing_at_the_same_address(
    app: Flask, client: FlaskClient, editor: Account
) -> None:
    known(client, editor)
    guess(app.test_client(), "iemand.anders@platform.example", 11)
    assert come_in(client, editor).address == "/redactie/"


@pytest.mark.parametrize("exists", [True, False])
def test_many_guesses_from_many_places_go_slow(stranger: Stranger, editor: Account, exists: bool) -> None:
    email = editor.email if exists else "niemand@platform.example"
    attack(stranger, email)
    page = guess(stranger(9), email, 2)
    assert (page.status, page.errors) == (429, [SLOW])


def test_a_known_browser_may_not_guess_for_ever(client: FlaskClient, editor: Account) -> None:
    known(client, editor)
    assert guess(client, editor.email, 21).status == 429


def test_a_made_up_cookie_makes_no_known_browser(stranger: Stranger, editor: Account) -> None:
    client = stranger(1)
    client.set_cookie("bekend", "WyJhIixbImIiXV0.nep", path="/aanmelden")
    assert guess(client, editor.email, 11).status == 429


def test_the_trail_is_told_once(stranger: Stranger, editor: Account, session: Sessions) -> None:
    attack(stranger, editor.email)
    guess(stranger(9), editor.email)
    events = session.scalars(select(AuditEntry.event)).all()
    assert events == ["account.many_attempts"]


@pytest.mark.parametrize("kind", ["disabled", "unknown"])
def test_asking_a_link_costs_the_same_work_for_every_address(
    client: FlaskClient, session: Sessions, kind: str
) -> None:
    other = make_account(disabled_at=now()).email if kind == "disabled" else "niemand@platform.example"
    known = make_account().email
    session.commit()
    assert statements_of(client, known) == statements_of(client, other)


def statements_of(client: FlaskClient, email: str) -> list[str]:
    """What the database is asked."""
    page = Page.open(client, "/wachtwoord-vergeten")
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        page.submit(email=email)
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
    return asked
