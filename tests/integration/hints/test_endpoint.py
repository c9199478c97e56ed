"""Hints for the page that somebody writes on: the same for all, for nobody else, and nothing stays."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from app.accounts.models import AccountRole
from app.database import Base
from app.facilities.models import Facility
from app.hints import views
from app.learning.actions import switch
from app.learning.models import Setting
from moderation.rulebook import current_rulebook
from tests.factories import make_account, make_facility, make_review
from tests.pages.signing_in import sign_in
from tests.pages.writing import open_form

Sessions = scoped_session[Session]
NAMED = "Dank aan juf Els Peeters voor alles."


def address(facility: Facility) -> str:
    return f"/voorzieningen/{facility.sector.value}/{facility.dossiernummer}/waarderen/tips"


def ask(client: FlaskClient, facility: Facility, **texts: str) -> TestResponse:
    """As the page does."""
    token = open_form(client, facility).value("csrf_token")
    return client.post(address(facility), data={"csrf_token": token, **texts})


def asked_until_told(client: FlaskClient, facility: Facility, text: str) -> dict[str, str]:
    """Somebody who types on gets hints later when the machine is too busy now."""
    deadline = time.monotonic() + 30
    while (fields := ask(client, facility, text_good=text).json["fields"]) is None:
        assert time.monotonic() < deadline
    return fields


def shown(answer: TestResponse, field: str = "text_good") -> str:
    """The words under a field."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.json["fields"][field]).split())


def rows(session: Sessions) -> dict[str, int]:
    """How many there are in each table."""
    return {
        table.name: session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }


def test_a_name_is_shown_with_what_to_do(client: FlaskClient, hints: None) -> None:
    words = shown(ask(client, make_facility(), text_good=NAMED))
    assert re.search("Hier staat misschien .*naam.* Els Peeters .*Laat de naam weg", words)


def test_a_hint_stands_under_its_own_field(client: FlaskClient, hints: None) -> None:
    answer = ask(client, make_facility(), text_good="Fijne plek.", text_better=NAMED)
    assert (shown(answer), "Els Peeters" in shown(answer, "text_better")) == ("", True)


@pytest.mark.parametrize("text", ["", "   ", "\r\n"])
def test_nothing_to_read_gives_no_hints(client: FlaskClient, settings: Any, text: str) -> None:
    assert ask(client, make_facility(), text_good=text).json == {
        "fields": {"text_good": "", "text_better": ""}
    }


def test_the_name_of_the_facility_is_no_secret(client: FlaskClient, hints: None) -> None:
    answer = ask(client, make_facility(name="Huize Emma"), text_good="Huize Emma is een fijne plek.")
    assert shown(answer) == ""


def test_nothing_is_stored(client: FlaskClient, session: Sessions, hints: None) -> None:
    facility = make_facility()
    before = rows(session)
    assert ask(client, facility, text_good=NAMED).status_code == 200
    assert rows(session) == before


def test_the_request_could_not_even_write(
    client: FlaskClient, session: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    facility = make_facility()

    def write(*_: object) -> None:
        session.execute(sa.update(Facility).values(name="Veranderd"))

    monkeypatch.setattr(views, "ask_for_hints", write)
    with pytest.raises(sa.exc.DBAPIError):
        ask(client, facility, text_good=NAMED)


def test_no_transaction_is_open_while_the_text_is_read(
    client: FlaskClient, session: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_then: list[bool] = []
    monkeypatch.setattr(views, "ask_for_hints", lambda *_: open_then.append(session().in_transaction()))
    ask(client, make_facility(), text_good=NAMED)
    assert open_then == [False]


def test_what_a_lead_editor_switched_off_gives_no_hint(
    client: FlaskClient, session: Sessions, hints: None
) -> None:
    facility, lead = make_facility(), make_account(AccountRole.LEAD_EDITOR)
    before = shown(ask(client, facility, text_good=NAMED))
    switch(current_rulebook().rule("person_name"), Setting.OFF, None, "Bijna altijd fout", lead)
    session.commit()
    assert (before != "", shown(ask(client, facility, text_good=NAMED))) == (True, "")


def test_hostile_text_stays_text(client: FlaskClient, hints: None) -> None:
    hostile = "Juf <img src=x onerror=alert(1)>Els</mark><script>alert(1)</script> Peeters"
    html = "".join(asked_until_told(client, make_facility(), f"{hostile} {NAMED}").values())
    assert "Els Peeters" in html
    assert re.findall(r"<(?:img|script)", html) == []


@pytest.mark.parametrize(
    "text", ["\x00Els\x00", "👩‍👧‍👦" * 300 + " juf Els", "\u202eslE fuj", "é" * 3000, "]]>{}"]
)
def test_strange_text_has_a_calm_answer(client: FlaskClient, hints: None, text: str) -> None:
    assert asked_until_told(client, make_facility(), text)


@pytest.mark.parametrize("length", [3_001, 100_000, 1_000_000])
def test_a_text_that_is_too_long_is_not_read(client: FlaskClient, settings: Any, length: int) -> None:
    assert ask(client, make_facility(), text_good="a" * length).status_code == 413


def test_who_asks_too_often_gets_none(client: FlaskClient, settings: Any) -> None:
    facility = make_facility()
    token = open_form(client, facility).value("csrf_token")
    data = {"csrf_token": token, "text_good": ""}
    assert [client.post(address(facility), data=data).status_code for _ in range(41)] == [200] * 40 + [429]


def test_without_the_process_the_answer_is_calm(client: FlaskClient) -> None:
    answer = ask(client, make_facility(), text_good=NAMED)
    assert (answer.status_code, answer.json) == (200, {"fields": None})


def test_without_a_token_nothing_is_read(client: FlaskClient) -> None:
    assert client.post(address(make_facility()), data={"text_good": NAMED}).status_code == 400


def test_an_unknown_facility_is_not_there(client: FlaskClient) -> None:
    token = open_form(client, make_facility()).value("csrf_token")
    answer = client.post("/voorzieningen/kinderopvang/nergens/waarderen/tips", data={"csrf_token": token})
    assert answer.status_code == 404


def test_hints_are_asked_for_not_opened(client: FlaskClient) -> None:
    assert client.get(address(make_facility())).status_code == 405


def ask_about_reply(client: FlaskClient, public_id: str | None, text: str = NAMED) -> TestResponse:
    """As the page of a reply does; the token is that of any page behind the sign-in."""
    page = client.get("/organisatie/").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    data = {"csrf_token": token[1] if token else "", "text": text}
    return client.post(f"/organisatie/waarderingen/{public_id}/tips", data=data)


def test_a_facility_gets_hints_for_its_reply(app: Flask, client: FlaskClient, hints: None) -> None:
    review = make_review()
    sign_in(client, make_account(AccountRole.PROVIDER, [review.facility]))
    assert "Els Peeters" in shown(ask_about_reply(client, review.public_id), "text")


def test_the_reviews_of_another_facility_are_not_there(client: FlaskClient) -> None:
    review = make_review()
    sign_in(client, make_account(AccountRole.PROVIDER, [make_facility()]))
    assert ask_about_reply(client, review.public_id).status_code == 404


def test_who_is_not_signed_in_gets_no_hints_for_replies(client: FlaskClient) -> None:
    review = make_review()
    token = open_form(client, review.facility).value("csrf_token")
    answer = client.post(
        f"/organisatie/waarderingen/{review.public_id}/tips", data={"csrf_token": token, "text": NAMED}
    )
    assert (answer.status_code, answer.location.split("?")[0]) == (302, "/aanmelden")


@pytest.mark.parametrize("role", [AccountRole.EDITOR, AccountRole.LEAD_EDITOR, AccountRole.ADMIN])
def test_hints_for_replies_are_for_facilities(client: FlaskClient, role: AccountRole) -> None:
    review = make_review()
    sign_in(client, make_account(role))
    page = client.get("/redactie/" if role is not AccountRole.ADMIN else "/beheer/").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    answer = client.post(
        f"/organisatie/waarderingen/{review.public_id}/tips", data={"csrf_token": token[1], "text": NAMED}
    )
    assert answer.status_code == 403


def test_a_hint_costs_three_statements(
    client: FlaskClient, settings: Any, count_statements: Callable[[], int]
) -> None:
    facility = make_facility()
    token = open_form(client, facility).value("csrf_token")
    count_statements()
    client.post(address(facility), data={"csrf_token": token, "text_good": NAMED})
    assert count_statements() <= 3
