"""Feeds of a facility, a municipality and an organisation: whole, true, and no day of a small facility."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from flask.testing import FlaskClient

from app.facilities.models import Facility
from app.publication import reveal_due
from moderation.states import Action
from tests.factories import (
    GOOD,
    THANKS,
    act,
    make_account,
    make_facility,
    make_organisation,
    make_reply,
    make_review,
)
from tests.integration.test_queries_per_page import Statements, statements

__all__ = ["statements"]

pytestmark = pytest.mark.usefixtures("session")

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

Path = Callable[[Facility], str]


def of_facility(facility: Facility) -> str:
    return f"/voorzieningen/kinderopvang/{facility.dossiernummer}"


def of_municipality(facility: Facility) -> str:
    return f"/gemeenten/{facility.municipality}"


def of_organisation(facility: Facility) -> str:
    return f"/organisatoren/{facility.organisation_id}"


EACH = pytest.mark.parametrize(
    "path", [of_facility, of_municipality, of_organisation], ids=["facility", "municipality", "organisation"]
)


@pytest.fixture
def facility(client: FlaskClient) -> Facility:
    """Of an organisation, in Gent."""
    return make_facility(organisation_id=make_organisation().id)


def feed(client: FlaskClient, path: str) -> ElementTree.Element:
    answer = client.get(f"{path}/waarderingen.atom")
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    return ElementTree.fromstring(answer.data)


def texts(document: ElementTree.Element, name: str) -> list[str]:
    """Of each entry."""
    return [entry.findtext(f"{ATOM}{name}") or "" for entry in document.iter(f"{ATOM}entry")]


@EACH
def test_a_feed_holds_reviews_and_replies(client: FlaskClient, facility: Facility, path: Path) -> None:
    make_reply(make_review(facility), make_account())
    (content,) = texts(feed(client, path(facility)), "content")
    assert [part for part in (GOOD, THANKS) if part not in content] == []


@EACH
def test_a_feed_speaks_the_language_of_its_address_and_says_that_a_text_does_not(
    client: FlaskClient, facility: Facility, path: Path
) -> None:
    make_reply(make_review(facility), make_account())
    document = feed(client, f"/fr{path(facility)}")
    (content,) = texts(document, "content")
    told = f"{document.findtext(f'{ATOM}title')} {document.findtext(f'{ATOM}subtitle')}"
    assert document.get(LANGUAGE) == "fr"
    assert ("Avis de parents" in told, "Un rédacteur a lu chaque texte" in told) == (True, True)
    assert f'<p lang="nl">{GOOD}</p>' in content
    assert "Réponse du lieu d’accueil" in content
    assert texts(document, "id")[0].startswith("http://127.0.0.1:8000/fr/")


@EACH
def test_a_feed_holds_nothing_of_others(client: FlaskClient, facility: Facility, path: Path) -> None:
    make_review(make_facility(municipality="Aalst"))
    assert texts(feed(client, path(facility)), "id") == []


@EACH
def test_what_is_removed_leaves_the_feed_at_once(client: FlaskClient, facility: Facility, path: Path) -> None:
    review = make_review(facility)
    assert len(texts(feed(client, path(facility)), "id")) == 1
    act(review, Action.REMOVE)
    assert texts(feed(client, path(facility)), "id") == []


@pytest.fixture
def mixed(client: FlaskClient, facility: Facility) -> Iterator[Facility]:
    """A small and a large facility in one place; reviews appeared on 8, 9 (small) and 10 October."""
    small = make_facility(places=6, organisation_id=facility.organisation_id)
    with time_machine.travel(datetime(2026, 10, 1, 9, tzinfo=UTC), tick=False) as clock:
        review = make_review(small)
        clock.move_to(datetime(2026, 10, 8, 9, tzinfo=UTC))
        make_review(facility)
        clock.move_to(datetime(2026, 10, 9, 9, tzinfo=UTC))
        reveal_due()
        make_reply(review, make_account())
        clock.move_to(datetime(2026, 10, 10, 9, tzinfo=UTC))
        make_review(facility)
        yield small


@EACH
def test_no_feed_tells_the_day_of_a_small_facility(client: FlaskClient, mixed: Facility, path: Path) -> None:
    answer = client.get(f"{path(mixed)}/waarderingen.atom")
    told = answer.text + str(answer.headers)
    assert [day for day in ("2026-10-09", "9 oktober", "09:00", "Oct 2026") if day in told] == []
    assert "oktober 2026" in told


@pytest.mark.parametrize("path", [of_municipality, of_organisation])
def test_the_place_of_a_small_facility_among_others_tells_no_day(
    client: FlaskClient, mixed: Facility, path: Path
) -> None:
    assert texts(feed(client, path(mixed)), "published") == [
        "2026-10-10T00:00:00+02:00",
        "2026-10-08T00:00:00+02:00",
        "2026-10-01T00:00:00+02:00",
    ]


@pytest.mark.parametrize("path", [of_municipality, of_organisation, of_facility])
def test_scores_of_one_parent_at_a_small_facility_stay_hidden(
    client: FlaskClient, mixed: Facility, path: Path
) -> None:
    last = texts(feed(client, path(mixed)), "content")[-1]
    assert "op 5" not in last


def test_what_people_write_is_text_and_breaks_no_reader(client: FlaskClient, facility: Facility) -> None:
    hostile = "<script>alert(1)</script> & ]]> \ufffe <b>vet</b>"
    make_review(facility, texts={"text_good": hostile})
    (content,) = texts(feed(client, of_facility(facility)), "content")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; ]]&gt;  &lt;b&gt;vet" in content


def test_an_empty_feed_is_a_feed(client: FlaskClient, facility: Facility) -> None:
    document = feed(client, of_facility(facility))
    assert document.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"


def test_entries_keep_their_id(client: FlaskClient, facility: Facility) -> None:
    review = make_review(facility)
    before = texts(feed(client, of_facility(facility)), "id")
    make_reply(review, make_account())
    after = texts(feed(client, of_municipality(facility)), "id")
    assert before == after != []


UNKNOWN = (
    "/voorzieningen/kinderopvang/0",
    "/voorzieningen/kinderopvang/%00",
    "/gemeenten/Nergens",
    "/gemeenten/%00",
    "/organisatoren/99",
    "/organisatoren/99999999999999999999",
)


@pytest.mark.parametrize("path", UNKNOWN)
def test_an_unknown_subject_has_no_feed_and_no_page(client: FlaskClient, path: str) -> None:
    found = [client.get(f"{path}/{page}").status_code for page in ("waarderingen.atom", "volgen")]
    assert found == [404, 404]


@EACH
@pytest.mark.parametrize("number", [1, 6])
def test_a_feed_costs_the_same_however_much_it_holds(
    client: FlaskClient,
    statements: Statements,
    facility: Facility,
    path: Path,
    number: int,
) -> None:
    account = make_account()
    for _ in range(number):
        make_reply(make_review(facility), account)
    asked: Any = path(facility)
    statements.clear()
    feed(client, asked)
    assert len(statements) <= 5


@EACH
def test_who_has_the_feed_gets_no_second_one(client: FlaskClient, facility: Facility, path: Path) -> None:
    make_review(facility)
    address = f"{path(facility)}/waarderingen.atom"
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
