"""Somebody with an account comes in."""

import pyotp
from flask import session as cookie_session
from flask.testing import FlaskClient
from sqlalchemy import update

from app.accounts.models import Account, SecondFactor
from app.accounts.sign_in import begin_session
from app.database import session
from tests.factories import PASSWORD, SECRET
from tests.pages.visit import Page
from tests.visitor import Visitor


def sign_in(client: Visitor, account: Account) -> None:
    """They came in before: for tests of what they do then. Four pages less than `come_in`."""
    who = account.id
    session.commit()
    client.thread.submit(begin, client, who).result(timeout=60)


def begin(client: Visitor, account_id: int) -> None:
    """A session, and its cookie. The end of a context ends that thread's database session."""
    with client.application.test_request_context():
        begin_session(session.get_one(Account, account_id))
        session.commit()
        begun = dict(cookie_session)
    with client.session_transaction() as kept:
        kept.clear()
        kept.permanent = True
        kept.update(begun)


def come_in(client: FlaskClient, account: Account) -> Page:
    """Through the pages for it; the first page of that role follows."""
    return second_step(Page.open(client, "/aanmelden").submit(email=account.email, password=PASSWORD))


def second_step(page: Page) -> Page:
    """Where a code is asked, give it. A code works once, so that half a minute seems to have gone by."""
    if page.address != "/aanmelden/code":
        return page
    session.execute(update(SecondFactor).values(last_step=0))
    session.commit()
    return page.submit("Aanmelden", code=pyotp.TOTP(SECRET).now())
