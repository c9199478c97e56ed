"""Public pages are kept while nothing changed, and never a second longer."""

import gzip

import pytest
from flask.testing import FlaskClient

from app.facilities.models import Facility
from app.page_cache import KeptPage, KeptPages
from moderation.states import Action
from tests.factories import act, make_account, make_facility, make_reply, make_review
from tests.integration.test_queries_per_page import Statements, statements
from tests.pages.signing_in import sign_in

__all__ = ["statements"]


def address(facility: Facility) -> str:
    return f"/voorzieningen/kinderopvang/{facility.dossiernummer}"


@pytest.fixture
def facility() -> Facility:
    return make_facility(places=20)


def test_a_page_that_is_kept_costs_one_statement(
    client: FlaskClient, facility: Facility, statements: Statements
) -> None:
    make_review(facility)
    page = address(facility)
    client.get(page)
    statements.clear()
    assert client.get(page).status_code == 200
    assert len(statements) == 1


def test_a_visitor_who_has_the_page_gets_no_second_one(
    client: FlaskClient, facility: Facility, statements: Statements
) -> None:
    make_review(facility)
    page = address(facility)
    tag = client.get(page).headers["ETag"]
    statements.clear()
    answer = client.get(page, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.data, len(statements)) == (304, b"", 1)


@pytest.mark.parametrize("action", [Action.REMOVE, Action.WITHDRAW, Action.ERASE])
@pytest.mark.parametrize("path", [None, "/"])
def test_what_is_taken_away_is_gone_at_the_next_request(
    client: FlaskClient, facility: Facility, action: Action, path: str | None
) -> None:
    review = make_review(facility, texts={"text_good": "Een nieuw liedje"})
    make_reply(review, make_account())
    page = path or address(facility)
    assert "Een nieuw liedje" in client.get(page).text
    act(review, action)
    assert "Een nieuw liedje" not in client.get(page).text


def test_what_was_removed_is_not_confirmed_as_unchanged(client: FlaskClient, facility: Facility) -> None:
    review = make_review(facility)
    tag = client.get(address(facility)).headers["ETag"]
    act(review, Action.REMOVE)
    assert client.get(address(facility), headers={"If-None-Match": tag}).status_code == 200


def test_a_reply_that_was_removed_is_gone_at_the_next_request(
    client: FlaskClient, facility: Facility
) -> None:
    reply = make_reply(make_review(facility), make_account(), text="Bedankt voor je verhaal")
    assert "Bedankt voor je verhaal" in client.get(address(facility)).text
    act(reply, Action.REMOVE)
    assert "Bedankt voor je verhaal" not in client.get(address(facility)).text


def test_a_kept_page_is_the_page(client: FlaskClient, facility: Facility) -> None:
    make_review(facility)
    first, second = client.get(address(facility)), client.get(address(facility))
    assert first.data == second.data
    assert "Content-Encoding" not in second.headers


def test_a_browser_that_unpacks_gets_it_packed(client: FlaskClient, facility: Facility) -> None:
    plain = client.get(address(facility)).data
    answer = client.get(address(facility), headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == plain


@pytest.mark.parametrize(
    ("says", "packed"), [("gzip;q=0", False), ("gzip;q=0.0, br", False), ("gzip;q=0.5", True), ("br", False)]
)
def test_a_browser_gets_what_it_can_read(
    client: FlaskClient, facility: Facility, says: str, packed: bool
) -> None:
    answer = client.get(address(facility), headers={"Accept-Encoding": says})
    assert ("Content-Encoding" in answer.headers) is packed


def test_a_kept_page_says_on_what_it_depends(client: FlaskClient, facility: Facility) -> None:
    headers = client.get(address(facility)).headers
    assert (headers["Vary"], headers["Cache-Control"]) == ("Accept-Encoding", "no-cache")
    assert "default-src 'self'" in headers["Content-Security-Policy"]


def test_asking_for_the_headers_alone_keeps_the_whole_page(client: FlaskClient, facility: Facility) -> None:
    head = client.head(address(facility))
    assert head.data == b""
    assert head.headers["Content-Length"] == str(len(client.get(address(facility)).data))


def test_somebody_who_is_signed_in_sees_the_same_page(client: FlaskClient, facility: Facility) -> None:
    before = client.get(address(facility)).data
    sign_in(client, make_account())
    assert client.get(address(facility)).data == before


@pytest.mark.parametrize("path", ["/voorzieningen/kinderopvang/bestaat-niet", "/voorzieningen/%ff/1"])
def test_an_unknown_facility_is_not_kept(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, "ETag" in answer.headers) == (404, False)


def test_the_page_that_was_not_asked_for_longest_goes_first() -> None:
    pages = KeptPages(largest=20)
    page = KeptPage("1", (), b"12345678", is_packed=False)
    pages.keep("/een", page)
    pages.keep("/twee", page)
    pages.get("/een", "1")
    pages.keep("/drie", page)
    assert [pages.get(path, "1") is not None for path in ("/een", "/twee", "/drie")] == [True, False, True]


def test_keeping_a_page_anew_takes_no_more_room() -> None:
    pages = KeptPages(largest=20)
    for version in ("1", "2", "3"):
        pages.keep("/een", KeptPage(version, (), b"12345678", is_packed=False))
    assert pages.size == 8


def test_a_style_sheet_never_needs_to_be_asked_for_again(client: FlaskClient) -> None:
    link = client.get("/").text.split('rel="stylesheet" href="')[1].split('"')[0]
    answer = client.get(link, headers={"Accept-Encoding": "gzip"})
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    "path", ["/static/../app/config.py", "/static/%00", "/static/geen.css", "/static/css"]
)
def test_only_our_own_files_are_sent(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
