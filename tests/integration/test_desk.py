"""The editors' desk, as an editor uses it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import AccountRole
from app.audit.models import AuditEntry
from app.contributions.actions import Actor
from app.contributions.models import Contribution, Decision
from app.facilities.models import FacilityRequest
from app.mail.models import OutboxMail
from app.questionnaires import Sector
from moderation.findings import Family, Finding, Severity, Span
from moderation.states import Action, Role, State
from tests.factories import judge, make_account, make_facility, make_notice, make_proposal, make_review
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]

TAKE = "Ik behandel deze bijdrage"
TEXT = "👍🏽 Juf Els is lief. Onze Lowie ook."
NAME = Finding(
    Family.PRIVACY, "person_name", Severity.NOTICE, "Hier staat een naam", Span("text_good", 7, 10)
)


@pytest.fixture
def desk(client: FlaskClient) -> FlaskClient:
    """An editor, signed in."""
    sign_in(client, make_account())
    return client


def open_item(client: FlaskClient, contribution: Contribution) -> Page:
    return Page.open(client, f"/redactie/bijdragen/{contribution.id}")


def taken(client: FlaskClient, contribution: Contribution) -> Page:
    return open_item(client, contribution).submit(TAKE)


def state_of(session: Sessions, contribution: Contribution) -> State:
    session.expire_all()
    return session.scalars(select(Contribution.state).where(Contribution.id == contribution.id)).one()


def test_an_item_shows_its_findings_in_place(desk: FlaskClient) -> None:
    review = make_review(state=State.QUEUED, texts={"text_good": TEXT}, findings=[NAME])
    marks = [mark.text for mark in open_item(desk, review).document.iter("mark")]
    assert marks == ["Els"]


def test_what_a_parent_typed_is_shown_as_text(desk: FlaskClient) -> None:
    review = make_review(state=State.QUEUED, texts={"text_good": "<script>alert(1)</script>"})
    assert "<script>alert(1)</script>" in open_item(desk, review).text


def test_nobody_decides_before_taking_an_item(desk: FlaskClient) -> None:
    page = open_item(desk, make_review(state=State.QUEUED))
    assert "Publiceren" not in page.buttons()


def test_the_buttons_are_what_the_state_allows(desk: FlaskClient) -> None:
    page = taken(desk, make_review(state=State.QUEUED))
    links = {words.rstrip("…") for words in page.links() if words.endswith("…")}
    assert ("Publiceren" in page.buttons(), links) == (
        True,
        {"Terugsturen", "Weigeren", "Naar de hoofdredactie"},
    )


def test_an_editor_judges_no_escalated_item(desk: FlaskClient) -> None:
    page = open_item(desk, make_review(state=State.ESCALATED))
    assert TAKE not in page.buttons()


def test_publishing_is_one_button(desk: FlaskClient, session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    taken(desk, review).submit("Publiceren")
    assert state_of(session, review) is State.PUBLISHED


def test_a_colleague_sees_who_is_busy(app: Flask, desk: FlaskClient) -> None:
    review = make_review(state=State.QUEUED)
    taken(desk, review)
    other = app.test_client()
    sign_in(other, make_account(name="Anders"))
    page = open_item(other, review)
    assert "is met deze bijdrage bezig" in page.text
    assert "Publiceren" not in page.buttons()


def test_what_was_given_back_can_be_taken(app: Flask, desk: FlaskClient) -> None:
    review = make_review(state=State.QUEUED)
    taken(desk, review).submit("Geef vrij")
    other = app.test_client()
    sign_in(other, make_account())
    assert "Publiceren" in taken(other, review).buttons()


def return_with(page: Page, rule: str, **typed: str) -> Page:
    return (
        page.follow("Terugsturen…").submit("Gebruik deze regel", add_rule=rule).submit("Terugsturen", **typed)
    )


def test_a_return_carries_the_rule_and_its_message(desk: FlaskClient, session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    return_with(taken(desk, review), "person_name")
    decision = session.scalars(select(Decision).order_by(Decision.id.desc())).first()
    assert decision is not None
    assert (decision.rule, decision.rulebook_version) == ("person_name", 1)
    assert "Je zette de naam van iemand in je tekst." in decision.message


def test_a_return_without_a_message_keeps_the_note(desk: FlaskClient, session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    page = return_with(taken(desk, review), "person_name", message=" ", note="Bel eerst")
    assert page.errors == ["Schrijf waarom, in gewone woorden"]
    assert page.value("note") == "Bel eerst"
    assert state_of(session, review) is State.QUEUED


def test_an_open_place_in_the_message_is_pointed_out(desk: FlaskClient) -> None:
    review = make_review(state=State.QUEUED)
    page = return_with(taken(desk, review), "person_name", message="Je schreef ___.")
    assert page.errors == ["Vul in wat er nog ontbreekt, op de plaats van ___"]


def test_a_decision_on_an_old_page_is_refused_and_explained(desk: FlaskClient, session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    page = taken(desk, review)
    old = page.form("Publiceren")
    session.execute(select(1))
    review.urgency = 2  # whatever changed the row
    session.commit()
    fields = {field.get("name", ""): [field.get("value", "")] for field in old.iter("input")}
    answer = page.send(old, fields)
    assert any("veranderde terwijl je las" in error for error in answer.errors)
    assert state_of(session, review) is State.QUEUED


def test_a_decision_is_taken_on_the_page_that_explained_it(desk: FlaskClient, session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    page = return_with(taken(desk, review), "person_name", message="")
    review.urgency = 2  # whatever changed the row
    session.commit()
    again = page.submit("Terugsturen", message="Laat de naam weg.")
    assert [error[:38] for error in again.errors] == ["Deze bijdrage veranderde terwijl je las"[:38]]
    again.submit("Terugsturen")
    assert state_of(session, review) is State.RETURNED


def test_who_decided_sees_no_button_that_would_undo_it(client: FlaskClient) -> None:
    review = make_review(state=State.REJECTED)
    judge_of_it = review.decisions[-1].account
    assert judge_of_it is not None
    sign_in(client, judge_of_it)
    page = open_item(client, review)
    assert "Jij besliste hier al over." in page.text
    assert TAKE not in page.buttons()


def test_a_colleague_sees_the_button_that_restores(desk: FlaskClient) -> None:
    assert "Opnieuw bekijken…" in taken(desk, make_review(state=State.REJECTED)).links()


def test_while_a_proposal_waits_nothing_else_is_offered(desk: FlaskClient) -> None:
    review = make_review()
    make_proposal(review, Action.REMOVE, Actor(Role.EDITOR, make_account().id))
    page = open_item(desk, review)
    assert "Er ligt een voorstel." in page.text
    assert "Weghalen…" not in page.links()


def test_a_decision_is_mailed_to_the_author(desk: FlaskClient, session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    taken(desk, review).submit("Publiceren")
    mails = session.scalars(select(OutboxMail.template).where(OutboxMail.recipient == f"author:{review.id}"))
    assert mails.all() == ["review_publish"]


def test_a_look_at_an_identity_needs_a_reason(desk: FlaskClient) -> None:
    page = open_item(desk, make_review(state=State.QUEUED)).submit("Toon wie schreef")
    assert "Peeters" not in page.text


def test_a_look_at_an_identity_stands_in_the_trail(desk: FlaskClient, session: Sessions) -> None:
    page = open_item(desk, make_review(state=State.QUEUED)).submit("Toon wie schreef", reason="contact")
    assert "Noor Peeters" in page.text
    entry = session.scalars(select(AuditEntry).where(AuditEntry.event == "identity.seen")).one()
    assert entry.details == {"reason": "contact"}
    assert "Peeters" not in repr((entry.details, entry.subject))


def test_a_notice_is_answered(desk: FlaskClient, session: Sessions) -> None:
    notice = make_notice(make_review())
    page = Page.open(desk, f"/redactie/meldingen/{notice.id}")
    page.submit("Bewaar en verstuur", outcome="kept", answer="De tekst volgt onze regels.")
    session.refresh(notice)
    assert (notice.outcome, notice.answer) == ("kept", "De tekst volgt onze regels.")


def test_a_missed_facility_can_be_ticked_off(desk: FlaskClient, session: Sessions) -> None:
    session.add(FacilityRequest(sector=Sector.KINDEROPVANG, name="De Zandkorrel", municipality="Aalst"))
    session.commit()
    Page.open(desk, "/redactie/gemist").submit("Afgehandeld")
    waiting = select(func.count()).select_from(FacilityRequest).where(FacilityRequest.handled_at.is_(None))
    assert session.scalar(waiting) == 0


def test_danger_must_be_dealt_with_before_it_is_refused(client: FlaskClient, session: Sessions) -> None:
    danger = Finding(Family.SAFETY, "child_in_danger", Severity.URGENT, "Een teken van gevaar")
    sign_in(client, make_account(AccountRole.LEAD_EDITOR))
    review = make_review(make_facility(), State.ESCALATED, findings=[danger])
    assert "Weigeren…" not in taken(client, review).links()
    page = Page.open(client, f"/redactie/bijdragen/{review.id}/beslissen/reject?regel=not_about_facility")
    page = page.submit("Stel voor: weigeren", message="Dit gaat niet over de opvang.")
    assert any("teken van gevaar" in error for error in page.errors)
    assert state_of(session, review) is State.ESCALATED


def test_what_an_editor_passes_on_is_free_for_a_lead_editor(
    app: Flask, desk: FlaskClient, session: Sessions
) -> None:
    review = make_review(state=State.QUEUED)
    taken(desk, review)
    judge(review, Action.ESCALATE)
    session.commit()
    lead = app.test_client()
    sign_in(lead, make_account(AccountRole.LEAD_EDITOR))
    assert TAKE in open_item(lead, review).buttons()


def test_an_editor_cannot_hold_what_a_lead_editor_must_judge(desk: FlaskClient, session: Sessions) -> None:
    review = make_review(state=State.ESCALATED)
    token = open_item(desk, make_review(state=State.QUEUED)).value("csrf_token")
    desk.post(f"/redactie/bijdragen/{review.id}/nemen", data={"csrf_token": token})
    session.refresh(review)
    assert review.claim is None


def test_pressing_twice_says_that_it_was_saved(desk: FlaskClient, session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    page = taken(desk, review)
    page.submit("Publiceren")
    assert "Je beslissing was al bewaard." in page.submit("Publiceren").text


@pytest.mark.parametrize("number", [2**31, 10**20])
def test_a_number_that_no_row_can_have_is_not_found(client: FlaskClient, number: int) -> None:
    sign_in(client, make_account())
    assert client.get(f"/redactie/bijdragen/{number}").status_code == 404
