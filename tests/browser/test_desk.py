"""The editors' desk in a browser: the queue, one item, redaction, and the keyboard alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app.demo import PASSWORD
from tests.browser.live_site import LiveSite
from tests.pages.person import Person
from tests.pages.scenes.desk import ItemPage, QueuePage, SignInPage
from tests.pages.scenes.talk import StandardTextPage

NewPerson = Callable[..., Person]

DECIDED = re.compile("Je (beslissing|voorstel) is bewaard.")
"""At once, or when a second editor agrees."""


@pytest.fixture
def editor(demo_site: LiveSite, person: NewPerson) -> Person:
    return signed_in(person(demo_site))


def signed_in(somebody: Person, email: str = "redacteur@demo.example") -> Person:
    SignInPage.open(somebody).sign_in(email, PASSWORD)
    return somebody


def test_an_editor_narrows_the_queue_and_keeps_the_view(editor: Person) -> None:
    queue = QueuePage.open(editor)
    everything = queue.views["Alles"]
    queue = queue.filter(**{"Bevindingen over": "Privacy", "Minstens": "Let op"}).keep("Privacy eerst")
    assert 0 < queue.views["Privacy eerst"] == len(queue.facilities) < everything


def test_the_queue_works_without_javascript(demo_site: LiveSite, person: NewPerson) -> None:
    reader = signed_in(person(demo_site, javascript=False))
    queue = QueuePage.open(reader).filter(Soort="Reactie")
    assert len(queue.facilities) == queue.views["Reacties"]


def test_a_screen_reader_meets_text_findings_and_decision_in_that_order(editor: Person) -> None:
    item = QueuePage.open(editor, "?familie=authenticity&ernst=notice").choose("Boterbloemveld")
    outline = [heading.rstrip("0123456789 ") for heading in item.outline]
    assert outline == [
        "De tekst",
        "Scores",
        "Bevindingen",
        "De voorziening",
        "Eerder van dezelfde persoon",
        "Wie schreef dit?",
        "De gedragscode",
        "Lijkt voor 68% op een andere tekst",
        "Beslissen",
        "Gesprekken",
        "Notities van de redactie",
        "Verloop",
    ]


def test_a_finding_and_its_place_lead_to_each_other_by_keyboard(editor: Person) -> None:
    QueuePage.open(editor, "?klein=1").choose("De Varenton")
    editor.page.keyboard.press("j")
    expect(editor.page.locator("#bevinding-1")).to_be_focused()
    editor.page.keyboard.press("j")
    expect(editor.page.locator("#bevinding-2")).to_be_focused()
    editor.page.keyboard.press("k")
    expect(editor.page.locator("#bevinding-1")).to_be_focused()


def test_a_finding_is_judged_with_one_key(editor: Person) -> None:
    QueuePage.open(editor, "?klein=1").choose("De Varenton")
    editor.page.keyboard.press("j")
    editor.page.keyboard.press("g")
    verdict = editor.page.locator("#bevinding-1").get_by_role("button", name="Juist")
    expect(verdict).to_have_attribute("aria-pressed", "true")


def test_passages_are_selected_typed_seen_and_replaced(editor: Person) -> None:
    item = QueuePage.open(editor, "?klein=1").choose("De Varenton").claim()
    page = item.redact()
    page.select("onthaalouder")
    page.type("Senne")
    page = page.look()
    assert page.replaced == [("Senne", "[naam]"), ("onthaalouder", "[naam]")]
    chosen = editor.page.locator("[name=place]:checked").first.get_attribute("value")
    box = editor.page.locator(f"[name=place][value='{chosen}']")
    box.uncheck()
    again = editor.page.get_by_role("button", name="Bekijk het verschil opnieuw")
    expect(again).to_be_visible()
    box.check()
    again.click()
    expect(editor.page.get_by_role("button", name="Vervang deze")).to_be_visible()
    item = page.replace()
    assert "moest de [naam] een cursus volgen" in item.text
    assert "Senne" not in item.page.locator("section", has=item.page.locator("#tekst")).inner_text()


def test_twenty_strokes_judge_three_items_without_a_mouse(editor: Person) -> None:
    QueuePage.open(editor, "?soort=review&staat=queued")
    press = editor.page.keyboard.press
    press("?")
    expect(editor.page.get_by_text("open de eerste bijdrage")).to_be_visible()
    press("?")
    press("o")
    seen = []
    for _ in range(3):
        seen.append(ItemPage(editor).title + editor.page.url)
        press("b")
        expect(editor.page.get_by_role("button", name="Publiceren")).to_be_visible()
        press("p")
        expect(editor.page.get_by_role("button", name="Publiceren")).to_be_focused()
        press("Enter")
        expect(editor.page.get_by_text(DECIDED)).to_be_visible()
    assert len(set(seen)) == 3
    press("u")
    assert "soort=review" in editor.page.url
    QueuePage(editor)


def test_one_key_and_one_types_what_to_search(editor: Person) -> None:
    QueuePage.open(editor)
    editor.page.keyboard.press("f")
    expect(editor.page.get_by_label("Zoek in tekst en voorziening")).to_be_focused()


def test_keys_can_be_switched_off(editor: Person) -> None:
    QueuePage.open(editor)
    editor.page.keyboard.press("?")
    editor.page.get_by_label("Sneltoetsen gebruiken op deze computer").uncheck()
    editor.page.get_by_role("heading", level=1).click()
    editor.page.keyboard.press("o")
    editor.page.wait_for_timeout(300)
    assert editor.page.url.endswith("/redactie/")


def test_typing_in_a_field_presses_no_keys(editor: Person) -> None:
    QueuePage.open(editor, "?q=x")
    editor.page.get_by_label("Zoek in tekst en voorziening").fill("")
    editor.page.get_by_label("Zoek in tekst en voorziening").press_sequentially("no")
    assert editor.page.get_by_label("Zoek in tekst en voorziening").input_value() == "no"


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


def test_words_of_a_lead_editor_are_what_editors_begin_with(demo_site: LiveSite, person: NewPerson) -> None:
    lead, editor = person(demo_site), person(demo_site)
    words = "Bedankt! Wil je het kenteken weglaten?"
    page = StandardTextPage.open(signed_in(lead, "hoofdredacteur@demo.example"), "licence_plate", "return")
    assert "Versie 1" in page.write(words, "Korter is vriendelijker.").text
    item = QueuePage.open(signed_in(editor, "redacteur2@demo.example"), "?soort=review&staat=queued")
    item.page.get_by_role("main").locator("tbody th a").first.click()
    number = re.search(r"/bijdragen/(\d+)", editor.page.url)
    assert number
    editor.page.goto(f"/redactie/bijdragen/{number[1]}/beslissen/return?regel=licence_plate")
    expect(editor.page.get_by_label("Bericht aan wie schreef")).to_have_value(words)


def test_judged_findings_are_taken_along_for_who_improves_the_checks(
    demo_site: LiveSite, person: NewPerson
) -> None:
    lead = signed_in(person(demo_site), "hoofdredacteur@demo.example")
    lead.page.goto("/redactie/leren")
    with lead.page.expect_download() as taken:
        lead.page.get_by_role("button", name="Haal de beoordeelde bevindingen op").click()
    assert taken.value.suggested_filename == "bevindingen.zip"


def test_the_only_lead_editor_stays(demo_site: LiveSite, person: NewPerson) -> None:
    admin = signed_in(person(demo_site), "beheerder@demo.example")
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
