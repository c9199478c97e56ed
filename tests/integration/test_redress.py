"""What became of notices and objections shows where people look for it; what comes too late is given back."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import Account, AccountRole
from app.contributions.models import Review
from app.notices.actions import decide_complaint, decide_notice
from app.notices.models import ComplaintOutcome, NoticeOutcome
from app.sealed_numbers import seal
from moderation.states import Action, State
from tests.factories import (
    act,
    make_account,
    make_author_link,
    make_complaint,
    make_notice,
    make_reply,
    make_review,
)
from tests.pages.document import words_of
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]
SEND = "Bewaar en verstuur"
ANSWER = "Je hebt gelijk. Dit is geen naam."
LATE = "Mijn eigen lange antwoord."


@pytest.fixture
def editor(client: FlaskClient) -> Account:
    account = make_account()
    sign_in(client, account)
    return account


def given_back(page: Page) -> list[str]:
    return [words_of(field) for field in page.document.iter("textarea") if field.get("readonly") is not None]


def test_an_editor_who_changed_nothing_reads_what_to_do_first(client: FlaskClient, editor: Account) -> None:
    page = Page.open(client, f"/redactie/meldingen/{make_notice(make_review()).id}")
    after = page.submit(SEND, outcome="acted", answer=ANSWER)
    assert after.errors[0].startswith("Deze tekst is niet veranderd sinds de melding.")
    assert after.value("answer") == ANSWER


def test_a_removed_text_is_something_that_changed(client: FlaskClient, editor: Account) -> None:
    review = make_review()
    notice = make_notice(review)
    act(review, Action.REMOVE)
    Page.open(client, f"/redactie/meldingen/{notice.id}").submit(SEND, outcome="acted", answer=ANSWER)
    assert notice.outcome is NoticeOutcome.ACTED


def test_a_handled_notice_tells_what_was_decided_and_by_whom(
    client: FlaskClient, editor: Account, session: Sessions
) -> None:
    notice, colleague = make_notice(make_review()), make_account()
    decide_notice(notice, colleague.id, NoticeOutcome.KEPT, ANSWER)
    session.commit()
    page = Page.open(client, f"/redactie/meldingen/{notice.id}")
    assert all(words in page.text for words in ("De tekst blijft staan", colleague.name, ANSWER))


def test_a_handled_complaint_tells_what_was_decided_and_by_whom(
    client: FlaskClient, editor: Account, session: Sessions
) -> None:
    complaint, colleague = make_complaint(make_review(state=State.REJECTED)), make_account()
    decide_complaint(complaint, colleague.id, ComplaintOutcome.UPHELD, ANSWER)
    session.commit()
    page = Page.open(client, f"/redactie/bezwaren/{complaint.id}")
    assert all(words in page.text for words in ("Het bezwaar klopt", colleague.name, ANSWER))


def test_an_answer_that_came_second_is_given_back(
    client: FlaskClient, editor: Account, session: Sessions
) -> None:
    notice = make_notice(make_review())
    page = Page.open(client, f"/redactie/meldingen/{notice.id}")
    decide_notice(notice, make_account().id, NoticeOutcome.KEPT, ANSWER)
    session.commit()
    after = page.submit(SEND, outcome="kept", answer=LATE)
    assert (given_back(after), notice.answer) == ([LATE], ANSWER)


def test_a_judgement_that_came_second_is_given_back(
    client: FlaskClient, editor: Account, session: Sessions
) -> None:
    complaint = make_complaint(make_review(state=State.REJECTED))
    page = Page.open(client, f"/redactie/bezwaren/{complaint.id}")
    decide_complaint(complaint, make_account().id, ComplaintOutcome.DISMISSED, ANSWER)
    session.commit()
    after = page.submit(SEND, outcome="dismissed", answer=LATE)
    assert (given_back(after), complaint.answer) == ([LATE], ANSWER)


@pytest.mark.parametrize("kind", ["meldingen", "bezwaren"])
def test_the_second_click_of_two_is_no_colleague(client: FlaskClient, editor: Account, kind: str) -> None:
    found = (
        make_notice(make_review())
        if kind == "meldingen"
        else make_complaint(make_review(state=State.REJECTED))
    )
    page = Page.open(client, f"/redactie/{kind}/{found.id}")
    outcome = "kept" if kind == "meldingen" else "dismissed"
    for _ in range(2):
        after = page.submit(SEND, outcome=outcome, answer=ANSWER)
    assert (after.heading.casefold(), "Je antwoord was al bewaard." in after.text) == (kind, True)


def test_an_item_remembers_its_notices_and_complaints(
    client: FlaskClient, editor: Account, session: Sessions
) -> None:
    review, colleague = make_review(), make_account()
    decide_notice(make_notice(review), colleague.id, NoticeOutcome.KEPT, ANSWER)
    act(review, Action.REMOVE)
    decide_complaint(make_complaint(review), colleague.id, ComplaintOutcome.UPHELD, ANSWER)
    session.commit()
    page = Page.open(client, f"/redactie/bijdragen/{review.id}")
    assert f"De tekst blijft staan · {noted(page)}" in page.text
    assert f"Het bezwaar klopt · {noted(page)}" in page.text


def noted(page: Page) -> str:
    """The moment and the name behind an outcome."""
    return page.text.split("De tekst blijft staan · ")[1].split(" Bezwaar van")[0]


def test_a_facility_reads_what_became_of_its_objection(
    app: Flask, client: FlaskClient, session: Sessions
) -> None:
    review = make_review()
    account = make_account(AccountRole.PROVIDER, [review.facility])
    reply = make_reply(review, account)
    act(reply, Action.REDACT)
    decide_complaint(make_complaint(reply), make_account().id, ComplaintOutcome.UPHELD, ANSWER)
    session.commit()
    sign_in(client, account)
    page = Page.open(client, f"/organisatie/reacties/{seal('reply', reply.id)}")
    assert all(words in page.text for words in ("Je bezwaar", "Het bezwaar klopt", ANSWER))


def test_an_author_reads_what_became_of_an_objection(client: FlaskClient, session: Sessions) -> None:
    review = make_review(state=State.REJECTED)
    decide_complaint(make_complaint(review), make_account().id, ComplaintOutcome.DISMISSED, ANSWER)
    session.commit()
    page = Page.open(client, make_author_link(review))
    assert all(words in page.text for words in ("Je bezwaar", "De beslissing blijft", ANSWER))


def own(client: FlaskClient, review: Review, page: str) -> Page:
    """One of the author's own pages."""
    client.get(make_author_link(review))
    return Page.open(client, f"/waardering/{page}")


def test_a_text_that_its_author_may_not_change_now_is_given_back(
    client: FlaskClient, session: Sessions
) -> None:
    review = make_review(state=State.RETURNED)
    page = own(client, review, "verbeteren")
    page.submit("Verstuur opnieuw", text_good="Mijn tweede tekst.")
    after = page.submit("Verstuur opnieuw", text_good=LATE)
    assert (after.status, LATE in given_back(after)) == (409, True)


def test_an_author_who_objects_twice_gets_the_words_back(client: FlaskClient, session: Sessions) -> None:
    page = own(client, make_review(state=State.REJECTED), "bezwaar")
    page.submit("Verstuur je bezwaar", text="Dit is geen naam.")
    after = page.submit("Verstuur je bezwaar", text=LATE)
    assert (after.status, given_back(after)) == (409, [LATE])
