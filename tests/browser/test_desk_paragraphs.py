"""What the desk promises and no longer walk shows: read aloud, by key, with two rules, in safety."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app.demo import PASSWORD
from tests.browser.live_site import LiveSite
from tests.browser.test_journey import begin
from tests.mailbox import body_of, link_in
from tests.pages.person import Person
from tests.pages.scenes.desk import ItemPage, QueuePage, SignInPage
from tests.pages.scenes.reading import FacilityPage
from tests.pages.scenes.talk import DeskItem, FacilityQuestionPage, FacilityTalkPage, StandardTextPage
from tests.pages.scenes.writing import OwnPage, Story

LARGE, BEAR = "70001", "De Kleine Beer"
NewPerson = Callable[..., Person]

TWO_THINGS = Story(
    good="De lokalen zijn licht. Bel Marieke Janssens op 0470 12 34 56, zij weet alles over de tuin.",
    email="kaat@ouders.example",
)
RULES = ("Geen namen van mensen", "Geen telefoonnummers")
PRAISE = Story(
    good="Er is elke dag verse soep, en de kinderen mogen helpen met snijden.",
    email="wim@ouders.example",
)


@pytest.fixture
def editor(demo_site: LiveSite, person: NewPerson) -> Person:
    """Of the site with its examples."""
    return signed_in(person(demo_site), "redacteur")


def signed_in(somebody: Person, name: str) -> Person:
    SignInPage.open(somebody).sign_in(f"{name}@demo.example", PASSWORD)
    return somebody


def written(site: LiveSite, person: Person, story: Story) -> OwnPage:
    FacilityPage.open(person, LARGE).write().tell(story)
    return OwnPage.open(person, link_in(site.mailbox.wait_for(story.email))).confirm()


def test_the_tree_of_an_item_is_in_the_order_of_deciding(editor: Person) -> None:
    item = QueuePage.open(editor, "?familie=authenticity&ernst=notice").choose("Boterbloemveld")
    parts = (
        f'heading "{item.title}" [level=1]',
        "In de wachtrij",
        "Antwoord beloofd tegen",
        'heading "De tekst" [level=2]',
        'heading "Bevindingen',
        'heading "Lijkt voor',
        'heading "Beslissen" [level=2]',
        'button "Ik behandel deze bijdrage"',
    )
    places = [item.tree.find(part) for part in parts]
    assert [part for part, place in zip(parts, places, strict=True) if place < 0] == []
    assert places == sorted(places)


def test_every_control_of_an_item_has_a_name(editor: Person) -> None:
    item = QueuePage.open(editor, "?familie=authenticity&ernst=notice").choose("Boterbloemveld").claim()
    assert "Publiceren" in item.controls
    assert item.nameless == []


def test_keys_lead_to_the_decision_and_keep_the_focus(embedded_site: LiveSite, person: NewPerson) -> None:
    parent, editor = person(embedded_site), person(embedded_site)
    written(embedded_site, parent, TWO_THINGS)
    begin(editor, embedded_site, "fien@redactie.example", "--role", "editor", "--name", "Fien")
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
    story = Story(good=TWO_THINGS.good.replace("licht", "ruim"), email="kaat2@ouders.example")
    written(embedded_site, parent, story)
    begin(editor, embedded_site, "gust@redactie.example", "--role", "editor", "--name", "Gust")

    page = QueuePage.open(editor, "?q=ruim").choose(BEAR).claim().redact()
    page.tick("Marieke Janssens")
    page.tick("0470 12 34 56")
    page = page.look()
    assert page.replaced == [("Marieke Janssens", "[naam]"), ("0470 12 34 56", "[telefoonnummer]")]
    page.replace().publish()

    mail = body_of(embedded_site.mailbox.wait_for(story.email, 2))
    assert [rule in mail for rule in RULES] == [True, True]
    parent.page.reload()
    assert all(f"{label}: {rule}" in OwnPage(parent).text for label, rule in zip(LABELS, RULES, strict=True))
    shown = FacilityPage.open(reader, LARGE).text
    assert "Bel [naam] op [telefoonnummer], zij weet alles" in shown
    assert "De redactie verving een stuk van deze tekst." in shown


LABELS = ("[naam]", "[telefoonnummer]")


def test_a_facility_is_asked_and_answers(embedded_site: LiveSite, person: NewPerson) -> None:
    parent, editor, provider = (person(embedded_site) for _ in range(3))
    written(embedded_site, parent, PRAISE)
    begin(editor, embedded_site, "hugo@redactie.example", "--role", "editor", "--name", "Hugo")
    address = "keuken@dekleinebeer.example"
    begin(provider, embedded_site, address, "--role", "provider", "--facility", f"kinderopvang/{LARGE}")
    item = QueuePage.open(editor, "?q=soep").choose(BEAR).claim()
    place = editor.page.url.partition("#")[0]
    item.publish()

    DeskItem.open(editor, place).click("Vraag iets aan de voorziening")
    FacilityTalkPage(editor).ask("Wie maakt de soep bij jullie?")
    provider.page.goto("/organisatie/vragen")
    provider.page.get_by_role("main").get_by_role("link", name=BEAR).first.click()
    FacilityQuestionPage(provider).answer("Onze kok, elke ochtend.")
    assert "Onze kok, elke ochtend." in DeskItem.open(editor, place).text


def test_words_of_a_lead_editor_are_what_editors_begin_with(demo_site: LiveSite, person: NewPerson) -> None:
    lead, editor = person(demo_site), person(demo_site)
    words = "Bedankt! Wil je het kenteken weglaten?"
    page = StandardTextPage.open(signed_in(lead, "hoofdredacteur"), "licence_plate", "return")
    assert "Versie 1" in page.write(words, "Korter is vriendelijker.").text
    item = QueuePage.open(signed_in(editor, "redacteur2"), "?soort=review&staat=queued")
    item.page.get_by_role("main").locator("tbody th a").first.click()
    number = re.search(r"/bijdragen/(\d+)", editor.page.url)
    assert number
    editor.page.goto(f"/redactie/bijdragen/{number[1]}/beslissen/return?regel=licence_plate")
    expect(editor.page.get_by_label("Bericht aan wie schreef")).to_have_value(words)


def test_judged_findings_are_taken_along_for_who_improves_the_checks(
    demo_site: LiveSite, person: NewPerson
) -> None:
    lead = signed_in(person(demo_site), "hoofdredacteur")
    lead.page.goto("/redactie/leren")
    with lead.page.expect_download() as taken:
        lead.page.get_by_role("button", name="Haal de beoordeelde bevindingen op").click()
    assert taken.value.suggested_filename == "bevindingen.zip"


def test_the_only_lead_editor_stays(demo_site: LiveSite, person: NewPerson) -> None:
    admin = signed_in(person(demo_site), "beheerder")
    admin.page.goto("/beheer/?q=hoofdredacteur")
    admin.page.get_by_role("button", name="Schakel uit hoofdredacteur@demo.example").click()
    expect(admin.page.get_by_role("status")).to_contain_text("is de enige hoofdredacteur")


@pytest.mark.parametrize("email", ["redacteur@demo.example", "niemand@demo.example"])
def test_a_forgotten_password_tells_nobody_who_has_an_account(
    demo_site: LiveSite, person: NewPerson, email: str
) -> None:
    somebody = person(demo_site)
    somebody.page.goto("/wachtwoord-vergeten")
    somebody.page.get_by_label("E-mailadres").fill(email)
    somebody.page.get_by_role("button", name="Stuur me een link").click()
    expect(somebody.page.get_by_role("heading", level=1)).to_have_text("Kijk in je mailbox")
    assert email not in somebody.page.get_by_role("main").inner_text()
