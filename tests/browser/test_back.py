"""The Back button loses no word: of a form that was sent too early, nor of one that was not sent yet."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.live_site import LiveSite
from tests.pages.person import Person
from tests.pages.scenes.reading import FacilityPage
from tests.pages.scenes.writing import Story, WriteReviewPage

NewPerson = Callable[..., Person]

STORY = Story(good="De begeleiders zingen elke ochtend met de kinderen.", email="terug@ouders.example")


def form(person: Person) -> WriteReviewPage:
    """The empty form of the large facility."""
    return FacilityPage.open(person, "70001").write()


def look_up(page: Page, link: str) -> None:
    """Follow a link of the form, read, and go back."""
    page.get_by_role("main").get_by_role("link", name=link, exact=True).click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("waardering")
    page.go_back()


def expect_all_that_was_typed(page: Page) -> None:
    """As the parent left it."""
    expect(page.get_by_label("Wat is goed?")).to_have_value(STORY.good)
    expect(page.get_by_label("Voornaam")).to_have_value(STORY.first_name)


@pytest.mark.parametrize("link", ["gebruiksvoorwaarden", "met mijn gegevens omgaan"])
def test_who_looks_something_up_after_a_mistake_comes_back_to_what_was_typed(
    embedded_site: LiveSite, person: NewPerson, link: str
) -> None:
    writing = form(person(embedded_site))
    writing.send_too_early(STORY)
    look_up(writing.page, link)
    expect_all_that_was_typed(writing.page)


def test_who_looks_something_up_before_sending_comes_back_to_what_was_typed(
    embedded_site: LiveSite, person: NewPerson
) -> None:
    writing = form(person(embedded_site))
    writing.fill(STORY)
    look_up(writing.page, "gebruiksvoorwaarden")
    expect_all_that_was_typed(writing.page)


def test_who_sent_it_can_go_back_and_change_a_word(embedded_site: LiveSite, person: NewPerson) -> None:
    story = replace(STORY, email="spijt@ouders.example")
    writing = form(person(embedded_site))
    writing.send_too_early(story)
    writing.tell(story)
    writing.page.go_back()
    expect_all_that_was_typed(writing.page)
    writing.page.get_by_label("Wat kan beter?").fill("De tuin is klein.")
    writing.press("Verstuur je waardering")
    expect(writing.page.get_by_role("heading", level=1)).to_have_text("Kijk in je mailbox")
