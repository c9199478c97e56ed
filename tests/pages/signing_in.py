"""Somebody with an account comes in."""

import pyotp
from flask.testing import FlaskClient
from sqlalchemy import update

from app.accounts.models import Account, SecondFactor
from app.database import session
from tests.factories import PASSWORD, SECRET
from tests.pages.visit import Page


def sign_in(client: FlaskClient, account: Account) -> Page:
    """Through the pages for it; the first page of that role follows."""
    return second_step(Page.open(client, "/aanmelden").submit(email=account.email, password=PASSWORD))


def second_step(page: Page) -> Page:
    """Where a code is asked, give it. A code works once, so that half a minute seems to have gone by."""
    if page.address != "/aanmelden/code":
        return page
    session.execute(update(SecondFactor).values(last_step=0))
    session.commit()
    return page.submit("Aanmelden", code=pyotp.TOTP(SECRET).now())
