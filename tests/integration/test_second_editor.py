"""Two pairs of eyes, as two editors meet them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from app.contributions.models import Contribution, Decision, Review
from app.mail.models import OutboxMail
from app.proposals.models import Proposal, ProposalOutcome
from app.reviews.actions import withdraw_review
from moderation.findings import Family, Finding, Severity
from moderation.states import Action, State
from tests.factories import make_account, make_facility, make_notice, make_review
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]

LOW = {"welbevinden": 1, "spelen": 2}
WORDS = "Dit gaat niet over de opvang, maar over de gemeente."


@pytest.fixture
def low(session: Sessions) -> Review:
    """A review with low scores, in the queue."""
    return make_review(state=State.QUEUED, scores=LOW)


def editor(app: Flask, name: str) -> FlaskClient:
    """Somebody at the desk."""
    client = app.test_client()
    sign_in(client, make_account(name=name))
    return client


def propose(client: FlaskClient, review: Review) -> Page:
    page = Page.open(client, f"/redactie/bijdragen/{review.id}").submit("Ik behandel deze bijdrage")
    page = page.follow("Stel voor: weigeren…").submit("Gebruik deze regel", add_rule="not_about_facility")
    return page.submit("Stel voor: weigeren", message=WORDS, note="Ze noemt alleen de gemeente.")


def first_of_list(client: FlaskClient) -> Page:
    page = Page.open(client, "/redactie/voorstellen")
    address = next(target for target in page.links().values() if "/redactie/voorstellen/" in target)
    return Page.open(client, address)


def state_of(session: Sessions, contribution: Contribution) -> State:
    session.expire_all()
    return session.scalars(select(Contribution.state).where(Contribution.id == contribution.id)).one()


def test_a_low_score_is_not_refused_by_one_person(app: Flask, session: Sessions, low: Review) -> None:
    page = propose(editor(app, "Lies"), low)
    assert "Het wacht op een tweede redacteur" in page.text
    assert state_of(session, low) is State.QUEUED


def test_nobody_is_told_before_it_is_decided(app: Flask, session: Sessions, low: Review) -> None:
    propose(editor(app, "Lies"), low)
    mails = session.scalars(select(OutboxMail.template).where(OutboxMail.recipient == f"author:{low.id}"))
    assert mails.all() == []


def test_the_second_editor_reads_the_reasons_of_the_first(app: Flask, low: Review) -> None:
    propose(editor(app, "Lies"), low)
    text = first_of_list(editor(app, "Omar")).text
    assert [
        part for part in ("Lies", WORDS, "Ze noemt alleen de gemeente.", "lage scores") if part not in text
    ] == []


def test_each_editor_reads_whose_text_it_was(app: Flask, low: Review) -> None:
    lies = editor(app, "Lies")
    propose(lies, low)
    own, other = first_of_list(lies).text, first_of_list(editor(app, "Omar")).text
    assert ("De tekst die jij las" in own, "De tekst die je collega las" in other) == (True, True)
    assert "Wat is goed?" in other


def test_the_second_editor_sees_scores_and_findings(app: Flask, session: Sessions) -> None:
    sign = Finding(Family.SAFETY, "child_in_danger", Severity.WARNING, "Dit klinkt als gevaar.")
    low = make_review(state=State.QUEUED, scores=LOW, findings=[sign])
    propose(editor(app, "Lies"), low)
    page = first_of_list(editor(app, "Bram"))
    assert "Dit klinkt als gevaar." in page.text
    assert "Welbevinden 1 op 5" in page.text


def test_two_editors_stand_in_the_decision(app: Flask, session: Sessions, low: Review) -> None:
    propose(editor(app, "Lies"), low)
    page = first_of_list(editor(app, "Omar")).submit("Ik bevestig: weigeren")
    assert "Jullie beslissing is bewaard" in page.text
    decision = session.scalars(select(Decision).where(Decision.action == Action.REJECT)).one()
    assert (decision.proposed_by.name, decision.account.name) == ("Lies", "Omar")
    assert (decision.message, decision.to_state) == (WORDS, State.REJECTED)


def test_a_confirmed_decision_is_told_to_the_author(app: Flask, session: Sessions, low: Review) -> None:
    propose(editor(app, "Lies"), low)
    first_of_list(editor(app, "Omar")).submit("Ik bevestig: weigeren")
    mails = session.scalars(select(OutboxMail.template).where(OutboxMail.recipient == f"author:{low.id}"))
    assert mails.all() == ["review_reject"]


def test_nobody_confirms_their_own_proposal(app: Flask, session: Sessions, low: Review) -> None:
    first = editor(app, "Lies")
    propose(first, low)
    page = first_of_list(first)
    assert page.buttons() == ["Neem je voorstel terug"]
    token = page.value("csrf_token")
    lock = str(session.get_one(Review, low.id).lock_version)
    first.post(f"{page.address}/bevestigen", data={"csrf_token": token, "lock": lock})
    assert state_of(session, low) is State.QUEUED


def test_a_declined_proposal_says_why_to_who_made_it(app: Flask, session: Sessions, low: Review) -> None:
    first = editor(app, "Lies")
    propose(first, low)
    first_of_list(editor(app, "Omar")).submit("Wijs het voorstel af", answer="Ze vertelt ook over de opvang.")
    assert "Ze vertelt ook over de opvang." in Page.open(first, "/redactie/voor-mij").text
    assert state_of(session, low) is State.QUEUED


def test_declining_needs_a_reason_and_keeps_the_proposal(app: Flask, session: Sessions, low: Review) -> None:
    propose(editor(app, "Lies"), low)
    page = first_of_list(editor(app, "Omar")).submit("Wijs het voorstel af", answer="  ")
    assert page.errors == ["Schrijf waarom je niet akkoord gaat. Je collega leest dit."]
    assert session.scalars(select(Proposal.outcome)).one() is None


def test_a_proposal_lapses_when_the_text_is_gone(app: Flask, session: Sessions, low: Review) -> None:
    first, second = editor(app, "Lies"), editor(app, "Omar")
    propose(first, low)
    page = first_of_list(second)
    withdraw_review(session.get_one(Review, low.id, populate_existing=True))
    session.commit()
    answer = page.submit("Ik bevestig: weigeren")
    assert "Vervallen" in answer.text
    assert session.scalars(select(Proposal.outcome)).one() is ProposalOutcome.LAPSED
    assert state_of(session, low) is State.WITHDRAWN


def test_another_decision_waits_for_an_answer_to_the_proposal(
    app: Flask, session: Sessions, low: Review
) -> None:
    propose(editor(app, "Lies"), low)
    second = editor(app, "Omar")
    page = Page.open(second, f"/redactie/bijdragen/{low.id}")
    assert "Wacht op een tweede redacteur" in page.text
    assert "Publiceren" not in page.submit("Ik behandel deze bijdrage").buttons()
    page = Page.open(second, f"/redactie/bijdragen/{low.id}/beslissen/publish").submit("Publiceren")
    assert any("Er ligt een voorstel van Lies" in error for error in page.errors)
    assert state_of(session, low) is State.QUEUED


def test_what_was_taken_back_can_be_proposed_again(app: Flask, session: Sessions, low: Review) -> None:
    first = editor(app, "Lies")
    propose(first, low)
    first_of_list(first).submit("Neem je voorstel terug")
    propose(first, low)
    outcomes = session.scalars(select(Proposal.outcome).order_by(Proposal.id)).all()
    assert outcomes == [ProposalOutcome.WITHDRAWN, None]


def test_a_small_facility_is_refused_by_two(app: Flask, session: Sessions) -> None:
    review = make_review(make_facility(places=7), State.QUEUED)
    propose(editor(app, "Lies"), review)
    assert state_of(session, review) is State.QUEUED


def test_a_high_score_is_refused_by_one(app: Flask, session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    page = Page.open(editor(app, "Lies"), f"/redactie/bijdragen/{review.id}").submit(
        "Ik behandel deze bijdrage"
    )
    page = page.follow("Weigeren…").submit("Gebruik deze regel", add_rule="not_about_facility")
    page.submit("Weigeren", message=WORDS)
    assert state_of(session, review) is State.REJECTED


def test_a_notice_says_when_an_answer_is_promised(app: Flask, session: Sessions) -> None:
    notice = make_notice(make_review())
    assert notice.due_at is not None
    assert "nog 10 dagen" in Page.open(editor(app, "Lies"), "/redactie/meldingen").text


def test_an_objection_to_an_answer_goes_to_another_editor(app: Flask, session: Sessions) -> None:
    first, second, reader = editor(app, "Lies"), editor(app, "Omar"), app.test_client()
    notice = make_notice(make_review())
    answer = {"outcome": "kept", "answer": "De tekst volgt onze regels."}
    Page.open(first, f"/redactie/meldingen/{notice.id}").submit("Bewaar en verstuur", **answer)
    page = Page.open(reader, f"/melden/ontvangen/{notice.reference}").follow("Niet akkoord met ons antwoord?")
    page.submit("Verstuur", text="Ik bedoelde iets anders.")
    again = f"/redactie/meldingen/{notice.id + 1}"
    assert "Een collega moet dit beslissen" in Page.open(first, again).text
    Page.open(second, again).submit("Bewaar en verstuur", **answer)
    assert "Behandeld" in Page.open(second, again).text
