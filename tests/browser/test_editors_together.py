"""Editors ask, refuse with two, deal with danger, and stay away from what they have an interest in."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.live_site import LiveSite
from tests.mailbox import body_of, link_in
from tests.pages.person import Person
from tests.pages.scenes.desk import ChoosePasswordPage, ItemPage, QueuePage
from tests.pages.scenes.reading import FacilityPage
from tests.pages.scenes.talk import (
    DangerPage,
    DeskItem,
    FacilityQuestionPage,
    FacilityTalkPage,
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

TWO_THINGS = Story(
    good="De lokalen zijn licht. Bel Marieke Janssens op 0470 12 34 56, zij weet alles over de tuin.",
    email="kaat@ouders.example",
)
AGAIN = Story(good=TWO_THINGS.good.replace("licht", "ruim"), email="kaat2@ouders.example")
PRAISE = Story(
    good="Er is elke dag verse soep, en de kinderen mogen helpen met snijden.",
    email="wim@ouders.example",
)
GARDEN = Story(good="De kinderen werken in een moestuin en eten wat er groeit.", email="rita@ouders.example")
LABELS = ("[naam]", "[telefoonnummer]")
RULES = ("Geen namen van mensen", "Geen telefoonnummers")


def come_in(somebody: Person, site: LiveSite, email: str, *options: str) -> None:
    """Somebody new chooses a password by the link of their account, and is in."""
    ChoosePasswordPage.open(somebody, site.new_account(email, *options)).choose()


def written(site: LiveSite, person: Person, story: Story) -> OwnPage:
    """A parent writes and confirms."""
    FacilityPage.open(person, LARGE).write().tell(story)
    return OwnPage.open(person, link_in(site.mailbox.wait_for(story.email))).confirm()


def test_a_question_then_a_refusal_by_two(embedded_site: LiveSite, person: NewPerson) -> None:
    parent, first, second = (person(embedded_site) for _ in range(3))
    written(embedded_site, parent, COMPLAINT)
    come_in(first, embedded_site, "mia@redactie.example", "--role", "editor", "--name", "Mia")
    come_in(second, embedded_site, "omar@redactie.example", "--role", "editor", "--name", "Omar")

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
    come_in(lead, embedded_site, "hilde@redactie.example", "--role", "lead-editor", "--name", "Hilde")
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
    come_in(editor, embedded_site, "nora@redactie.example", "--role", "editor", "--name", "Nora")
    page = InterestsPage.open(editor).declare(BEAR)
    assert re.search(rf"Je ziet niets meer over {BEAR}", page.text)
    assert BEAR not in QueuePage.open(editor).text


def test_keys_lead_to_the_decision_and_keep_the_focus(embedded_site: LiveSite, person: NewPerson) -> None:
    parent, editor = person(embedded_site), person(embedded_site)
    written(embedded_site, parent, TWO_THINGS)
    come_in(editor, embedded_site, "fien@redactie.example", "--role", "editor", "--name", "Fien")
    QueuePage.open(editor, "?q=marieke").choose(BEAR)
    press = editor.page.keyboard.press

    press("b")
    expect(editor.page.get_by_role("button", name="Geef vrij")).to_be_visible()
    assert ItemPage(editor).focused == "#beslissing"
    press("t")
    expect(editor.page.get_by_role("heading", level=1)).to_have_text("Terugsturen")
    assert ItemPage(editor).focused == "Terugsturen"
    assert all(editor.page.get_by_role("checkbox", name=rule).is_checked() for rule in RULES)


def test_a_name_and_a_number_go_with_a_reason_each(embedded_site: LiveSite, person: NewPerson) -> None:
    parent, editor, reader = (person(embedded_site) for _ in range(3))
    written(embedded_site, parent, AGAIN)
    come_in(editor, embedded_site, "gust@redactie.example", "--role", "editor", "--name", "Gust")

    page = QueuePage.open(editor, "?q=ruim").choose(BEAR).claim().redact()
    page.tick("Marieke Janssens")
    page.tick("0470 12 34 56")
    page = page.look()
    assert page.replaced == [("Marieke Janssens", "[naam]"), ("0470 12 34 56", "[telefoonnummer]")]
    page.replace().publish()

    mail = body_of(embedded_site.mailbox.wait_for(AGAIN.email, 2))
    assert [rule in mail for rule in RULES] == [True, True]
    parent.page.reload()
    assert all(f"{label}: {rule}" in OwnPage(parent).text for label, rule in zip(LABELS, RULES, strict=True))
    shown = FacilityPage.open(reader, LARGE).text
    assert "Bel [naam] op [telefoonnummer], zij weet alles" in shown
    assert "vierkante haken" in shown


def test_a_facility_is_asked_and_answers(embedded_site: LiveSite, person: NewPerson) -> None:
    parent, editor, provider = (person(embedded_site) for _ in range(3))
    written(embedded_site, parent, PRAISE)
    come_in(editor, embedded_site, "hugo@redactie.example", "--role", "editor", "--name", "Hugo")
    address = "keuken@dekleinebeer.example"
    come_in(provider, embedded_site, address, "--role", "provider", "--facility", f"kinderopvang/{LARGE}")
    item = QueuePage.open(editor, "?q=soep").choose(BEAR).claim()
    place = editor.page.url.partition("#")[0]
    item.publish()

    DeskItem.open(editor, place).click("Vraag iets aan de voorziening")
    FacilityTalkPage(editor).ask("Wie maakt de soep bij jullie?")
    provider.page.goto("/organisatie/vragen")
    provider.page.get_by_role("main").get_by_role("link", name=BEAR).first.click()
    FacilityQuestionPage(provider).answer("Onze kok, elke ochtend.")
    assert "Onze kok, elke ochtend." in DeskItem.open(editor, place).text


def test_reported_danger_stands_on_top_each_time(embedded_site: LiveSite, person: NewPerson) -> None:
    parent, editor, reader = (person(embedded_site) for _ in range(3))
    written(embedded_site, parent, GARDEN)
    come_in(editor, embedded_site, "ines@redactie.example", "--role", "editor", "--name", "Ines")
    QueuePage.open(editor, "?q=moestuin").choose(BEAR).claim().publish()

    told = [
        FacilityPage.open(reader, LARGE).report().tell_of_danger(words, "jo@lezers.example").text
        for words in ("Daar zat een kind alleen buiten.", "En dat was een uur.")
    ]
    assert ["Een hoofdredacteur leest je melding eerst" in page for page in told] == [True, True]
    queue = QueuePage.open(editor, "?gevaar=1")
    assert "2 meldingen van gevaar wachten" in queue.text
    assert queue.views["Gevaar"] >= 1
