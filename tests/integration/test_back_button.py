"""Which pages a browser may keep: a form for the Back button alone, and nothing else that holds a session."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.accounts.models import AccountRole
from tests.factories import make_account, make_author_link, make_facility, make_review
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page, path_of

KEPT, NOT_KEPT = "private, max-age=0", "no-store"


def wrongly_sent(client: FlaskClient, address: str) -> TestResponse:
    """The page that comes back after an empty form."""
    page = Page.open(client, address)
    return client.post(path_of(page.address), data={"csrf_token": page.value("csrf_token")})


def write_a_review(client: FlaskClient) -> str:
    return f"/voorzieningen/kinderopvang/{make_facility().dossiernummer}/waarderen"


def follow_a_facility(client: FlaskClient) -> str:
    return f"/voorzieningen/kinderopvang/{make_facility().dossiernummer}/volgen"


def report_a_text(client: FlaskClient) -> str:
    return f"/melden/{make_review().public_id}"


def revise_a_review(client: FlaskClient) -> str:
    client.get(make_author_link(make_review()))
    return "/waardering/verbeteren"


def reply_to_a_review(client: FlaskClient) -> str:
    review = make_review()
    sign_in(client, make_account(AccountRole.PROVIDER, [review.facility]))
    return f"/organisatie/waarderingen/{review.public_id}/reageren"


OUTSIDE = (write_a_review, follow_a_facility, report_a_text, revise_a_review, reply_to_a_review)


@pytest.mark.parametrize("form", OUTSIDE)
def test_a_form_with_what_was_typed_comes_back_at_the_back_button(client: FlaskClient, form: object) -> None:
    assert callable(form)
    answer = wrongly_sent(client, form(client))
    assert answer.status_code in (200, 409)
    assert answer.headers["Cache-Control"] == KEPT


def test_it_still_does_after_the_session_changed(client: FlaskClient) -> None:
    assert "Cookie" not in wrongly_sent(client, write_a_review(client)).headers.get("Vary", "")


def test_it_also_does_before_it_was_sent(client: FlaskClient) -> None:
    assert client.get(write_a_review(client)).headers["Cache-Control"] == KEPT


@pytest.mark.parametrize("address", ["/aanmelden", "/wachtwoord-vergeten"])
def test_what_one_signs_in_with_is_kept_nowhere(client: FlaskClient, address: str) -> None:
    assert wrongly_sent(client, address).headers["Cache-Control"] == NOT_KEPT


def test_the_own_page_of_an_author_is_kept_nowhere(client: FlaskClient) -> None:
    client.get(make_author_link(make_review()))
    assert client.get("/waardering").headers["Cache-Control"] == NOT_KEPT


def test_a_form_of_an_editor_is_kept_nowhere(client: FlaskClient) -> None:
    sign_in(client, make_account())
    review = make_review()
    answer = client.get(f"/redactie/bijdragen/{review.id}/beslissen/remove")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, NOT_KEPT)
