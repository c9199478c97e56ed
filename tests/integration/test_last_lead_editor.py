"""Somebody must be able to deal with danger: the last lead editor who can sign in stays."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.actions import LastLeadEditor, change_role, disable
from app.accounts.models import Account, AccountRole
from app.audit.models import AuditEntry
from app.database import now
from tests.factories import make_account
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]

LEAD = AccountRole.LEAD_EDITOR
TOLD = "is de enige hoofdredacteur die zich kan aanmelden."


@pytest.fixture
def admin(client: FlaskClient) -> FlaskClient:
    """Signed in."""
    sign_in(client, make_account(AccountRole.ADMIN))
    return client


def leads(session: Sessions) -> list[int]:
    session.expire_all()
    found = select(Account.id).where(Account.role == LEAD, Account.disabled_at.is_(None))
    return list(session.scalars(found.order_by(Account.id)))


def test_the_last_one_is_not_disabled(admin: FlaskClient, session: Sessions) -> None:
    lead = make_account(LEAD, email="hilde@platform.example")
    page = Page.open(admin, "/beheer/").submit("Schakel uit hilde@platform.example")
    assert f"hilde@platform.example {TOLD}" in page.text
    assert leads(session) == [lead.id]


@pytest.mark.parametrize("role", [AccountRole.EDITOR, AccountRole.ADMIN])
def test_the_last_one_keeps_the_role(admin: FlaskClient, session: Sessions, role: AccountRole) -> None:
    lead = make_account(LEAD)
    page = Page.open(admin, f"/beheer/accounts/{lead.id}").submit("Wijzig de rol", role=role.value)
    assert [TOLD in error for error in page.errors] == [True]
    assert page.value("role") == role.value
    assert leads(session) == [lead.id]


def test_nothing_of_a_refusal_stands_in_the_trail(admin: FlaskClient, session: Sessions) -> None:
    lead = make_account(LEAD)
    Page.open(admin, "/beheer/").submit(f"Schakel uit {lead.email}")
    assert session.scalars(select(AuditEntry).where(AuditEntry.event == "account.disabled")).all() == []


def test_one_of_two_can_go(admin: FlaskClient, session: Sessions) -> None:
    first, second = make_account(LEAD), make_account(LEAD)
    Page.open(admin, "/beheer/").submit(f"Schakel uit {first.email}")
    assert leads(session) == [second.id]


@pytest.mark.parametrize("absent", [{"password_hash": None}, {"disabled_at": now()}], ids=["new", "disabled"])
def test_who_cannot_sign_in_is_no_other(session: Sessions, absent: dict[str, object]) -> None:
    lead, by = make_account(LEAD), make_account(AccountRole.ADMIN)
    make_account(LEAD, **absent)
    with pytest.raises(LastLeadEditor):
        disable(lead, by.id)


def test_who_never_came_in_can_be_taken_away(session: Sessions) -> None:
    never = make_account(LEAD, password_hash=None)
    disable(never, make_account(AccountRole.ADMIN).id)
    assert never.disabled_at is not None


def test_a_lead_editor_can_get_the_same_role_again(session: Sessions) -> None:
    lead = make_account(LEAD)
    change_role(lead, LEAD, [], make_account(AccountRole.ADMIN).id)
    assert lead.role is LEAD


def test_two_admins_in_one_moment_leave_one(session: Sessions) -> None:
    pairs = [(make_account(LEAD).id, make_account(AccountRole.ADMIN).id) for _ in range(2)]
    session.remove()

    def end(pair: tuple[int, int]) -> None:
        try:
            disable(session.get_one(Account, pair[0]), by=pair[1])
            session.commit()
        except LastLeadEditor:
            session.rollback()
        finally:
            session.remove()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(end, pairs))
    assert len(leads(session)) == 1
