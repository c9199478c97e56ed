"""Beside the password a code of an app; each code opens once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import time_machine
from cryptography.fernet import InvalidToken
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from app.accounts import second_factor
from app.accounts.models import Account, AccountRole, RecoveryCode, SecondFactor
from app.accounts.second_factor import OBLIGED, WrongCode, accept, set_up
from app.audit.models import AuditEntry
from app.config import Settings, use_settings
from app.database import session as database_session
from tests.factories import PASSWORD, SECRET, make_account, make_facility
from tests.pages.visit import Page

Sessions = scoped_session[Session]

NOON = datetime(2026, 11, 23, 12, 0, 10, tzinfo=UTC)
REFUSED = (
    "Deze code klopt niet of is al gebruikt. "
    "Wacht op de volgende code in je app, of gebruik een herstelcode die je nog niet gebruikte."
)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Ten seconds past noon, until a test moves it."""
    with time_machine.travel(NOON, tick=False) as coordinates:
        yield coordinates


def code_at(moment: datetime, secret: str = SECRET) -> str:
    """What the app shows then."""
    return pyotp.TOTP(secret).at(moment)


def password_given(client: FlaskClient, account: Account) -> Page:
    """Half-way."""
    return Page.open(client, "/aanmelden").submit(email=account.email, password=PASSWORD)


def is_in(client: FlaskClient) -> bool:
    """The account's own page opens."""
    return client.get("/account").status_code == 200


@pytest.mark.parametrize("role", sorted(OBLIGED))
def test_a_password_alone_opens_nothing(client: FlaskClient, role: AccountRole) -> None:
    page = password_given(client, make_account(role))
    assert (page.address, is_in(client)) == ("/aanmelden/code", False)


@pytest.mark.parametrize("role", sorted(OBLIGED))
def test_without_an_app_its_setting_up_comes_first(client: FlaskClient, role: AccountRole) -> None:
    page = password_given(client, make_account(role, with_app=False))
    assert (page.address, is_in(client)) == ("/aanmelden/instellen", False)


def test_a_provider_may_do_without(client: FlaskClient) -> None:
    account = make_account(AccountRole.PROVIDER, [make_facility()])
    assert password_given(client, account).address == "/organisatie/"


def test_the_examples_of_a_demo_do_without(app: Flask, settings: Settings) -> None:
    account = make_account(with_app=False)
    use_settings(replace(settings, demo=True))
    assert password_given(app.test_client(), account).address == "/redactie/"


DRIFTS = {-61: False, -31: True, -30: True, 0: True, 30: True, 51: False}
"""Seconds that a telephone's clock is off at ten past → whether its code is taken."""


@pytest.mark.usefixtures("session", "clock")
@pytest.mark.parametrize(("drift", "taken"), DRIFTS.items())
def test_a_clock_may_be_half_a_minute_off(client: FlaskClient, drift: int, taken: bool) -> None:
    page = password_given(client, make_account())
    page = page.submit(code=code_at(NOON + timedelta(seconds=drift)))
    assert (is_in(client), page.errors) == (taken, [] if taken else [REFUSED])


@pytest.mark.usefixtures("session", "clock")
def test_a_code_works_once(app: Flask) -> None:
    account, first, second = make_account(), app.test_client(), app.test_client()
    password_given(first, account).submit(code=code_at(NOON))
    page = password_given(second, account).submit(code=code_at(NOON))
    assert (is_in(first), is_in(second), page.errors) == (True, False, [REFUSED])


@pytest.mark.usefixtures("session", "clock")
def test_an_older_code_does_not_work_after_a_newer_one(app: Flask) -> None:
    account, first, second = make_account(), app.test_client(), app.test_client()
    password_given(first, account).submit(code=code_at(NOON))
    password_given(second, account).submit(code=code_at(NOON - timedelta(seconds=30)))
    assert (is_in(first), is_in(second)) == (True, False)


@pytest.mark.usefixtures("clock")
def test_two_browsers_with_one_code_let_one_in(session: Sessions) -> None:
    number = make_account().id
    session.remove()

    def attempt(_browser: int) -> bool:
        try:
            accept(database_session.get_one(Account, number), code_at(NOON))
            database_session.commit()
        except WrongCode:
            return False
        finally:
            database_session.remove()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, range(2))) == [False, True]


@pytest.mark.usefixtures("clock")
def test_setting_up_shows_codes_once_and_lets_in(client: FlaskClient, session: Sessions) -> None:
    page = password_given(client, make_account(with_app=False))
    secret = secret_on(page)
    page = page.submit(code=code_at(NOON, secret.replace(" ", "")))
    shown = codes_on(page)
    kept = session.scalars(select(RecoveryCode.code_hash)).all()
    assert (len(set(shown)), len(kept), is_in(client)) == (10, 10, True)
    assert not set(kept) & set(shown)


def secret_on(page: Page) -> str:
    """The key in letters."""
    return "".join(next(e for e in page.document.iter("code") if e.get("id") == "sleutel").itertext())


def codes_on(page: Page) -> list[str]:
    """The recovery codes on this page."""
    return ["".join(element.itertext()) for element in page.document.iter("code")]


@pytest.mark.usefixtures("session", "clock")
def test_a_wrong_first_code_keeps_the_same_key(client: FlaskClient) -> None:
    page = password_given(client, make_account(with_app=False))
    again = page.submit(code="000000")
    assert (again.errors, secret_on(again)) == ([REFUSED], secret_on(page))


@pytest.mark.usefixtures("clock")
def test_the_key_is_unreadable_in_the_database_and_in_the_cookie(
    client: FlaskClient, session: Sessions
) -> None:
    page = password_given(client, make_account(with_app=False))
    secret = secret_on(page).replace(" ", "")
    with client.session_transaction() as cookie:
        assert secret not in str(dict(cookie))
    page.submit(code=code_at(NOON, secret.replace(" ", "")))
    assert secret.encode() not in session.scalars(select(SecondFactor.secret)).one()


@pytest.mark.usefixtures("session")
def test_a_key_of_identities_does_not_open_it() -> None:
    from app.identities.encryption import cipher

    with pytest.raises(InvalidToken):
        cipher().decrypt(second_factor.encrypted(SECRET))


@pytest.mark.usefixtures("clock")
def test_a_recovery_code_works_once_however_it_is_typed(app: Flask, session: Sessions) -> None:
    account = make_account(with_app=False)
    code = set_up(account, SECRET, code_at(NOON))[3]
    session.commit()
    first, second = app.test_client(), app.test_client()
    password_given(first, account).submit(code=f" {code.upper().replace('-', ' ')} ")
    password_given(second, account).submit(code=code)
    assert (is_in(first), is_in(second)) == (True, False)


@pytest.mark.usefixtures("clock")
def test_a_recovery_code_is_of_one_account(client: FlaskClient, session: Sessions) -> None:
    code = set_up(make_account(with_app=False), SECRET, code_at(NOON))[0]
    session.commit()
    password_given(client, make_account()).submit(code=code)
    assert not is_in(client)


HOSTILE = ("", " ", "000000", "１２３４５６", "' OR 1=1 --", "\x00", "9" * 5000, "é" * 12)


@pytest.mark.usefixtures("session", "clock")
@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_gets_a_sentence(client: FlaskClient, typed: str) -> None:
    page = password_given(client, make_account()).submit(code=typed)
    assert (page.status, len(page.errors), is_in(client)) == (200, 1, False)


@pytest.mark.usefixtures("session", "clock")
def test_guessing_codes_stops(client: FlaskClient) -> None:
    page = password_given(client, make_account())
    for attempt in range(11):
        page = page.submit(code=f"{attempt:06}")
    page = page.submit(code=code_at(NOON))
    assert (page.status, is_in(client)) == (429, False)


@pytest.mark.usefixtures("session")
def test_the_second_step_waits_a_quarter_of_an_hour(
    client: FlaskClient, clock: time_machine.Traveller
) -> None:
    page = password_given(client, make_account())
    clock.shift(timedelta(minutes=16))
    page = page.submit(code=code_at(NOON + timedelta(minutes=16)))
    assert (page.address, is_in(client)) == ("/aanmelden", False)


def test_a_new_password_ends_what_was_half_way(client: FlaskClient, session: Sessions) -> None:
    account = make_account()
    page = password_given(client, account)
    account.session_version += 1
    session.commit()
    assert page.submit(code=pyotp.TOTP(SECRET).now()).address == "/aanmelden"


@pytest.mark.parametrize("address", ["/aanmelden/code", "/aanmelden/instellen"])
def test_the_second_step_begins_with_the_first(client: FlaskClient, address: str) -> None:
    assert Page.open(client, address).address == "/aanmelden"


@pytest.mark.usefixtures("clock")
def test_each_change_of_the_second_step_is_in_the_trail(client: FlaskClient, session: Sessions) -> None:
    account = make_account(with_app=False)
    page = password_given(client, account)
    page.submit(code=code_at(NOON, secret_on(page).replace(" ", "")))
    events = session.scalars(
        select(AuditEntry.event).where(AuditEntry.subject == f"account:{account.id}")
    ).all()
    assert events == ["account.second_factor_set"]
