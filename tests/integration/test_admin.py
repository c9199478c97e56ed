"""An admin keeps the accounts, and judges nothing."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.actions import NotAdmin, change_role
from app.accounts.models import Account, AccountRole, SecondFactor
from app.audit.models import AuditEntry
from app.cli import main
from app.config import Settings
from app.database import now
from app.facilities.models import FacilityRequest
from app.questionnaires import Sector
from tests.factories import make_account, make_facility, make_review
from tests.mailbox import Outbox, link_in
from tests.pages.document import words_of
from tests.pages.signing_in import come_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]


@pytest.fixture
def desk(client: FlaskClient) -> Page:
    """The page of an admin, who is not alone."""
    make_account(AccountRole.ADMIN, email="eerste@platform.example")
    return come_in(client, make_account(AccountRole.ADMIN, email="admin@platform.example", name="Bas"))


def test_the_list_tells_role_and_state(client: FlaskClient, desk: Page) -> None:
    facility = make_facility(name="De Zwaluw")
    make_account(AccountRole.PROVIDER, [facility], email="z@platform.example", disabled_at=now())
    rows = Page.open(client, "/beheer/").document.iter("tr")
    (cells,) = [[words_of(cell) for cell in row] for row in rows if "z@platform.example" in words_of(row)]
    assert cells[1:3] == ["VoorzieningDe Zwaluw", "Uitgeschakeld"]


def test_an_account_is_found_by_a_part_of_its_name(client: FlaskClient, desk: Page) -> None:
    make_account(name="Tineke Van Laer", email="t@platform.example")
    text = Page.open(client, "/beheer/?q=van%20la").text
    assert ("t@platform.example" in text, "eerste@platform.example" in text) == (True, False)


def test_signs_in_a_search_mean_themselves(client: FlaskClient, desk: Page) -> None:
    assert "Geen account gevonden" in Page.open(client, "/beheer/?q=%25").text


def test_disabling_ends_a_session(app: Flask, client: FlaskClient, desk: Page) -> None:
    other, account = app.test_client(), make_account(email="els@platform.example")
    come_in(other, account)
    page = Page.open(client, "/beheer/").submit("Schakel uit els@platform.example")
    assert (
        "els@platform.example kan zich niet meer aanmelden." in page.text,
        other.get("/redactie/").status_code,
    ) == (
        True,
        302,
    )


def test_enabling_does_not_bring_old_sessions_back(app: Flask, client: FlaskClient, desk: Page) -> None:
    other, account = app.test_client(), make_account(email="els@platform.example")
    come_in(other, account)
    page = Page.open(client, "/beheer/").submit("Schakel uit els@platform.example")
    page.submit("Schakel in els@platform.example")
    assert (other.get("/redactie/").status_code, come_in(other, account).address) == (302, "/redactie/")


def test_nobody_disables_the_account_they_work_with(
    client: FlaskClient, desk: Page, session: Sessions
) -> None:
    own = session.scalars(select(Account.id).where(Account.email == "admin@platform.example")).one()
    form = desk.form("Schakel uit eerste@platform.example")
    form.set("action", f"/beheer/accounts/{own}/uitschakelen")
    page = desk.send(form, {"csrf_token": [desk.value("csrf_token")]})
    assert "Je kan je eigen account niet uitschakelen." in page.text


def test_the_own_account_has_no_buttons(desk: Page) -> None:
    assert [words for words in desk.buttons() if "admin@platform.example" in words] == []


def test_each_change_is_in_the_trail(client: FlaskClient, desk: Page, session: Sessions) -> None:
    account = make_account(email="els@platform.example")
    page = Page.open(client, "/beheer/").submit("Stuur een link els@platform.example")
    page = page.submit("Schakel uit els@platform.example")
    page.submit("Schakel in els@platform.example")
    rows = session.execute(
        select(AuditEntry.event, AuditEntry.account_id)
        .where(AuditEntry.subject == f"account:{account.id}")
        .order_by(AuditEntry.id)
    ).all()
    own = session.scalars(select(Account.id).where(Account.email == "admin@platform.example")).one()
    assert [tuple(row) for row in rows] == [
        ("account.link_asked", own),
        ("account.disabled", own),
        ("account.enabled", own),
    ]


def test_a_link_goes_to_its_owner(client: FlaskClient, desk: Page, outbox: Outbox) -> None:
    make_account(email="els@platform.example")
    Page.open(client, "/beheer/").submit("Stuur een link els@platform.example")
    assert [mail["To"] for mail in outbox.mails()] == ["els@platform.example"]


def test_a_missed_facility_is_handled(client: FlaskClient, desk: Page, session: Sessions) -> None:
    session.add(FacilityRequest(sector=Sector.KINDEROPVANG, name="De Kapoen", municipality="Deinze"))
    session.commit()
    page = Page.open(client, "/beheer/").submit("Afgehandeld De Kapoen")
    assert ("De Kapoen" in page.text, session.scalar(select(func.count(FacilityRequest.handled_at)))) == (
        False,
        1,
    )


def test_no_text_and_no_writer_is_shown(client: FlaskClient, desk: Page) -> None:
    make_review(texts={"text_good": "Een geheim verhaal"}, email="noor@ouder.example")
    answer = client.get("/beheer/").get_data(as_text=True)
    assert [word for word in ("geheim", "noor@", "Peeters") if word in answer] == []


@pytest.fixture
def command(settings: Settings, session: Sessions, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """The command line of this installation."""
    session.rollback()
    keys = {
        "SECRET_KEY": settings.secret_key,
        "IDENTITY_KEY": ",".join(settings.identity_keys),
        "MATCHING_KEY": settings.matching_key,
        "AUDIT_KEY": settings.audit_key,
    }
    given = {"DATA": str(settings.data), "DATABASE_URL": settings.database_url, **keys}
    for name, value in given.items():
        monkeypatch.setenv(f"WAARDERING_{name}", value)
    return CliRunner()


def create(command: CliRunner, *words: str) -> Result:
    return command.invoke(main, ["create-account", *words])


def test_a_new_account_begins_with_a_link(command: CliRunner, client: FlaskClient) -> None:
    result = create(command, "Els@Platform.example", "--role", "lead-editor", "--name", "Els")
    page = Page.open(client, result.output.split()[-1])
    assert "els@platform.example" in page.text


def test_a_provider_gets_its_facilities(command: CliRunner, session: Sessions) -> None:
    first, second = make_facility(dossiernummer="11/A"), make_facility()
    keys = [f"kinderopvang/{facility.dossiernummer}" for facility in (first, second)]
    session.rollback()
    create(command, "o@platform.example", "--role", "provider", "--facility", keys[0], "--facility", keys[1])
    account = session.scalars(select(Account)).one()
    assert sorted(facility.dossiernummer for facility in account.facilities) == [
        "11/A",
        keys[1].split("/")[1],
    ]


def test_nothing_secret_is_asked_or_stored(command: CliRunner, session: Sessions) -> None:
    create(command, "els@platform.example", "--role", "editor")
    assert session.scalars(select(Account.password_hash)).all() == [None]


REFUSED = {
    "no address": (["els", "--role", "editor"], "els is geen geldig e-mailadres."),
    "no facility": (
        ["o@platform.example", "--role", "provider"],
        "Geef minstens één voorziening op met --facility SECTOR/DOSSIERNUMMER.",
    ),
    "a facility too many": (
        ["o@platform.example", "--role", "editor", "--facility", "kinderopvang/1"],
        "Alleen een account met --role provider hoort bij een voorziening.",
    ),
    "an unknown facility": (
        ["o@platform.example", "--role", "provider", "--facility", "kinderopvang/1"],
        "Er is geen voorziening kinderopvang/1.",
    ),
    "no sector": (
        ["o@platform.example", "--role", "provider", "--facility", "12345"],
        "“12345” moet een sector en een dossiernummer zijn, zoals kinderopvang/12345.",
    ),
    "a known address": (
        ["bekend@platform.example", "--role", "editor"],
        "Er is al een account met het adres bekend@platform.example.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_account_is_refused_in_one_sentence(command: CliRunner, session: Sessions, name: str) -> None:
    words, sentence = REFUSED[name]
    make_account(email="bekend@platform.example")
    result = create(command, *words)
    assert (result.exit_code, result.output) == (1, f"{sentence}\n")


def test_a_database_that_is_not_ready_is_told(
    command: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAARDERING_DATABASE_URL", f"sqlite:///{tmp_path / 'leeg.sqlite'}")
    result = create(command, "els@platform.example", "--role", "editor")
    assert result.output == "De databank is nog niet klaar: voer eerst “waardering migrate” uit.\n"


def admin_names(session: Sessions) -> list[str]:
    """Who can look after accounts now."""
    session.expire_all()
    found = select(Account.email).where(Account.role == AccountRole.ADMIN, Account.disabled_at.is_(None))
    return list(session.scalars(found.order_by(Account.email)))


def test_an_invited_person_chooses_a_password_by_mail(
    app: Flask, client: FlaskClient, desk: Page, outbox: Outbox
) -> None:
    page = Page.open(client, "/beheer/accounts/nieuw")
    page.submit(name="Els", email="Els@Platform.example", role="editor")
    (mail,) = outbox.mails("els@platform.example")
    assert Page.open(app.test_client(), link_in(mail)).heading == "Kies een wachtwoord"


INVITATIONS: dict[str, tuple[dict[str, str | None], str]] = {
    "nothing": ({}, "Vul je e-mailadres in"),
    "no name": ({"email": "e@platform.example", "role": "editor"}, "Vul de naam in"),
    "no role": ({"email": "e@platform.example", "name": "Els"}, "Kies een rol"),
    "a role that is none": (
        {"email": "e@platform.example", "name": "Els", "role": "keizer"},
        "Ongeldige keuze.",
    ),
    "a known address": (
        {"email": "EERSTE@platform.example", "name": "Els", "role": "editor"},
        "Er is al een account met dit adres",
    ),
    "a provider of nothing": (
        {"email": "e@platform.example", "name": "Els", "role": "provider"},
        "Schrijf minstens één voorziening",
    ),
    "a provider of what nobody knows": (
        {"email": "e@platform.example", "name": "Els", "role": "provider", "facilities": "kinderopvang/0\n"},
        "“kinderopvang/0” kennen we niet.",
    ),
    "no line at all": (
        {"email": "e@platform.example", "name": "Els", "role": "provider", "facilities": "<script>"},
        "“<script>” kennen we niet.",
    ),
}


@pytest.mark.parametrize("name", INVITATIONS)
def test_a_wrong_invitation_says_what_to_do_and_keeps_what_was_typed(
    client: FlaskClient, desk: Page, session: Sessions, name: str
) -> None:
    typed, sentence = INVITATIONS[name]
    page = Page.open(client, "/beheer/accounts/nieuw").submit(**typed)
    assert any(error.startswith(sentence) for error in page.errors), page.errors
    assert page.value("email") == typed.get("email", "")
    assert session.scalar(select(func.count()).select_from(Account)) == 2


def test_a_role_is_changed_and_its_sessions_end(app: Flask, client: FlaskClient, desk: Page) -> None:
    account, other = make_account(email="els@platform.example"), app.test_client()
    come_in(other, account)
    page = Page.open(client, f"/beheer/accounts/{account.id}").submit("Wijzig de rol", role="lead-editor")
    assert ("Redacteur → Hoofdredacteur" in page.text, other.get("/redactie/").status_code) == (True, 302)


def test_who_becomes_a_provider_gets_facilities(client: FlaskClient, desk: Page, session: Sessions) -> None:
    account, facility = make_account(), make_facility()
    Page.open(client, f"/beheer/accounts/{account.id}").submit(
        "Wijzig de rol", role="provider", facilities=f"kinderopvang/{facility.dossiernummer}"
    )
    session.expire_all()
    assert [found.id for found in session.get_one(Account, account.id).facilities] == [facility.id]


def test_nobody_changes_their_own_role(client: FlaskClient, desk: Page, session: Sessions) -> None:
    own = session.scalars(select(Account.id).where(Account.email == "admin@platform.example")).one()
    page = Page.open(client, "/beheer/accounts/nieuw")
    form = page.form()
    form.set("action", f"/beheer/accounts/{own}")
    page = page.send(form, {"csrf_token": [page.value("csrf_token")], "role": ["editor"]})
    assert page.errors == ["Je kan je eigen rol niet wijzigen. Vraag het een andere beheerder."]
    assert admin_names(session) == ["admin@platform.example", "eerste@platform.example"]


def test_two_admins_who_end_each_other_in_one_moment_leave_one(desk: Page, session: Sessions) -> None:
    numbers = list(session.scalars(select(Account.id).where(Account.role == AccountRole.ADMIN)))
    session.remove()

    def end(pair: tuple[int, int]) -> None:
        own, other = pair
        try:
            change_role(session.get_one(Account, other), AccountRole.EDITOR, [], by=own)
            session.commit()
        except NotAdmin:
            session.rollback()
        finally:
            session.remove()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(end, [(numbers[0], numbers[1]), (numbers[1], numbers[0])]))
    assert len(admin_names(session)) == 1


def test_who_lost_a_telephone_starts_again(app: Flask, client: FlaskClient, desk: Page) -> None:
    account = make_account()
    Page.open(client, f"/beheer/accounts/{account.id}").submit("Wis de tweede stap")
    assert come_in(app.test_client(), account).address == "/aanmelden/instellen"


def test_an_admin_does_not_wipe_their_own_second_step(
    client: FlaskClient, desk: Page, session: Sessions
) -> None:
    own = session.scalars(select(Account.id).where(Account.email == "admin@platform.example")).one()
    page = Page.open(client, "/beheer/accounts/nieuw")
    form = page.form()
    form.set("action", f"/beheer/accounts/{own}/tweede-stap")
    page.send(form, {"csrf_token": [page.value("csrf_token")]})
    assert session.get(SecondFactor, own) is not None


def test_a_stolen_laptop_is_signed_out(app: Flask, client: FlaskClient, desk: Page) -> None:
    account, other = make_account(), app.test_client()
    come_in(other, account)
    Page.open(client, f"/beheer/accounts/{account.id}").submit("Meld overal af")
    assert other.get("/redactie/").status_code == 302
