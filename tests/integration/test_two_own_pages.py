"""Two own pages in one browser: each form acts on the review that it was made for."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select
from sqlalchemy.orm import Session, scoped_session

from app.contributions.models import Review
from app.identities.models import AuthorLink
from app.reviews.own_data import own_identity
from moderation.states import State
from tests.factories import make_author_link, make_facility, make_review
from tests.pages.visit import Page
from tests.pages.writing import write

Sessions = scoped_session[Session]


def in_tabs(client: FlaskClient, *addresses: str) -> list[Page]:
    """Pages that stay open while the next one is opened."""
    return [Page.open(client, address) for address in addresses]


def test_a_button_in_the_first_tab_confirms_the_first_review(client: FlaskClient, session: Sessions) -> None:
    first, second = make_review(state=State.UNCONFIRMED), make_review(state=State.UNCONFIRMED)
    links = make_author_link(first), make_author_link(second)
    page, _ = in_tabs(client, *links)
    page.submit("Bevestig je waardering")
    session.expire_all()
    assert (first.state, second.state) == (State.SUBMITTED, State.UNCONFIRMED)


def test_what_was_done_shows_on_the_page_that_follows(client: FlaskClient) -> None:
    links = make_author_link(make_review(state=State.UNCONFIRMED)), make_author_link(make_review())
    page, _ = in_tabs(client, *links)
    assert "Bedankt! Je waardering is bevestigd." in page.submit("Bevestig je waardering").text


def test_only_the_review_of_the_tab_is_withdrawn(client: FlaskClient, session: Sessions) -> None:
    first, second = make_review(), make_review()
    links = make_author_link(first), make_author_link(second)
    Page.open(client, links[0])
    (question,) = in_tabs(client, "/waardering/intrekken")
    Page.open(client, links[1])
    question.submit("Ja, trek in")
    session.expire_all()
    assert (first.state, second.state) == (State.WITHDRAWN, State.PUBLISHED)


def test_a_text_goes_to_its_own_review(client: FlaskClient, session: Sessions) -> None:
    first, second = make_review(state=State.RETURNED), make_review(state=State.RETURNED)
    links = make_author_link(first), make_author_link(second)
    Page.open(client, links[0])
    (form,) = in_tabs(client, "/waardering/verbeteren")
    Page.open(client, links[1])
    form.submit("Verstuur opnieuw", text_good="Dit gaat over de eerste opvang.")
    session.expire_all()
    assert [review.latest_version.number for review in (first, second) if review.latest_version] == [2, 1]


def test_what_was_typed_on_a_page_whose_link_is_gone_can_be_copied(
    client: FlaskClient, session: Sessions
) -> None:
    Page.open(client, make_author_link(make_review(state=State.RETURNED)))
    (form,) = in_tabs(client, "/waardering/verbeteren")
    session.execute(delete(AuthorLink))
    session.commit()
    answer = form.submit("Verstuur opnieuw", text_good="Een lange tekst die niemand kwijt wil.")
    assert (answer.status, "Een lange tekst die niemand kwijt wil." in answer.text) == (409, True)


@pytest.mark.parametrize("name", ["Het Zonneke", "De Maan"])
def test_the_page_after_sending_corrects_the_address_of_its_own_review(
    client: FlaskClient, session: Sessions, name: str
) -> None:
    pages = {
        place: write(client, make_facility(name=place), email=f"ouder@{place[-4:].lower()}.exampel")
        for place in ("Het Zonneke", "De Maan")
    }
    assert name in pages[name].text
    pages[name].submit("Verbeter het adres", email="juist@ouders.example")
    session.expire_all()
    addresses = {
        review.facility.name: own_identity(review)["email"] for review in session.scalars(select(Review))
    }
    assert [place for place, email in addresses.items() if email == "juist@ouders.example"] == [name]
