"""Who has an account comes in, and nobody else; a link to choose a password works once."""

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session

from app.accounts import sign_in as sign_in_module
from app.accounts.models import AccountRole
from app.accounts.sign_in import account_with_password, hasher
from app.database import now
from tests.factories import PASSWORD, make_account, make_facility
from tests.pages.signing_in import come_in, second_step
from tests.pages.visit import Page

Sessions = scoped_session[Session]

WRONG = "E-mailadres en wachtwoord horen niet bij elkaar. Kijk ze na en probeer opnieuw."

FIRST_PAGES = {
    AccountRole.EDITOR: "/redactie/",
    AccountRole.LEAD_EDITOR: "/redactie/",
    AccountRole.PROVIDER: "/organisatie/",
    AccountRole.ADMIN: "/beheer/",
}


@pytest.mark.parametrize("role", AccountRole)
def test_each_role_comes_to_its_own_pages(client: FlaskClient, role: AccountRole) -> None:
    assert come_in(client, make_account(role, [make_facility()])).address == FIRST_PAGES[role]


def test_who_was_on_the_way_somewhere_gets_there(client: FlaskClient) -> None:
    page = Page.open(client, "/redactie/afgehandeld")
    page = second_step(page.submit("Aanmelden", email=make_account().email, password=PASSWORD))
    assert page.address == "/redactie/afgehandeld"


def test_a_target_elsewhere_is_forgotten(client: FlaskClient) -> None:
    page = Page.open(client, "/aanmelden?verder=//kwaad.example")
    page = second_step(page.submit("Aanmelden", email=make_account().email, password=PASSWORD))
    assert page.address == "/redactie/"


def test_capitals_in_an_address_do_not_matter(client: FlaskClient) -> None:
    account = make_account()
    page = Page.open(client, "/aanmelden").submit(email=account.email.upper(), password=PASSWORD)
    assert second_step(page).address == "/redactie/"


@pytest.mark.usefixtures("session")
def test_a_wrong_password_is_told_and_the_address_stays(client: FlaskClient) -> None:
    account = make_account()
    page = Page.open(client, "/aanmelden").submit("Aanmelden", email=account.email, password="iets anders")
    assert (page.errors, page.value("email"), page.value("password")) == ([WRONG], account.email, "")


@pytest.mark.parametrize("disabled", [False, True], ids=["unknown", "disabled"])
def test_nobody_learns_whether_an_address_is_known(client: FlaskClient, disabled: bool) -> None:
    email = make_account(disabled_at=now()).email if disabled else "niemand@platform.example"
    page = Page.open(client, "/aanmelden").submit("Aanmelden", email=email, password=PASSWORD)
    assert page.errors == [WRONG]


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("known", [False, True])
def test_an_answer_takes_one_comparison(known: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    email = make_account().email if known else "niemand@platform.example"
    compared: list[str] = []
    monkeypatch.setattr(sign_in_module, "matches", lambda stored, _typed: bool(compared.append(stored)))
    account_with_password(email, "iets")
    assert len(compared) == 1


@pytest.mark.usefixtures("session")
def test_an_account_without_a_password_lets_nobody_in() -> None:
    account = make_account(password_hash=None)
    assert account_with_password(account.email, "nobody has this password") is None


def test_a_hash_with_older_parameters_is_renewed(client: FlaskClient, session: Sessions) -> None:
    account = make_account(password_hash=PasswordHasher(time_cost=1, memory_cost=64).hash(PASSWORD))
    come_in(client, account)
    session.refresh(account)
    assert not hasher.check_needs_rehash(account.password_hash or "")


def test_guessing_goes_slow(client: FlaskClient) -> None:
    page = Page.open(client, "/aanmelden")
    for attempt in range(11):
        page = page.submit("Aanmelden", email="els@platform.example", password=f"poging {attempt}")
    assert (page.status, page.errors) == (
        429,
        ["Er waren veel pogingen na elkaar. Wacht een minuut en probeer opnieuw."],
    )


def is_signed_in(client: FlaskClient) -> bool:
    """The desk opens."""
    return client.get("/redactie/").status_code == 200


def test_signing_out_ends_the_session(client: FlaskClient) -> None:
    page = come_in(client, make_account())
    form = next(form for form in page.document.iter("form") if form.get("action") == "/afmelden")
    token = next(field.get("value", "") for field in form.iter("input"))
    client.post("/afmelden", data={"csrf_token": token})
    assert not is_signed_in(client)


def test_a_disabled_account_is_out_at_once(client: FlaskClient, session: Sessions) -> None:
    account = make_account()
    come_in(client, account)
    account.disabled_at = now()
    session.commit()
    assert not is_signed_in(client)
