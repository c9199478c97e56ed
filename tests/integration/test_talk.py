"""Talk with who wrote and with the facility, notes among editors, danger, and the words they begin with."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import AccountRole
from app.contributions.actions import Actor, apply_action
from app.contributions.erasing import erase_content
from app.contributions.models import Decision, Review
from app.contributions.passages import Cut
from app.contributions.redaction import redact
from app.database import now
from app.identities.encryption import decrypt
from app.identities.models import Identity
from app.mail.models import OutboxMail
from app.notes.models import Mention
from app.notices.models import Notice
from app.referrals.models import Referral
from app.sealed_numbers import seal
from app.standard_texts.actions import write_text
from app.standard_texts.queries import standard_text
from app.threads.actions import NobodyToAsk, ask, stop_waiting
from app.threads.actions import answer as answer_thread
from app.threads.models import Message, Party, Sender, Thread
from app.threads.reminding import remind_of_questions
from moderation.findings import Family, Finding, Severity, Span
from moderation.states import Action, Role, State
from tests.factories import (
    BETTER,
    GOOD,
    make_account,
    make_author_link,
    make_facility,
    make_note,
    make_notice,
    make_referral,
    make_reply,
    make_review,
    make_thread,
)
from tests.mailbox import Outbox, body_of, link_in
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]

QUESTION = "Hoelang ging je kind naar deze opvang?"
ANSWER = "Twee jaar, <b>tot</b> vorige zomer."
DANGER = Finding(Family.SAFETY, "child_in_danger", Severity.URGENT, "Een teken van gevaar")


def somebody(
    app: Flask, role: AccountRole = AccountRole.EDITOR, name: str = "Lies", **more: object
) -> FlaskClient:
    client = app.test_client()
    sign_in(client, make_account(role, name=name, **more))
    return client


def asked(client: FlaskClient, review: Review, **typed: str) -> Page:
    page = Page.open(client, f"/redactie/bijdragen/{review.id}").follow("Vraag iets aan wie schreef")
    return page.submit("Verstuur je vraag", **{"text": QUESTION, **typed})


def test_an_author_answers_on_their_own_page(app: Flask, outbox: Outbox) -> None:
    editor, review = somebody(app), make_review(state=State.QUEUED, email="sara@ouders.example")
    asked(editor, review)
    author = app.test_client()
    page = Page.open(author, link_in(outbox.mails("sara@ouders.example")[-1])).follow("Lees en antwoord")
    assert QUESTION in page.text
    page.submit("Verstuur je antwoord", text=ANSWER)
    assert ANSWER in Page.open(editor, f"/redactie/bijdragen/{review.id}").text
    assert "Er is een antwoord op je vraag" in Page.open(editor, "/redactie/voor-mij").text


def test_the_mail_holds_no_word_of_the_text_nor_of_the_question(app: Flask, outbox: Outbox) -> None:
    review = make_review(state=State.QUEUED, email="sara@ouders.example")
    asked(somebody(app), review)
    mail = outbox.mails("sara@ouders.example")[-1]
    assert [words for words in (GOOD, BETTER, QUESTION, "Lies") if words in body_of(mail)] == []
    assert "/waardering/link/" in link_in(mail)


def test_an_author_never_reads_the_name_of_an_editor(app: Flask) -> None:
    review = make_review(state=State.QUEUED)
    asked(somebody(app, name="Lieselotte"), review)
    author = app.test_client()
    author.get(make_author_link(review))
    assert "Lieselotte" not in Page.open(author, "/waardering/vragen").text


def test_evidence_is_text_alone_and_the_page_says_so(app: Flask) -> None:
    review = make_review(state=State.QUEUED)
    make_thread(review)
    author = app.test_client()
    author.get(make_author_link(review))
    page = Page.open(author, "/waardering/vragen")
    assert "een bestand meesturen kan niet" in page.text
    assert page.submit("Verstuur je antwoord", text="").errors == ["Schrijf eerst je antwoord"]


def test_an_answer_sent_twice_is_kept_once(app: Flask, session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    make_thread(review)
    author = app.test_client()
    author.get(make_author_link(review))
    for _ in range(2):
        Page.open(author, "/waardering/vragen").submit("Verstuur je antwoord", text=ANSWER)
    answers = session.scalars(select(Message.text).where(Message.sender == Sender.OTHER)).all()
    assert answers == [ANSWER]


def test_the_clock_stands_still_until_the_deadline(session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    promised = review.due_at
    make_thread(review)
    assert promised is not None
    assert review.due_at is not None
    assert timedelta(days=6, hours=23) < review.due_at - promised <= timedelta(days=7)
    assert review.clock_is_paused


def test_the_clock_runs_again_with_the_answer(session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    promised = review.due_at
    make_thread(review, answered=True)
    assert promised is not None
    assert review.due_at is not None
    assert timedelta(0) <= review.due_at - promised < timedelta(minutes=1)
    assert not review.clock_is_paused


def test_two_questions_at_once_do_not_add_up(session: Sessions) -> None:
    review = make_review(state=State.PUBLISHED)
    make_account(AccountRole.PROVIDER, [review.facility])
    notice = make_notice(review)
    promised, editor = notice.due_at, make_account()
    ask(review, Party.AUTHOR, editor.id, QUESTION, 7)
    ask(review, Party.PROVIDER, editor.id, QUESTION, 14)
    session.commit()
    assert promised is not None
    assert notice.due_at is not None
    assert timedelta(days=13, hours=23) < notice.due_at - promised <= timedelta(days=14, minutes=1)


def test_no_longer_waiting_starts_the_clock(session: Sessions) -> None:
    review, editor = make_review(state=State.QUEUED), make_account()
    promised = review.due_at
    stop_waiting(make_thread(review), editor.id)
    session.commit()
    assert promised is not None
    assert review.due_at is not None
    assert review.due_at - promised < timedelta(minutes=1)


def test_a_decision_ends_the_waiting(session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    thread = make_thread(review)
    apply_action(review, Action.PUBLISH, Actor(Role.EDITOR, make_account().id), seen_lock=review.lock_version)
    session.commit()
    assert (thread.waits_until, review.paused_until) == (None, None)


def test_after_the_decision_nobody_is_asked_to_answer(app: Flask, session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    make_thread(review)
    apply_action(review, Action.PUBLISH, Actor(Role.EDITOR, make_account().id), seen_lock=review.lock_version)
    session.commit()
    author = app.test_client()
    author.get(make_author_link(review))
    page = Page.open(author, "/waardering/vragen")
    assert "Hier wacht niemand nog op een antwoord." in page.text
    assert "Antwoord gevraagd tegen" not in page.text


def test_the_pages_say_that_the_clock_stands_still(app: Flask) -> None:
    review = make_review(state=State.QUEUED)
    make_thread(review)
    author = app.test_client()
    author.get(make_author_link(review))
    assert "staat onze termijn stil" in Page.open(author, "/waardering").text
    assert "De termijn staat stil" in Page.open(somebody(app), f"/redactie/bijdragen/{review.id}").text


def test_there_is_one_reminder(session: Sessions, outbox: Outbox) -> None:
    review = make_review(state=State.QUEUED, email="sara@ouders.example")
    make_thread(review)
    assert remind_of_questions() == 0
    session.execute(update(Thread).values(waits_until=now() + timedelta(days=1)))
    session.commit()
    assert [remind_of_questions(), remind_of_questions()] == [1, 0]
    subjects = [mail["Subject"] for mail in outbox.mails("sara@ouders.example")]
    assert subjects.count("De redactie wacht nog op je antwoord") == 1


def test_a_question_that_was_answered_is_not_mailed_any_more(session: Sessions, outbox: Outbox) -> None:
    make_thread(make_review(state=State.QUEUED, email="sara@ouders.example"), answered=True)
    assert outbox.mails("sara@ouders.example") == []


def test_a_facility_answers_and_never_learns_who_wrote(app: Flask, session: Sessions) -> None:
    review = make_review(email="sara@ouders.example")
    make_thread(review, Party.AUTHOR, answered=True)
    provider = somebody(app, AccountRole.PROVIDER, facilities=[review.facility])
    page = Page.open(somebody(app, name="Lieselotte"), f"/redactie/bijdragen/{review.id}")
    page = page.follow("Vraag iets aan de voorziening").submit("Verstuur je vraag", text="Is er een tuin?")
    page = Page.open(provider, "/organisatie/vragen").follow(review.facility.name)
    page = page.submit("Verstuur je antwoord", text="Ja, een grote.")
    assert "Ja, een grote." in page.text
    identity = session.get_one(Identity, review.identity_id)
    secrets = [
        decrypt(identity.first_name), decrypt(identity.last_name), "sara@ouders.example", "Lieselotte",
        "Twee jaar, tot vorige zomer.", f"/{review.id}\"",
    ]  # fmt: skip
    html = provider.get(page.address).get_data(as_text=True)
    assert [secret for secret in secrets if secret in html] == []


def test_a_facility_reads_no_conversation_of_another(app: Flask) -> None:
    review = make_review()
    make_account(AccountRole.PROVIDER, [review.facility])
    thread = make_thread(review, Party.PROVIDER)
    stranger = somebody(app, AccountRole.PROVIDER, facilities=[make_facility()])
    assert stranger.get(f"/organisatie/vragen/{seal('thread', thread.id)}").status_code == 404


def test_a_facility_reads_no_conversation_with_an_author(app: Flask) -> None:
    review = make_review()
    provider = somebody(app, AccountRole.PROVIDER, facilities=[review.facility])
    thread = make_thread(review, Party.AUTHOR)
    assert provider.get(f"/organisatie/vragen/{seal('thread', thread.id)}").status_code == 404


def test_a_facility_hears_nothing_of_a_review_that_is_not_online(session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    make_account(AccountRole.PROVIDER, [review.facility])
    with pytest.raises(NobodyToAsk):
        ask(review, Party.PROVIDER, make_account().id, QUESTION, 7)


def test_who_wrote_a_reply_is_asked_through_the_facility(session: Sessions) -> None:
    review = make_review()
    provider = make_account(AccountRole.PROVIDER, [review.facility])
    reply = make_reply(review, provider, State.QUEUED)
    make_thread(reply, Party.PROVIDER)
    mails = session.scalars(select(OutboxMail.recipient).where(OutboxMail.template == "question_asked"))
    assert mails.all() == [f"account:{provider.id}"]


def test_an_open_place_in_a_question_is_pointed_out(app: Flask) -> None:
    page = asked(somebody(app), make_review(state=State.QUEUED), text="Je schreef ___.")
    assert page.errors == ["Vul in wat er nog ontbreekt, op de plaats van ___"]


def test_erasing_leaves_nothing_of_what_was_said(session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    make_thread(review, answered=True)
    make_note(review, "Sara belde ons.")
    apply_action(review, Action.ERASE, Actor(Role.AUTHOR), seen_lock=review.lock_version)
    erase_content(review)
    session.commit()
    assert set(session.scalars(select(Message.text))) == {""}
    assert session.execute(select(Notice.id)).all() == []


def test_a_mention_shows_on_the_overview_of_who_is_named(app: Flask, session: Sessions) -> None:
    writer, omar = somebody(app), somebody(app, name="Omar El Amrani")
    review = make_review(state=State.QUEUED)
    page = Page.open(writer, f"/redactie/bijdragen/{review.id}").follow("Schrijf een notitie")
    page.submit("Bewaar je notitie", text="@Omar, ken jij deze organisator?")
    page = Page.open(omar, "/redactie/voor-mij")
    assert "ken jij deze organisator?" in page.text
    assert "ken jij deze organisator?" not in page.submit("Ik las dit alles").text


def test_a_mention_of_nobody_is_pointed_out_and_keeps_the_note(app: Flask, session: Sessions) -> None:
    page = Page.open(somebody(app), f"/redactie/bijdragen/{make_review(state=State.QUEUED).id}/notities")
    page = page.submit("Bewaar je notitie", text="@Jantje kijk eens")
    assert page.errors == ["Er is niet één collega met de naam @Jantje. Kies uit de namen hieronder."]
    assert page.value("text").strip() == "@Jantje kijk eens"
    assert session.scalars(select(Mention)).all() == []


def test_nobody_was_told_before_there_was_anything_to_tell(app: Flask) -> None:
    review = make_review(state=State.ESCALATED, findings=[DANGER])
    lead = somebody(app, AccountRole.LEAD_EDITOR)
    page = Page.open(lead, f"/redactie/bijdragen/{review.id}/gevaar")
    page = page.submit(
        "Bewaar", target="police", what_was_read="Een klap.", told_on="2020-01-15", who_was_told="Jan",
        agreed="Zij bellen.",
    )  # fmt: skip
    assert page.errors[0].startswith("Deze tekst kwam binnen op ")
    assert page.value("told_on") == "2020-01-15"


def test_danger_is_dealt_with_step_by_step(app: Flask, session: Sessions) -> None:
    review = make_review(state=State.ESCALATED, findings=[DANGER])
    review.created_at = datetime(2026, 1, 15, 12, tzinfo=UTC)
    session.commit()
    lead = somebody(app, AccountRole.LEAD_EDITOR)
    page = Page.open(lead, f"/redactie/bijdragen/{review.id}").follow("Handel het teken van gevaar af")
    page = page.submit("Bewaar", target="opgroeipunt", what_was_read="Een kind werd geslagen.", told_on="")
    assert page.errors == [
        "Schrijf de dag, zoals 2026-03-15",
        "Schrijf met wie je sprak, of welk dossiernummer je kreeg",
        "Schrijf wat er afgesproken is, of waarom er geen gevaar is",
    ]
    assert page.value("what_was_read").strip() == "Een kind werd geslagen."
    typed = {"told_on": "2026-01-15", "who_was_told": "Dossier 118", "agreed": "Zij bellen de opvang."}
    page.submit("Bewaar", **typed)
    referral = session.scalars(select(Referral)).one()
    assert (referral.target, str(referral.told_on), referral.agreed) == (
        "opgroeipunt", "2026-01-15", "Zij bellen de opvang.",
    )  # fmt: skip
    assert "Dossier 118" in Page.open(lead, "/redactie/doorverwijzingen").text


def test_an_editor_does_not_fill_in_the_form_of_danger(app: Flask) -> None:
    review = make_review(state=State.ESCALATED, findings=[DANGER])
    assert somebody(app).get(f"/redactie/bijdragen/{review.id}/gevaar").status_code == 403


def test_no_danger_after_all_needs_no_day(app: Flask, session: Sessions) -> None:
    review = make_review(state=State.ESCALATED, findings=[DANGER])
    page = Page.open(somebody(app, AccountRole.LEAD_EDITOR), f"/redactie/bijdragen/{review.id}/gevaar")
    page.submit("Bewaar", target="nobody", what_was_read="Een spel.", agreed="Het was een poppenkast.")
    assert session.scalars(select(Referral.target)).one() == "nobody"


def test_the_mail_on_danger_tells_nothing_of_it(session: Sessions, outbox: Outbox) -> None:
    lead = make_account(AccountRole.LEAD_EDITOR)
    review = make_review(state=State.ESCALATED, findings=[DANGER])
    make_referral(review)
    (mail,) = outbox.mails(lead.email)
    words = (GOOD, BETTER, review.facility.name, "hard vastgegrepen", "2026/118")
    assert [part for part in words if part in f"{mail['Subject']} {body_of(mail)}"] == []
    assert f"/redactie/bijdragen/{review.id}" in link_in(mail)


def test_an_author_keeps_the_numbers_after_a_redaction(app: Flask, session: Sessions) -> None:
    found = Finding(
        Family.SAFETY, "child_in_danger", Severity.URGENT, "Een teken van gevaar", Span("text_good", 0, 5)
    )
    review = make_review(state=State.ESCALATED, findings=[found])
    lead = Actor(Role.LEAD_EDITOR, make_account(AccountRole.LEAD_EDITOR).id)
    redact(
        review, [Cut("text_good", 0, 5, "[naam]")], lead, seen_lock=review.lock_version,
        rule="discrimination", message="Omdat.",
    )  # fmt: skip
    session.commit()
    author = app.test_client()
    author.get(make_author_link(review))
    assert "1712" in Page.open(author, "/waardering").text


def test_a_lead_editor_changes_the_words_that_editors_begin_with(app: Flask, session: Sessions) -> None:
    page = Page.open(somebody(app, AccountRole.LEAD_EDITOR), "/redactie/teksten/person_name/review/return")
    page.submit("Bewaar als nieuwe versie", text="Wil je de **naam** weglaten?", why="Korter")
    editor, review = somebody(app), make_review(state=State.QUEUED)
    page = Page.open(editor, f"/redactie/bijdragen/{review.id}").submit("Ik behandel deze bijdrage")
    page = page.follow("Terugsturen…").submit("Gebruik deze regel", add_rule="person_name")
    assert page.value("message").strip() == "Wil je de **naam** weglaten?"
    page.submit("Terugsturen")
    decision = session.scalars(select(Decision).order_by(Decision.id.desc())).first()
    assert decision is not None
    assert decision.message == "Wil je de **naam** weglaten?"
    assert decision.standard_text_id is not None


def test_a_message_is_shown_as_cleaned_markdown(app: Flask, session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    message = "Laat de **naam** weg.\n<script>alert(1)</script>"
    apply_action(
        review, Action.RETURN, Actor(Role.EDITOR, make_account().id), seen_lock=review.lock_version,
        rule="person_name", message=message,
    )  # fmt: skip
    session.commit()
    author = app.test_client()
    author.get(make_author_link(review))
    page = Page.open(author, "/waardering")
    assert "naam" in [words.text for words in page.document.iter("strong")]
    assert "<script>alert(1)</script>" in page.text


def test_two_lead_editors_at_once_lose_nothing(app: Flask, session: Sessions) -> None:
    client, lead = somebody(app, AccountRole.LEAD_EDITOR), make_account(AccountRole.LEAD_EDITOR)
    page = Page.open(client, "/redactie/teksten/person_name/review/return")
    write_text(
        "person_name", "review", "return", text="Van een collega.", why="x", account_id=lead.id, seen_number=0
    )
    session.commit()
    answer = page.submit("Bewaar als nieuwe versie", text="Van mij.", why="Korter")
    assert any("Een collega veranderde deze tekst net" in error for error in answer.errors)
    assert answer.value("text").strip() == "Van mij."
    assert standard_text("person_name", "review", "return").text == "Van een collega."


def test_the_words_of_the_rulebook_come_back(session: Sessions) -> None:
    lead = make_account(AccountRole.LEAD_EDITOR)
    first = standard_text("person_name", "review", "return").text
    key = ("person_name", "review", "return")
    write_text(*key, text="Anders.", why="x", account_id=lead.id, seen_number=0)
    write_text(*key, text=first, why="x", account_id=lead.id, seen_number=1)
    session.commit()
    assert standard_text(*key).text == first


def test_an_answer_to_an_old_question_is_still_welcome(session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    thread = make_thread(review)
    session.execute(update(Thread).values(waits_until=now() - timedelta(hours=1)))
    session.commit()
    answer_thread(thread, None, ANSWER)
    session.commit()
    assert thread.messages[-1].text == ANSWER
