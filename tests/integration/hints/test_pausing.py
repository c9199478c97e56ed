"""Without JavaScript the same hints come once, before sending; everything typed stays."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import AccountRole
from app.contributions.models import Review, Version
from app.replies.models import Reply
from app.sealed_numbers import seal
from moderation.states import State
from tests.factories import make_account, make_author_link, make_facility, make_reply, make_review
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page
from tests.pages.writing import SEND, answers, open_form, write

Sessions = scoped_session[Session]
NAMED = "Dank aan juf Els Peeters voor alles."
ANYWAY = "Verstuur toch zo"
TITLE = "Kijk je tekst nog één keer na"


def number(session: Sessions, kind: type[Review] | type[Reply] | type[Version]) -> int:
    return session.scalar(select(func.count()).select_from(kind)) or 0


def test_a_name_is_shown_before_sending(client: FlaskClient, session: Sessions, hints: None) -> None:
    page = write(client, make_facility(), text_good=NAMED)
    assert (TITLE in page.text, "Els Peeters" in page.text, number(session, Review)) == (True, True, 0)


def test_everything_typed_stays(client: FlaskClient, hints: None) -> None:
    facility = make_facility()
    typed = answers(facility, text_good=f"{NAMED} </textarea><b>vet</b>")
    page = open_form(client, facility).submit(SEND, **typed)
    assert {name: page.value(name) for name in typed} == typed


def test_it_can_be_sent_as_it_is(client: FlaskClient, session: Sessions, hints: None) -> None:
    page = write(client, make_facility(), text_good=NAMED).submit(ANYWAY)
    assert page.heading == "Kijk in je mailbox"
    assert session.scalars(select(Version)).one().texts["text_good"] == NAMED


def test_the_hints_come_once(client: FlaskClient, session: Sessions, hints: None) -> None:
    page = write(client, make_facility(), text_good=NAMED)
    assert page.submit(ANYWAY, text_good="Bel 0478 12 34 56.").heading == "Kijk in je mailbox"


def test_sending_it_twice_stores_it_once(client: FlaskClient, session: Sessions, hints: None) -> None:
    page = write(client, make_facility(), text_good=NAMED)
    page.submit(ANYWAY)
    page.submit(ANYWAY)
    assert number(session, Review) == 1


def test_mistakes_come_before_hints(client: FlaskClient, hints: None) -> None:
    page = write(client, make_facility(), text_good=NAMED, email="")
    assert (page.errors, TITLE in page.text) == (["Vul je e-mailadres in"], False)


def test_language_holds_nobody_up(client: FlaskClient, hints: None) -> None:
    weak = "kindje heel graag daar gaan elk dag begelijdster is goet voor mijn zoontje en ook veel speelen"
    assert write(client, make_facility(), text_good=weak).heading == "Kijk in je mailbox"


def test_danger_holds_nobody_up(client: FlaskClient, hints: None) -> None:
    danger = "De begeleidster slaat de kinderen en sluit ze op in de berging."
    assert write(client, make_facility(), text_good=danger).heading == "Kijk in je mailbox"


def test_what_the_browser_showed_is_not_shown_again(client: FlaskClient, hints: None) -> None:
    facility = make_facility()
    page = open_form(client, facility).submit(SEND, **answers(facility, text_good=NAMED), hints_shown="1")
    assert page.heading == "Kijk in je mailbox"


def test_without_the_process_it_is_simply_sent(client: FlaskClient, session: Sessions) -> None:
    assert write(client, make_facility(), text_good=NAMED).heading == "Kijk in je mailbox"


def test_a_correction_gets_hints_too(client: FlaskClient, session: Sessions, hints: None) -> None:
    review = make_review(state=State.RETURNED)
    Page.open(client, make_author_link(review))
    page = Page.open(client, "/waardering/verbeteren").submit("Verstuur opnieuw", text_good=NAMED)
    assert TITLE in page.text
    page.submit(ANYWAY)
    assert number(session, Version) == 2


@pytest.fixture
def review(client: FlaskClient, session: Sessions) -> Review:
    """A published review; its facility has come in."""
    review = make_review()
    sign_in(client, make_account(AccountRole.PROVIDER, [review.facility]))
    return review


def test_a_reply_gets_hints_too(client: FlaskClient, session: Sessions, review: Review, hints: None) -> None:
    page = Page.open(client, f"/organisatie/waarderingen/{review.public_id}/reageren")
    page = page.submit("Verstuur je reactie", text=NAMED)
    assert (TITLE in page.text, page.value("text"), number(session, Reply)) == (True, NAMED, 0)
    page.submit(ANYWAY)
    assert number(session, Reply) == 1


def test_a_corrected_reply_gets_hints_too(
    client: FlaskClient, session: Sessions, review: Review, hints: None
) -> None:
    account = make_account(AccountRole.PROVIDER, [review.facility])
    reply = make_reply(review, account, State.RETURNED)
    page = Page.open(client, f"/organisatie/reacties/{seal('reply', reply.id)}/verbeteren")
    page = page.submit("Verstuur je nieuwe tekst", text=NAMED)
    assert TITLE in page.text
    assert page.submit(ANYWAY).address == f"/organisatie/reacties/{seal('reply', reply.id)}"
