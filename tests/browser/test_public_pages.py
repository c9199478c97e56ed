"""The pages that nobody needs an account for, looked at closely."""

from collections.abc import Callable

import pytest

from tests.browser.live_site import LiveSite
from tests.pages.person import Person
from tests.pages.scenes import Scene

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
    "/wachtwoord-vergeten",
    "/waardering",
    "/bestaat-niet",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_for_everybody(
    embedded_site: LiveSite, person: Callable[..., Person], address: str
) -> None:
    somebody = person(embedded_site)
    somebody.page.goto(address)
    Scene(somebody)
    assert somebody.leave() == []


def test_reading_sets_no_cookie(embedded_site: LiveSite, person: Callable[..., Person]) -> None:
    somebody = person(embedded_site)
    for address in ADDRESSES[:18]:
        somebody.page.goto(address)
    assert somebody.context.cookies() == []
