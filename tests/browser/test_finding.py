"""Looking for a facility at a browser: while typing, by keyboard, small, large, and without JavaScript."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.live_site import LiveSite
from tests.pages.person import Person
from tests.pages.scenes.reading import HomePage, SearchPage


def test_the_keyboard_chooses_a_suggestion(embedded_site: LiveSite, person: Callable[..., Person]) -> None:
    somebody = person(embedded_site)
    box = HomePage.open(somebody).box
    box.press_sequentially("kleine be")
    options = somebody.page.get_by_role("option")
    expect(options.first).to_contain_text("De Kleine Beer")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
    somebody.check_accessibility("light")
    box.press("Enter")
    expect(somebody.page.get_by_role("heading", level=1)).to_have_text("De Kleine Beer")


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(
    embedded_site: LiveSite, person: Callable[..., Person]
) -> None:
    somebody = person(embedded_site)
    box = HomePage.open(somebody).box
    box.press_sequentially("hass")
    expect(somebody.page.get_by_role("listbox")).to_be_visible()
    box.press("Escape")
    expect(somebody.page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("hass")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_a_place_is_suggested_and_gives_its_list(
    embedded_site: LiveSite, person: Callable[..., Person]
) -> None:
    somebody = person(embedded_site)
    HomePage.open(somebody).box.press_sequentially("hass")
    somebody.page.get_by_role("option", name="Hasselt gemeente").click()
    assert "Bij Mieke" in SearchPage(somebody).text


def test_filters_work_without_a_script(embedded_site: LiveSite, person: Callable[..., Person]) -> None:
    somebody = person(embedded_site, javascript=False)
    somebody.page.goto("/voorzieningen")
    results = SearchPage(somebody)
    results.filter("Gezinsopvang")
    assert "Bij Mieke" in results.text
    assert "De Kleine Beer" not in results.text


def test_two_facilities_are_compared_from_the_list(
    embedded_site: LiveSite, person: Callable[..., Person]
) -> None:
    somebody = person(embedded_site)
    somebody.page.goto("/voorzieningen")
    comparison = SearchPage(somebody).compare("De Kleine Beer", "Bij Mieke")
    assert comparison.names == ["Bij Mieke", "De Kleine Beer"]


def test_the_finding_pages_stay_whole_at_twice_the_size(
    embedded_site: LiveSite, person: Callable[..., Person]
) -> None:
    somebody = person(embedded_site)
    somebody.page.set_viewport_size({"width": 640, "height": 450})  # 1280 pixels at 200%
    for address in ("/", "/voorzieningen?q=gent", "/voorzieningen/kaart", "/voorzieningen/vergelijken"):
        somebody.page.goto(address)
        somebody.check_width(640)
        somebody.check_accessibility("light")


def test_a_shared_address_shows_the_same_list(embedded_site: LiveSite, person: Callable[..., Person]) -> None:
    one, other = person(embedded_site), person(embedded_site)
    one.page.goto("/voorzieningen")
    first = SearchPage(one)
    first.filter("Groepsopvang")
    other.page.goto(one.page.url)
    assert SearchPage(other).text == first.text
