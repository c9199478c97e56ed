"""The pages that nobody needs an account for, looked at closely."""

from collections.abc import Callable

import pytest

from tests.browser.live_site import LiveSite
from tests.pages.person import Person
from tests.pages.scenes import Scene
from tests.pages.weight import Weight

ADDRESSES = (
    "/",
    "/voorzieningen",
    "/voorzieningen?q=bestaat+niet",
    "/voorzieningen?q=gent&van=3500&soort=groepsopvang",
    "/voorzieningen/kaart",
    "/voorzieningen/kaart?q=bestaat+niet",
    "/voorzieningen/vergelijken",
    "/voorzieningen/vergelijken?v=kinderopvang:70001&v=kinderopvang:70002",
    "/voorzieningen/kinderopvang/70001",
    "/voorzieningen/kinderopvang/70002",
    "/voorzieningen/kinderopvang/bestaat-niet",
    "/gedragscode",
    "/hoe-we-controleren",
    "/privacy",
    "/gebruiksvoorwaarden",
    "/toegankelijkheid",
    "/over-ons",
    "/transparantie",
    "/voorzieningen/kinderopvang/70002/volgen",
    "/gemeenten/Gent/volgen",
    "/organisatoren/1/volgen",
    "/volgen/gevraagd",
    "/voorzieningen/kinderopvang/70001/badge",
    "/open-data",
    "/api",
    "/gedragscode/versies",
    "/gedragscode/versies/1",
    "/link-kwijt",
    "/opvang-ontbreekt",
    "/aanmelden",
    "/fr/",
    "/fr/voorzieningen?q=gent",
    "/fr/voorzieningen/kinderopvang/70001",
    "/en/voorzieningen/kinderopvang/70001/waarderen",
    "/wachtwoord-vergeten",
    "/waardering",
    "/bestaat-niet",
)


MOST_BYTES = 60_000
"""Over the wire, with everything."""
SEEN = 5_000
"""No page with its style sheets is lighter: below, something was not counted."""


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_for_everybody(
    embedded_site: LiveSite, person: Callable[..., Person], address: str
) -> None:
    somebody = person(embedded_site)
    weight = Weight(somebody)
    somebody.page.goto(address)
    assert (SEEN < weight.bytes < MOST_BYTES, weight.shift == 0, weight.blocking) == (True, True, [])
    Scene(somebody)
    somebody.zoom()
    assert somebody.leave() == []


def test_a_full_page_is_light_too(demo_site: LiveSite, person: Callable[..., Person]) -> None:
    somebody = person(demo_site)
    somebody.page.goto("/voorzieningen?waarderingen=ja&sorteer=nieuwste")
    facility = somebody.page.locator(".result__name a").first.get_attribute("href") or ""
    for address in ("/", "/voorzieningen", "/voorzieningen/kaart", facility, f"{facility}/waarderen"):
        reader = person(demo_site)
        weight = Weight(reader)
        reader.page.goto(address)
        light = SEEN < weight.bytes < MOST_BYTES
        assert (address, light, weight.shift == 0) == (address, True, True)


def test_reading_sets_no_cookie(embedded_site: LiveSite, person: Callable[..., Person]) -> None:
    somebody = person(embedded_site)
    for address in ADDRESSES[:18]:
        somebody.page.goto(address)
    assert somebody.context.cookies() == []
