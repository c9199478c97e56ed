"""A link opens what it was mailed for, also when the database gives its row's number to another one."""

from flask.testing import FlaskClient
from sqlalchemy import delete
from sqlalchemy.orm import Session, scoped_session

from app.accounts.actions import new_account_link
from app.accounts.models import AccountLink
from app.contributions.models import Review
from app.database import now
from app.database import session as database
from app.identities.actions import new_author_link
from app.identities.models import AuthorLink
from app.mail.models import OutboxMail
from tests.factories import make_account, make_author_link, make_review
from tests.pages.visit import Page

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


NEWER = "Er is een nieuwere link"


def mailed_link(review: Review, *, sent: bool = True) -> str:
    """The link in a mail about this review."""
    row = OutboxMail(
        event=f"mail-{now().timestamp()}", recipient=f"author:{review.id}", template="review_publish",
        context={}, sent_at=now() if sent else None,
    )  # fmt: skip
    database.add(row)
    database.flush()
    token = new_author_link(review.id, row.id)
    database.commit()
    return f"/waardering/link/{token}"


def test_an_older_link_tells_that_there_is_a_newer_one(client: FlaskClient, session: Sessions) -> None:
    review = make_review()
    older, newer = mailed_link(review), mailed_link(review)
    assert Page.open(client, older).heading == NEWER
    assert Page.open(client, newer).heading != NEWER


def test_an_older_link_holds_until_the_newer_mail_has_left(client: FlaskClient, session: Sessions) -> None:
    review = make_review()
    older, _ = mailed_link(review), mailed_link(review, sent=False)
    assert Page.open(client, older).heading != NEWER


def test_a_newer_link_takes_nothing_from_who_is_on_the_page(client: FlaskClient, session: Sessions) -> None:
    review = make_review()
    older = mailed_link(review)
    client.get(older)
    mailed_link(review)
    assert client.get("/waardering").status_code == 200
    assert Page.open(client, older).heading != NEWER


def test_a_link_of_another_review_is_no_newer_one(client: FlaskClient, session: Sessions) -> None:
    older, _ = mailed_link(make_review()), mailed_link(make_review())
    assert Page.open(client, older).heading != NEWER


def test_the_cookie_of_a_deleted_link_sets_nobodys_password(client: FlaskClient, session: Sessions) -> None:
    token = new_account_link(make_account().id)
    session.commit()
    client.get(f"/wachtwoord/{token}")
    assert client.get("/wachtwoord-kiezen").status_code == 200
    session.execute(delete(AccountLink))
    new_account_link(make_account().id)
    session.commit()
    assert client.get("/wachtwoord-kiezen").status_code == 410
