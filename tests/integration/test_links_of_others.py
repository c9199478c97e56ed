"""A link opens what it was mailed for, also when the database gives its row's number to another one."""

from flask.testing import FlaskClient
from sqlalchemy import delete
from sqlalchemy.orm import Session, scoped_session

from app.accounts.actions import new_account_link
from app.accounts.models import AccountLink
from app.identities.models import AuthorLink
from tests.factories import make_account, make_author_link, make_review

Sessions = scoped_session[Session]


def test_the_cookie_of_a_deleted_link_opens_nothing_of_the_next_author(
    client: FlaskClient, session: Sessions
) -> None:
    client.get(make_author_link(make_review()))
    assert client.get("/waardering").status_code == 200
    session.execute(delete(AuthorLink))
    make_author_link(make_review())
    session.commit()
    assert client.get("/waardering/gegevens").status_code == 410


def test_the_cookie_of_a_deleted_link_sets_nobodys_password(client: FlaskClient, session: Sessions) -> None:
    token = new_account_link(make_account().id)
    session.commit()
    client.get(f"/wachtwoord/{token}")
    assert client.get("/wachtwoord-kiezen").status_code == 200
    session.execute(delete(AccountLink))
    new_account_link(make_account().id)
    session.commit()
    assert client.get("/wachtwoord-kiezen").status_code == 410
