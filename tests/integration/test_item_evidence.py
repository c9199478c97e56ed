"""What stands beside a text: its evidence, and what its author wrote before. Never who that is."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session, scoped_session

from app.contributions.models import Contribution, Review
from app.database import now
from moderation.findings import Family, Finding, Severity, Span
from moderation.states import State
from tests.factories import make_account, make_facility, make_reply, make_review
from tests.pages.document import words_of
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]

COPIED = "De kinderen bakken er elke week brood en planten zaadjes in de grote moestuin achteraan."


@pytest.fixture
def desk(client: FlaskClient) -> FlaskClient:
    sign_in(client, make_account())
    return client


def item(desk: FlaskClient, contribution: Contribution) -> Page:
    return Page.open(desk, f"/redactie/bijdragen/{contribution.id}")


def with_class(page: Page, name: str) -> int:
    """How many elements of a drawing carry this class."""
    return sum(name in element.get("class", "").split() for element in page.document.iter())


def seen(family: Family, rule: str, **evidence: object) -> Finding:
    return Finding(family, rule, Severity.NOTICE, "Een bevinding", evidence=evidence)


def confirmed(review: Review, session: Sessions, days_ago: float) -> Review:
    session.execute(
        update(Contribution)
        .where(Contribution.id == review.id)
        .values(confirmed_at=now() - timedelta(days=days_ago))
    )
    session.commit()
    return review


def test_similar_texts_stand_side_by_side_with_what_they_share(desk: FlaskClient) -> None:
    other = make_review(texts={"text_good": f"{COPIED} Wij komen graag."})
    alike = seen(Family.AUTHENTICITY, "similar_text", similarity=0.75, other=other.id)
    review = make_review(state=State.QUEUED, texts={"text_good": f"Top! {COPIED}"}, findings=[alike])
    page = item(desk, review)
    shared = [mark for mark in page.document.iter("mark") if "mark--shared" in mark.get("class", "")]
    assert [words_of(mark).replace(".", "") for mark in shared] == [f"gelijk: {COPIED.rstrip('.')} einde"] * 2
    assert "Lijkt voor 75% op een andere tekst" in page.text


def test_a_similar_text_that_is_gone_leaves_the_page_whole(desk: FlaskClient) -> None:
    alike = seen(Family.AUTHENTICITY, "duplicate_text", similarity=0.95, other=987654)
    assert item(desk, make_review(state=State.QUEUED, findings=[alike])).status == 200


def test_a_burst_is_a_chart_with_its_figures_as_text(desk: FlaskClient, session: Sessions) -> None:
    facility = make_facility()
    for days_ago in (21, 22, 60):
        confirmed(make_review(facility), session, days_ago)
    burst = seen(Family.AUTHENTICITY, "burst", count=4, alarm=3, yearly_rate=2.0)
    page = item(desk, make_review(facility, State.QUEUED, findings=[burst]))
    assert with_class(page, "burst__bar") in (
        3,
        4,
    )  # three weeks ago may lie on both sides of a Sunday
    assert "in totaal 4." in page.text


def test_the_interval_is_a_line_of_dates(desk: FlaskClient, session: Sessions) -> None:
    facility = make_facility()
    earlier = confirmed(make_review(facility, email="an@ouders.example"), session, 30)
    soon = seen(Family.INTERVAL, "reviewed_recently", days=30, limit=180, review=earlier.id)
    page = item(desk, make_review(facility, State.QUEUED, email="an@ouders.example", findings=[soon]))
    assert with_class(page, "timeline__dot") == 2
    assert "De afspraak is 180 dagen" in page.text


def test_scores_stand_against_the_tone_of_the_text(desk: FlaskClient) -> None:
    both = seen(Family.AUTHENTICITY, "score_text_mismatch", mean_score=4.1, polarity=-0.7)
    page = item(desk, make_review(state=State.QUEUED, findings=[both]))
    assert "4,1 op 5" in page.text
    assert "klinkt ontevreden" in page.text


def test_the_history_of_an_author_is_numbers_and_outcomes(desk: FlaskClient) -> None:
    facility, author = make_facility(), "an@ouders.example"
    make_review(facility, email=author)
    make_review(facility, State.REJECTED, email=author)
    make_review(make_facility(name="Elders"), email=author)
    make_review(facility, State.UNCONFIRMED, email=author)
    make_review(facility)
    page = item(desk, make_review(facility, State.QUEUED, email=author))
    assert "Over deze voorziening: 2 (1 geweigerd, 1 gepubliceerd)" in page.text
    assert "Over andere voorzieningen: 1 (1 gepubliceerd)" in page.text
    assert not {"Noor", "Peeters", author} & set(page.text.split())


def test_of_an_erased_author_nothing_is_known(desk: FlaskClient, session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    session.execute(update(Review).where(Review.id == review.id).values(identity_id=None))
    session.commit()
    assert "Niemand weet nog wie dit schreef" in item(desk, review).text


def test_a_reply_shows_what_the_facility_replied_before(desk: FlaskClient) -> None:
    facility, account = make_facility(), make_account()
    make_reply(make_review(facility), account)
    page = item(desk, make_reply(make_review(facility), account, State.QUEUED))
    assert "Eerdere reacties van deze voorziening 1 (1 gepubliceerd)" in page.text


def test_the_rules_of_the_findings_are_at_hand(desk: FlaskClient) -> None:
    found = Finding(Family.PRIVACY, "person_name", Severity.NOTICE, "Een naam", Span("text_good", 0, 3))
    page = item(desk, make_review(state=State.QUEUED, findings=[found, found]))
    assert page.text.count("Noem niemand bij naam") == 1


def test_only_what_a_rule_lets_go_can_be_replaced(desk: FlaskClient) -> None:
    place = Span("text_good", 0, 3)
    found = [
        Finding(Family.PRIVACY, "person_name", Severity.NOTICE, "Een naam", place),
        Finding(Family.READABILITY, "spelling", Severity.INFO, "Een fout", place),
    ]
    page = item(desk, make_review(state=State.QUEUED, findings=found)).submit("Ik behandel deze bijdrage")
    links = [words for words in page.links() if words.startswith("Laat dit weg")]
    assert links == ["Laat dit weg (bevinding 1)"]
