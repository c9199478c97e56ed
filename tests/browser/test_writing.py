"""Everybody can write: with the keyboard alone, without JavaScript, and after a mistake."""

from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import expect

from tests.browser.live_site import LiveSite
from tests.mailbox import link_in
from tests.pages.person import Person
from tests.pages.scenes.reading import FacilityPage
from tests.pages.scenes.writing import OwnPage, Story

SMALL = "70002"
STORY = Story(
    good="Mieke is rustig en lief. Mijn dochter slaapt er goed en eet er groenten die ze thuis niet lust.",
    better="De uren kunnen wat ruimer.",
    email="sara@ouders.example",
)

NewPerson = Callable[..., Person]


def test_with_the_keyboard_alone(embedded_site: LiveSite, person: NewPerson) -> None:
    parent = person(embedded_site)
    story = replace(STORY, email="toets@ouders.example")
    FacilityPage.open(parent, SMALL).write().tell_by_keyboard(story)
    own_page = OwnPage.open(parent, link_in(embedded_site.mailbox.wait_for(story.email)))
    assert story.better in own_page.text


def test_without_javascript(embedded_site: LiveSite, person: NewPerson) -> None:
    parent = person(embedded_site, javascript=False)
    story = replace(STORY, email="zonder@ouders.example")
    FacilityPage.open(parent, SMALL).write().tell(story)
    own_page = OwnPage.open(parent, link_in(embedded_site.mailbox.wait_for(story.email))).confirm()
    assert story.good in own_page.text


def test_after_a_mistake_all_that_was_typed_is_still_there(
    embedded_site: LiveSite, person: NewPerson
) -> None:
    parent = person(embedded_site)
    page = FacilityPage.open(parent, SMALL).write()
    assert "Geef minstens vier scores" in page.send_too_early(STORY)
    expect(page.page.get_by_label("Wat is goed?")).to_have_value(STORY.good)


def test_after_a_mistake_reading_begins_at_what_went_wrong(
    embedded_site: LiveSite, person: NewPerson
) -> None:
    page = FacilityPage.open(person(embedded_site), SMALL).write()
    page.send_too_early(STORY)
    expect(page.page.get_by_role("alert")).to_be_focused()


def test_the_link_of_a_mail_does_not_stay_in_the_address_bar(
    embedded_site: LiveSite, person: NewPerson
) -> None:
    parent = person(embedded_site)
    story = replace(STORY, email="adres@ouders.example")
    FacilityPage.open(parent, SMALL).write().tell(story)
    link = link_in(embedded_site.mailbox.wait_for(story.email))
    OwnPage.open(parent, link)
    assert parent.page.url == f"{embedded_site.url}/waardering"
