"""Open data: what the pages show, in files, without numbers that could point at somebody."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import DBAPIError

from app.database import session
from app.opendata import writing
from app.opendata.tables import Table
from app.opendata.writing import folder, made_on, write_files, write_nightly
from app.publication import reveal_due
from moderation.states import State
from tests.factories import BETTER, GOOD, THANKS, make_account, make_facility, make_reply, make_review
from tests.integration.test_queries_per_page import Statements, statements
from tests.pages.visit import Page

__all__ = ["statements"]

pytestmark = pytest.mark.usefixtures("session", "app")

NIGHT = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NIGHT, tick=False) as clock:
        yield clock


def rows(name: str) -> list[dict[str, Any]]:
    """Of a file in JSON; and the one in CSV says the same."""
    found: list[dict[str, Any]] = json.loads((folder() / f"{name}.json").read_text("utf-8"))["rijen"]
    text = (folder() / f"{name}.csv").read_text("utf-8-sig")
    same = [{k: "" if v is None else str(v) for k, v in row.items()} for row in found]
    assert list(csv.DictReader(StringIO(text), delimiter=";")) == same
    return found


@pytest.mark.parametrize(("number", "told"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_small_numbers_are_left_empty(number: int, told: int | None) -> None:
    facility = make_facility()
    for _ in range(number):
        make_review(facility)
    write_files()
    (row,) = rows("voorzieningen")
    assert row["aantal_waarderingen"] == told
    assert (row["eerste_maand"] is None) == (not told)


def test_few_answers_among_many_reviews_are_left_empty() -> None:
    facility, account = make_facility(), make_account()
    reviews = [make_review(facility) for _ in range(5)]
    make_reply(reviews[0], account)
    write_files()
    assert rows("voorzieningen")[0]["aantal_beantwoord"] is None


def test_averages_are_there_only_where_the_page_shows_them() -> None:
    few, enough = make_facility(), make_facility()
    for number in range(5):
        make_review(enough, scores={"welbevinden": 4, "spelen": 2 if number else None})
        if number:
            make_review(few)
    write_files()
    (row,) = rows("scores")
    assert (row["dossiernummer"], row["thema"], row["aantal"], row["gemiddelde"]) == (
        enough.dossiernummer,
        "welbevinden",
        5,
        4.0,
    )


def test_months_are_counted_per_sector_and_province(clock: time_machine.Traveller) -> None:
    large = make_facility(province="Limburg")
    for _ in range(5):
        make_review(large)
    make_review(make_facility(province="Antwerpen"))
    write_files()
    assert [tuple(row.values()) for row in rows("maanden")] == [
        ("2026-11", "kinderopvang", "Antwerpen", None, 0),
        ("2026-11", "kinderopvang", "Limburg", 5, 0),
    ]


def everything() -> str:
    return "".join(path.read_text("utf-8") for path in folder().iterdir())


def test_no_word_of_any_review_is_in_a_file() -> None:
    facility, account = make_facility(), make_account()
    for state in State:
        make_review(facility, state, texts={"text_good": "Een geheim liedje", "text_better": BETTER})
    make_reply(make_review(facility), account)
    write_files()
    assert [text for text in ("geheim", GOOD, BETTER, THANKS, "Peeters") if text in everything()] == []


def test_no_day_of_any_review_is_in_a_file(clock: time_machine.Traveller) -> None:
    small, large = make_facility(places=6), make_facility()
    for _ in range(5):
        make_review(small)
        make_review(large)
    clock.move_to(datetime(2026, 12, 3, 9, tzinfo=UTC))
    reveal_due()
    clock.move_to(datetime(2027, 1, 15, 3, tzinfo=UTC))
    write_files()
    assert [day for day in ("2026-11-22", "2026-12-03") if day in everything()] == []


def test_telephone_and_mail_of_a_facility_stay_out() -> None:
    make_facility(email="mieke@opvang.example", phone="09 123 45 67")
    write_files()
    assert [word for word in ("mieke@", "123 45 67") if word in everything()] == []


@pytest.mark.parametrize("name", ["=1+1", "+32", "-1", "@SUM(A1)", "\t=1"])
def test_no_name_becomes_a_formula(name: str) -> None:
    make_facility(name=name)
    write_files()
    lines = (folder() / "voorzieningen.csv").read_text("utf-8-sig").splitlines()
    assert lines[1].split(";")[2].strip('"').startswith("'")


def test_quotes_and_semicolons_in_a_name_stay_in_their_field() -> None:
    make_facility(name='De "Zon"; en\nMaan')
    write_files()
    assert rows("voorzieningen")[0]["naam"] == 'De "Zon"; en\nMaan'


def test_files_are_made_once_a_night(clock: time_machine.Traveller) -> None:
    made = [write_nightly(), write_nightly()]
    clock.move_to(datetime(2026, 11, 22, 23, 30, tzinfo=UTC))  # half past twelve in Belgium
    made.append(write_nightly())
    clock.move_to(datetime(2026, 11, 23, 1, 30, tzinfo=UTC))
    made.append(write_nightly())
    assert made == [True, False, False, True]
    assert str(made_on()) == "2026-11-23"


def test_files_that_could_not_be_made_leave_the_older_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> list[Any]:
        raise ArithmeticError

    make_facility(name="De Zon")
    write_files()
    monkeypatch.setattr(writing, "TABLES", (Table("voorzieningen", fails),))
    with pytest.raises(ArithmeticError):
        write_files()
    assert rows("voorzieningen")[0]["naam"] == "De Zon"
    assert [path for path in folder().iterdir() if path.name.startswith(".")] == []


def test_making_files_cannot_write(monkeypatch: pytest.MonkeyPatch) -> None:
    def writes() -> list[Any]:
        make_facility()
        return []

    monkeypatch.setattr(writing, "TABLES", (Table("voorzieningen", writes),))
    with pytest.raises(DBAPIError):
        write_files()


def test_files_cost_the_same_however_much_they_hold(statements: Statements) -> None:
    costs = []
    for _ in range(2):
        for _ in range(5):
            make_review(make_facility())
        statements.clear()
        write_files()
        costs.append(len(statements))
    assert costs == [4, 4]


def test_the_page_says_the_rule_and_gives_the_files(client: FlaskClient) -> None:
    make_facility()
    write_files()
    page = Page.open(client, "/open-data")
    assert "Een aantal van 1 tot 4 laten we leeg" in page.text
    answers = [client.get(page.links()[f"{kind} {name}"]) for kind in ("CSV", "JSON") for name in ("scores",)]
    assert [answer.mimetype for answer in answers] == ["text/csv", "application/json"]


def test_before_the_first_night_the_page_says_so(client: FlaskClient) -> None:
    assert "De bestanden zijn er nog niet" in Page.open(client, "/open-data").text


def test_who_has_a_file_gets_no_second_one(client: FlaskClient) -> None:
    write_files()
    answer = client.get("/open-data/scores.csv")
    again = client.get("/open-data/scores.csv", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, "Last-Modified" in answer.headers) == (304, False)


@pytest.mark.parametrize(
    "name", ["..%2Fwaardering.sqlite", "%2e%2e", "gemaakt.txt", ".env", "scores.csv%00", "x"]
)
def test_no_other_file_can_be_fetched(app: Flask, client: FlaskClient, name: str) -> None:
    write_files()
    assert client.get(f"/open-data/{name}").status_code == 404


def test_what_waits_longer_than_promised_is_told_per_sector() -> None:
    facility = make_facility()
    for number in range(11):
        review = make_review(facility, State.QUEUED)
        review.confirmed_at = NIGHT - timedelta(days=26 if number < 5 else 1)
    session.commit()
    with time_machine.travel(NIGHT, tick=False):
        write_files()
    found = {row["sector"]: (row["wacht"], row["wacht_langer"]) for row in rows("wachten")}
    assert found == {"kinderopvang": (11, 5), "ouderenzorg": (0, 0), "jeugdhulp": (0, 0), "handicap": (0, 0)}
