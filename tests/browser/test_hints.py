"""Hints while somebody writes: under the field, spoken, and leading to the words; never in the way."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.live_site import LiveSite
from tests.pages.person import Person
from tests.pages.scenes.reading import FacilityPage
from tests.pages.scenes.writing import InboxPage, Story, WriteReviewPage

LARGE = "70001"
NAMED = "👍 Dank aan juf Els Peeters voor alles."
STORY = Story(good=NAMED, better="De uren kunnen wat ruimer.", email="tips@ouders.example")

NewPerson = Callable[..., Person]


def hints_of(page: WriteReviewPage, field: str = "text_good") -> list[str]:
    """The hints that stand under a field, once there are some."""
    shown = page.page.locator(f"[data-hints-of={field}] .hint")
    shown.first.wait_for()
    return shown.all_inner_texts()


def test_a_name_is_shown_while_somebody_types(embedded_site: LiveSite, person: NewPerson) -> None:
    page = FacilityPage.open(person(embedded_site), LARGE).write()
    page.page.get_by_label("Wat is goed?").press_sequentially(NAMED)
    (hint,) = hints_of(page)
    assert "Els Peeters" in hint
    assert "Laat de naam weg" in hint
    page.person.look(again=True)


def test_a_new_hint_is_spoken_once(embedded_site: LiveSite, person: NewPerson) -> None:
    page = FacilityPage.open(person(embedded_site), LARGE).write()
    page.page.get_by_label("Wat is goed?").fill(NAMED)
    voice = page.page.locator("[data-hints-voice]")
    expect(voice).to_contain_text("Els Peeters")
    page.page.get_by_label("Wat kan beter?").fill("Bel 0478 12 34 56.")
    expect(voice).to_contain_text("telefoonnummer")
    expect(voice).not_to_contain_text("Els Peeters")


def test_a_hint_leads_to_the_words_by_keyboard(embedded_site: LiveSite, person: NewPerson) -> None:
    page = FacilityPage.open(person(embedded_site), LARGE).write()
    page.page.get_by_label("Wat is goed?").fill(NAMED)
    hints_of(page)
    page.page.get_by_label("Wat is goed?").press("Tab")
    page.page.keyboard.press("Enter")
    expect(page.page.get_by_label("Wat is goed?")).to_be_focused()
    assert page.page.evaluate("getSelection().toString()") == "Els Peeters"


def test_a_hint_goes_when_the_name_goes(embedded_site: LiveSite, person: NewPerson) -> None:
    page = FacilityPage.open(person(embedded_site), LARGE).write()
    page.page.get_by_label("Wat is goed?").fill(NAMED)
    hints_of(page)
    page.page.get_by_label("Wat is goed?").fill("Dank aan de begeleiders voor alles.")
    expect(page.page.locator("[data-hints-of=text_good] .hint")).to_have_count(0)


def test_who_saw_the_hints_sends_at_once(embedded_site: LiveSite, person: NewPerson) -> None:
    page = FacilityPage.open(person(embedded_site), LARGE).write()
    page.fill(STORY)
    hints_of(page)
    page.tell_rest(STORY)
    InboxPage(page.person)


def test_without_javascript_the_hints_come_before_sending(embedded_site: LiveSite, person: NewPerson) -> None:
    page = FacilityPage.open(person(embedded_site, javascript=False), LARGE).write()
    page.fill(STORY)
    page.tell_rest(STORY)
    expect(page.page.get_by_role("heading", name="Kijk je tekst nog één keer na")).to_be_visible()
    assert "Els Peeters" in hints_of(page)[0]
    expect(page.page.get_by_label("Wat is goed?")).to_have_value(NAMED)
    page.press("Verstuur toch zo")
    InboxPage(page.person)
