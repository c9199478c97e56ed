"""The pages where somebody looks for a facility: filters, order, distance, map, suggestions and comparing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
import sqlalchemy as sa
import time_machine
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session

from app.config import settings
from app.facilities.models import Facility
from app.facilities.search_text import facility_search_key
from app.facilities.versions import public_site_changes
from app.publication import reveal_due
from moderation.states import Action
from tests.factories import act, make_facility, make_organisation, make_review
from tests.pages.finding import ComparePage, MapPage, ResultsPage
from tests.pages.visit import Page

pytestmark = pytest.mark.usefixtures("session")


def known(name: str, postcode: str = "9000", municipality: str = "Gent", **values: Any) -> Facility:
    """A facility that can be found."""
    organisation = values.pop("organisation", None)
    key = facility_search_key(name, municipality, postcode, organisation.name if organisation else "")
    ids = {"organisation_id": organisation.id} if organisation else {}
    return make_facility(
        name=name, postcode=postcode, municipality=municipality, search_key=key, **ids, **values
    )


def key_of(facility: Facility) -> str:
    """How an address names it."""
    return f"{facility.sector.value}:{facility.dossiernummer}"


def town() -> None:
    """Four facilities that differ in all that can be chosen."""
    known("Abrikoos", kind="groepsopvang", tariff="inkomenstarief (IKT)", places=24)
    known("Bosbes", kind="gezinsopvang", tariff="vrije prijs", places=8)
    known("Citroen", "2000", "Antwerpen", kind="groepsopvang", tariff="vrije prijs", places=16)
    known("Druif", kind="woonzorgcentrum", sector="ouderenzorg", tariff="", places=None)


@pytest.mark.parametrize(
    ("parameters", "names"),
    [
        ("", ["Abrikoos", "Bosbes", "Citroen", "Druif"]),
        ("soort=groepsopvang", ["Abrikoos", "Citroen"]),
        ("soort=groepsopvang&soort=gezinsopvang", ["Abrikoos", "Bosbes", "Citroen"]),
        ("tarief=inkomenstarief-ikt", ["Abrikoos"]),
        ("tarief=vrije-prijs&soort=groepsopvang", ["Citroen"]),
        ("plaatsen=tot-8", ["Bosbes"]),
        ("plaatsen=tot-8&plaatsen=9-tot-18", ["Bosbes", "Citroen"]),
        ("plaatsen=19-of-meer", ["Abrikoos"]),
        ("sector=ouderenzorg", ["Druif"]),
        ("gemeente=antwerpen", ["Citroen"]),
        ("gemeente=Antwerpen", ["Citroen"]),
        ("q=gent&soort=gezinsopvang", ["Bosbes"]),
        ("kleur=blauw&utm_source=mail", ["Abrikoos", "Bosbes", "Citroen", "Druif"]),
    ],
)
def test_filters_narrow_the_list(client: FlaskClient, parameters: str, names: list[str]) -> None:
    town()
    assert ResultsPage.open(client, f"/voorzieningen?{parameters}").names == names


def test_each_filter_says_how_many_it_would_give(client: FlaskClient) -> None:
    town()
    counts = ResultsPage.open(client, "/voorzieningen?soort=groepsopvang").counts
    assert (counts["Groepsopvang"], counts["Gezinsopvang"], counts["Woonzorgcentrum"]) == (2, 1, 1)
    assert (counts["Inkomenstarief (IKT)"], counts["Vrije prijs"]) == (1, 1)
    assert counts["Met waarderingen"] == 0


def test_home_and_the_list_agree_on_how_many_there_are(client: FlaskClient) -> None:
    town()
    known("Eik", closed_on=date(2026, 1, 1))
    known("Framboos", participates=False)
    page = ResultsPage.open(client, "/voorzieningen")
    assert "4 voorzieningen om te waarderen" in Page.open(client, "/").text
    assert "6 voorzieningen" in page.text
    assert "2 daarvan nemen geen waarderingen: ze zijn gesloten of doen nog niet mee." in page.text


def test_a_narrower_list_does_not_count_the_others(client: FlaskClient) -> None:
    town()
    known("Eik", closed_on=date(2026, 1, 1))
    assert "daarvan" not in ResultsPage.open(client, "/voorzieningen?soort=groepsopvang").text


def test_a_filter_can_be_taken_away(client: FlaskClient) -> None:
    town()
    page = ResultsPage.open(client, "/voorzieningen?soort=groepsopvang&tarief=vrije-prijs")
    assert page.names == ["Citroen"]
    wider = ResultsPage.open(client, page.follow("Haal de filter weg: Soort, Groepsopvang ×").address)
    assert wider.names == ["Bosbes", "Citroen"]


@pytest.mark.parametrize(
    ("parameters", "note"),
    [
        ("van=99999", "“99999” kennen we niet als postcode of gemeente in Vlaanderen of Brussel."),
        ("tarief=onzin", "Een van de filters kennen we niet. We lieten die weg."),
        ("gemeente=Parijs", "Een van de filters kennen we niet. We lieten die weg."),
        ("sorteer=sterren", "Zo kunnen we niet sorteren. Je ziet nu de gewone volgorde."),
        ("sorteer=afstand", "Vul in vanaf waar we moeten meten. Dan staat de dichtste opvang bovenaan."),
        ("q=%21%21%21", "In “!!!” staan geen letters of cijfers om op te zoeken."),
        (
            "q=" + "gent+" * 30,
            "Je zoekopdracht is lang. We keken naar de eerste 100 tekens.",
        ),
    ],
)
def test_what_we_cannot_use_is_told_and_left_out(client: FlaskClient, parameters: str, note: str) -> None:
    town()
    page = ResultsPage.open(client, f"/voorzieningen?{parameters}")
    assert page.notes == [note]
    assert page.names


HOSTILE = (
    "<script>alert(1)</script>", "' OR 1=1 --", '"', "\x00", "kinderopvang:\x00", "%%%", "a:b", "NEAR(", "*",
    "((", "😀", "z" * 5000,
)  # fmt: skip
FIELDS = ("q", "van", "soort", "gemeente", "sorteer", "pagina", "met", "v", "waarderingen")


@pytest.mark.parametrize("path", ["/voorzieningen", "/voorzieningen/kaart", "/voorzieningen/vergelijken"])
def test_whatever_is_typed_gives_a_page(client: FlaskClient, path: str) -> None:
    town()
    asked = [f"{path}?{name}={quote(typed)}" for name in FIELDS for typed in HOSTILE]
    answers = {address: client.get(address) for address in asked}
    wrong = [address for address, answer in answers.items() if answer.status_code != 200]
    hurt = [address for address, answer in answers.items() if b"<script>alert" in answer.data]
    assert (wrong, hurt) == ([], [])


def test_the_address_of_a_list_is_the_same_however_it_was_asked(client: FlaskClient) -> None:
    town()
    asked = "/voorzieningen?pagina=1&tarief=vrije-prijs&sorteer=beste&soort=groepsopvang&sector=&q=gent&x=1"
    page = ResultsPage.open(client, asked)
    site = settings().base_url
    assert page.canonical == f"{site}/voorzieningen?q=gent&soort=groepsopvang&tarief=vrije-prijs"


def test_distances_begin_at_a_postcode(client: FlaskClient) -> None:
    known("Ver", "2000", "Antwerpen")
    known("Dichtbij", "9050", "Gent")
    known("Hier", "9000", "Gent", latitude=51.0505, longitude=3.7304)
    page = ResultsPage.open(client, "/voorzieningen?van=9050")
    assert page.names == ["Dichtbij", "Hier", "Ver"]
    assert page.distances[0] == "± 0,0 km"
    assert page.distances[2] == "± 49 km"


def test_closed_facilities_come_last_in_every_order(client: FlaskClient) -> None:
    known("Aap", "9050", closed_on=date(2026, 1, 1))
    known("Noot", "8000", "Brugge")
    for order in ("beste", "naam", "nieuwste", "afstand"):
        page = ResultsPage.open(client, f"/voorzieningen?van=9050&sorteer={order}")
        assert page.names == ["Noot", "Aap"], order


def test_the_newest_review_comes_first_by_month_alone(client: FlaskClient) -> None:
    with time_machine.travel(datetime(2026, 9, 20, 9, tzinfo=UTC), tick=False) as clock:
        first, second, third = known("Aap"), known("Noot"), known("Mies")
        make_review(third)
        clock.move_to(datetime(2026, 10, 2, 9, tzinfo=UTC))
        make_review(second)
        clock.move_to(datetime(2026, 10, 28, 9, tzinfo=UTC))
        make_review(first)
        names = ResultsPage.open(client, "/voorzieningen?sorteer=nieuwste").names
    # Days would put Aap before Noot as well; within a month only the name counts.
    assert names == ["Aap", "Noot", "Mies"]


def test_days_within_a_month_do_not_show_in_the_order(client: FlaskClient) -> None:
    with time_machine.travel(datetime(2026, 10, 2, 9, tzinfo=UTC), tick=False) as clock:
        make_review(known("Aap"))
        clock.move_to(datetime(2026, 10, 28, 9, tzinfo=UTC))
        make_review(known("Noot"))
        assert ResultsPage.open(client, "/voorzieningen?sorteer=nieuwste").names == ["Aap", "Noot"]


def test_a_decision_shows_in_the_list_at_once(client: FlaskClient) -> None:
    facility = known("Aap")
    assert ResultsPage.open(client, "/voorzieningen?waarderingen=ja").names == []
    review = make_review(facility)
    assert ResultsPage.open(client, "/voorzieningen?waarderingen=ja").names == ["Aap"]
    act(review, Action.REMOVE)
    assert ResultsPage.open(client, "/voorzieningen?waarderingen=ja").names == []


def test_a_facility_is_found_by_its_new_name(client: FlaskClient, session: scoped_session[Session]) -> None:
    facility = known("Aap")
    facility.search_key = facility_search_key("Noot", "Gent", "9000", "")
    facility.name = "Noot"
    public_site_changes()
    session.commit()
    assert ResultsPage.open(client, "/voorzieningen?q=noot").names == ["Noot"]
    assert ResultsPage.open(client, "/voorzieningen?q=aap").names == []
    session.delete(facility)
    public_site_changes()
    session.commit()
    assert ResultsPage.open(client, "/voorzieningen?q=noot").names == []


@pytest.mark.parametrize(
    ("query", "whole", "note"),
    [
        ("wilsele", ["Kers"], []),
        ("heverlee", ["Kers", "Peer"], ["In Heverlee zelf vonden we niets. Dit is heel Leuven."]),
        ("kers leuve", ["Kers"], []),
        ("kesr", ["Kers"], ["We vonden “kesr” niet. Dit zijn de resultaten voor “kers”."]),
    ],
)
def test_a_guess_is_told(client: FlaskClient, query: str, whole: list[str], note: list[str]) -> None:
    known("Kers", "3012", "Leuven")
    known("Peer", "3000", "Leuven")
    page = ResultsPage.open(client, f"/voorzieningen?q={query}")
    assert (page.names, page.notes) == (whole, note)


def test_without_results_each_word_can_be_tried(client: FlaskClient) -> None:
    known("Kers", "3012", "Leuven")
    page = ResultsPage.open(client, "/voorzieningen?q=kers+gent")
    assert page.names == []
    assert ResultsPage.open(client, page.links()["“kers”"]).names == ["Kers"]


def test_suggestions_name_places_facilities_and_organisations(client: FlaskClient) -> None:
    organisation = make_organisation("Wilgenbos vzw")
    for name in ("Kers", "Peer"):
        known(name, "3012", "Leuven", organisation=organisation)
    known("Wilde Wingerd", "9000", "Gent")
    found = [
        (line["label"], line["detail"]) for line in client.get("/voorzieningen/suggesties?q=wil").json or []
    ]
    assert ("Wilsele", "deel van Leuven") in found
    assert ("Wilde Wingerd", "9000 Gent") in found
    assert ("Wilgenbos vzw", "organisator, 2 voorzieningen") in found


@pytest.mark.parametrize("query", ["", "w", "%25", "xyzzyq", "%00"])
def test_nothing_to_suggest_is_an_empty_list(client: FlaskClient, query: str) -> None:
    assert client.get(f"/voorzieningen/suggesties?q={query}").json == []


def test_the_map_and_its_list_say_the_same(client: FlaskClient) -> None:
    town()
    page = MapPage.open(client, "/voorzieningen/kaart?sector=kinderopvang")
    assert page.towns == {"Gent": 2, "Antwerpen": 1}
    assert page.dots == {"Gent": 2, "Antwerpen": 1}
    assert ResultsPage.open(client, page.links()["Gent"]).names == ["Abrikoos", "Bosbes"]


def test_a_place_that_we_cannot_draw_stands_in_the_list(client: FlaskClient) -> None:
    known("Kers", "", "Nergenshuizen")
    page = MapPage.open(client, "/voorzieningen/kaart")
    assert (page.towns, page.dots) == ({"Nergenshuizen": 1}, {})


@pytest.fixture
def scored() -> tuple[Facility, Facility, Facility]:
    """Five reviews, four reviews, and a small facility with seven."""
    with time_machine.travel(datetime(2026, 9, 1, 9, tzinfo=UTC), tick=False) as clock:
        large, few, small = known("Aap"), known("Noot"), known("Mies", places=8)
        for facility, number in ((large, 5), (few, 4), (small, 7)):
            for _number in range(number):
                make_review(facility)
        clock.shift(timedelta(days=60))
        reveal_due()
    return large, few, small


def test_three_facilities_stand_side_by_side(
    client: FlaskClient, scored: tuple[Facility, Facility, Facility]
) -> None:
    page = ComparePage.compare(client, *map(key_of, scored))
    assert page.names == ["Aap", "Noot", "Mies"]
    assert page.figures("Welbevinden") == ["4,0", None, "4,0"]
    assert page.notes("Welbevinden")[0].startswith("5 scores · ouders zijn het eens")
    # Of the seven reviews at the small facility five count, as on its own page.
    assert page.notes("Welbevinden")[2].startswith("5 scores")


def test_below_the_threshold_no_figure_shows(
    client: FlaskClient, scored: tuple[Facility, Facility, Facility]
) -> None:
    page = ComparePage.compare(client, key_of(scored[1]))
    assert page.figures("Welbevinden") == [None]
    assert page.notes("Welbevinden") == []


def test_comparing_costs_three_statements(
    client: FlaskClient, scored: tuple[Facility, Facility, Facility], selects: list[str]
) -> None:
    keys = [key_of(facility) for facility in scored]
    selects.clear()
    ComparePage.compare(client, *keys)
    assert len(selects) == 3


def test_more_than_three_are_too_many(client: FlaskClient) -> None:
    keys = [key_of(known(name)) for name in ("Aap", "Noot", "Mies", "Wim")]
    page = ComparePage.compare(client, *keys, "kinderopvang:bestaat-niet", "onzin", "maan:1", keys[0])
    assert page.names == ["Aap", "Noot", "Mies"]
    assert "Je koos er meer dan 3. We tonen de eerste 3." in page.text
    assert "3 voorzieningen kennen we niet. We lieten die weg." in page.text


def test_scores_of_two_sectors_are_not_compared(client: FlaskClient) -> None:
    page = ComparePage.compare(client, key_of(known("Aap")), key_of(known("Noot", sector="ouderenzorg")))
    assert page.names == ["Aap", "Noot"]
    assert "Daar stellen we andere vragen." in page.text


def test_another_one_is_added_by_searching(client: FlaskClient) -> None:
    first, second = known("Aap"), known("Noot")
    page = ComparePage.compare(client, key_of(first))
    results = ResultsPage.open(client, page.submit("Zoek", q="noot").address)
    assert "Je vergelijkt met Aap." in results.text
    both = results.submit("Vergelijk wat je aankruiste", v=[key_of(first), key_of(second)])
    assert ComparePage.open(client, both.address).names == ["Aap", "Noot"]


def test_one_can_be_taken_out(client: FlaskClient) -> None:
    page = ComparePage.compare(client, key_of(known("Aap")), key_of(known("Noot")))
    assert ComparePage.open(client, page.follow("Haal weg Aap").address).names == ["Noot"]


@pytest.mark.parametrize(
    "path", ["/voorzieningen?q=zon+gent&soort=groepsopvang", "/voorzieningen/kaart?q=zon+gent"]
)
def test_a_new_question_costs_three_statements_and_the_same_again_one(
    client: FlaskClient, selects: list[str], path: str
) -> None:
    for number in range(6):
        make_review(known(f"Zon {number}"))
    client.get("/voorzieningen")
    selects.clear()
    client.get(path)
    # The version twice (for the kept page, and for the facilities), and the search.
    assert len(selects) == 3
    selects.clear()
    client.get(path)
    assert len(selects) == 1


@pytest.fixture
def selects() -> Iterator[list[str]]:
    """Every question to the database meanwhile."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().startswith("SELECT"):
            sent.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(sa.Engine, "before_cursor_execute", note)
