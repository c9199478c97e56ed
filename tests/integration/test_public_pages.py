"""What a visitor reads: home, search and a facility's page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa
import time_machine
from flask.testing import FlaskClient

from app.accounts.models import AccountRole
from app.facilities.models import Facility
from app.facilities.search_text import facility_search_key
from app.facilities.searching import PAGE_SIZE
from app.publication import reveal_due
from moderation.states import Action, State
from tests.factories import THANKS, act, make_account, make_facility, make_reply, make_review
from tests.pages.finding import ResultsPage
from tests.pages.visit import Page

pytestmark = pytest.mark.usefixtures("session")


def known(name: str, municipality: str = "Gent", postcode: str = "9000", **values: Any) -> Facility:
    """A facility that can be found."""
    key = facility_search_key(name, municipality, postcode, "")
    return make_facility(name=name, municipality=municipality, postcode=postcode, search_key=key, **values)


def address(facility: Facility) -> str:
    """Of its page."""
    return f"/voorzieningen/{facility.sector.value}/{facility.dossiernummer}"


@pytest.fixture
def found(client: FlaskClient) -> Callable[..., list[str]]:
    """The names that a search gives, in the order shown."""

    def names(query: str, sector: str = "", page: int = 1) -> list[str]:
        parameters = {"q": query, "sector": sector, "pagina": page}
        return ResultsPage.open(client, "/voorzieningen?" + urlencode(parameters)).names

    return names


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """Every statement that is sent meanwhile."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().startswith("SELECT"):
            sent.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("vlinder", ["De Vlinder", "Vlindertuin"]),
        ("VLINDER gent", ["De Vlinder"]),
        ("creche etoile", ["Crèche Étoile"]),
        ("9000", ["Crèche Étoile", "De Vlinder"]),
        ("vlin aal", ["Vlindertuin"]),
        ("vlinder kortrijk", []),
        ("%", ["Crèche Étoile", "De Vlinder", "Vlindertuin"]),
        ("vlinder_", ["De Vlinder", "Vlindertuin"]),
    ],
)
def test_every_word_must_match_without_accents_or_capitals(
    found: Callable[..., list[str]], query: str, names: list[str]
) -> None:
    known("De Vlinder")
    known("Crèche Étoile")
    known("Vlindertuin", "Aalst", "9300")
    assert sorted(found(query)) == names


def test_names_that_begin_with_the_query_come_first(found: Callable[..., list[str]]) -> None:
    for name in ("Kleine Zon", "Zonnetje Extra", "Zonnetje", "Amazone"):
        known(name)
    assert found("zon") == ["Zonnetje", "Zonnetje Extra", "Kleine Zon", "Amazone"]


def test_closed_facilities_come_last(found: Callable[..., list[str]]) -> None:
    known("Zon", closed_on=date(2026, 1, 1))
    known("Kleine Zon")
    assert found("zon") == ["Kleine Zon", "Zon"]


def test_a_search_can_keep_to_one_sector(found: Callable[..., list[str]]) -> None:
    known("Zon", sector="kinderopvang")
    known("Zon", sector="ouderenzorg")
    assert len(found("zon")) == 2
    assert len(found("zon", "ouderenzorg")) == 1
    assert len(found("zon", "onzin")) == 2


def test_pages_of_a_search_hold_each_facility_once(found: Callable[..., list[str]]) -> None:
    for number in range(PAGE_SIZE + 3):
        known(f"Zon {number}")
    pages = [found("zon", page=page) for page in (1, 2)]
    assert [len(page) for page in pages] == [PAGE_SIZE, 3]
    assert len({name for page in pages for name in page}) == PAGE_SIZE + 3


@pytest.mark.parametrize("asked", ["0", "-3", "99999999999999999999", "x", "1.5", ""])
def test_a_page_that_does_not_exist_shows_one_that_does(client: FlaskClient, asked: str) -> None:
    known("Zon")
    assert client.get(f"/voorzieningen?q=zon&pagina={asked}").status_code == 200


def test_a_search_without_result_says_what_to_try(client: FlaskClient) -> None:
    page = Page.open(client, "/voorzieningen?q=onvindbaar")
    assert "We vonden niets voor “onvindbaar”" in page.text
    assert "Mijn opvang staat er niet bij" in page.links()


@pytest.mark.parametrize("path", ["/", "/voorzieningen?q=zon", "/voorzieningen/kinderopvang/0"])
def test_public_pages_hold_no_session_and_no_token(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert "Set-Cookie" not in response.headers
    assert "csrf" not in response.get_data(as_text=True)


def test_a_facility_page_asks_the_database_six_times_however_many_reviews(client: FlaskClient) -> None:
    facility = known("Zon")
    account = make_account(AccountRole.PROVIDER, [facility])
    for _number in range(6):
        make_reply(make_review(facility), account)
    page = address(facility)
    with counted_queries() as sent:
        client.get(page)
    assert len(sent) == 6


@pytest.mark.parametrize(("path", "most"), [("/", 5), ("/voorzieningen?q=zon", 4)])
def test_home_and_search_ask_the_database_four_or_five_times(
    client: FlaskClient, path: str, most: int
) -> None:
    facility = known("Zon")
    account = make_account(AccountRole.PROVIDER, [facility])
    for _number in range(3):
        make_reply(make_review(facility), account)
    with counted_queries() as sent:
        client.get(path)
    assert len(sent) == most


def test_averages_show_from_five_reviews_on(client: FlaskClient) -> None:
    facility = known("Zon")
    for _number in range(4):
        make_review(facility)
    assert "spreiding" not in Page.open(client, address(facility)).text.split("Hoe berekenen we dit?")[0]
    make_review(facility)
    assert "4,0 op 5" in Page.open(client, address(facility)).text


def test_a_reply_stands_below_its_review(client: FlaskClient) -> None:
    facility = known("Zon")
    make_reply(make_review(facility), make_account(AccountRole.PROVIDER, [facility]))
    assert THANKS in Page.open(client, address(facility)).text


def test_a_reply_that_waits_is_not_shown(client: FlaskClient) -> None:
    facility = known("Zon")
    account = make_account(AccountRole.PROVIDER, [facility])
    make_reply(make_review(facility), account, State.QUEUED)
    assert THANKS not in Page.open(client, address(facility)).text


def test_a_small_facility_shows_months_and_no_scores_of_one_parent(client: FlaskClient) -> None:
    with time_machine.travel(datetime(2026, 10, 1, 9, tzinfo=UTC), tick=False) as clock:
        facility = known("Bij Mieke", places=8)
        make_review(facility)
        clock.move_to(datetime(2026, 10, 13, 9, tzinfo=UTC))
        reveal_due()
        html = client.get(address(facility)).get_data(as_text=True)
    assert "oktober 2026" in html
    assert "13 oktober" not in html
    assert "2026-10-13" not in html
    assert "review__scores" not in html


def test_home_leaves_small_facilities_out(client: FlaskClient) -> None:
    with time_machine.travel(datetime(2026, 10, 1, 9, tzinfo=UTC), tick=False) as clock:
        for facility in (known("Bij Mieke", places=8), known("De Grote Zon", places=9)):
            make_reply(make_review(facility), make_account(AccountRole.PROVIDER, [facility]))
        clock.move_to(datetime(2026, 10, 13, 9, tzinfo=UTC))
        reveal_due()
        text = Page.open(client, "/").text
    assert "De Grote Zon" in text
    assert "Bij Mieke" not in text


def test_home_shows_low_scores_as_well_as_high_ones(client: FlaskClient) -> None:
    facility = known("Zon")
    account = make_account(AccountRole.PROVIDER, [facility])
    for score in (1, 5):
        make_reply(make_review(facility, scores={"welbevinden": score}), account)
    text = Page.open(client, "/").text
    assert "gemiddeld 1,0 op 5" in text
    assert "gemiddeld 5,0 op 5" in text


def test_a_closed_facility_keeps_its_reviews_and_takes_no_new_ones(client: FlaskClient) -> None:
    facility = known("Zon")
    make_review(facility, texts={"text_good": "De tuin is prachtig."})
    facility.closed_on = date(2026, 6, 30)
    page = Page.open(client, address(facility))
    assert "Gesloten sinds 30 juni 2026" in page.text
    assert "De tuin is prachtig." in page.text
    assert "Schrijf een waardering" not in page.links()


def test_a_facility_that_does_not_take_part_says_so(client: FlaskClient) -> None:
    page = Page.open(client, address(known("Zon", participates=False)))
    assert page.status == 200
    assert "Hier kan je nog geen waardering schrijven" in page.text
    assert "Schrijf een waardering" not in page.links()


@pytest.mark.parametrize("path", ["kinderopvang/onbekend", "onzin/1"])
def test_an_unknown_facility_helps_to_search(client: FlaskClient, path: str) -> None:
    page = Page.open(client, f"/voorzieningen/{path}")
    assert (page.status, page.heading) == (404, "Deze opvang kennen we niet")


def test_nothing_shows_of_a_removed_review(client: FlaskClient) -> None:
    facility = known("Zon")
    review = make_review(facility, texts={"text_good": "De tuin is prachtig."})
    act(review, Action.REMOVE)
    assert "prachtig" not in Page.open(client, address(facility)).text


def test_what_people_write_is_never_markup(client: FlaskClient) -> None:
    facility = known("<b>Zon</b>")
    make_review(facility, texts={"text_good": "<script>alert(1)</script>"})
    html = client.get(address(facility)).get_data(as_text=True)
    assert "&lt;script&gt;alert(1)" in html
    assert "<b>Zon" not in html
