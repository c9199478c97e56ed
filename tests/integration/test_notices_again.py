"""The same report again, and reports of danger, which come first."""

from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import AccountRole
from app.contributions.models import Review
from app.database import now
from app.notices.actions import decide_notice, object_to_answer
from app.notices.models import DANGER_HOLDS, Notice, NoticeOutcome, NoticeReason
from tests.factories import make_account, make_conflict, make_notice, make_review
from tests.integration.test_notices import ANSWERS, notices, report
from tests.integration.test_queries_per_page import Statements, cost, statements
from tests.mailbox import Outbox, body_of
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page

__all__ = ["statements"]

Sessions = scoped_session[Session]

ALREADY = "Je melding is er al"
ANYBODY = {"reason": "danger", "name": "", "email": ""}


def number(session: Sessions) -> int:
    return session.scalar(select(func.count()).select_from(Notice)) or 0


def test_one_person_reports_a_text_once(client: FlaskClient, session: Sessions) -> None:
    review = make_review()
    pages = [report(client, review, explanation=f"Er is een tuin, zei ik {n} keer.") for n in range(8)]
    assert [page.heading for page in pages[1:]] == [ALREADY] * 7
    assert number(session) == 1


def test_what_was_typed_again_can_be_copied(client: FlaskClient, session: Sessions) -> None:
    review = make_review()
    report(client, review)
    page = report(client, review, explanation="En de speeltuin is nieuw.")
    assert "En de speeltuin is nieuw." in [field.text.strip() for field in page.document.iter("textarea")]


@pytest.mark.usefixtures("session")
def test_who_writes_another_address_learns_nothing_of_it(app: object, client: FlaskClient) -> None:
    """Somebody elsewhere who knows an address does not find out what was reported by it."""
    review = make_review()
    report(client, review)
    client.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    assert report(client, review).heading == "Bedankt voor je melding"


def test_another_text_of_the_same_review_can_be_reported(client: FlaskClient, session: Sessions) -> None:
    report(client, make_review())
    assert report(client, make_review()).heading == "Bedankt voor je melding"


def test_a_family_at_one_address_reports_the_same_text(client: FlaskClient, session: Sessions) -> None:
    review = make_review()
    pages = [report(client, review, email=f"{name}@lezers.example") for name in ("jan", "mia", "tom", "els")]
    assert [page.heading == ALREADY for page in pages] == [False, False, False, True]
    assert number(session) == 3


@pytest.mark.parametrize("who", [ANYBODY, {"reason": "danger"}])
def test_danger_always_comes_in(client: FlaskClient, session: Sessions, who: dict[str, str]) -> None:
    review = make_review()
    pages = [report(client, review, **who) for _ in range(6)]
    assert ALREADY not in [page.heading for page in pages]
    assert number(session) == 6


def test_who_reported_something_else_can_still_report_danger(client: FlaskClient, session: Sessions) -> None:
    review = make_review()
    report(client, review)
    assert report(client, review, reason="danger").heading == "Bedankt voor je melding"


def test_after_the_promised_days_it_can_be_reported_again(client: FlaskClient, session: Sessions) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        review = make_review()
        report(client, review)
        clock.shift(timedelta(days=10, minutes=1))
        assert report(client, review).heading == "Bedankt voor je melding"


def test_danger_is_promised_an_answer_the_next_day(
    client: FlaskClient, session: Sessions, outbox: Outbox
) -> None:
    with time_machine.travel("2026-11-22T09:00:00Z", tick=False):
        page = report(client, make_review(), reason="danger")
        found = notices(session)[0]
        assert found.due_at == now() + DANGER_HOLDS
        assert "uiterlijk op 23 november 2026" in page.text
        assert "Een hoofdredacteur leest je melding eerst" in page.text
        body = body_of(outbox.mails(ANSWERS["email"] or "")[-1])
    assert "Een hoofdredacteur leest je melding eerst en beslist, uiterlijk op 23 november 2026." in body


def test_who_objects_to_an_answer_on_danger_waits_no_longer(session: Sessions) -> None:
    notice = make_notice(make_review(), reason=NoticeReason.DANGER)
    lead = make_account(AccountRole.LEAD_EDITOR)
    decide_notice(notice, lead.id, NoticeOutcome.KEPT, "We belden Opgroeipunt.")
    objection = object_to_answer(notice, "Er veranderde niets.")
    assert objection.due_at is not None
    assert objection.due_at <= now() + DANGER_HOLDS


def dangerous() -> Review:
    review = make_review()
    make_notice(review, reason=NoticeReason.DANGER)
    return review


def views(page: Page) -> dict[str, str]:
    menu = next(nav for nav in page.document.iter("nav") if nav.get("aria-label") == "Weergaven")
    lines = [" ".join("".join(link.itertext()).split()) for link in menu.iter("a")]
    return {line.rpartition(" ")[0]: line.rpartition(" ")[2] for line in lines}


def test_reported_danger_counts_in_the_menu_and_stands_on_top(client: FlaskClient, session: Sessions) -> None:
    review = dangerous()
    make_notice(make_review())
    sign_in(client, make_account())
    page = Page.open(client, "/redactie/?gevaar=1")
    assert views(page)["Gevaar"] == "1"
    assert "1 melding van gevaar wacht" in page.text
    assert "De meldingen staan hierboven." in page.text
    page = page.follow(review.facility.name)
    assert page.heading == f"Melding over {review.facility.name}"


def test_danger_that_was_answered_counts_no_more(client: FlaskClient, session: Sessions) -> None:
    dangerous()
    lead = make_account(AccountRole.LEAD_EDITOR)
    decide_notice(notices(session)[0], lead.id, NoticeOutcome.KEPT, "We belden Opgroeipunt.")
    sign_in(client, lead)
    page = Page.open(client, "/redactie/")
    assert (views(page)["Gevaar"], "melding van gevaar" in page.text) == ("0", False)


def test_reported_danger_at_an_interest_is_not_shown(client: FlaskClient, session: Sessions) -> None:
    review, editor = dangerous(), make_account()
    make_conflict(editor, review.facility)
    sign_in(client, editor)
    page = Page.open(client, "/redactie/")
    assert (views(page)["Gevaar"], review.facility.name in page.text) == ("0", False)


@pytest.mark.parametrize("number", [1, 4])
def test_the_queue_costs_one_statement_more_for_reported_danger(
    client: FlaskClient, statements: Statements, number: int
) -> None:
    for _ in range(number):
        dangerous()
    sign_in(client, make_account())
    assert cost(client, statements, "/redactie/") <= 8
