"""Anyone reports what is online; an editor answers, and somebody else judges a complaint."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import AccountRole
from app.audit.models import AuditEntry
from app.contributions.actions import AUTHOR, apply_action
from app.contributions.models import Contribution, Review
from app.contributions.permission import OutOfDate, SamePerson
from app.database import now
from app.identities.encryption import decrypt
from app.mail.models import OutboxMail
from app.notices.actions import (
    NeedsLeadEditor,
    NothingChanged,
    decide_complaint,
    decide_notice,
)
from app.notices.models import ComplaintOutcome, Notice, NoticeOutcome, NoticeReason
from app.notices.queries import open_complaints, open_notices
from moderation.states import Action, State
from tests.factories import (
    GOOD,
    act,
    make_account,
    make_complaint,
    make_facility,
    make_notice,
    make_reply,
    make_review,
)
from tests.mailbox import Outbox, body_of
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]
SEND = "Verstuur je melding"

ANSWERS: dict[str, str | None] = {
    "reason": "untrue",
    "explanation": "Er is wel een grote tuin.",
    "name": "Jan Claes",
    "email": "jan@lezers.example",
    "good_faith": "y",
}


def report(client: FlaskClient, review: Contribution, **changed: str | None) -> Page:
    return Page.open(client, f"/melden/{review.public_id}").submit(SEND, **{**ANSWERS, **changed})


def notices(session: Sessions) -> list[Notice]:
    return list(session.scalars(select(Notice).order_by(Notice.id)))


def waiting(session: Sessions, template: str) -> list[str]:
    return list(session.scalars(select(OutboxMail.recipient).where(OutboxMail.template == template)))


def test_a_notice_gets_a_receipt_with_its_reference(client: FlaskClient, session: Sessions) -> None:
    page = report(client, make_review())
    assert notices(session)[0].reference in page.text


def test_the_reported_text_is_shown(client: FlaskClient, session: Sessions) -> None:
    assert GOOD in Page.open(client, f"/melden/{make_review().public_id}").text


def test_a_reply_can_be_reported(client: FlaskClient, session: Sessions) -> None:
    review = make_review()
    reply = make_reply(review, make_account(AccountRole.PROVIDER, [review.facility]))
    report(client, reply)
    assert notices(session)[0].contribution_id == reply.id


def test_a_notice_names_the_version_that_was_read(client: FlaskClient, session: Sessions) -> None:
    review = make_review()
    report(client, review)
    assert notices(session)[0].version_id == review.published_version_id


def test_name_and_address_are_encrypted(client: FlaskClient, session: Sessions) -> None:
    report(client, make_review())
    found = notices(session)[0]
    assert b"jan@" not in (found.email or b"").lower()  # with a sign that no encrypted text holds
    assert (decrypt(found.name), decrypt(found.email)) == ("Jan Claes", "jan@lezers.example")


def test_the_trail_tells_of_a_notice_without_personal_data(client: FlaskClient, session: Sessions) -> None:
    report(client, make_review())
    entry = session.scalars(select(AuditEntry).where(AuditEntry.event == "notice.received")).one()
    assert set(entry.details) == {"notice", "version", "reason"}


def test_what_is_reported_stays_online(client: FlaskClient, session: Sessions) -> None:
    review = make_review()
    report(client, review)
    session.refresh(review)
    assert review.is_visible


WRONG = {
    "geen reden": ({"reason": None}, "Kies wat er mis is"),
    "vreemde reden": ({"reason": "zomaar"}, "Kies wat er mis is"),
    "geen uitleg": ({"explanation": " \n "}, "Leg uit wat er mis is, en waar het staat"),
    "te veel uitleg": ({"explanation": "a" * 3001}, "Hou het onder 3.000 tekens"),
    "geen naam": ({"name": " "}, "Vul je naam in"),
    "geen adres": ({"email": ""}, "Vul je e-mailadres in, dan sturen we je ons antwoord"),
    "geen goed adres": ({"email": "jan@"}, "Schrijf een geldig e-mailadres, zoals naam@voorbeeld.be"),
    "niet te goeder trouw": ({"good_faith": None}, "Bevestig dat je dit te goeder trouw meldt"),
}


@pytest.mark.parametrize(("changed", "message"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_explained(
    client: FlaskClient, session: Sessions, changed: dict[str, str | None], message: str
) -> None:
    assert report(client, make_review(), **changed).errors == [message]


def test_what_was_typed_stays_after_a_mistake(client: FlaskClient, session: Sessions) -> None:
    page = report(client, make_review(), reason=None)
    assert page.value("explanation") == ANSWERS["explanation"]


def test_who_reports_danger_may_stay_unknown(client: FlaskClient, session: Sessions) -> None:
    report(client, make_review(), reason="danger", name="", email="")
    assert [notice.reason for notice in notices(session)] == [NoticeReason.DANGER]


def test_reported_danger_is_told_to_the_lead_editors_at_once(
    client: FlaskClient, session: Sessions, outbox: Outbox
) -> None:
    lead = make_account(AccountRole.LEAD_EDITOR)
    make_account()
    report(client, make_review(), reason="danger")
    assert waiting(session, "danger_reported") == [f"account:{lead.id}"]
    body = body_of(outbox.mails(lead.email)[-1])
    assert f"/redactie/meldingen/{notices(session)[0].id}" in body
    assert "grote tuin" not in body


def test_what_is_no_danger_is_told_to_nobody_at_once(client: FlaskClient, session: Sessions) -> None:
    make_account(AccountRole.LEAD_EDITOR)
    report(client, make_review(), reason="untrue")
    assert waiting(session, "danger_reported") == []


TURNED = "Een tuin \u202emet een omgekeerd woord."


def test_characters_that_turn_what_one_reads_are_taken_out_and_told(
    client: FlaskClient, session: Sessions
) -> None:
    page = report(client, make_review(), explanation=TURNED)
    assert "Er stonden tekens in die we niet kunnen bewaren." in page.errors[0]
    assert page.value("explanation").strip() == TURNED.replace("\u202e", "")


def test_who_reports_danger_reads_where_to_turn(client: FlaskClient, session: Sessions) -> None:
    assert "1712" in report(client, make_review(), reason="danger").text


def test_a_double_click_is_one_notice(client: FlaskClient, session: Sessions) -> None:
    page = Page.open(client, f"/melden/{make_review().public_id}")
    receipts = {page.submit(SEND, **ANSWERS).address for _ in range(2)}
    assert (len(notices(session)), len(receipts)) == (1, 1)


def test_a_double_click_gets_one_mail(client: FlaskClient, session: Sessions) -> None:
    page = Page.open(client, f"/melden/{make_review().public_id}")
    for _ in range(2):
        page.submit(SEND, **ANSWERS)
    assert waiting(session, "notice_received") == [f"notice:{notices(session)[0].id}"]


def test_a_reference_is_made_by_us_alone(client: FlaskClient, session: Sessions) -> None:
    page = Page.open(client, f"/melden/{make_review().public_id}")
    answers = {name: [value or ""] for name, value in ANSWERS.items()}
    own = "M-2222-2222-2222"
    page.send(page.form(SEND), {**page.fields, **answers, "reference": [own], "submission_key": [own]})
    assert [notice.reference == own for notice in notices(session)] == [False]


def test_the_key_of_another_form_gives_a_notice_of_its_own(client: FlaskClient, session: Sessions) -> None:
    other = make_notice(make_review(), submission_key="een-ander-formulier")
    report(client, make_review(), submission_key=other.submission_key)
    assert len(notices(session)) == 2


def test_a_text_that_changed_meanwhile_is_read_again(client: FlaskClient, session: Sessions) -> None:
    page = report(client, make_review(), seen_version="7")
    assert page.errors == [
        "Deze tekst is intussen veranderd. Lees hem opnieuw en verstuur je melding als ze nog klopt."
    ]
    assert "Bedankt" in page.submit(SEND).heading


def test_many_notices_from_one_address_have_to_wait(client: FlaskClient, session: Sessions) -> None:
    pages = [report(client, make_review()) for _ in range(11)]
    assert [page.status for page in pages] == [200] * 10 + [429]


NOT_ONLINE = {
    State.QUEUED: 404,
    State.REMOVED: 410,
    State.WITHDRAWN: 410,
    State.ERASED: 410,
}


@pytest.mark.parametrize(("state", "status"), NOT_ONLINE.items())
def test_what_is_not_online_cannot_be_reported(
    client: FlaskClient, session: Sessions, state: State, status: int
) -> None:
    review = make_review(state=state)
    review.public_id = "bKx3R9qLw2Tz"
    session.commit()
    assert Page.open(client, f"/melden/{review.public_id}").status == status


def test_a_small_facility_review_that_waits_cannot_be_reported(
    client: FlaskClient, session: Sessions
) -> None:
    review = make_review(make_facility(places=8))
    assert Page.open(client, f"/melden/{review.public_id}").status == 404


def test_a_reply_to_a_review_that_went_cannot_be_reported(client: FlaskClient, session: Sessions) -> None:
    review = make_review()
    reply = make_reply(review, make_account(AccountRole.PROVIDER, [review.facility]))
    act(review, Action.REMOVE)
    assert Page.open(client, f"/melden/{reply.public_id}").status == 410


def test_the_receipt_of_a_facility_is_not_public(client: FlaskClient, session: Sessions) -> None:
    review = make_review()
    account = make_account(AccountRole.PROVIDER, [review.facility])
    notice = make_notice(review, account_id=account.id)
    assert Page.open(client, f"/melden/ontvangen/{notice.reference}").status == 404


def test_danger_comes_first_then_the_oldest(session: Sessions) -> None:
    review = make_review()
    first, second = make_notice(review), make_notice(review)
    danger = make_notice(review, reason=NoticeReason.DANGER)
    assert [notice.id for notice in open_notices()] == [danger.id, first.id, second.id]


def test_a_decided_notice_leaves_the_list(session: Sessions) -> None:
    notice = make_notice(make_review())
    decide_notice(notice, make_account().id, NoticeOutcome.KEPT, "Dit is een mening.")
    session.commit()
    assert list(open_notices()) == []


def test_a_notice_is_decided_once(session: Sessions) -> None:
    notice = make_notice(make_review())
    decide_notice(notice, make_account().id, NoticeOutcome.KEPT, "Dit is een mening.")
    with pytest.raises(OutOfDate):
        decide_notice(notice, make_account().id, NoticeOutcome.ACTED, "Toch niet.")
    assert notice.outcome is NoticeOutcome.KEPT


def test_reported_danger_is_closed_by_a_lead_editor_alone(session: Sessions) -> None:
    notice = make_notice(make_review(), reason=NoticeReason.DANGER)
    with pytest.raises(NeedsLeadEditor):
        decide_notice(notice, make_account().id, NoticeOutcome.KEPT, "We laten de tekst staan.")
    lead = make_account(AccountRole.LEAD_EDITOR)
    decide_notice(notice, lead.id, NoticeOutcome.KEPT, "We belden Opgroeipunt.")
    assert notice.decided_by_id == lead.id


def test_an_editor_reads_who_decides_on_reported_danger(client: FlaskClient) -> None:
    notice = make_notice(make_review(), reason=NoticeReason.DANGER)
    sign_in(client, make_account())
    page = Page.open(client, f"/redactie/meldingen/{notice.id}")
    assert ("Een hoofdredacteur beslist erover" in page.text, page.buttons()) == (True, [])


def test_nothing_is_called_changed_that_was_not(session: Sessions) -> None:
    notice = make_notice(make_review())
    with pytest.raises(NothingChanged):
        decide_notice(notice, make_account().id, NoticeOutcome.ACTED, "We haalden een naam weg.")


def test_what_was_changed_before_the_notice_does_not_count(session: Sessions) -> None:
    review = make_review()
    revised = make_notice(review, created_at=now() + timedelta(seconds=1))
    with pytest.raises(NothingChanged):
        decide_notice(revised, make_account().id, NoticeOutcome.ACTED, "We haalden een naam weg.")


def test_who_reported_hears_the_decision_and_why(
    client: FlaskClient, session: Sessions, outbox: Outbox
) -> None:
    report(client, make_review())
    decide_notice(notices(session)[0], make_account().id, NoticeOutcome.KEPT, "Dit is een mening.")
    session.commit()
    mail = outbox.mails("jan@lezers.example")[-1]
    assert "Dit is een mening." in body_of(mail)


def test_a_facility_hears_the_decision_at_its_account(session: Sessions) -> None:
    review = make_review()
    account = make_account(AccountRole.PROVIDER, [review.facility])
    notice = make_notice(review, account_id=account.id)
    act(review, Action.REMOVE)
    decide_notice(notice, make_account().id, NoticeOutcome.ACTED, "We haalden een naam weg.")
    assert waiting(session, "notice_decided") == [f"account:{account.id}"]


def test_nobody_judges_a_complaint_about_their_own_decision(session: Sessions) -> None:
    complaint = make_complaint(make_review(state=State.REJECTED))
    judge = complaint.decision.account_id
    assert judge is not None
    with pytest.raises(SamePerson):
        decide_complaint(complaint, judge, ComplaintOutcome.UPHELD, "Je hebt gelijk.")


@pytest.mark.parametrize("state", [State.REJECTED, State.RETURNED, State.REMOVED])
def test_an_upheld_complaint_puts_the_text_back_in_the_queue(session: Sessions, state: State) -> None:
    review = make_review(state=state)
    decide_complaint(make_complaint(review), make_account().id, ComplaintOutcome.UPHELD, "Je hebt gelijk.")
    session.commit()
    assert (review.state, review.is_open) == (State.QUEUED, True)


def test_a_dismissed_complaint_changes_nothing(session: Sessions) -> None:
    review = make_review(state=State.REJECTED)
    decide_complaint(
        make_complaint(review), make_account().id, ComplaintOutcome.DISMISSED, "De regel blijft."
    )
    assert review.state is State.REJECTED


def test_an_upheld_complaint_about_an_escalation_only_keeps_the_outcome(session: Sessions) -> None:
    review = make_review(state=State.ESCALATED)
    restored = decide_complaint(
        make_complaint(review), make_account().id, ComplaintOutcome.UPHELD, "Je hebt gelijk."
    )
    assert (restored, review.state) == (None, State.ESCALATED)


def test_a_later_decision_is_not_undone_by_an_older_complaint(session: Sessions) -> None:
    review = make_review(state=State.RETURNED)
    complaint = make_complaint(review)
    apply_action(review, Action.REVISE, AUTHOR, seen_lock=review.lock_version)
    act(review, Action.QUEUE)
    act(review, Action.REJECT)
    decide_complaint(complaint, make_account().id, ComplaintOutcome.UPHELD, "Je hebt gelijk.")
    assert review.state is State.REJECTED


def test_a_complaint_is_decided_once(session: Sessions) -> None:
    complaint = make_complaint(make_review(state=State.REJECTED))
    decide_complaint(complaint, make_account().id, ComplaintOutcome.DISMISSED, "De regel blijft.")
    with pytest.raises(OutOfDate):
        decide_complaint(complaint, make_account().id, ComplaintOutcome.UPHELD, "Toch wel.")


def test_the_oldest_promise_of_a_complaint_comes_first(session: Sessions) -> None:
    late, early = (make_complaint(make_review(state=State.REJECTED)) for _ in range(2))
    early.due_at = late.due_at.replace(year=2020)
    session.commit()
    assert [complaint.id for complaint in open_complaints()] == [early.id, late.id]


def test_the_author_of_a_review_hears_of_the_complaint(session: Sessions) -> None:
    review: Review = make_review(state=State.REJECTED)
    decide_complaint(make_complaint(review), make_account().id, ComplaintOutcome.UPHELD, "Je hebt gelijk.")
    assert waiting(session, "complaint_decided") == [f"author:{review.id}"]


def test_decisions_on_notices_and_complaints_are_in_the_trail(session: Sessions) -> None:
    review = make_review(state=State.REJECTED)
    judge = make_account()
    decide_complaint(make_complaint(review), judge.id, ComplaintOutcome.DISMISSED, "De regel blijft.")
    decide_notice(make_notice(make_review()), judge.id, NoticeOutcome.KEPT, "Dit is een mening.")
    events = session.scalars(select(AuditEntry.event).where(AuditEntry.account_id == judge.id)).all()
    assert set(events) == {"complaint.decided", "notice.decided"}
