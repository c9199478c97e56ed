"""What waits in the outbox becomes a mail that is true at that moment, or none where nobody needs it."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import has_app_context
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import Account, AccountRole
from app.contributions.actions import AUTHOR, Actor, add_version, apply_action, tell_author
from app.contributions.erasing import erase_content
from app.contributions.models import Review
from app.contributions.redaction import find_passage, redact
from app.database import now
from app.identities.actions import correct_email, erase_identity
from app.identities.encryption import encrypt
from app.identities.models import AuthorLink
from app.mail.actions import to_account, to_author, to_reporter
from app.mail.models import OutboxMail
from app.mail.rendering import RenderedMail, render_mail
from app.notices.models import ComplaintOutcome, NoticeOutcome, NoticeReason
from app.replies.models import Reply
from app.sealed_numbers import seal
from moderation.findings import Family, Finding, Severity
from moderation.states import Action, Role, State
from tests.factories import (
    BETTER,
    GOOD,
    MESSAGE,
    THANKS,
    act,
    make_account,
    make_author_link,
    make_complaint,
    make_facility,
    make_notice,
    make_reply,
    make_review,
)
from tests.pages.visit import Page

Sessions = scoped_session[Session]
DANGER = Finding(Family.SAFETY, "child_in_danger", Severity.URGENT, "Er is misschien gevaar")
ADDRESS = "noor@ouders.example"


def rendered(recipient: str, template: str, **context: Any) -> RenderedMail | None:
    return render_mail(OutboxMail(event="x", recipient=recipient, template=template, context=context))


def mail(recipient: str, template: str, **context: Any) -> RenderedMail:
    found = rendered(recipient, template, **context)
    assert found is not None
    return found


def mail_of_last_decision(review: Review) -> RenderedMail:
    decision = review.decisions[-1]
    return mail(
        to_author(review.id), f"review_{decision.action}", contribution=review.id, decision=decision.id
    )


def leave_out_the_garden(review: Review) -> None:
    """An editor replaces a sentence."""
    from app.database import session

    version = review.latest_version
    assert version is not None
    redact(
        review,
        [find_passage(version, "De tuin is klein.", "[gegeven]")],
        Actor(Role.EDITOR, make_account().id),
        seen_lock=review.lock_version,
        rule="person_name",
        message=MESSAGE,
    )
    session.commit()


def provider_of(review: Review) -> Account:
    return make_account(AccountRole.PROVIDER, [review.facility])


def test_a_mail_goes_to_the_author_alone(session: Sessions) -> None:
    review = make_review(state=State.RETURNED, email=ADDRESS)
    assert mail_of_last_decision(review).to == ADDRESS


def test_an_author_link_is_fresh_and_only_its_hash_is_kept(session: Sessions) -> None:
    review = make_review(state=State.RETURNED)
    first, second = (mail_of_last_decision(review).body for _ in range(2))
    tokens = {re.search(r"/waardering/link/(\S+)", body)[1] for body in (first, second)}  # type: ignore[index]
    stored = set(session.scalars(select(AuthorLink.token_hash)))
    assert (len(tokens), len(stored), tokens & stored) == (2, 2, set())


ACTIONS = {
    State.RETURNED: "review_return",
    State.REJECTED: "review_reject",
    State.REMOVED: "review_remove",
    State.ESCALATED: "review_escalate",
}


@pytest.mark.parametrize("state", ACTIONS)
def test_a_decision_is_told_with_its_message(session: Sessions, state: State) -> None:
    assert MESSAGE in mail_of_last_decision(make_review(state=state)).body


@pytest.mark.parametrize("state", [*ACTIONS, State.PUBLISHED, State.WITHDRAWN])
def test_no_mail_holds_the_text_of_the_review(session: Sessions, state: State) -> None:
    body = mail_of_last_decision(make_review(state=state)).body
    assert [text for text in (GOOD, BETTER) if text in body] == []


def test_a_published_review_leads_to_its_place(session: Sessions) -> None:
    review = make_review()
    place = f"/voorzieningen/kinderopvang/{review.facility.dossiernummer}#waardering-{review.public_id}"
    assert place in mail_of_last_decision(review).body


def test_a_small_facility_review_tells_from_when_it_shows(session: Sessions) -> None:
    body = mail_of_last_decision(make_review(make_facility(places=8))).body
    assert "tonen we je tekst vanaf" in body
    assert "#waardering-" not in body


def test_a_published_redaction_is_told(session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    leave_out_the_garden(review)
    act(review, Action.PUBLISH)
    body = mail_of_last_decision(review).body
    assert ("vierkante haken" in body, MESSAGE in body, "Regel" in body or "regel" in body) == (True,) * 3


def test_a_redaction_is_told_once(session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    leave_out_the_garden(review)
    act(review, Action.RETURN)
    text = {"text_good": "Een fijne plek."}
    version = add_version(review, texts=text, made_by=Role.AUTHOR)
    apply_action(review, Action.REVISE, AUTHOR, seen_lock=review.lock_version, new_version=version)
    session.commit()
    act(review, Action.QUEUE)
    act(review, Action.PUBLISH)
    assert MESSAGE not in mail_of_last_decision(review).body


def test_a_redaction_of_what_is_online_has_a_mail_of_its_own(session: Sessions) -> None:
    review = make_review()
    leave_out_the_garden(review)
    waiting = session.scalars(select(OutboxMail.template).where(OutboxMail.template.like("review_%")))
    assert waiting.all() == ["review_redact"]
    act(review, Action.REMOVE)
    assert mail_of_last_decision(review).body.count(MESSAGE) == 1


def test_danger_shows_where_to_turn(session: Sessions) -> None:
    review = make_review(state=State.SUBMITTED)
    act(review, Action.QUEUE, [DANGER])
    assert "1712" in mail_of_last_decision(review).body


def test_an_escalation_by_the_system_has_words_of_its_own(session: Sessions) -> None:
    review = make_review(state=State.SUBMITTED)
    act(review, Action.QUEUE, [DANGER])
    assert "Een hoofdredacteur leest hem eerst" in mail_of_last_decision(review).body


def test_a_publication_that_is_over_is_not_told(session: Sessions) -> None:
    review = make_review()
    decision = review.decisions[-1]
    apply_action(review, Action.WITHDRAW, AUTHOR, seen_lock=review.lock_version)
    assert (
        rendered(to_author(review.id), "review_publish", contribution=review.id, decision=decision.id) is None
    )


def test_an_erased_author_gets_no_mail(session: Sessions) -> None:
    review = make_review(state=State.REJECTED)
    decision = review.decisions[-1]
    erase_identity(review)
    context = {"contribution": review.id, "decision": decision.id}
    assert rendered(to_author(review.id), "review_reject", **context) is None


def test_an_erased_review_gets_no_mail(session: Sessions) -> None:
    review = make_review(state=State.REJECTED)
    decision = review.decisions[-1]
    apply_action(review, Action.ERASE, AUTHOR, seen_lock=review.lock_version)
    erase_content(review)
    context = {"contribution": review.id, "decision": decision.id}
    assert rendered(to_author(review.id), "review_reject", **context) is None


@pytest.mark.parametrize("template", ["confirm_review", "remind_review"])
def test_who_has_to_confirm_gets_a_link(session: Sessions, template: str) -> None:
    review = make_review(state=State.UNCONFIRMED)
    assert "/waardering/link/" in mail(to_author(review.id), template, contribution=review.id).body


@pytest.mark.parametrize("template", ["confirm_review", "remind_review"])
def test_who_confirmed_is_not_asked_again(session: Sessions, template: str) -> None:
    review = make_review(state=State.SUBMITTED)
    assert rendered(to_author(review.id), template, contribution=review.id) is None


def test_a_corrected_address_gets_the_mail(session: Sessions) -> None:
    review = make_review(state=State.UNCONFIRMED, email="nor@ouders.example")
    correct_email(review, ADDRESS)
    assert mail(to_author(review.id), "confirm_review", contribution=review.id).to == ADDRESS


def test_lost_links_are_one_for_each_review(session: Sessions) -> None:
    first, second = make_review(email=ADDRESS), make_review(email=ADDRESS)
    body = mail(to_author(second.id), "lost_link", contributions=[second.id, first.id]).body
    assert len(re.findall(r"/waardering/link/\S+", body)) == 2
    assert first.facility.name in body


def test_each_lost_link_says_which_review_it_opens(session: Sessions) -> None:
    with time_machine.travel(datetime(2026, 5, 3, 9, tzinfo=UTC), tick=False) as clock:
        first = make_review(email=ADDRESS)
        clock.move_to(datetime(2026, 11, 4, 9, tzinfo=UTC))
        second = make_review(first.facility, email=ADDRESS)
        body = mail(to_author(second.id), "lost_link", contributions=[second.id, first.id]).body
    name = f"{first.facility.name}, Gent"
    said = [line for line in body.splitlines() if line and not line.startswith("http")]
    assert said[2:6] == [name, "Geschreven op 4 november 2026", name, "Geschreven op 3 mei 2026"]


def revised_before_it_shows() -> Review:
    """Of a small facility: approved, not online yet, and changed by its author."""
    review = make_review(make_facility(places=8))
    version = add_version(review, texts={"text_good": "Een fijne plek."}, made_by=Role.AUTHOR)
    apply_action(review, Action.REVISE, AUTHOR, seen_lock=review.lock_version, new_version=version)
    act(review, Action.QUEUE)
    return review


def test_what_is_not_online_yet_is_not_said_to_stay_there(session: Sessions) -> None:
    review = revised_before_it_shows()
    act(review, Action.RETURN)
    assert "blijft intussen online" not in mail_of_last_decision(review).body


def test_what_is_online_stays_there_while_its_correction_came_back(session: Sessions) -> None:
    review = make_review()
    version = add_version(review, texts={"text_good": "Een fijne plek."}, made_by=Role.AUTHOR)
    apply_action(review, Action.REVISE, AUTHOR, seen_lock=review.lock_version, new_version=version)
    act(review, Action.QUEUE)
    act(review, Action.RETURN)
    assert "blijft intussen online" in mail_of_last_decision(review).body


def test_an_own_page_tells_that_nothing_is_online_yet(client: FlaskClient) -> None:
    review = revised_before_it_shows()
    page = Page.open(client, make_author_link(review))
    assert "Je vorige tekst staat nog niet online." in page.text
    assert "blijft de vorige tekst staan" not in page.text
    assert "blijft de vorige online staan" not in page.follow("Pas je tekst aan").text


def test_lost_links_are_never_those_of_another_address(session: Sessions) -> None:
    own, other = make_review(email=ADDRESS), make_review(email="els@ouders.example")
    body = mail(to_author(own.id), "lost_link", contributions=[own.id, other.id]).body
    assert other.facility.name not in body


def test_a_facility_hears_of_a_review_without_any_hint_of_who_wrote(session: Sessions) -> None:
    review = make_review(email=ADDRESS)
    account = provider_of(review)
    found = mail(to_account(account.id), "new_review", contribution=review.id)
    assert found.to == account.email
    words = rf"{re.escape(GOOD)}|{re.escape(BETTER)}|Noor|Peeters|{ADDRESS}"
    hints = rf"{words}|\b2026\b|\d\d:\d\d\b|[/-]{review.id}\b"
    assert re.findall(hints, f"{found.subject} {found.body}") == []


GONE: Iterable[Action] = (Action.REMOVE, Action.WITHDRAW)


@pytest.mark.parametrize("action", GONE)
def test_a_facility_does_not_hear_of_a_review_that_went(session: Sessions, action: Action) -> None:
    review = make_review()
    account = provider_of(review)
    act(review, action)
    assert rendered(to_account(account.id), "new_review", contribution=review.id) is None


def test_who_left_the_facility_hears_nothing(session: Sessions) -> None:
    review = make_review()
    account = make_account(AccountRole.PROVIDER, [make_facility()])
    assert rendered(to_account(account.id), "new_review", contribution=review.id) is None


def test_a_disabled_account_gets_no_mail(session: Sessions) -> None:
    review = make_review()
    account = make_account(AccountRole.PROVIDER, [review.facility], disabled_at=now())
    assert rendered(to_account(account.id), "new_review", contribution=review.id) is None


def reply_with_account(state: State = State.PUBLISHED) -> tuple[Reply, Account]:
    review = make_review(email=ADDRESS)
    account = provider_of(review)
    return make_reply(review, account, state), account


def test_an_author_hears_of_a_reply(session: Sessions) -> None:
    reply, _ = reply_with_account()
    found = mail(to_author(reply.review_id or 0), "new_reply", contribution=reply.id)
    assert found.to == ADDRESS
    assert THANKS not in found.body


def test_an_author_does_not_hear_of_a_reply_that_went(session: Sessions) -> None:
    reply, _ = reply_with_account()
    act(reply, Action.REMOVE)
    assert rendered(to_author(reply.review_id or 0), "new_reply", contribution=reply.id) is None


@pytest.mark.parametrize("state", [*ACTIONS, State.PUBLISHED])
def test_a_decision_on_a_reply_leads_to_its_page(session: Sessions, state: State) -> None:
    reply, account = reply_with_account(state)
    decision = reply.decisions[-1]
    tell_author(reply, decision)
    row = session.scalars(select(OutboxMail).where(OutboxMail.event == f"decision-{decision.id}")).one()
    found = render_mail(row)
    assert found is not None
    assert (found.to, f"/organisatie/reacties/{seal('reply', reply.id)}" in found.body) == (
        account.email,
        True,
    )


def test_a_reply_below_a_review_that_went_is_not_said_to_be_online(session: Sessions) -> None:
    reply, account = reply_with_account()
    decision = reply.decisions[-1]
    act(reply.review, Action.REMOVE)
    found = mail(to_account(account.id), "reply_publish", contribution=reply.id, decision=decision.id)
    assert "staat nu niet online" in found.body


@pytest.mark.parametrize("template", ["notice_received", "notice_decided"])
def test_a_reporter_gets_mail_with_the_reference(session: Sessions, template: str) -> None:
    notice = make_notice(
        make_review(),
        email=encrypt("jan@lezers.example"),
        outcome=NoticeOutcome.KEPT,
        answer="Dit is een mening.",
    )
    found = mail(to_reporter(notice.id), template, notice=notice.id)
    assert (found.to, notice.reference in found.body) == ("jan@lezers.example", True)


def test_a_reporter_whose_address_was_erased_gets_no_mail(session: Sessions) -> None:
    notice = make_notice(make_review())
    assert rendered(to_reporter(notice.id), "notice_decided", notice=notice.id) is None


def test_a_report_of_danger_shows_where_to_turn(session: Sessions) -> None:
    notice = make_notice(make_review(), reason=NoticeReason.DANGER, email=encrypt("jan@lezers.example"))
    assert "112" in mail(to_reporter(notice.id), "notice_received", notice=notice.id).body


def test_a_facility_is_led_to_its_own_page_after_a_report(session: Sessions) -> None:
    review = make_review()
    account = provider_of(review)
    notice = make_notice(review, account_id=account.id)
    body = mail(to_account(account.id), "notice_received", notice=notice.id).body
    assert f"/organisatie/voorzieningen/kinderopvang/{review.facility.dossiernummer}" in body


OUTCOMES = {
    (ComplaintOutcome.UPHELD, True): "We lezen je tekst nu opnieuw.",
    (ComplaintOutcome.UPHELD, False): "Je tekst zelf verandert hierdoor niet vanzelf.",
    (ComplaintOutcome.DISMISSED, False): "De beslissing blijft.",
}


@pytest.mark.parametrize(("outcome", "restored"), OUTCOMES)
def test_a_complaint_is_answered_with_what_follows(
    session: Sessions, outcome: ComplaintOutcome, restored: bool
) -> None:
    review = make_review(state=State.REJECTED)
    complaint = make_complaint(review, outcome=outcome, answer="We keken alles na.")
    context = {"complaint": complaint.id, "restored": 1 if restored else None}
    body = mail(to_author(review.id), "complaint_decided", **context).body
    assert "We keken alles na." in body
    assert OUTCOMES[outcome, restored] in body


def test_a_password_link_is_made_for_the_account(session: Sessions) -> None:
    account = make_account()
    found = mail(to_account(account.id), "reset_password", account=account.id)
    assert re.search(r"/wachtwoord/[\w-]{43}\n", found.body)


def test_mails_need_no_web_request(session: Sessions) -> None:
    assert not has_app_context()
    assert mail_of_last_decision(make_review()).subject == "Je waardering is goedgekeurd"


def test_a_confirmation_says_when_all_is_erased(session: Sessions) -> None:
    review = make_review(state=State.UNCONFIRMED)
    review.created_at = now() - timedelta(days=400)
    session.commit()
    body = mail(to_author(review.id), "confirm_review", contribution=review.id).body
    assert str((now() - timedelta(days=386)).year) in body
