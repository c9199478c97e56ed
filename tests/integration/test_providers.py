"""A facility's own people read, reply, report and object; they never learn who wrote."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import Account, AccountRole
from app.audit.models import AuditEntry
from app.contributions.models import Review
from app.facilities.models import Facility
from app.labels import rule_title
from app.mail.models import OutboxMail
from app.notices.models import Complaint, Notice
from app.replies.models import Reply
from app.sealed_numbers import seal
from moderation.findings import Family, Finding, Severity
from moderation.states import Action, State
from tests.factories import (
    GOOD,
    MESSAGE,
    THANKS,
    act,
    make_account,
    make_facility,
    make_notice,
    make_reply,
    make_review,
)
from tests.pages.document import words_of
from tests.pages.signing_in import come_in, sign_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]
ANSWER = "Bedankt voor je tijd. We maken de tuin groter."
REPORT = {"reason": "untrue", "explanation": "Er is wel een tuin.", "good_faith": "y"}


@dataclass(frozen=True)
class House:
    """A facility, somebody who works there, and a browser where they are signed in."""

    facility: Facility
    account: Account
    client: FlaskClient

    @property
    def address(self) -> str:
        return f"/organisatie/voorzieningen/kinderopvang/{self.facility.dossiernummer}"

    def open(self, address: str) -> Page:
        return Page.open(self.client, address)

    def reply_to(self, review: Review, text: str = ANSWER) -> Page:
        page = self.open(f"/organisatie/waarderingen/{review.public_id}/reageren")
        return page.submit("Verstuur je reactie", text=text)


def house_of(app: Flask, facility: Facility) -> House:
    client = app.test_client()
    account = make_account(AccountRole.PROVIDER, [facility])
    sign_in(client, account)
    return House(facility, account, client)


@pytest.fixture
def house(app: Flask, session: Sessions) -> House:
    return house_of(app, make_facility())


@pytest.fixture
def neighbour(app: Flask, session: Sessions) -> House:
    return house_of(app, make_facility())


def replies(session: Sessions) -> int:
    return session.scalar(select(func.count()).select_from(Reply)) or 0


def test_the_overview_counts_what_is_online_and_what_waits(house: House, session: Sessions) -> None:
    answered, _ = make_review(house.facility), make_review(house.facility)
    make_review(house.facility, State.QUEUED)
    make_reply(answered, house.account, State.QUEUED)
    cell = house.open("/organisatie/").document.find(".//td")
    assert words_of(cell) == "2 waarderingen · 1 zonder reactie · 1 reactie wordt nagelezen"


def test_the_overview_shows_only_own_facilities(house: House, neighbour: House) -> None:
    page = house.open("/organisatie/")
    assert house.facility.name in page.text
    assert neighbour.facility.name not in page.text


def test_the_overview_calls_for_replies_that_came_back(house: House, session: Sessions) -> None:
    make_reply(make_review(house.facility), house.account, State.RETURNED)
    page = house.open("/organisatie/").follow(f"1 reactie van {house.facility.name}")
    assert page.heading == f"Reacties van {house.facility.name}"


def test_an_account_without_facilities_reads_what_to_do(app: Flask, session: Sessions) -> None:
    client = app.test_client()
    assert "nog aan geen voorziening" in come_in(client, make_account(AccountRole.PROVIDER)).text


def test_what_is_published_can_be_read(house: House, session: Sessions) -> None:
    make_review(house.facility)
    assert GOOD in house.open(house.address).text


@pytest.mark.parametrize("state", sorted(set(State) - {State.PUBLISHED}))
def test_what_is_not_published_cannot_be_read(house: House, session: Sessions, state: State) -> None:
    make_review(house.facility, state)
    assert "Nog geen waarderingen" in house.open(house.address).text


def test_a_long_list_has_pages(house: House, session: Sessions) -> None:
    for _ in range(11):
        make_review(house.facility)
    page = house.open(house.address).follow("Volgende →")
    assert len(page.document.findall(".//article")) == 1


def pages_about(house: House, review: Review) -> list[str]:
    addresses = (
        "/organisatie/",
        house.address,
        f"/organisatie/waarderingen/{review.public_id}/reageren",
        f"/organisatie/waarderingen/{review.public_id}/melden",
    )
    return [house.client.get(address).text for address in addresses]


def test_no_page_tells_who_wrote_or_at_what_hour(house: House, session: Sessions) -> None:
    clue = re.compile(r"Noor|Peeters|noor\d|\d\d:\d\d")
    pages = pages_about(house, make_review(house.facility))
    assert [clue.findall(page) for page in pages] == [[], [], [], []]


def test_no_page_holds_the_number_of_a_review(house: House, session: Sessions) -> None:
    for _ in range(11):  # single digits stand everywhere
        make_review(state=State.UNCONFIRMED)
    review = make_review(house.facility)
    # A random key may hold these two digits between its letters.
    number = re.compile(
        rf'(?:href|action|id|name|value)="(?:[^"]*[^0-9A-Za-z"])?[a-z]*{review.id}(?:[^0-9A-Za-z"][^"]*)?"'
    )
    assert [number.findall(page) for page in pages_about(house, review)] == [[], [], [], []]


def test_a_small_facility_sees_months_and_no_scores(app: Flask, session: Sessions) -> None:
    small = house_of(app, make_facility(places=8))
    review = make_review(small.facility)
    review.visible_from, review.revealed_at = None, review.confirmed_at
    session.commit()
    page = small.open(small.address)
    moments = [moment.get("datetime") or "" for moment in page.document.iter("time")]
    assert [len(moment) for moment in moments] == [len("2026-11")]
    assert page.document.find(".//dl[@class='scores']") is None


def test_what_a_facility_cannot_open_does_not_exist(
    house: House, neighbour: House, session: Sessions
) -> None:
    review = make_review(neighbour.facility)
    reply = make_reply(review, neighbour.account)
    addresses = [
        neighbour.address,
        f"{neighbour.address}/reacties",
        f"/organisatie/waarderingen/{review.public_id}/reageren",
        f"/organisatie/waarderingen/{review.public_id}/melden",
        f"/organisatie/waarderingen/{reply.public_id}/reageren",
        f"/organisatie/reacties/{seal('reply', reply.id)}",
        f"/organisatie/reacties/{seal('reply', reply.id)}/verbeteren",
        f"/organisatie/reacties/{seal('reply', reply.id)}/intrekken",
        f"/organisatie/reacties/{seal('reply', reply.id)}/bezwaar",
        f"/organisatie/reacties/{seal('reply', review.id)}",
    ]
    assert {house.client.get(address).status_code for address in addresses} == {404}


def test_a_reply_waits_to_be_screened(house: House, session: Sessions) -> None:
    house.reply_to(make_review(house.facility))
    reply = session.scalars(select(Reply)).one()
    assert (reply.state, reply.awaits_screening, reply.due_at is not None) == (State.SUBMITTED, True, True)


def test_a_reply_is_stored_as_typed(house: House, session: Sessions) -> None:
    house.reply_to(make_review(house.facility), " Dank je 👍🏽\r\nTot morgen ")
    reply = session.scalars(select(Reply)).one()
    assert [version.texts for version in reply.versions] == [{"text": " Dank je 👍🏽\nTot morgen "}]


def test_a_reply_is_in_the_trail(house: House, session: Sessions) -> None:
    house.reply_to(make_review(house.facility))
    entry = session.scalars(select(AuditEntry).where(AuditEntry.event == "reply.sent")).one()
    assert entry.account_id == house.account.id


def test_a_sent_reply_tells_when_an_answer_comes(house: House, session: Sessions) -> None:
    page = house.reply_to(make_review(house.facility))
    assert "We lezen je tekst na" in page.text
    assert "antwoord uiterlijk op" in page.text


def test_a_double_click_is_one_reply(house: House, session: Sessions) -> None:
    page = house.open(f"/organisatie/waarderingen/{make_review(house.facility).public_id}/reageren")
    seen = {page.submit("Verstuur je reactie", text=ANSWER).address for _ in range(2)}
    assert (replies(session), len(seen)) == (1, 1)


def test_a_second_reply_is_refused_and_what_was_typed_stays(house: House, session: Sessions) -> None:
    review = make_review(house.facility)
    page = house.open(f"/organisatie/waarderingen/{review.public_id}/reageren")
    make_reply(review, house.account, State.QUEUED)
    after = page.submit("Verstuur je reactie", text=ANSWER)
    assert "al een reactie" in after.errors[0]
    assert (after.value("text"), replies(session)) == (ANSWER, 1)


def test_who_cannot_change_the_other_reply_is_not_told_to(house: House, session: Sessions) -> None:
    review = make_review(house.facility)
    page = house.open(f"/organisatie/waarderingen/{review.public_id}/reageren")
    make_reply(review, house.account, State.QUEUED)
    told = [*page.submit("Verstuur je reactie", text=ANSWER).errors, house.open(page.address).text]
    assert [words for words in told if "pas ze" in words or "aanpassen" in words] == []


def test_two_colleagues_at_the_same_moment_send_one_reply(
    app: Flask, house: House, session: Sessions
) -> None:
    review = make_review(house.facility)
    colleague = house_of(app, house.facility)
    pages = [
        visitor.open(f"/organisatie/waarderingen/{review.public_id}/reageren")
        for visitor in (house, colleague)
    ]
    with ThreadPoolExecutor() as both:
        answers = list(
            both.map(
                lambda numbered: numbered[1].submit("Verstuur je reactie", text=f"Antwoord {numbered[0]}"),
                enumerate(pages),
            )
        )
    assert (replies(session), sorted(len(page.errors) for page in answers)) == (1, [0, 1])


LIVE = [State.SUBMITTED, State.QUEUED, State.ESCALATED, State.RETURNED, State.PUBLISHED]


@pytest.mark.parametrize("state", LIVE)
def test_who_replied_comes_at_that_reply(house: House, session: Sessions, state: State) -> None:
    review = make_review(house.facility)
    reply = make_reply(review, house.account, state)
    page = house.open(f"/organisatie/waarderingen/{review.public_id}/reageren")
    assert page.address == f"/organisatie/reacties/{seal('reply', reply.id)}"


@pytest.mark.parametrize("state", [State.REJECTED, State.WITHDRAWN, State.REMOVED])
def test_after_a_reply_that_went_another_can_be_written(
    house: House, session: Sessions, state: State
) -> None:
    review = make_review(house.facility)
    make_reply(review, house.account, state)
    house.reply_to(review)
    assert replies(session) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (" \n ", "Schrijf eerst je reactie"),
        ("a" * 3001, "Hou het onder 3.000 tekens"),
    ],
)
def test_a_mistake_in_a_reply_is_explained(house: House, session: Sessions, text: str, message: str) -> None:
    assert house.reply_to(make_review(house.facility), text).errors == [message]


def test_many_replies_in_an_hour_have_to_wait(
    house: House, session: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.providers.reply_views.REPLIES", "1 per hour")
    house.reply_to(make_review(house.facility))
    page = house.reply_to(make_review(house.facility))
    assert (page.status, page.value("text")) == (429, ANSWER)


def test_a_page_that_was_open_too_long_keeps_the_reply(house: House, session: Sessions) -> None:
    address = f"/organisatie/waarderingen/{make_review(house.facility).public_id}/reageren"
    page = Page(house.client, house.client.post(address, data={"text": ANSWER, "csrf_token": "oud"}))
    assert (page.value("text"), replies(session)) == (ANSWER, 0)


def test_a_reply_that_came_back_tells_why(house: House, session: Sessions) -> None:
    reply = make_reply(make_review(house.facility), house.account, State.RETURNED)
    page = house.open(f"/organisatie/reacties/{seal('reply', reply.id)}")
    assert MESSAGE in page.text
    assert rule_title(reply.decisions[-1].rule) in page.text


def test_no_editor_is_named(house: House, session: Sessions) -> None:
    reply = make_reply(make_review(house.facility), house.account, State.RETURNED)
    editor = reply.decisions[-1].account
    assert editor is not None
    assert editor.name not in house.open(f"/organisatie/reacties/{seal('reply', reply.id)}").text


def test_a_reply_that_came_back_is_revised(house: House, session: Sessions) -> None:
    reply = make_reply(make_review(house.facility), house.account, State.RETURNED)
    page = house.open(f"/organisatie/reacties/{seal('reply', reply.id)}").follow("Pas je reactie aan")
    page.submit("Verstuur je nieuwe tekst", text=ANSWER)
    session.refresh(reply)
    assert (reply.state, [version.number for version in reply.versions]) == (State.SUBMITTED, [1, 2])


def test_a_published_reply_stays_online_while_its_revision_waits(house: House, session: Sessions) -> None:
    reply = make_reply(make_review(house.facility), house.account)
    page = house.open(f"/organisatie/reacties/{seal('reply', reply.id)}/verbeteren")
    after = page.submit("Verstuur je nieuwe tekst", text=ANSWER)
    assert "De tekst die nu online staat" in after.text
    assert THANKS in after.text


def test_a_double_click_on_a_revision_is_one_version(house: House, session: Sessions) -> None:
    reply = make_reply(make_review(house.facility), house.account, State.RETURNED)
    page = house.open(f"/organisatie/reacties/{seal('reply', reply.id)}/verbeteren")
    for _ in range(2):
        page.submit("Verstuur je nieuwe tekst", text=ANSWER)
    session.refresh(reply)
    assert len(reply.versions) == 2


def test_a_revision_without_a_change_is_explained(house: House, session: Sessions) -> None:
    reply = make_reply(make_review(house.facility), house.account, State.RETURNED)
    page = house.open(f"/organisatie/reacties/{seal('reply', reply.id)}/verbeteren")
    page = page.submit("Verstuur je nieuwe tekst", text=f" {page.value('text')}\n")
    assert page.errors == ["Je veranderde nog niets aan je tekst"]


def test_a_revision_of_an_old_page_is_refused_and_kept(house: House, session: Sessions) -> None:
    reply = make_reply(make_review(house.facility), house.account)
    page = house.open(f"/organisatie/reacties/{seal('reply', reply.id)}/verbeteren")
    after = page.submit("Verstuur je nieuwe tekst", text=ANSWER, seen_lock="1")
    assert after.errors == ["Je reactie veranderde terwijl je schreef. Kijk na en verstuur opnieuw."]
    assert after.value("text") == ANSWER


OTHER = "Wat ik net helemaal opnieuw schreef."
KEPT = "Je tekst is niet verstuurd"


def kept_in(page: Page) -> list[str]:
    """What the page gives back to copy."""
    return [words_of(field) for field in page.document.iter("textarea") if field.get("readonly") is not None]


def test_a_text_for_a_reply_that_is_being_read_is_given_back(house: House, session: Sessions) -> None:
    reply = make_reply(make_review(house.facility), house.account, State.RETURNED)
    page = house.open(f"/organisatie/reacties/{seal('reply', reply.id)}/verbeteren")
    page.submit("Verstuur je nieuwe tekst", text=ANSWER)
    after = page.submit("Verstuur je nieuwe tekst", text=OTHER)
    assert (after.status, after.heading, kept_in(after)) == (409, KEPT, [OTHER])


def test_a_text_for_a_review_that_went_is_given_back(house: House, session: Sessions) -> None:
    review = make_review(house.facility)
    page = house.open(f"/organisatie/waarderingen/{review.public_id}/reageren")
    act(review, Action.REMOVE)
    after = page.submit("Verstuur je reactie", text=OTHER)
    assert (after.status, kept_in(after)) == (409, [OTHER])


def test_a_report_of_a_review_that_went_is_given_back(house: House, session: Sessions) -> None:
    review = make_review(house.facility)
    page = house.open(f"/organisatie/waarderingen/{review.public_id}/melden")
    act(review, Action.REMOVE)
    after = page.submit("Verstuur je melding", **REPORT)
    assert (after.status, kept_in(after)) == (409, [REPORT["explanation"]])


def test_a_second_report_is_given_back(house: House, session: Sessions) -> None:
    review = make_review(house.facility)
    page = house.open(f"/organisatie/waarderingen/{review.public_id}/melden")
    make_notice(review, account_id=house.account.id)
    after = page.submit("Verstuur je melding", **{**REPORT, "explanation": OTHER})
    assert (after.status, kept_in(after)) == (409, [OTHER])


def test_a_second_objection_is_given_back(house: House, session: Sessions) -> None:
    reply = make_reply(make_review(house.facility), house.account, State.REJECTED)
    page = house.open(f"/organisatie/reacties/{seal('reply', reply.id)}/bezwaar")
    page.submit("Verstuur je bezwaar", text="Er staat geen naam in.")
    after = page.submit("Verstuur je bezwaar", text=OTHER)
    assert (after.status, after.heading, kept_in(after)) == (409, KEPT, [OTHER])


def test_the_same_objection_twice_is_one(house: House, session: Sessions) -> None:
    reply = make_reply(make_review(house.facility), house.account, State.REJECTED)
    page = house.open(f"/organisatie/reacties/{seal('reply', reply.id)}/bezwaar")
    for _ in range(2):
        after = page.submit("Verstuur je bezwaar", text="Er staat geen naam in.")
    assert "We kregen je bezwaar." in after.text


def test_a_text_for_a_review_that_never_was_tells_nothing_else(house: House, session: Sessions) -> None:
    page = house.open(f"/organisatie/waarderingen/{make_review(house.facility).public_id}/reageren")
    form = page.form("Verstuur je reactie")
    stranger = make_review(make_facility())
    answers = []
    for public_id in (stranger.public_id, "bestaat-niet"):
        form.set("action", f"/organisatie/waarderingen/{public_id}/reageren")
        answers.append(page.send(form, {**page.fields, "text": [OTHER]}).text)
    assert answers[0] == answers[1]


def test_a_reply_is_withdrawn_after_a_question(house: House, session: Sessions) -> None:
    reply = make_reply(make_review(house.facility), house.account)
    page = house.open(f"/organisatie/reacties/{seal('reply', reply.id)}").follow("Trek je reactie in")
    page.submit("Ja, trek mijn reactie in")
    session.refresh(reply)
    assert (reply.state, reply.is_visible) == (State.WITHDRAWN, False)


def test_a_reply_whose_review_went_says_so(house: House, session: Sessions) -> None:
    review = make_review(house.facility)
    reply = make_reply(review, house.account)
    act(review, Action.REMOVE)
    page = house.open(f"/organisatie/reacties/{seal('reply', reply.id)}")
    assert "Je reactie is nu niet te zien" in page.text
    assert GOOD not in page.text


def test_a_correction_below_a_review_that_went_is_not_said_to_be_online(
    house: House, session: Sessions
) -> None:
    review = make_review(house.facility)
    reply = make_reply(review, house.account)
    page = house.open(f"/organisatie/reacties/{seal('reply', reply.id)}/verbeteren")
    page.submit("Verstuur je nieuwe tekst", text=ANSWER)
    session.refresh(reply)
    act(review, Action.REMOVE)
    text = house.open(f"/organisatie/reacties/{seal('reply', reply.id)}").text
    assert "Je reactie is nu niet te zien" in text
    assert [said for said in ("nu online staat", "blijft de vorige tekst") if said in text] == []


def test_a_facility_objects_once_to_a_decision(house: House, session: Sessions) -> None:
    reply = make_reply(make_review(house.facility), house.account, State.REJECTED)
    page = house.open(f"/organisatie/reacties/{seal('reply', reply.id)}").follow("Maak bezwaar")
    after = page.submit("Verstuur je bezwaar", text="Er staat geen naam in.")
    complaint = session.scalars(select(Complaint)).one()
    assert complaint.decision_id == reply.decisions[-1].id
    assert "Maak bezwaar" not in after.links()


DANGER = Finding(Family.SAFETY, "child_in_danger", Severity.URGENT, "Er is misschien gevaar")


def test_a_reply_that_tells_of_danger_shows_where_to_turn(house: House, session: Sessions) -> None:
    reply = make_reply(make_review(house.facility), house.account, State.SUBMITTED)
    act(reply, Action.QUEUE, [DANGER])
    assert "1712" in house.open(f"/organisatie/reacties/{seal('reply', reply.id)}").text


def test_a_reported_review_stays_online(house: House, session: Sessions) -> None:
    review = make_review(house.facility)
    page = house.open(house.address).follow(report_link(house))
    after = page.submit("Verstuur je melding", **REPORT)
    session.refresh(review)
    assert review.is_visible
    assert "Tot dan blijft de waardering staan" in after.text


def report_link(house: House) -> str:
    links = house.open(house.address).links()
    return next(words for words in links if words.startswith("Meld deze waardering"))


def test_a_report_is_of_the_account(house: House, session: Sessions) -> None:
    house.open(house.address)
    review = make_review(house.facility)
    page = house.open(f"/organisatie/waarderingen/{review.public_id}/melden")
    page.submit("Verstuur je melding", **REPORT)
    notice = session.scalars(select(Notice)).one()
    assert (notice.account_id, notice.email, notice.version_id) == (
        house.account.id,
        None,
        review.published_version_id,
    )


def test_a_report_gets_one_receipt_by_mail(house: House, session: Sessions) -> None:
    review = make_review(house.facility)
    page = house.open(f"/organisatie/waarderingen/{review.public_id}/melden")
    for _ in range(2):
        page.submit("Verstuur je melding", **REPORT)
    receipts = session.scalars(select(OutboxMail.recipient).where(OutboxMail.template == "notice_received"))
    assert list(receipts) == [f"account:{house.account.id}"]


def test_a_review_is_not_reported_again_while_the_report_waits(house: House, session: Sessions) -> None:
    review = make_review(house.facility)
    make_notice(review, account_id=house.account.id)
    page = house.open(f"/organisatie/waarderingen/{review.public_id}/melden")
    assert page.address == house.address
    assert "Je meldde deze waardering al." in page.text
    assert not any(words.startswith("Meld deze waardering") for words in page.links())


def test_a_report_of_a_reader_is_not_shown_to_the_facility(house: House, session: Sessions) -> None:
    make_notice(make_review(house.facility), explanation="Ik herken deze ouder.")
    assert "Je meldde" not in house.open(house.address).text


def test_a_report_without_a_reason_is_explained(house: House, session: Sessions) -> None:
    review = make_review(house.facility)
    page = house.open(f"/organisatie/waarderingen/{review.public_id}/melden")
    assert page.submit("Verstuur je melding", **{**REPORT, "reason": []}).errors == ["Kies wat er mis is"]
