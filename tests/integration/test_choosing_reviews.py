"""A reader chooses which reviews to read."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session

from app.contributions.models import Review
from app.facilities.models import Facility, YearTotal
from app.recounting import recount
from moderation.states import State
from tests.factories import make_account, make_facility, make_reply, make_review
from tests.pages.visit import Page


@pytest.fixture
def facility(session: scoped_session[Session]) -> Facility:
    """Six reviews: what each says is in its text."""
    facility = make_facility(places=20)
    for number in range(6):
        review = make_review(
            facility, texts={"text_good": f"verhaal {number}"}, scores=scores(low=number == 1)
        )
        if number == 2:
            make_reply(review, make_account())
        if number == 3:
            told_of(review, session, relation="grootouder", until=date(2023, 5, 1))
    recount(facility)
    session.commit()
    return facility


def scores(*, low: bool) -> dict[str, int | None]:
    from app.questionnaires import current_questionnaire

    return {theme.key: 1 if low else 4 for theme in current_questionnaire("kinderopvang").themes}


def told_of(review: Review, session: scoped_session[Session], *, relation: str, until: date) -> None:
    version = review.published_version
    assert version is not None
    version.relation, version.experience_until = relation, until
    session.commit()


def stories(client: FlaskClient, facility: Facility, query: str) -> list[int]:
    text = client.get(f"/voorzieningen/kinderopvang/{facility.dossiernummer}?{query}").text
    return [number for number in range(6) if f"verhaal {number}" in text]


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("", [0, 1, 2, 3, 4, 5]),
        ("jaar=2023", [3]),
        ("reactie=ja", [2]),
        ("reactie=nee", [0, 1, 3, 4, 5]),
        ("score=laag", [1]),
        ("score=hoog&reactie=ja", [2]),
        ("score=midden", []),
        ("relatie=bestaat-niet", [0, 1, 2, 3, 4, 5]),
        ("jaar=²²²²&score=%27;--&thema=x&reactie=?&pagina=-9", [0, 1, 2, 3, 4, 5]),
    ],
)
def test_only_what_was_chosen_is_shown(
    client: FlaskClient, facility: Facility, query: str, chosen: list[int]
) -> None:
    assert stories(client, facility, query) == chosen


def test_a_score_can_be_chosen_for_one_theme(client: FlaskClient, facility: Facility) -> None:
    from app.questionnaires import current_questionnaire

    theme = current_questionnaire("kinderopvang").themes[0].key
    assert stories(client, facility, f"thema={theme}&score=laag") == [1]


def test_the_choice_stays_in_the_form(client: FlaskClient, facility: Facility) -> None:
    page = Page.open(client, f"/voorzieningen/kinderopvang/{facility.dossiernummer}?score=laag")
    assert "1 waardering past bij je keuze." in page.text


def test_scores_choose_nothing_at_a_small_facility(
    client: FlaskClient, session: scoped_session[Session]
) -> None:
    facility = make_facility(places=8)
    make_review(facility, texts={"text_good": "verhaal 1"}, scores=scores(low=True))
    make_review(facility, texts={"text_good": "verhaal 2"}, scores=scores(low=False))
    for review in session.query(Review):
        review.visible_from, review.revealed_at = None, review.created_at
    recount(facility)
    session.commit()
    assert stories(client, facility, "score=laag") == [1, 2]


def test_a_small_facility_has_no_averages_per_year(session: scoped_session[Session]) -> None:
    facility = make_facility(places=8)
    for review in [make_review(facility) for _number in range(5)]:
        review.visible_from, review.revealed_at = None, review.created_at
    recount(facility)
    session.commit()
    assert session.query(YearTotal).filter_by(facility_id=facility.id).count() == 0


def test_years_with_enough_scores_show_how_averages_move(
    client: FlaskClient, session: scoped_session[Session]
) -> None:
    facility = make_facility(places=20)
    for number in range(10):
        review = make_review(facility, scores=scores(low=number < 5))
        if number < 5:
            told_of(review, session, relation="ouder", until=date(2024, 5, 1))
    recount(facility)
    session.commit()
    text = Page.open(client, f"/voorzieningen/kinderopvang/{facility.dossiernummer}").text
    assert "2024: 1,0 (5 scores) · 2026: 4,0 (5 scores)" in text


def test_the_page_tells_how_many_got_a_reply(client: FlaskClient, facility: Facility) -> None:
    text = Page.open(client, f"/voorzieningen/kinderopvang/{facility.dossiernummer}").text
    assert "Op 1 van de 6 kwam een reactie." in text


def test_only_what_is_online_counts(session: scoped_session[Session]) -> None:
    facility = make_facility(places=20)
    make_review(facility, State.QUEUED)
    make_review(facility)
    assert facility.review_count == 1
