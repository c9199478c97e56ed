"""Somebody looks after their own account: sessions, password, second step."""

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import Account, AccountRole, AccountSession, RecoveryCode, SecondFactor
from app.accounts.sign_in import account_with_password
from app.sealed_numbers import seal
from tests.factories import PASSWORD, make_account, make_facility
from tests.pages.signing_in import come_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]

NEW = "blauwe stoel op het strand"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0"


def is_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


@pytest.fixture
def editor(session: Sessions) -> Account:
    return make_account(email="els@platform.example", name="Els")


@pytest.fixture
def elsewhere(app: Flask, editor: Account) -> FlaskClient:
    """The same person at another browser."""
    other = app.test_client()
    other.environ_base.update(HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="203.0.113.77")
    come_in(other, editor)
    return other


def test_a_session_tells_where_it_is_roughly(
    client: FlaskClient, editor: Account, elsewhere: FlaskClient
) -> None:
    come_in(client, editor)
    text = Page.open(client, "/account").text
    assert ("Firefox op Windows" in text, "203.0.…" in text, "113.77" in text) == (True, True, False)


def test_a_session_ends_by_a_click_and_the_others_stay(
    client: FlaskClient, app: Flask, editor: Account, elsewhere: FlaskClient
) -> None:
    third = app.test_client()
    come_in(third, editor)
    come_in(client, editor)
    page = Page.open(client, "/account")
    page.submit(next(words for words in page.buttons() if words.startswith("Beëindig Firefox")))
    assert [is_in(one) for one in (client, elsewhere, third)] == [True, False, True]


def test_all_other_sessions_end_together(
    client: FlaskClient, editor: Account, elsewhere: FlaskClient
) -> None:
    come_in(client, editor)
    Page.open(client, "/account").submit("Beëindig alle andere sessies")
    assert [is_in(one) for one in (client, elsewhere)] == [True, False]


def test_nobody_ends_a_session_of_somebody_else(
    client: FlaskClient, session: Sessions, elsewhere: FlaskClient
) -> None:
    number = session.scalars(select(AccountSession.id)).one()
    come_in(client, make_account())
    page = Page.open(client, "/account/wachtwoord")
    form = page.form()
    form.set("action", f"/account/sessies/{seal('session', number)}/beeindigen")
    assert (page.send(form, {"csrf_token": [page.value("csrf_token")]}).status, is_in(elsewhere)) == (
        404,
        True,
    )


def test_signing_out_ends_the_session_itself(client: FlaskClient, session: Sessions) -> None:
    page = come_in(client, make_account())
    form = next(form for form in page.document.iter("form") if form.get("action") == "/afmelden")
    token = next(field.get("value", "") for field in form.iter("input"))
    client.post("/afmelden", data={"csrf_token": token})
    assert session.scalar(select(func.count()).select_from(AccountSession)) == 0


def change(client: FlaskClient, current: str = PASSWORD) -> Page:
    return Page.open(client, "/account/wachtwoord").submit(current=current, password=NEW, again=NEW)


def test_a_new_password_ends_every_other_session(
    client: FlaskClient, editor: Account, elsewhere: FlaskClient
) -> None:
    come_in(client, editor)
    change(client)
    assert [is_in(one) for one in (client, elsewhere)] == [True, False]


def test_a_new_password_works(client: FlaskClient, editor: Account, session: Sessions) -> None:
    come_in(client, editor)
    change(client)
    session.refresh(editor)
    works = [account_with_password(editor.email, typed) is not None for typed in (NEW, PASSWORD)]
    assert works == [True, False]


def test_a_passer_by_cannot_change_a_password(client: FlaskClient, editor: Account) -> None:
    come_in(client, editor)
    assert change(client, "geraden").errors == ["Dit is niet je huidige wachtwoord. Probeer opnieuw."]


def test_a_passer_by_cannot_go_on_guessing(client: FlaskClient, editor: Account) -> None:
    come_in(client, editor)
    for _ in range(10):
        change(client, "geraden")
    assert change(client).errors == [
        "Je probeerde dit vaak. Wacht een uur, of meld je af en vraag een nieuwe link."
    ]


@pytest.fixture
def provider(client: FlaskClient) -> Account:
    account = make_account(AccountRole.PROVIDER, [make_facility()])
    come_in(client, account)
    return account


def set_up_app(client: FlaskClient) -> Page:
    page = Page.open(client, "/account/tweede-stap")
    secret = "".join(next(e for e in page.document.iter("code") if e.get("id") == "sleutel").itertext())
    return page.submit(current=PASSWORD, code=pyotp.TOTP(secret.replace(" ", "")).now())


def test_a_provider_chooses_a_second_step_and_ends_it(
    client: FlaskClient, provider: Account, session: Sessions
) -> None:
    set_up_app(client)
    on = session.get(SecondFactor, provider.id) is not None
    session.commit()
    Page.open(client, "/account/tweede-stap/uit").submit(current=PASSWORD)
    session.expire_all()
    assert (on, session.get(SecondFactor, provider.id)) == (True, None)


def test_an_editor_cannot_do_without(client: FlaskClient, editor: Account) -> None:
    come_in(client, editor)
    assert Page.open(client, "/account/tweede-stap/uit").address == "/account"


def test_new_recovery_codes_replace_the_old_ones(
    client: FlaskClient, provider: Account, session: Sessions
) -> None:
    set_up_app(client)
    before = set(session.scalars(select(RecoveryCode.code_hash)))
    session.commit()
    Page.open(client, "/account/herstelcodes").submit(current=PASSWORD)
    after = set(session.scalars(select(RecoveryCode.code_hash)))
    assert (len(before), len(after), before & after) == (10, 10, set())
