"""A decision that rests on several rules names each of them, wherever it is told."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from app.contributions.actions import Actor, apply_action
from app.contributions.models import Contribution, Decision, Review
from app.figures.queries import judged, used_rules
from app.learning.actions import give_verdict
from app.transparency.queries import figures
from moderation.findings import Family, Finding, Severity, Span
from moderation.states import Action, Role, RuleMissing, State
from tests.factories import make_account, make_author_link, make_facility, make_review
from tests.integration.test_queries_per_page import Statements, cost, statements
from tests.mailbox import Outbox, body_of
from tests.pages.document import words_of
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page

__all__ = ["statements"]

Sessions = scoped_session[Session]

EMAIL = "an@ouders.example"
TEXT = "Bel Els op 0470 12 34 56."
NAME = Finding(Family.PRIVACY, "person_name", Severity.NOTICE, "Een naam", Span("text_good", 4, 7))
NUMBER = Finding(Family.PRIVACY, "phone_number", Severity.WARNING, "Een nummer", Span("text_good", 11, 24))
BURST = Finding(Family.AUTHENTICITY, "burst", Severity.WARNING, "Veel op korte tijd")
BOTH = ("person_name", "phone_number")
TITLES = ("Geen namen van mensen", "Geen telefoonnummers")
REASONS = ("Je zette de naam van iemand in je tekst.", "Je zette een telefoonnummer in je tekst.")


@pytest.fixture
def desk(client: FlaskClient) -> FlaskClient:
    """An editor, signed in."""
    sign_in(client, make_account(name="Lies"))
    return client


def review_with(*findings: Finding, **more: object) -> Review:
    return make_review(state=State.QUEUED, texts={"text_good": TEXT}, findings=findings, email=EMAIL, **more)  # type: ignore[arg-type]


def taken(client: FlaskClient, contribution: Contribution) -> Page:
    page = Page.open(client, f"/redactie/bijdragen/{contribution.id}")
    return page.submit("Ik behandel deze bijdrage")


def last_decision(session: Sessions) -> Decision:
    session.expire_all()
    found = session.scalars(select(Decision).order_by(Decision.id.desc())).first()
    assert found is not None
    return found


def test_what_stands_in_the_text_is_sent_back_with_one_more_press(
    desk: FlaskClient, session: Sessions
) -> None:
    page = taken(desk, review_with(NUMBER, NAME, BURST)).follow("Terugsturen…")
    focused = [words_of(one) for one in page.document.iter("button") if one.get("autofocus") is not None]
    assert focused == ["Terugsturen"]
    page.submit("Terugsturen")
    decision = last_decision(session)
    assert (decision.action, set(decision.rules)) == (Action.RETURN, set(BOTH))
    assert [decision.message.count(reason) for reason in REASONS] == [1, 1]
    assert decision.message.count("We vragen je om eerst iets aan te passen.") == 1


def test_what_an_editor_called_wrong_is_not_proposed(desk: FlaskClient, session: Sessions) -> None:
    review = review_with(NUMBER, NAME)
    assert review.latest_version is not None
    found = next(one for one in review.latest_version.findings if one.rule == "person_name")
    give_verdict(found, make_account().id, is_right=False)
    session.commit()
    assert taken(desk, review).follow("Terugsturen…").fields["rule"] == ["phone_number"]


@pytest.mark.parametrize("step", ["Weigeren…", "Naar de hoofdredactie…"])
def test_no_check_chooses_a_rule_for_a_refusal(desk: FlaskClient, step: str) -> None:
    insult = Finding(Family.CONDUCT, "insult", Severity.WARNING, "Een woord", Span("text_good", 0, 3))
    page = taken(desk, review_with(insult)).follow(step)
    assert ("rule" in page.fields, page.value("add_rule")) == (False, "")


def test_a_rule_is_added_and_taken_away_again(desk: FlaskClient) -> None:
    page = taken(desk, review_with(NAME)).follow("Terugsturen…")
    page = page.submit("Pas de regels aan", add_rule="phone_number")
    assert (page.fields["rule"], page.value("add_rule")) == (list(BOTH), "")
    assert REASONS[1] in page.value("message")
    page = page.submit("Pas de regels aan", rule=["phone_number"])
    assert (page.fields["rule"], REASONS[0] in page.value("message")) == (["phone_number"], False)


def test_words_of_the_editor_stay_when_the_rules_change(desk: FlaskClient) -> None:
    page = taken(desk, review_with(NAME)).follow("Terugsturen…")
    page = page.submit("Pas de regels aan", add_rule="phone_number", message="Haal ze weg.", note="Bel.")
    assert (page.value("message"), page.value("note")) == ("Haal ze weg.", "Bel.")


def test_own_words_that_do_not_know_of_a_new_rule_are_pointed_out(desk: FlaskClient) -> None:
    page = taken(desk, review_with(NAME)).follow("Terugsturen…")
    own = page.submit("Pas de regels aan", message="Haal ze weg.", rule=["phone_number"])
    assert own.errors == [
        "Je schreef zelf in dit bericht: het bleef staan. Zeg erin waarom, voor elke regel."
    ]
    assert own.submit("Pas de regels aan").errors == []


def test_a_rule_that_was_not_worded_yet_is_shown_first(desk: FlaskClient, session: Sessions) -> None:
    review = review_with(NAME)
    page = taken(desk, review).follow("Terugsturen…")
    page = page.submit("Terugsturen", add_rule="phone_number")
    assert page.errors == ["Je veranderde de regels. Kijk het bericht na en beslis opnieuw."]
    assert [reason in page.value("message") for reason in REASONS] == [True, True]
    page.submit("Terugsturen")
    assert last_decision(session).rules == BOTH


@pytest.mark.parametrize("sent", [[], ["spelling"], ["person_name", "<b>"]])
def test_a_return_needs_rules_of_the_list(desk: FlaskClient, session: Sessions, sent: list[str]) -> None:
    page = taken(desk, review_with(NAME)).follow("Terugsturen…")
    fields = {**page.fields, "rule": sent, "worded": [" ".join(sent)]}
    assert "Kies de regel waarop je steunt" in page.send(page.form("Terugsturen"), fields).errors
    assert last_decision(session).action is Action.QUEUE


def test_each_of_several_rules_must_allow_the_action() -> None:
    review = make_review(state=State.QUEUED)
    with pytest.raises(RuleMissing):
        apply_action(
            review, Action.RETURN, Actor(Role.EDITOR, make_account().id), seen_lock=review.lock_version,
            rule="person_name", more_rules=["spelling"], message="Omdat.",
        )  # fmt: skip


@pytest.fixture
def returned(desk: FlaskClient) -> Review:
    """For two reasons."""
    review = review_with(NUMBER, NAME)
    taken(desk, review).follow("Terugsturen…").submit("Terugsturen")
    return review


def test_author_mail_and_history_name_both(
    client: FlaskClient, desk: FlaskClient, returned: Review, outbox: Outbox
) -> None:
    told = {
        "history": Page.open(desk, f"/redactie/bijdragen/{returned.id}").text.partition("Verloop")[2],
        "mail": body_of(outbox.mails(EMAIL)[-1]),
        "author": Page.open(client, make_author_link(returned)).text,
    }
    missing = [(where, title) for where, text in told.items() for title in TITLES if title not in text]
    assert missing == []


def test_a_decision_counts_for_each_of_its_rules(session: Sessions) -> None:
    facility = make_facility()
    for _ in range(6):
        review = make_review(facility, State.QUEUED)
        apply_action(
            review, Action.RETURN, Actor(Role.EDITOR, make_account().id), seen_lock=review.lock_version,
            rule=BOTH[0], more_rules=BOTH[1:], message="Omdat.",
        )  # fmt: skip
        session.commit()
    counted = figures().rules
    assert [counted[rule][Action.RETURN] for rule in BOTH] == [6, 6]
    assert [(rule, number) for rule, _actions, number in used_rules(judged())] == [(r, 6) for r in BOTH]


def test_a_second_editor_reads_and_confirms_both(app: Flask, desk: FlaskClient, session: Sessions) -> None:
    low = {"welbevinden": 1, "spelen": 1}
    page = taken(desk, review_with(scores=low)).follow("Stel voor: weigeren…")
    page = page.submit("Gebruik deze regel", add_rule="insult")
    page = page.submit("Pas de regels aan", add_rule="advertising")
    page.submit("Stel voor: weigeren", message="Dit gaat tegen twee regels in.")
    second = app.test_client()
    sign_in(second, make_account(name="Omar"))
    listed = Page.open(second, "/redactie/voorstellen")
    page = Page.open(second, next(to for to in listed.links().values() if "/voorstellen/" in to))
    assert "Regels" in page.text
    page.submit("Ik bevestig: weigeren")
    assert last_decision(session).rules == ("insult", "advertising")


@pytest.mark.parametrize("number", [1, 4])
def test_the_page_of_a_return_costs_as_much_for_four_rules_as_for_one(
    desk: FlaskClient, statements: Statements, number: int
) -> None:
    rules = ("person_name", "phone_number", "exact_date", "insult")
    findings = [
        Finding(Family.PRIVACY, rule, Severity.NOTICE, "Een bevinding", Span("text_good", place, place + 1))
        for place, rule in enumerate(rules[:number])
    ]
    review = review_with(*findings)
    taken(desk, review)
    assert cost(desk, statements, f"/redactie/bijdragen/{review.id}/beslissen/return") <= 11


@pytest.mark.parametrize("field", ["version", "lock"])
def test_a_number_that_no_row_has_is_an_out_of_date_page(desk: FlaskClient, field: str) -> None:
    page = taken(desk, review_with(NAME)).follow("Terugsturen…")
    answer = page.submit("Terugsturen", **{field: "99999999999"})
    assert "Je beslissing is niet bewaard." in answer.text
