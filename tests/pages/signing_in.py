"""Somebody with an account comes in."""

from flask.testing import FlaskClient

from app.accounts.models import Account
from tests.factories import PASSWORD
from tests.pages.visit import Page


def sign_in(client: FlaskClient, account: Account) -> Page:
    """Through the page for it; the first page of that role follows."""
    return Page.open(client, "/aanmelden").submit("Aanmelden", email=account.email, password=PASSWORD)
