"""The buttons on an item say what they do, and why others are not there."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import AccountRole
from app.contributions.claims import claim
from app.contributions.models import Review
from app.threads.models import Thread
from app.times import long_date
from moderation.findings import Family, Finding, Severity
from moderation.states import State
from tests.factories import make_account, make_facility, make_referral, make_review, make_thread
from tests.pages.document import words_of
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]

TAKE = "Ik behandel deze bijdrage"
DANGER = Finding(Family.SAFETY, "child_in_danger", Severity.URGENT, "Een teken van gevaar")
DETAIL = Finding(Family.PRIVACY, "person_name", Severity.WARNING, "Een naam")
LOW = {"welbevinden": 1, "spelen": 2}
QUESTION = "Hoelang ging je kind naar deze opvang?"


@pytest.fixture
def desk(client: FlaskClient) -> FlaskClient:
    """An editor, signed in."""
    sign_in(client, make_account(name="Lies"))
    return client


def taken(client: FlaskClient, review: Review) -> Page:
    return Page.open(client, f"/redactie/bijdragen/{review.id}").submit(TAKE)


def described(page: Page, words: str) -> str:
    """What is read out with this button or link."""
    found = [one for tag in ("button", "a") for one in page.document.iter(tag) if words_of(one) == words]
    ids = found[0].get("aria-describedby", "").split()
    parts = {one.get("id"): words_of(one) for one in page.document.iter() if one.get("id")}
    return " ".join(parts[one] for one in ids)


def test_a_button_that_only_proposes_says_so_and_why(desk: FlaskClient) -> None:
    page = taken(desk, make_review(state=State.QUEUED, scores=LOW))
    assert "Stel voor: weigeren…" in page.links()
    assert "lage scores weigeren" in described(page, "Stel voor: weigeren…")
    assert ("Publiceren" in page.buttons(), described(page, "Publiceren")) == (True, "")


def test_publishing_at_a_small_facility_says_that_it_proposes(desk: FlaskClient) -> None:
    review = make_review(make_facility(places=8), State.QUEUED, findings=[DETAIL])
    page = taken(desk, review)
    assert "Stel voor: publiceren" in page.buttons()
    assert "Een kleine opvang" in described(page, "Stel voor: publiceren")
    assert "Je voorstel is bewaard." in page.submit("Stel voor: publiceren").text


def test_danger_that_was_dealt_with_is_proposed_by_one(client: FlaskClient, session: Sessions) -> None:
    review = make_review(state=State.ESCALATED, findings=[DANGER])
    make_referral(review)
    sign_in(client, make_account(AccountRole.LEAD_EDITOR))
    assert "Er is een teken van gevaar." in described(taken(client, review), "Stel voor: publiceren")


def test_what_waits_at_a_small_facility_says_until_when(desk: FlaskClient, session: Sessions) -> None:
    review = make_review(make_facility(places=8), State.QUEUED)
    page = taken(desk, review).submit("Publiceren")
    session.refresh(review)
    assert review.visible_from is not None
    from_then = f"zichtbaar vanaf {long_date(review.visible_from)}"
    assert f"Je beslissing is bewaard. De tekst is {from_then}." in page.text
    assert f"Goedgekeurd, {from_then}" in Page.open(desk, f"/redactie/bijdragen/{review.id}").text


def test_two_editors_read_it_as_well(app: Flask, desk: FlaskClient) -> None:
    review = make_review(make_facility(places=8), State.QUEUED, findings=[DETAIL])
    taken(desk, review).submit("Stel voor: publiceren")
    second = app.test_client()
    sign_in(second, make_account())
    listed = Page.open(second, "/redactie/voorstellen")
    page = Page.open(second, next(to for to in listed.links().values() if "/voorstellen/" in to))
    assert (
        "Jullie beslissing is bewaard. De tekst is zichtbaar vanaf"
        in page.submit("Ik bevestig: publiceren").text
    )


def test_what_is_online_at_once_names_no_day(desk: FlaskClient) -> None:
    review = make_review(state=State.QUEUED)
    page = taken(desk, review).submit("Publiceren")
    shown = Page.open(desk, f"/redactie/bijdragen/{review.id}")
    assert ("zichtbaar vanaf" in page.text, "zichtbaar vanaf" in shown.text) == (False, False)


def test_an_editor_reads_who_decides_on_danger(desk: FlaskClient) -> None:
    review = make_review(state=State.ESCALATED, findings=[DANGER])
    page = Page.open(desk, f"/redactie/bijdragen/{review.id}")
    assert "Een hoofdredacteur leest het en beslist erover, niet jij." in page.text
    assert ("Hier valt nu niets te beslissen" in page.text, TAKE in page.buttons()) == (False, False)


def test_a_decision_with_an_open_question_is_warned_of_and_allowed(
    desk: FlaskClient, session: Sessions
) -> None:
    review = make_review(state=State.QUEUED)
    thread = make_thread(review)
    page = taken(desk, review)
    assert "Er staat nog een vraag open" in described(page, "Publiceren")
    assert "Je beslissing is bewaard." in page.submit("Publiceren").text
    session.refresh(thread)
    assert thread.waits_until is None


def test_without_an_open_question_nothing_is_warned_of(desk: FlaskClient) -> None:
    review = make_review(state=State.QUEUED)
    make_thread(review, answered=True)
    assert "Er staat nog een vraag open" not in taken(desk, review).text


def asked(client: FlaskClient, review: Review, text: str = QUESTION) -> Page:
    page = Page.open(client, f"/redactie/bijdragen/{review.id}/gesprek/indiener")
    return page.submit("Verstuur je vraag", text=text)


def test_who_asks_holds_the_item(app: Flask, desk: FlaskClient, session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    assert "Je vraag is verstuurd." in asked(desk, review).text
    other = app.test_client()
    sign_in(other, make_account())
    assert "Lies is met deze bijdrage bezig." in Page.open(other, f"/redactie/bijdragen/{review.id}").text


def test_nobody_asks_about_what_a_colleague_holds(desk: FlaskClient, session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    claim(review, make_account(name="Omar").id)
    session.commit()
    page = asked(desk, review)
    assert page.errors == ["Omar is met deze bijdrage bezig."]
    assert page.form("Verstuur je vraag").find(".//textarea") is not None
    assert QUESTION in page.value("text")
    assert session.scalars(select(Thread)).all() == []


def test_an_editor_asks_nothing_about_what_a_lead_editor_judges(desk: FlaskClient, session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    page = Page.open(desk, f"/redactie/bijdragen/{review.id}/gesprek/indiener")
    review.state = State.ESCALATED
    session.commit()
    answer = page.submit("Verstuur je vraag", text=QUESTION)
    assert "Een hoofdredacteur stelt de vraag." in answer.text
    assert QUESTION in answer.text
    assert session.scalars(select(Thread)).all() == []


def test_what_was_decided_is_not_held_by_a_question(desk: FlaskClient, session: Sessions) -> None:
    review = make_review()
    asked(desk, review)
    session.refresh(review)
    assert review.claim is None


def test_who_takes_an_item_comes_where_it_is_decided(desk: FlaskClient) -> None:
    review = make_review(state=State.QUEUED)
    token = Page.open(desk, f"/redactie/bijdragen/{review.id}").form(TAKE)
    fields = {field.get("name", ""): field.get("value", "") for field in token.iter("input")}
    answer = desk.post(f"/redactie/bijdragen/{review.id}/nemen", data=fields)
    assert answer.headers["Location"].endswith("#beslissing")
