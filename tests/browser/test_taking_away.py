"""What leaves the running site: data in the page, what its API promises, and mails to who follows."""

import json
from collections.abc import Callable

import pytest
import schemathesis
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import expect

from app.api.views import document
from tests.browser.live_site import LiveSite
from tests.mailbox import link_in
from tests.pages.person import Person
from tests.pages.scenes import Scene

NewPerson = Callable[..., Person]

FACILITY = "/voorzieningen/kinderopvang/70002"
FOLLOWER = "volger@ouders.example"


def test_data_for_search_engines_is_in_the_page_and_nothing_refuses_it(
    embedded_site: LiveSite, person: NewPerson
) -> None:
    reader = person(embedded_site)
    reader.page.goto(FACILITY)
    words = reader.page.locator("script[type='application/ld+json']").text_content()
    assert json.loads(words or "")["name"] == "Bij Mieke"
    assert reader.leave() == []


@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_follows_a_place_and_stops(
    embedded_site: LiveSite, person: NewPerson, javascript: bool
) -> None:
    follower = person(embedded_site, javascript=javascript)
    address = f"{javascript}-{FOLLOWER}".lower()
    page = follower.page
    page.goto(FACILITY)
    page.get_by_role("link", name="Volg deze plek").click()
    page.get_by_label("E-mailadres").focus()
    page.keyboard.type(address)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in je mailbox")
    page.goto(link_in(embedded_site.mailbox.wait_for(address)))
    Scene(follower).press("Ja, stuur me mails")
    expect(page.get_by_role("heading", level=1)).to_have_text("Je volgt Bij Mieke")
    Scene(follower).press("Stop met volgen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Je volgt niets meer")
    Scene(follower)


def test_a_wrong_address_stays_to_be_corrected(embedded_site: LiveSite, person: NewPerson) -> None:
    follower = person(embedded_site)
    follower.page.goto(f"{FACILITY}/volgen")
    follower.page.get_by_label("E-mailadres").fill("geen adres")
    scene = Scene(follower)
    scene.press("Stuur me mails")
    expect(follower.page.get_by_role("alert")).to_be_focused()
    expect(follower.page.get_by_label("E-mailadres")).to_have_value("geen adres")


@pytest.mark.parametrize("path", sorted(document()["paths"]))
def test_the_running_site_answers_as_its_api_promises(live_site: LiveSite, path: str) -> None:
    api = schemathesis.openapi.from_url(f"{live_site.url}/api/v1/openapi.json")

    @hypothesis_settings(
        max_examples=15,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    @given(api[path]["GET"].as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate()

    ask()
