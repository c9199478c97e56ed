"""Editors ask, refuse with two, deal with danger, and stay away from what they have an interest in."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.live_site import LiveSite
from tests.browser.test_journey import begin
from tests.mailbox import body_of, link_in
from tests.pages.person import Person
from tests.pages.scenes.desk import QueuePage
from tests.pages.scenes.reading import FacilityPage
from tests.pages.scenes.talk import (
    DangerPage,
    DeskItem,
    ForMePage,
    InterestsPage,
    ProposalsPage,
    QuestionsPage,
)
from tests.pages.scenes.writing import OwnPage, Story

LARGE, BEAR = "70001", "De Kleine Beer"
NewPerson = Callable[..., Person]

COMPLAINT = Story(
    good="De parking is ruim.",
    better="De gemeente ruimt de straat niet op en de buren maken lawaai.",
    score=1,
    email="ward@ouders.example",
)
ALLERGY = Story(
    good="De tuin is groot.",
    better="Ons kind heeft een allergie voor noten. Twee keer kreeg het toch een koek waar noten in zaten.",
    score=2,
    email="griet@ouders.example",
)


def written(site: LiveSite, person: Person, story: Story) -> OwnPage:
    """A parent writes and confirms."""
    FacilityPage.open(person, LARGE).write().tell(story)
    return OwnPage.open(person, link_in(site.mailbox.wait_for(story.email))).confirm()


def test_a_question_then_a_refusal_by_two(embedded_site: LiveSite, person: NewPerson) -> None:
    parent, first, second = (person(embedded_site) for _ in range(3))
    written(embedded_site, parent, COMPLAINT)
    begin(first, embedded_site, "mia@redactie.example", "--role", "editor", "--name", "Mia")
    begin(second, embedded_site, "omar@redactie.example", "--role", "editor", "--name", "Omar")

    QueuePage.open(first).choose(BEAR)
    item = first.page.url
    DeskItem(first).ask("Ging je kind zelf naar deze opvang?")
    OwnPage.open(parent, link_in(embedded_site.mailbox.wait_for(COMPLAINT.email, 2))).click(
        "Lees en antwoord"
    )
    QuestionsPage(parent).answer("Nee, ik woon in de straat.")
    assert "Nee, ik woon in de straat." in DeskItem.open(first, item).text

    DeskItem(first).note("@Omar, kijk je mee?")
    assert "kijk je mee?" in ForMePage.open(second).text
    DeskItem.open(first, item).propose_refusal("not_about_facility", "Dit gaat niet over de opvang.")
    assert "Wacht op een tweede redacteur" in DeskItem.open(second, item).text
    ProposalsPage.open(second).choose(BEAR).confirm()

    page = OwnPage.open(parent, f"{embedded_site.url}/waardering")
    assert "We publiceren deze tekst niet" in page.text
    assert "Dit gaat niet over de opvang." in page.text


def test_danger_reaches_a_lead_editor_and_is_noted(embedded_site: LiveSite, person: NewPerson) -> None:
    lead, parent = person(embedded_site), person(embedded_site)
    begin(lead, embedded_site, "hilde@redactie.example", "--role", "lead-editor", "--name", "Hilde")
    page = written(embedded_site, parent, ALLERGY)

    mail = embedded_site.mailbox.wait_for("hilde@redactie.example")
    assert ALLERGY.better not in body_of(mail)
    lead.page.goto(link_in(mail))
    DeskItem(lead).click("Handel het teken van gevaar af")
    assert "Kies wie het weet" in DangerPage(lead).save_too_early()
    item = DangerPage(lead).tell("Een kind kreeg noten.", "Dossier 118", "Zij gaan langs.")
    assert "Het teken van gevaar is afgehandeld" in item.text
    lead.page.goto("/redactie/doorverwijzingen")
    expect(lead.page.get_by_role("main")).to_contain_text("Dossier 118")

    parent.page.reload()
    page = OwnPage(parent)
    assert all(number in page.text for number in ("112", "1712", "Opgroeipunt"))


def test_an_interest_hides_all_of_it(embedded_site: LiveSite, person: NewPerson) -> None:
    editor = person(embedded_site)
    begin(editor, embedded_site, "nora@redactie.example", "--role", "editor", "--name", "Nora")
    page = InterestsPage.open(editor).declare(BEAR)
    assert re.search(rf"Je ziet niets meer over {BEAR}", page.text)
    assert BEAR not in QueuePage.open(editor).text
