"""Signing in safely, learning from findings, calibrating and overseeing, in a browser."""

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.live_site import LiveSite
from tests.pages.person import Person
from tests.pages.scenes import Scene
from tests.pages.scenes.desk import ChoosePasswordPage, SignInPage
from tests.pages.scenes.second_step import CodePage, RecoveryCodesPage, SetUpPage

PASSWORD = "drie rode ballonnen"
NewPerson = Callable[..., Person]


class Plain(Scene):
    """Any page, looked at closely."""

    @classmethod
    def open(cls, person: Person, address: str) -> "Plain":
        person.page.goto(address)
        return cls(person)


def enter(person: Person, email: str) -> None:
    """One of the examples signs in."""
    person.page.goto("/aanmelden")
    person.page.get_by_label("E-mailadres").fill(f"{email}@demo.example")
    person.page.get_by_label("Wachtwoord").fill(PASSWORD)
    person.page.get_by_role("button", name="Aanmelden").click()
    expect(person.page).not_to_have_url(re.compile("/aanmelden"))


def test_an_editor_sets_up_an_app_and_a_lost_telephone_is_no_end(
    embedded_site: LiveSite, person: NewPerson
) -> None:
    email = "tine@redactie.example"
    editor, elsewhere = person(embedded_site), person(embedded_site)
    page = ChoosePasswordPage.open(
        editor, embedded_site.new_account(email, "--role", "editor", "--name", "Tine")
    )
    page.page.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
    page.page.get_by_label("Nog eens hetzelfde wachtwoord").fill(PASSWORD)
    page.press("Bewaar en meld me aan")
    SetUpPage(editor).set_up()
    recovery = RecoveryCodesPage(editor)
    codes = recovery.codes
    recovery.go_on()
    assert len(codes) == 10

    elsewhere.page.goto("/aanmelden")
    elsewhere.page.get_by_label("E-mailadres").fill(email)
    elsewhere.page.get_by_label("Wachtwoord").fill(PASSWORD)
    elsewhere.page.get_by_role("button", name="Aanmelden").click()
    CodePage(elsewhere).give_code(codes[4].upper())
    Plain.open(elsewhere, "/account").press("Beëindig alle andere sessies")
    expect(elsewhere.page.get_by_role("status")).to_contain_text("alleen nog in deze browser")
    editor.page.goto("/redactie/")
    SignInPage(editor)


@pytest.mark.parametrize("address", ["/account/wachtwoord", "/account/tweede-stap", "/account"])
def test_pages_of_the_own_account_are_for_everybody(
    demo_site: LiveSite, person: NewPerson, address: str
) -> None:
    provider = person(demo_site)
    enter(provider, "opvang")
    Plain.open(provider, address)


def test_an_admin_invites_and_changes_a_role(demo_site: LiveSite, person: NewPerson) -> None:
    admin = person(demo_site)
    enter(admin, "beheerder")
    page = Plain.open(admin, "/beheer/accounts/nieuw")
    page.press("Verstuur de uitnodiging")
    page = Plain(admin)
    page.page.get_by_label("Naam").fill("Joke")
    page.page.get_by_label("E-mailadres").fill("joke@redactie.example")
    page.page.get_by_role("radio", name="Redacteur", exact=True).check()
    page.press("Verstuur de uitnodiging")
    page = Plain(admin)
    page.page.get_by_role("radio", name="Beheerder").check()
    page.press("Wijzig de rol")
    expect(admin.page.get_by_role("main")).to_contain_text("Redacteur → Beheerder")


def test_a_rule_is_lowered_for_a_reason(demo_site: LiveSite, person: NewPerson) -> None:
    lead = person(demo_site)
    enter(lead, "hoofdredacteur")
    Plain.open(lead, "/redactie/leren").click("Taalfouten mogen")
    page = Plain(lead)
    page.page.get_by_role("radio", name=re.compile("^Lager")).check()
    page.press("Bewaar de stand")
    page = Plain(lead)
    page.page.get_by_label("Waarom?").fill("Dialect is geen fout in de spelling.")
    page.press("Bewaar de stand")
    expect(lead.page.get_by_role("status")).to_contain_text("vanaf de volgende tekst")
    assert "Lager" in Plain.open(lead, "/redactie/leren").text


def test_a_sample_is_judged_by_keyboard_alone(demo_site: LiveSite, person: NewPerson) -> None:
    lead, editor = person(demo_site), person(demo_site)
    enter(lead, "hoofdredacteur")
    page = Plain.open(lead, "/redactie/toetsing/nieuw")
    page.page.get_by_label("Hoeveel teksten?").fill("5")
    page.page.get_by_label("Noa Redacteur").check()
    page.press("Verstuur de toetsing")
    expect(lead.page).to_have_url(re.compile(r"/toetsing/\d+$"))
    start = lead.page.url

    enter(editor, "redacteur2")
    editor.page.goto(start)
    Plain(editor).click("Tekst")
    Plain(editor)
    while re.search(r"/toetsing/\d+/\d+$", editor.page.url):
        before = editor.page.url
        while editor.next_stop().kind != "radio":
            pass
        editor.page.keyboard.press("Space")
        while editor.next_stop().words != "Bewaar en ga verder":
            pass
        editor.page.keyboard.press("Enter")
        expect(editor.page).not_to_have_url(before)
    lead.page.goto(start)
    Plain(lead).press("Sluit en toon de uitkomst")
    assert "te weinig" in Plain(lead).text


def test_agreement_is_told_with_its_interval(demo_site: LiveSite, person: NewPerson) -> None:
    editor = person(demo_site)
    enter(editor, "redacteur")
    Plain.open(editor, "/redactie/toetsing")
    row = editor.page.get_by_role("row").filter(has_text="Publiceren, terugsturen of weigeren")
    expect(row).to_have_text(re.compile(r"0,\d\d \(-?0,\d\d tot (0,\d\d|1,00)\)"))


def test_oversight_and_figures_are_for_everybody(demo_site: LiveSite, person: NewPerson) -> None:
    lead, admin = person(demo_site), person(demo_site)
    enter(lead, "hoofdredacteur")
    lead.page.goto("/redactie/afgehandeld")
    lead.page.get_by_role("main").get_by_role("link").filter(has_text=re.compile(".")).nth(8).click()
    if lead.page.get_by_text("Bekijk de naam en het e-mailadres").count():
        lead.page.get_by_text("Bekijk de naam en het e-mailadres").click()
        lead.page.get_by_role("radio", name="Ik wil iets vragen aan wie schreef").check()
        lead.page.get_by_role("button", name="Toon wie schreef").click()
    Plain.open(lead, "/redactie/toezicht")
    assert "Per gemiddelde score" in Plain.open(lead, "/redactie/cijfers").text
    enter(admin, "beheerder")
    page = Plain.open(admin, "/beheer/toezicht")
    with admin.page.expect_download() as taken:
        page.press("Haal op als CSV")
    assert taken.value.suggested_filename == "logboek.csv"


def test_the_trail_is_whole_until_somebody_changes_a_row(demo_site: LiveSite, tmp_path: Path) -> None:
    assert demo_site.command("verify-audit") == "Het logboek is heel.\n"
    elsewhere = replace(demo_site, environ={**demo_site.environ, "WAARDERING_DATA": str(tmp_path)})
    with (
        closing(sqlite3.connect(demo_site.data / "waardering.sqlite")) as running,
        closing(sqlite3.connect(tmp_path / "waardering.sqlite")) as copy,
    ):
        running.backup(copy)
        triggers = copy.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit%'"
        )
        for (name,) in triggers.fetchall():
            copy.execute(f"DROP TRIGGER {name}")
        copy.execute("UPDATE audit_entries SET event = 'account.created' WHERE id = 20")
        copy.commit()
    shutil.copytree(demo_site.data / "keys", tmp_path / "keys")
    shutil.copy(demo_site.data / "audit-heads.jsonl", tmp_path)
    done = elsewhere.attempt("verify-audit")
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        1,
        "Rij 20 is gewijzigd of hoort niet na rij 19.",
    )


def test_guessing_a_password_locks_out_the_one_who_guesses(demo_site: LiveSite, person: NewPerson) -> None:
    owner, stranger = person(demo_site), person(demo_site)
    enter(owner, "opvang")
    stranger.page.goto("/aanmelden")
    for number in range(21):
        stranger.page.get_by_label("E-mailadres").fill("opvang@demo.example")
        stranger.page.get_by_label("Wachtwoord").fill(f"poging {number}")
        stranger.page.get_by_role("button", name="Aanmelden").click()
        expect(stranger.page.get_by_role("alert")).to_be_visible()
    expect(stranger.page.get_by_role("alert")).to_contain_text("Wacht een kwartier")
    Plain.open(owner, "/organisatie/").press("Afmelden")
    enter(owner, "opvang")
    expect(owner.page).to_have_url(re.compile("/organisatie/"))


def test_a_finding_is_marked_by_one_key(demo_site: LiveSite, person: NewPerson) -> None:
    editor = person(demo_site)
    enter(editor, "redacteur")
    before = verdicts(editor)
    editor.page.goto("/redactie/")
    editor.page.get_by_role("main").locator("a[href*='/redactie/bijdragen/']").first.click()
    Plain(editor)
    right = editor.page.get_by_role("button", name=re.compile("^Juist"))
    pressed = right.and_(editor.page.locator("[aria-pressed=true]"))
    already = pressed.count()
    right.and_(editor.page.locator("[aria-pressed=false]")).first.focus()
    editor.page.keyboard.press("Enter")
    expect(pressed).to_have_count(already + 1)
    assert verdicts(editor) == before + 1


def verdicts(editor: Person) -> int:
    """On findings of all rules, as the page about learning counts them."""
    return sum(map(int, re.findall(r"\d+ van (\d+)", Plain.open(editor, "/redactie/leren").text)))
