"""The API tells what the pages tell, to programs, and no more."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient

from app.facilities.models import Facility
from app.publication import reveal_due
from moderation.states import Action, State
from tests.factories import GOOD, THANKS, act, make_account, make_facility, make_reply, make_review
from tests.integration.test_queries_per_page import Statements, statements

__all__ = ["statements"]

pytestmark = pytest.mark.usefixtures("session")

ROOT = "/api/v1"
PROBLEM = "application/problem+json"


def address(facility: Facility, rest: str = "") -> str:
    return f"{ROOT}/facilities/{facility.sector.value}/{facility.dossiernummer}{rest}"


def read(client: FlaskClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json


def walk(client: FlaskClient, path: str) -> Iterator[Any]:
    """All items of a list, page after page."""
    following: str | None = path
    while following:
        page = read(client, following)
        yield from page["items"]
        following = page["next"]


@pytest.fixture
def small(client: FlaskClient) -> Iterator[Facility]:
    """Six places; a review of 1 October 2026, shown on the 13th, and its reply."""
    with time_machine.travel(datetime(2026, 10, 1, 9, tzinfo=UTC), tick=False) as clock:
        facility = make_facility(places=6)
        review = make_review(facility)
        clock.move_to(datetime(2026, 10, 13, 9, tzinfo=UTC))
        reveal_due()
        make_reply(review, make_account())
        yield facility


def test_a_facility_tells_what_its_page_tells(client: FlaskClient) -> None:
    facility = make_facility()
    for _ in range(5):
        make_review(facility, scores={"welbevinden": 4})
    found = read(client, address(facility))
    theme = found["themes"][0]
    assert (found["name"], found["reviews"]["count"]) == (facility.name, 5)
    assert (theme["key"], theme["average"], theme["distribution"]) == ("welbevinden", 4.0, [0, 0, 0, 5, 0])


def test_there_is_no_average_under_five_scores(client: FlaskClient) -> None:
    facility = make_facility()
    for _ in range(4):
        make_review(facility)
    themes = read(client, address(facility))["themes"]
    assert {(t["average"], t["scores"], t["spread"], t["distribution"]) for t in themes} == {(None,) * 4}


def test_a_review_comes_with_its_reply(client: FlaskClient) -> None:
    facility = make_facility()
    make_reply(make_review(facility), make_account())
    (review,) = read(client, address(facility, "/reviews"))["items"]
    assert (review["text_good"], review["replies"][0]["text"]) == (GOOD, THANKS)


def test_a_small_facility_tells_months_and_no_scores_of_one_parent(
    client: FlaskClient, small: Facility
) -> None:
    answers = client.get(address(small)).text + client.get(address(small, "/reviews")).text
    (review,) = read(client, address(small, "/reviews"))["items"]
    assert (review["published"], review["replies"][0]["published"]) == ("2026-10", "2026-10")
    assert review["scores"] is None
    assert [day for day in ("2026-10-13", "2026-10-01", "09:00") if day in answers] == []


def test_the_headers_of_a_small_facility_tell_no_day_of_a_review(
    client: FlaskClient, small: Facility
) -> None:
    headers = client.get(address(small, "/reviews")).headers
    assert "Last-Modified" not in headers
    assert "Oct 2026" not in str(headers)


@pytest.mark.parametrize("state", [state for state in State if state is not State.PUBLISHED])
def test_nothing_is_told_of_what_is_not_public(client: FlaskClient, state: State) -> None:
    facility = make_facility()
    make_review(facility, state, texts={"text_good": "Een geheim liedje"})
    assert read(client, address(facility, "/reviews"))["items"] == []


def test_a_reply_that_waits_is_not_told(client: FlaskClient) -> None:
    facility = make_facility()
    make_reply(make_review(facility), make_account(), State.QUEUED)
    assert read(client, address(facility, "/reviews"))["items"][0]["replies"] == []


def test_what_was_removed_is_gone_at_the_next_question(client: FlaskClient) -> None:
    facility = make_facility()
    review = make_review(facility)
    tag = client.get(address(facility, "/reviews")).headers["ETag"]
    act(review, Action.REMOVE)
    answer = client.get(address(facility, "/reviews"), headers={"If-None-Match": tag})
    assert (answer.status_code, GOOD in answer.text) == (200, False)


@pytest.mark.parametrize("path", ["", "/reviews"])
def test_who_has_the_answer_gets_no_second_one(
    client: FlaskClient, statements: Statements, path: str
) -> None:
    page = address(make_facility(), path)
    tag = client.get(page).headers["ETag"]
    statements.clear()
    answer = client.get(page, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.data, len(statements)) == (304, b"", 1)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_pages_of_facilities_hold_each_one_once(client: FlaskClient) -> None:
    made = {make_facility().dossiernummer for _ in range(7)}
    found = [item["dossiernummer"] for item in walk(client, f"{ROOT}/facilities?limit=3")]
    assert (len(found), set(found)) == (7, made)


def test_pages_of_reviews_hold_each_one_once_while_new_ones_appear(client: FlaskClient) -> None:
    facility = make_facility()
    made = [make_review(facility) for _ in range(5)]
    first = read(client, address(facility, "/reviews?limit=2"))
    make_review(facility)
    rest = list(walk(client, first["next"]))
    found = [item["id"] for item in first["items"] + rest]
    assert found == [review.public_id for review in reversed(made)]


def test_a_list_goes_on_after_its_last_review_was_removed(client: FlaskClient) -> None:
    facility = make_facility()
    made = [make_review(facility) for _ in range(3)]
    first = read(client, address(facility, "/reviews?limit=2"))
    act(made[1], Action.REMOVE)
    assert [item["id"] for item in walk(client, first["next"])] == [made[0].public_id]


def test_the_place_of_a_small_facility_in_the_list_tells_nothing(client: FlaskClient) -> None:
    with time_machine.travel(datetime(2026, 10, 1, 9, tzinfo=UTC), tick=False) as clock:
        facility = make_facility(places=6)
        for _ in range(3):
            make_review(facility)
        clock.move_to(datetime(2026, 10, 13, 9, tzinfo=UTC))
        reveal_due()
        following = read(client, address(facility, "/reviews?limit=1"))["next"]
    assert "2026" not in following


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("sector=ouderenzorg", ["B"]),
        ("municipality=Aalst", ["C"]),
        ("postcode=9300&sector=kinderopvang", ["C"]),
        ("participates=false", ["A"]),
        ("organisation=0123456789", []),
    ],
)
def test_facilities_can_be_asked_for(client: FlaskClient, question: str, names: list[str]) -> None:
    make_facility(name="A", participates=False)
    make_facility(name="B", sector="ouderenzorg")
    make_facility(name="C", municipality="Aalst", postcode="9300")
    assert [item["name"] for item in walk(client, f"{ROOT}/facilities?{question}")] == names


@pytest.mark.parametrize(
    "question",
    [
        "limit=0", "limit=101", "limit=x", "limit=1&limit=2", "limit=%D9%A1", "sector=x", "after=x",
        "after=x:1", "after=kinderopvang:", "participates=ja", "municipality=", "municipality=%00",
        "onbekend=1", f"postcode={'9' * 201}",
    ],
)  # fmt: skip
def test_a_bad_question_is_explained(client: FlaskClient, question: str) -> None:
    answer = client.get(f"{ROOT}/facilities?{question}")
    assert (answer.status_code, answer.content_type) == (400, PROBLEM)
    assert answer.json["detail"].endswith(".")


@pytest.mark.parametrize(
    "path",
    [
        "facilities/kinderopvang/0", "facilities/x/1", "facilities/kinderopvang/%00",
        "facilities/kinderopvang/0/reviews", "facilities/kinderopvang/1/reviews?after=x",
        "questionnaires/x/1", "questionnaires/kinderopvang/9", "rulebooks/99", "bestaat-niet",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_a_problem_and_no_page(client: FlaskClient, path: str) -> None:
    make_facility(dossiernummer="1")
    answer = client.get(f"{ROOT}/{path}")
    assert (answer.status_code, answer.content_type) == (404, PROBLEM)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_changed(client: FlaskClient, method: str) -> None:
    answer = client.open(f"{ROOT}/facilities", method=method)
    assert (answer.status_code, answer.content_type) == (405, PROBLEM)
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_scripts_of_other_sites_may_ask_with_a_tag(client: FlaskClient) -> None:
    headers = client.options(f"{ROOT}/facilities").headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in headers


def test_nobody_is_followed(client: FlaskClient) -> None:
    assert client.get(f"{ROOT}/facilities").headers.getlist("Set-Cookie") == []


def test_a_page_of_the_site_is_not_open_to_scripts_of_other_sites(client: FlaskClient) -> None:
    assert "Access-Control-Allow-Origin" not in client.get("/").headers


@pytest.mark.parametrize("number", [1, 6])
def test_answers_cost_the_same_however_much_they_tell(
    client: FlaskClient, statements: Statements, number: int
) -> None:
    facility, provider = make_facility(), make_account()
    for _ in range(number):
        make_facility()
        make_reply(make_review(facility), provider)
    cost = {}
    for path in (f"{ROOT}/facilities", address(facility), address(facility, "/reviews")):
        statements.clear()
        read(client, path)
        cost[path.removeprefix(address(facility))] = len(statements)
    assert list(cost.values()) == [3, 3, 4]  # one of each tells the version


def test_who_asks_too_much_is_told_when_to_go_on(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.api.views.MOST_ASKED", "2 per minute")
    answers = [client.get(f"{ROOT}/facilities?limit={number}") for number in (1, 2, 3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert (answers[2].content_type, answers[2].headers["Retry-After"]) == (PROBLEM, "60")


def test_an_answer_that_is_kept_does_not_count(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.api.views.MOST_ASKED", "1 per minute")
    path = address(make_facility())
    assert [client.get(path).status_code for _ in range(3)] == [200, 200, 200]
