"""An admin keeps the accounts, and judges nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import Account, AccountRole
from app.audit.models import AuditEntry
from app.cli import main
from app.config import Settings
from app.database import now
from app.facilities.models import FacilityRequest
from app.questionnaires import Sector
from tests.factories import make_account, make_facility, make_review
from tests.mailbox import Outbox
from tests.pages.document import words_of
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]


@pytest.fixture
def desk(client: FlaskClient) -> Page:
    """The page of an admin, who is not alone."""
    make_account(AccountRole.ADMIN, email="eerste@platform.example")
    return sign_in(client, make_account(AccountRole.ADMIN, email="admin@platform.example", name="Bas"))


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
    sign_in(other, account)
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
    sign_in(other, account)
    page = Page.open(client, "/beheer/").submit("Schakel uit els@platform.example")
    page.submit("Schakel in els@platform.example")
    assert (other.get("/redactie/").status_code, sign_in(other, account).address) == (302, "/redactie/")


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
