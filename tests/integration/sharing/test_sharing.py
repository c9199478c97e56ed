"""How facilities appear elsewhere: data, pictures, badges and sitemaps tell what the page shows."""

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from app.facilities.models import Facility
from app.facilities.queries import theme_totals
from app.publication import reveal_due
from app.sharing import sitemaps
from app.sharing.picture import PictureText, picture_text
from app.sharing.picture_files import KEPT_SECONDS, folder, forget_old_pictures, picture
from moderation.states import Action
from tests.factories import GOOD, act, make_account, make_facility, make_reply, make_review
from tests.integration.test_queries_per_page import Statements, statements
from tests.pages.document import opened

__all__ = ["statements"]

pytestmark = pytest.mark.usefixtures("session")


def path(facility: Facility) -> str:
    return f"/voorzieningen/{facility.sector.value}/{facility.dossiernummer}"


def data_of(client: FlaskClient, facility: Facility) -> Any:
    """The structured data in the page."""
    document = opened(client.get(path(facility)))
    (script,) = (s for s in document.iter("script") if s.get("type") == "application/ld+json")
    return json.loads(script.text or "")


@pytest.fixture
def small(client: FlaskClient) -> Iterator[Facility]:
    """Six places; five reviews of 1 October 2026, shown on the 13th, one with a reply."""
    with time_machine.travel(datetime(2026, 10, 1, 9, tzinfo=UTC), tick=False) as clock:
        facility = make_facility(name="Bij Mieke", places=6)
        reviews = [make_review(facility) for _ in range(5)]
        clock.move_to(datetime(2026, 10, 13, 9, tzinfo=UTC))
        reveal_due()
        make_reply(reviews[0], make_account())
        yield facility


def test_a_search_engine_reads_reviews_and_averages(client: FlaskClient) -> None:
    facility = make_facility()
    for _ in range(5):
        make_review(facility, scores={"welbevinden": 4})
    data = data_of(client, facility)
    (rating,) = data["aggregateRating"]
    assert (data["@type"], rating["reviewAspect"], rating["ratingValue"], rating["ratingCount"]) == (
        "ChildCare",
        "Welbevinden",
        4.0,
        5,
    )
    assert GOOD in data["review"][0]["reviewBody"]


def test_a_search_engine_reads_no_average_where_none_is_shown(client: FlaskClient) -> None:
    facility = make_facility()
    for _ in range(4):
        make_review(facility)
    assert "aggregateRating" not in data_of(client, facility)


def test_a_search_engine_reads_no_mark_of_one_parent_at_a_small_facility(
    client: FlaskClient, small: Facility
) -> None:
    reviews = data_of(client, small)["review"]
    assert [review for review in reviews if "reviewRating" in review] == []
    assert {review["datePublished"] for review in reviews} == {"2026-10"}


@pytest.mark.parametrize(
    "hostile", ["</script><script>alert(1)</script>", "<!-- <script>", "&lt;b&gt;", '"}]']
)
def test_no_text_breaks_out_of_the_data(client: FlaskClient, hostile: str) -> None:
    facility = make_facility(name=hostile)
    make_review(facility, texts={"text_good": hostile})
    data = data_of(client, facility)
    assert (data["name"], data["review"][0]["reviewBody"]) == (hostile, hostile)


OUTPUTS = ("", "/beeld.png", "/badge.svg", "/badge", "/waarderingen.atom", "/volgen")


@pytest.mark.parametrize("output", [*OUTPUTS, "sitemap"])
def test_no_day_of_a_small_facility_goes_anywhere(client: FlaskClient, small: Facility, output: str) -> None:
    answer = client.get("/sitemap-1.xml" if output == "sitemap" else path(small) + output)
    answer.headers.pop("Date", None)  # of the question, not of a review
    told = f"{answer.headers}".encode() + answer.data
    days = (b"2026-10-13", b"13 oktober", b"13 Oct", b"2026-10-12", b"Last-Modified")
    assert [day for day in days if day in told] == []


def test_a_picture_has_the_size_that_networks_ask_for(client: FlaskClient) -> None:
    answer = client.get(f"{path(make_facility())}/beeld.png")
    assert answer.mimetype == "image/png"
    assert Image.open(BytesIO(answer.data)).size == (1200, 630)


def test_a_picture_shows_bars_only_where_the_page_does(app: Flask) -> None:
    facility = make_facility()
    bars = []
    with app.test_request_context():
        for _ in range(5):
            make_review(facility, scores={"welbevinden": 3})
            bars.append(picture_text(facility, theme_totals(facility)).bars)
    assert bars == [(), (), (), (), (("Welbevinden", 3.0),)]


def test_badges_and_pictures_speak_the_language_of_their_address(client: FlaskClient) -> None:
    facility = make_facility()
    make_review(facility)
    assert "1 avis de parents" in client.get(f"/fr{path(facility)}/badge.svg").text
    french, dutch = (client.get(f"{start}{path(facility)}/beeld.png").data for start in ("/fr", ""))
    assert french != dutch


def test_a_picture_is_drawn_once(app: Flask) -> None:
    text, number = PictureText("De Zon", "Gent", "", ()), []

    def draw(_text: PictureText) -> bytes:
        number.append(1)
        return b"picture"

    assert [picture(text, draw) for _ in range(3)] == [b"picture"] * 3
    assert len(number) == 1


def test_a_picture_comes_also_when_the_disk_is_full(app: Flask) -> None:
    folder().parent.mkdir(parents=True, exist_ok=True)
    folder().write_text("no folder")
    assert picture(PictureText("De Zon", "Gent", "", ()), lambda _text: b"picture") == b"picture"


def test_old_pictures_go(app: Flask) -> None:
    import os
    import time

    picture(PictureText("De Zon", "Gent", "", ()), lambda _text: b"picture")
    (path,) = folder().iterdir()
    assert forget_old_pictures() == 0
    past = time.time() - KEPT_SECONDS - 1
    os.utime(path, (past, past))
    assert (forget_old_pictures(), list(folder().iterdir())) == (1, [])


@pytest.mark.parametrize("name", ["A" * 300, "Een " * 80, "", "👶🏽 مرحبا", "\ufffe\x0b"])
def test_any_name_can_be_drawn(client: FlaskClient, name: str) -> None:
    facility = make_facility(name=name)
    assert client.get(f"{path(facility)}/beeld.png").status_code == 200
    ElementTree.fromstring(client.get(f"{path(facility)}/badge.svg").data)


def test_who_has_the_picture_gets_no_second_one(client: FlaskClient) -> None:
    address = f"{path(make_facility())}/beeld.png"
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_the_address_of_a_picture_changes_with_it(client: FlaskClient) -> None:
    facility = make_facility()
    addresses = []
    for _ in range(2):
        document = opened(client.get(path(facility)))
        addresses += [m.get("content") for m in document.iter("meta") if m.get("property") == "og:image"]
        make_review(facility)
    assert len(set(addresses)) == 2
    assert client.get(addresses[1].removeprefix("http://127.0.0.1:8000")).status_code == 200


def files_named_in(client: FlaskClient, address: str) -> list[str]:
    """Pictures, badges and feeds that this page leads to, or gives code for."""
    page = client.get(address).text
    return re.findall(
        r"(?:href|src|content)=\"(?:http://127.0.0.1:8000)?(/[^\"]+\.(?:atom|png|svg)[^\"]*)\"", page
    )


@pytest.mark.parametrize("language", ["", "/en", "/fr"])
@pytest.mark.parametrize("end", ["", "/badge", "/volgen"])
def test_pictures_badges_and_feeds_are_there_in_each_language(
    client: FlaskClient, language: str, end: str
) -> None:
    found = files_named_in(client, f"{language}{path(make_facility())}{end}")
    ours = [name for name in found if "/voorzieningen/" in name]
    assert ours != []
    assert [name for name in ours if not name.startswith(f"{language}/voorzieningen/")] == []
    assert [name for name in found if client.get(html.unescape(name)).status_code != 200] == []


def test_a_badge_tells_how_many_and_no_score(client: FlaskClient) -> None:
    facility = make_facility(name="Zon & <Maan>")
    for _ in range(5):
        make_review(facility)
    answer = client.get(f"{path(facility)}/badge.svg")
    text = "".join(ElementTree.fromstring(answer.data).itertext())
    assert "5 waarderingen van ouders" in text
    assert "Zon & <Maan> op het Waarderingsplatform" in text
    assert "4,0" not in text
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_badge_counts_down_at_once(client: FlaskClient) -> None:
    facility = make_facility()
    review = make_review(facility)
    make_review(facility)
    act(review, Action.REMOVE)
    assert "1 waardering van ouders" in client.get(f"{path(facility)}/badge.svg").text


def test_the_code_of_a_badge_is_valid_and_accessible(client: FlaskClient) -> None:
    import html5lib

    facility = make_facility(name='De "Zon" & <Maan>')
    document = opened(client.get(f"{path(facility)}/badge"))
    picture_code, text_code = (area.text or "" for area in document.iter("textarea"))
    words = 'Lees wat ouders vertellen over De "Zon" & <Maan> op het Waarderingsplatform'
    parsed = html5lib.parse(picture_code + text_code, namespaceHTMLElements=False)
    (image,) = parsed.iter("img")
    links = list(parsed.iter("a"))
    assert (image.get("alt"), links[1].text) == (words, words)
    assert {link.get("href") for link in links} == {f"http://127.0.0.1:8000{path(facility)}"}


SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def listed(client: FlaskClient, address: str) -> list[str]:
    document = ElementTree.fromstring(client.get(address).data)
    found = [element.text or "" for element in document.iter(f"{SITEMAP}loc")]
    return [address.removeprefix("http://127.0.0.1:8000") for address in found]


def test_sitemaps_hold_every_facility_once(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "IN_ONE", 3)
    made = {path(make_facility()) for _ in range(7)}
    parts = [address.removeprefix("http://127.0.0.1:8000") for address in listed(client, "/sitemap.xml")]
    found = [
        address.removeprefix("http://127.0.0.1:8000") for part in parts for address in listed(client, part)
    ]
    facilities = [address for address in found if address.startswith("/voorzieningen/")]
    assert (len(facilities), set(facilities)) == (7, made)


def test_every_listed_page_is_there(client: FlaskClient) -> None:
    make_facility()
    found = listed(client, "/sitemap-0.xml") + listed(client, "/sitemap-1.xml")
    assert [address for address in found if client.get(address).status_code != 200] == []


def test_a_sitemap_lists_each_page_in_each_language(client: FlaskClient) -> None:
    page = path(make_facility())
    assert [listed(client, "/sitemap-1.xml"), listed(client, "/sitemap-0.xml")[:3]] == [
        [page, f"/en{page}", f"/fr{page}"],
        ["/", "/en/", "/fr/"],
    ]


def test_a_sitemap_that_does_not_exist_is_not_found(client: FlaskClient) -> None:
    assert client.get("/sitemap-99999999999.xml").status_code == 404


def test_robots_find_the_sitemap(client: FlaskClient) -> None:
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in client.get("/robots.txt").text


@pytest.mark.parametrize(
    ("address", "most"),
    [("/sitemap.xml", 2), ("/sitemap-1.xml", 3), ("beeld.png", 2), ("badge.svg", 2), ("badge", 2)],
)
def test_what_goes_elsewhere_costs_few_statements(
    client: FlaskClient, statements: Statements, address: str, most: int
) -> None:
    facilities = [make_facility() for _ in range(5)]
    make_review(facilities[0])
    page = address if address.startswith("/") else f"{path(facilities[0])}/{address}"
    statements.clear()
    assert client.get(page).status_code == 200
    assert len(statements) <= most
