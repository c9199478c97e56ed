"""A link to choose a password works once, for its owner."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.actions import INVITATION_HOLDS, new_account_link
from app.accounts.models import Account, AccountLink, AccountRole
from app.accounts.sign_in import account_with_password
from app.audit.models import AuditEntry
from app.database import now
from tests.factories import PASSWORD, make_account, make_facility
from tests.mailbox import Outbox, link_in
from tests.pages.signing_in import come_in, second_step
from tests.pages.visit import Page

Sessions = scoped_session[Session]

NEW = "blauwe stoel op het strand"

FIRST_PAGES = {
    AccountRole.EDITOR: "/redactie/",
    AccountRole.LEAD_EDITOR: "/redactie/",
    AccountRole.PROVIDER: "/organisatie/",
    AccountRole.ADMIN: "/beheer/",
}


def link_for(account: Account, session: Sessions) -> str:
    """The address of a fresh link."""
    token = new_account_link(account.id)
    session.commit()
    return f"/wachtwoord/{token}"


def choose(client: FlaskClient, account: Account, session: Sessions, password: str = NEW) -> Page:
    """Open a fresh link and choose this password."""
    return Page.open(client, link_for(account, session)).submit(password=password, again=password)


@pytest.mark.parametrize("role", AccountRole)
def test_who_chose_a_password_is_signed_in(client: FlaskClient, session: Sessions, role: AccountRole) -> None:
    account = make_account(role, [make_facility()], password_hash=None)
    assert second_step(choose(client, account, session)).address == FIRST_PAGES[role]


def test_the_new_password_works_and_the_old_one_does_not(client: FlaskClient, session: Sessions) -> None:
    account = make_account()
    choose(client, account, session)
    session.refresh(account)
    works = [account_with_password(account.email, typed) is not None for typed in (NEW, PASSWORD)]
    assert works == [True, False]


def test_the_token_does_not_stay_in_the_address(client: FlaskClient, session: Sessions) -> None:
    assert Page.open(client, link_for(make_account(), session)).address == "/wachtwoord-kiezen"


def test_looking_at_a_link_does_not_use_it_up(client: FlaskClient, app: Flask, session: Sessions) -> None:
    address = link_for(make_account(), session)
    Page.open(app.test_client(), address)
    assert Page.open(client, address).heading == "Kies een wachtwoord"


def test_a_link_works_once(client: FlaskClient, app: Flask, session: Sessions) -> None:
    address = link_for(make_account(), session)
    Page.open(client, address).submit(password=NEW, again=NEW)
    assert Page.open(app.test_client(), address).status == 410


def test_choosing_ends_the_other_links(client: FlaskClient, app: Flask, session: Sessions) -> None:
    account = make_account()
    other = link_for(account, session)
    choose(client, account, session)
    assert Page.open(app.test_client(), other).status == 410


def test_two_browsers_with_one_link_choose_once(client: FlaskClient, app: Flask, session: Sessions) -> None:
    address = link_for(make_account(), session)
    first, second = Page.open(client, address), Page.open(app.test_client(), address)
    first.submit(password=NEW, again=NEW)
    assert second.submit(password=PASSWORD, again=PASSWORD).status == 403


def test_an_expired_link_says_what_to_do(client: FlaskClient, session: Sessions) -> None:
    address = link_for(make_account(), session)
    session.execute(AccountLink.__table__.update().values(expires_at=now()))  # type: ignore[attr-defined]
    assert "Vraag een nieuwe link" in Page.open(client, address).links()


def test_a_link_of_a_disabled_account_does_not_work(client: FlaskClient, session: Sessions) -> None:
    address = link_for(make_account(disabled_at=now()), session)
    assert Page.open(client, address).status == 410


def test_a_token_that_never_was_does_not_work(client: FlaskClient) -> None:
    assert Page.open(client, "/wachtwoord/geraden").status == 410


@pytest.mark.parametrize(("holds", "hours"), [(None, 24), (INVITATION_HOLDS, 7 * 24)])
def test_a_link_holds(session: Sessions, holds: timedelta | None, hours: int) -> None:
    account = make_account()
    new_account_link(account.id, *([holds] if holds else []))
    link = session.scalars(select(AccountLink)).one()
    assert abs(link.expires_at - now() - timedelta(hours=hours)) < timedelta(minutes=1)


REFUSED = {
    "too short": ("elf tekens!", "elf tekens!", "Neem minstens 12 tekens"),
    "too long": ("lange zin " * 21, "lange zin " * 21, "Neem hoogstens 200 tekens"),
    "guessable": (
        "wachtwoord1234",
        "wachtwoord1234",
        "Dit is makkelijk te raden. Neem een paar woorden die niets met jou of deze site te maken hebben.",
    ),
    "two different ones": (NEW, NEW + "!", "De twee wachtwoorden zijn niet gelijk. Typ ze opnieuw."),
    "empty": ("", "", "Kies een wachtwoord"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_password_is_refused(client: FlaskClient, session: Sessions, name: str) -> None:
    password, again, error = REFUSED[name]
    page = Page.open(client, link_for(make_account(), session)).submit(password=password, again=again)
    assert page.errors[0] == error


def test_a_forgotten_password_is_chosen_again_by_mail(client: FlaskClient, outbox: Outbox) -> None:
    account = make_account()
    Page.open(client, "/wachtwoord-vergeten").submit(email=account.email)
    (mail,) = outbox.mails(account.email)
    page = Page.open(client, link_in(mail)).submit(password=NEW, again=NEW)
    assert second_step(page).address == "/redactie/"


@pytest.mark.parametrize("known", [False, True])
def test_asking_a_link_gets_the_same_answer(client: FlaskClient, known: bool) -> None:
    email = make_account().email if known else "niemand@platform.example"
    page = Page.open(client, "/wachtwoord-vergeten").submit(email=email)
    assert (page.address, page.heading) == ("/wachtwoord-vergeten/verstuurd", "Kijk in je mailbox")


@pytest.mark.parametrize("disabled", [False, True], ids=["unknown", "disabled"])
def test_nobody_else_gets_a_link(client: FlaskClient, outbox: Outbox, disabled: bool) -> None:
    email = make_account(disabled_at=now()).email if disabled else "niemand@platform.example"
    Page.open(client, "/wachtwoord-vergeten").submit(email=email)
    assert outbox.mails() == []


def test_the_trail_tells_of_a_new_password_without_an_address(client: FlaskClient, session: Sessions) -> None:
    account = make_account()
    choose(client, account, session)
    (row,) = session.scalars(select(AuditEntry)).all()
    assert (row.event, row.subject, row.account_id, row.details) == (
        "account.password_chosen",
        f"account:{account.id}",
        account.id,
        {},
    )


def test_a_new_password_ends_other_sessions(app: Flask, client: FlaskClient, session: Sessions) -> None:
    account = make_account()
    come_in(client, account)
    choose(app.test_client(), account, session)
    assert client.get("/redactie/").status_code == 302
